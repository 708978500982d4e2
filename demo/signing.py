"""A real signature under a PDF, by a certificate that nobody has to trust.

The signature is a detached CMS over the byte ranges of the file (`adbe.pkcs7.detached`), so a
reader sees who signed and that not a byte has changed since. Key and certificate are made from a
fixed seed: the same PDF gets the same signature, and no private key lies in the repository.
"""

import datetime as dt
import io
from functools import cache
from hashlib import shake_256
from math import gcd, prod
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from demo.writing import MADE_AT

_ROOM: Final = 4096  # bytes kept free for the signature
_SMALL: Final = prod(n for n in range(3, 2000, 2) if all(n % m for m in range(3, 45, 2) if m < n))
_UNKNOWN: Final = 9_999_999_999  # holds the place of an offset until the offsets are known


def signed(pdf: bytes, signer: str, moment: dt.datetime) -> bytes:
    """Return `pdf` with a signature of `signer` (a role) at `moment`, not visible on the page."""
    content = bytearray(_with_empty_signature(pdf, signer, moment))
    start = content.index(b"<" + b"00" * _ROOM + b">")
    after = start + 2 * _ROOM + 2
    unknown = f"[ 0 {_UNKNOWN} {_UNKNOWN} {_UNKNOWN} ]".encode()
    known = f"[ 0 {start} {after} {len(content) - after} ]".encode().ljust(len(unknown))
    content[:] = content.replace(unknown, known)
    signature = _signature(bytes(content[:start] + content[after:]), signer)
    content[start + 1 : after - 1] = signature.ljust(_ROOM, b"\0").hex().encode()
    return bytes(content)


def _with_empty_signature(pdf: bytes, signer: str, moment: dt.datetime) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    numbers = ArrayObject([NumberObject(each) for each in (0, _UNKNOWN, _UNKNOWN, _UNKNOWN)])
    signature = writer._add_object(  # noqa: SLF001 - pypdf has no signatures of its own
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
                NameObject("/SubFilter"): NameObject("/adbe.pkcs7.detached"),
                NameObject("/Name"): TextStringObject(signer),
                NameObject("/M"): TextStringObject(moment.strftime("D:%Y%m%d%H%M%SZ")),
                NameObject("/ByteRange"): numbers,
                NameObject("/Contents"): ByteStringObject(b"\0" * _ROOM),
            }
        )
    )
    page = writer.pages[-1]
    field = writer._add_object(  # noqa: SLF001
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("Handtekening1"),
                NameObject("/V"): signature,
                NameObject("/P"): page.indirect_reference or DictionaryObject(),
                NameObject("/F"): NumberObject(132),  # printed, and locked in its place
                NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
            }
        )
    )
    page[NameObject("/Annots")] = ArrayObject([field])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([field]), NameObject("/SigFlags"): NumberObject(3)}
    )
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _signature(signed_bytes: bytes, signer: str) -> bytes:
    key, certificate = _identity(signer)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(signed_bytes)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    options.append(pkcs7.PKCS7Options.NoAttributes)  # they would hold the moment of making
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, options)


@cache
def _identity(signer: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = _key(signer)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Provincie Voorbeeld (demo)"),
            x509.NameAttribute(NameOID.COMMON_NAME, signer),
        ]
    )
    builder = x509.CertificateBuilder(issuer_name=name, subject_name=name)
    builder = builder.public_key(key.public_key()).serial_number(2026_11_23)
    builder = builder.not_valid_before(MADE_AT - dt.timedelta(days=400))
    builder = builder.not_valid_after(MADE_AT + dt.timedelta(days=3 * 365))
    return key, builder.sign(key, hashes.SHA256())


def _key(seed: str) -> rsa.RSAPrivateKey:
    exponent = 65537
    p, q = _prime(f"{seed} p"), _prime(f"{seed} q")
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(exponent, p * q)
    parts = (rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q))
    return rsa.RSAPrivateNumbers(p, q, d, *parts, public).private_key()


def _prime(seed: str) -> int:
    """Return a prime of 1024 bits: the first from where `seed` leads. Enough for a demo's key."""
    number = int.from_bytes(shake_256(seed.encode()).digest(128))
    number |= 3 << 1022 | 1
    while gcd(number, _SMALL) > 1 or any(pow(base, number - 1, number) != 1 for base in (2, 3, 5)):
        number += 2
    return number
