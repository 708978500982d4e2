"""Compound files ([MS-CFB]): what old Office, Outlook and encrypted Office files are kept in."""

from typing import Final

from extraction.reading import Problem

COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")

# An encrypted Office file is a compound file with the stream `EncryptedPackage`; a sensitivity
# label that encrypts adds the data space `DRMEncryptedDataSpace`. [MS-OFFCRYPTO] 2.2 and 2.3.4.4,
# https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BY_LABEL: Final = "DRMEncryptedDataSpace".encode("utf-16-le")


def encryption_of(content: bytes) -> Problem | None:
    """Return what encrypts the Office file in a compound file, by the names in it.

    `sensitivity_label`, `encrypted` for a password, None for a file that holds neither.
    """
    if _BY_LABEL in content:
        return "sensitivity_label"
    return "encrypted" if _ENCRYPTED in content else None
