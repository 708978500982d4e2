"""From what readers found to one reading: pages, the quote, and what lies inside, in one text."""

from collections.abc import Callable
from typing import Final

from extraction.reading import (
    EDITION,
    MOST_CHARACTERS,
    Content,
    Format,
    Inside,
    NotReadError,
    OutOfTime,
    Problem,
    has_no_words,
    normalised,
)
from filing.balance_sheet import parts_key
from filing.contents import key_of_bytes
from records.documents import Attachment, Reading

_MOST_INSIDE: Final = 1000  # of more files no one knows what was sent
_MOST_READ: Final = 200  # of them, at every depth together
_MOST_BYTES: Final = 200_000_000  # unpacked, at every depth together
_LONGEST_NAME: Final = 400
_OFFICE: Final = frozenset({"docx", "pptx", "xlsx"})

# Makes content of a name, and of bytes when they are given: raises `NotReadError`.
Read = Callable[[Inside, bytes], tuple[Content, Format, str]]


class Composer:
    """Composes the text of one document and of what lies inside it, within one set of bounds.

    What lies in a mail or a zip is read; what lies in a mail or a zip inside that is only named,
    except that a zip in a mail is opened.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._files_left = _MOST_READ
        self._bytes_left = _MOST_BYTES
        self._is_late = False
        self._readers: list[str] = []

    def reading(self, content: Content, kind: Format, reader: str, whole: bytes) -> Reading:
        """Return the reading of a document of which the bytes are `whole`.

        Raises `NotReadError`: `empty` when it has no text at all, `too_large` when it is longer
        than `MOST_CHARACTERS` or holds too many files.
        """
        self._readers = [reader, content.recognised_by]
        text = _Text(MOST_CHARACTERS)
        starts = text.add_pages(content)
        own_end = len(text)
        text.add(content.quoted)
        attachments = self._add_inside(text, content, (kind,))
        if not len(text):
            raise NotReadError("empty")
        is_own = len(text) == own_end
        return Reading(
            text=str(text),
            # Pages after the last one with text would start beyond the end of it.
            pages=tuple(min(start, own_end) for start in starts),
            problem=None,
            reader=", ".join(filter(None, dict.fromkeys((EDITION, *self._readers)))),
            attachments=tuple(attachments),
            own_end=None if is_own else own_end,
            signed=content.signed,
            unfinished=content.unfinished,
            parts=_parts_of(kind, whole),
            recognised=tuple(text.recognised),
            unread_pages=content.unread_pages,
        )

    def _add_inside(
        self, text: "_Text", content: Content, kinds: tuple[Format, ...]
    ) -> list[Attachment]:
        """Add name and text of what lies inside the last of `kinds`, which lie in each other.

        What of it was not read, or not wholly, is told by name with the text.
        """
        if len(content.inside) > _MOST_INSIDE:
            raise NotReadError("too_large")
        attachments: list[Attachment] = []
        for each in content.inside:
            name = normalised(" ".join(each.name.split()))[:_LONGEST_NAME]
            text.add(f"{content.label}: {name}")
            if not _opens(kinds):
                text.unread_inside += [] if has_no_words(name) else [name]
                continue
            found, keys, problem = self._text(each, kinds, text.left)
            start, end = text.add(str(found), "\n")
            text.recognised += [(start + low, start + high) for low, high in found.recognised]
            unread = (found.unread_pages, tuple(found.unread_inside))
            attachments.append(Attachment(name, tuple(keys), start, end, problem, *unread))
            if not attachments[-1].is_read:
                text.unread_inside.append(name)
        return attachments

    def _text(
        self, inside: Inside, kinds: tuple[Format, ...], most: int
    ) -> tuple["_Text", list[str], Problem | None]:
        """Return the text of what lies inside, the keys of its content, and why there is no text."""
        keys: list[str] = []
        try:
            return self._whole(inside, keys, kinds, most), keys, None
        except NotReadError as error:
            return _Text(0), keys, error.problem
        except OutOfTime:  # what was read until now is kept
            self._is_late = True
            return _Text(0), keys, "too_slow"
        except MemoryError:
            return _Text(0), keys, "too_large"
        except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
            return _Text(0), keys, "broken"

    def _whole(
        self, inside: Inside, keys: list[str], kinds: tuple[Format, ...], most: int
    ) -> "_Text":
        """Return the text of what lies inside, and add the keys of its content to `keys`."""
        content = self._loaded(inside)
        keys.append(key_of_bytes(content))
        found, kind, reader = self._read(inside, content)
        self._readers += [reader, found.recognised_by]
        text = _Text(most)
        text.add_pages(found)
        text.add(found.quoted)
        text.unread_pages = found.unread_pages
        self._add_inside(text, found, (*kinds, kind))
        if not len(text):
            raise NotReadError("empty")
        if parts := _parts_of(kind, content):
            keys.append(parts)
        return text

    def _loaded(self, inside: Inside) -> bytes:
        if self._is_late:
            raise NotReadError("too_slow")
        if self._files_left <= 0 or self._bytes_left <= 0:
            raise NotReadError("too_large")
        self._files_left -= 1
        content = inside.load()
        if not content:
            raise NotReadError("no_words")
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            raise NotReadError("too_large")
        return content


def _parts_of(kind: Format, content: bytes) -> str | None:
    """Return the key of an Office file's parts; null for others, which nobody writes anew."""
    return parts_key(content) if kind in _OFFICE else None


def _opens(kinds: tuple[Format, ...]) -> bool:
    """Tell whether what lies in the last of `kinds` is read: in a document, or a zip in a mail."""
    is_zip_in_mail = len(kinds) == 2 and kinds[0] in {"eml", "msg"} and kinds[1] == "zip"
    return len(kinds) == 1 or is_zip_in_mail


class _Text:
    """A text that grows by parts, normalised and with an empty line between them."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.recognised: list[tuple[int, int]] = []  # from a scan, by offset
        self.unread_pages: tuple[int, ...] = ()
        self.unread_inside: list[str] = []
        self._parts: list[str] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return "".join(self._parts)

    def add(self, text: str, between: str = "\n\n") -> tuple[int, int]:
        """Add `text` and return where it starts and ends; nothing is added for a blank one.

        Raises `NotReadError` `too_large` when it does not fit, and has then added nothing.
        """
        if len(text) > MOST_CHARACTERS:
            raise NotReadError("too_large")
        text = normalised(text)
        if not text:
            return self._length, self._length
        between = between if self._parts else ""
        added = len(between) + len(text)
        if added > self.left:
            raise NotReadError("too_large")
        self._parts += [between, text]
        self.left -= added
        self._length += added
        return self._length - len(text), self._length

    def add_pages(self, content: Content) -> list[int]:
        """Add the pages and return where each starts; without text, where the next one does."""
        if sum(map(len, content.pages)) > MOST_CHARACTERS:
            raise NotReadError("too_large")
        starts: list[int] = []
        for number, page in enumerate(content.pages, 1):
            start, end = self.add(page)
            starts.append(start if end > start else -1)
            if number in content.recognised_pages and end > start:
                self.recognised.append((start, end))
        following = self._length
        for number in range(len(starts) - 1, -1, -1):
            following = starts[number] = starts[number] if starts[number] >= 0 else following
        return starts or [0]
