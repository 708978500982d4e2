import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.balance_sheet import (
    PROPERTY_PARTS,
    is_office,
    same_hash,
    same_office_parts,
    versions_carried,
)
from records.documents import Version
from tests.records.made import ITEM

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "docProps/core.xml": b"<coreProperties/>",
    "docProps/custom.xml": b"<Properties/>",
    "word/document.xml": b"<document>Op uw aanvraag besluiten wij</document>" * 20,
    "word/_rels/document.xml.rels": b"<Relationships/>",
    "word/media/image1.png": bytes(range(256)),
}
CONTENT_PARTS = [name for name in PARTS if not name.startswith(PROPERTY_PARTS)]


def office(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as written:
        for name, content in parts.items():
            written.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


ORIGINAL = office(PARTS)


def versions(*sizes: int) -> tuple[Version, ...]:
    return tuple(Version(f"{n}.0", size, "2026") for n, size in enumerate(sizes, start=1))


def test_a_file_that_sharepoint_rewrote_is_equal() -> None:
    rewritten = {
        **dict(reversed(PARTS.items())),
        "docProps/core.xml": b"<coreProperties>Dossierstroom</coreProperties>",
        "[Content_Types].xml": b"<Types><Override/></Types>",
        "customXml/item1.xml": b"<properties/>",
    }
    del rewritten["docProps/custom.xml"]
    copy = office(rewritten, zipfile.ZIP_STORED)
    assert len(copy) != len(ORIGINAL)
    assert same_office_parts(ORIGINAL, copy)
    assert same_office_parts(copy, ORIGINAL)


def test_the_parts_that_count_are_the_document_its_links_and_its_images() -> None:
    assert CONTENT_PARTS == [
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/media/image1.png",
    ]


@pytest.mark.parametrize("part", CONTENT_PARTS)
def test_a_part_of_the_document_that_changed_is_not_equal(part: str) -> None:
    changed = PARTS[part][:-1] + b"!"
    assert not same_office_parts(ORIGINAL, office({**PARTS, part: changed}))


@pytest.mark.parametrize("part", CONTENT_PARTS)
def test_a_part_of_the_document_that_is_missing_or_new_is_not_equal(part: str) -> None:
    fewer = office({name: content for name, content in PARTS.items() if name != part})
    assert not same_office_parts(ORIGINAL, fewer)
    assert not same_office_parts(fewer, ORIGINAL)


@pytest.mark.parametrize("other", [b"", b"no zip", ORIGINAL[:-1], ORIGINAL[:200], ORIGINAL[1:]])
def test_a_file_that_is_no_whole_zip_is_equal_to_nothing(other: bytes) -> None:
    assert not same_office_parts(ORIGINAL, other)
    assert not same_office_parts(other, ORIGINAL)
    assert not same_office_parts(other, other)


def test_a_part_whose_bytes_do_not_match_its_own_checksum_is_broken() -> None:
    stored = office(PARTS, zipfile.ZIP_STORED)
    altered = stored.replace(b"besluiten wij", b"besluiten zij", 1)
    assert len(altered) == len(stored)
    assert not same_office_parts(stored, altered)
    assert not same_office_parts(altered, altered)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_one_altered_byte_anywhere_is_no_crash_and_never_other_content(method: int) -> None:
    whole = office({name: PARTS[name] for name in CONTENT_PARTS}, method)
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 0xFF
        if same_office_parts(whole, bytes(altered)):  # a byte that says nothing about the content
            with zipfile.ZipFile(io.BytesIO(altered)) as read:
                assert {name: read.read(name) for name in read.namelist()} == {
                    name: PARTS[name] for name in CONTENT_PARTS
                }


@given(st.binary(), st.binary())
def test_any_bytes_are_compared_without_a_crash(one: bytes, other: bytes) -> None:
    assert not same_office_parts(one, b"PK\x03\x04" + other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.docx", True),
        ("a.XLSX", True),
        ("a.pptx", True),
        ("a.docm", True),
        ("a.xlsm", True),
        ("a.dotx", True),
        ("a.potm", True),
        ("a.pptm", True),
        ("a.doc", False),
        ("a.docx.pdf", False),
        ("docx", False),
    ],
)
def test_the_files_that_sharepoint_rewrites_are_known_by_their_ending(
    name: str, *, expected: bool
) -> None:
    assert is_office(name) is expected


@pytest.mark.parametrize(
    ("original", "copy", "expected"),
    [
        ((10, 20), (10, 20), True),
        ((10, 20), (10, 20, 20), True),  # one that filing added
        ((10, 20), (10,), False),
        ((10, 20), (20,), False),
        ((10, 20), (), False),
        ((10, 20), (20, 10), False),
        ((10, 20), (10, 19), False),
        ((10, 20), (5, 10, 20), False),
        ((), (10,), True),
    ],
)
def test_every_version_is_found_in_order_and_with_its_size(
    original: tuple[int, ...], copy: tuple[int, ...], *, expected: bool
) -> None:
    assert versions_carried(versions(*original), versions(*copy), office=False) is expected


@pytest.mark.parametrize(
    ("copy", "expected"), [((11, 21), True), ((11, 21, 21), True), ((20,), False), ((), False)]
)
def test_of_an_office_file_the_sizes_may_differ_and_the_number_may_not_be_less(
    copy: tuple[int, ...], *, expected: bool
) -> None:
    assert versions_carried(versions(10, 20), versions(*copy), office=True) is expected


def test_the_same_hash_and_size_are_the_same_bytes() -> None:
    assert same_hash(ITEM, replace(ITEM, name="anders.docx"))
    assert not same_hash(ITEM, replace(ITEM, quick_xor_hash="other"))
    assert not same_hash(ITEM, replace(ITEM, size=ITEM.size + 1))


def test_a_file_without_a_hash_is_never_the_same() -> None:
    without = replace(ITEM, quick_xor_hash=None)
    assert not same_hash(without, without)
    assert not same_hash(ITEM, without)
    assert not same_hash(without, ITEM)
