"""Compound files ([MS-CFB]): what old Office, Outlook and encrypted Office files are kept in."""

from typing import Final

COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")

# An encrypted Office file is a compound file with the stream `EncryptedPackage`; a sensitivity
# label that encrypts adds the data space `DRMEncryptedDataSpace`. [MS-OFFCRYPTO] 2.2 and 2.3.4.4,
# https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
_ENCRYPTED: Final = tuple(
    name.encode("utf-16-le") for name in ("EncryptedPackage", "DRMEncryptedDataSpace")
)


def is_encrypted(content: bytes) -> bool:
    """Tell whether a compound file holds an encrypted Office file, by the names in it."""
    return any(name in content for name in _ENCRYPTED)
