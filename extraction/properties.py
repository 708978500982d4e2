"""The properties of an Outlook message ([MS-OXMSG] 2), read from its compound file.

https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxmsg
"""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import olefile

from extraction.compound import COMPOUND_FILE, encryption_of
from extraction.reading import NotReadError

VERSION: Final[str] = olefile.__version__

_PROPERTIES: Final = "__properties_version1.0"
_ENTRY: Final = struct.Struct("<HHIQ")  # type, number, flags, value ([MS-OXMSG] 2.4.2)
_HEADERS: Final = (32, 24, 8)  # bytes before the entries, of a message, one inside it, other things
_UNICODE, _STRING_8, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_MESSAGE_CODEPAGE: Final = 0x3FFD
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)


def opened(content: bytes) -> "Storage":
    """Return the properties of the message that is the whole file.

    Raises `NotReadError`: `broken` when it is no message of Outlook, `encrypted` or
    `sensitivity_label` when it is an encrypted Office file.
    """
    if not content.startswith(COMPOUND_FILE):
        raise NotReadError("broken")
    encryption = encryption_of(content[: 1024 * 1024])
    if encryption is not None:
        raise NotReadError(encryption)
    file = olefile.OleFileIO(io.BytesIO(content))  # as bytes, what is short is taken for a path
    if not file.exists(_PROPERTIES):
        raise NotReadError("broken")
    return Storage(file, (), "cp1252", _HEADERS[0])


class Storage:
    """One message, recipient or attachment: its properties by their number."""

    def __init__(
        self, file: "olefile.OleFileIO[str]", path: tuple[str, ...], codepage: str, header: int
    ) -> None:
        self._file = file
        self._path = path
        entries = self._stream(_PROPERTIES)[header:]
        whole = len(entries) - len(entries) % _ENTRY.size
        self._fixed: dict[int, int] = {
            number: value for _, number, _, value in _ENTRY.iter_unpack(entries[:whole])
        }
        named = self.number(_MESSAGE_CODEPAGE)
        self._codepage = _codec(named) if named else codepage

    def text(self, number: int) -> str:
        """Return a text, empty where there is none."""
        if text := self._stream(_named(number, _UNICODE)):
            return text.decode("utf-16-le", "replace").rstrip("\0")
        return (
            self._stream(_named(number, _STRING_8)).decode(self._codepage, "replace").rstrip("\0")
        )

    def binary(self, number: int) -> bytes:
        """Return bytes; those of a text when it is kept as one."""
        return self._stream(_named(number, _BINARY)) or self._stream(_named(number, _STRING_8))

    def number(self, number: int) -> int:
        """Return a whole number, zero where there is none."""
        return self._fixed.get(number, 0) & 0xFFFFFFFF

    def moment(self, number: int) -> datetime | None:
        """Return a moment, kept in steps of 100 ns since 1601."""
        steps = self._fixed.get(number, 0)
        try:
            return _EPOCH + timedelta(microseconds=steps // 10) if steps else None
        except OverflowError:
            return None

    def inner(self, number: int) -> "Storage | None":
        """Return a message that lies in an attachment."""
        path = (*self._path, _named(number, _OBJECT))
        if not self._file.exists([*path, _PROPERTIES]):
            return None
        return Storage(self._file, path, self._codepage, _HEADERS[1])

    def each(self, kind: str) -> Iterator["Storage"]:
        """Yield what lies directly in this message: `attach` or `recip`, in their order."""
        beginning = f"__{kind}_version1.0_#"
        depth = len(self._path)
        names = {
            path[depth]
            for path in self._file.listdir(streams=False, storages=True)
            if tuple(path[:depth]) == self._path and len(path) == depth + 1
        }
        for name in sorted(each for each in names if each.lower().startswith(beginning)):
            yield Storage(self._file, (*self._path, name), self._codepage, _HEADERS[2])

    def whole(self) -> bytes:
        """Return names and bytes of all streams in it, for it has no bytes in one piece."""
        depth = len(self._path)
        paths = [path for path in self._file.listdir() if tuple(path[:depth]) == self._path]
        return b"".join(
            "/".join(path[depth:]).encode() + b"\0" + self._file.openstream(path).read()
            for path in sorted(paths)
        )

    def _stream(self, name: str) -> bytes:
        path = [*self._path, name]
        if not self._file.exists(path):
            return b""
        with self._file.openstream(path) as stream:
            content: bytes = stream.read()
            return content


def charset(codepage: int) -> str | None:
    """Return the encoding that goes by the number of a Windows codepage, null without one."""
    return _codec(codepage) if codepage else None


def _codec(codepage: int) -> str:
    known = {65001: "utf-8", 28591: "latin-1", 28605: "iso8859-15", 20127: "cp1252", 1200: "utf-16"}
    name = known.get(codepage, f"cp{codepage}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def _named(number: int, kind: str) -> str:
    return f"__substg1.0_{number:04X}{kind}"
