import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from records.numbers import find_numbers, has_shape, may_be_mistaken

SHAPE = "SUB-jjjj-nnnn"
# Letters, then groups of digits: what records managers write.
SHAPES = st.from_regex(r"[A-Z]{1,4}([-/.](j{4}|n{1,6})){0,2}[-/.]?n{1,6}", fullmatch=True)
DIGITS = st.text("0123456789", min_size=40, max_size=40)


def filled(shape: str, digits: str) -> str:
    source = iter(digits)
    return "".join(next(source) if part in "jn" else part for part in shape)


def numbers(text: str, shape: str = SHAPE) -> list[str]:
    return [found.number for found in find_numbers(text, shape)]


@pytest.mark.parametrize(
    "written",
    [
        "SUB-2026-0147",
        "sub-2026-0147",
        "Sub 2026 0147",
        "SUB20260147",
        "SUB/2026/0147",
        "SUB.2026.0147",
        "SUB_2026_0147",
        "SUB - 2026 - 0147",
        "SUB\u20112026\u20110147",
        "SUB–2026–0147",
        "SUB\t2026\t0147",
        "SUB-2026-\n0147",
        "SUB-\n2026-0147",
        "SUB—2026−0147",
        "SUB:2026:0147",
        "SUB-2026-\u200d0147",
    ],
)
def test_the_ways_in_which_people_write_a_number(written: str) -> None:
    [found] = find_numbers(f"Kenmerk: {written}.", SHAPE)
    assert found == ("SUB-2026-0147", written, 9, 9 + len(written))


@pytest.mark.parametrize(
    "text",
    [
        "SUB-2026-01475",
        "SUB-2026-014",
        "XSUB-2026-0147",
        "X-SUB-2026-0147",
        "SUB-2026-0147B",
        "SUB-2026-0147-12",
        "SUB-2026-0147/2",
        "SUB-2026-0147.5",
        "SUB-20265-0147",
        "SUB-2026----0147",
        "SUB-2026-\u0660\u0661\u0664\u0667",
        "",
    ],
)
def test_what_is_longer_shorter_or_otherwise_is_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("text", ["2.026-0147", "12-2026-0147", "1/2026-0147", "2026-0147,50"])
def test_a_number_without_letters_is_not_found_inside_a_longer_one(text: str) -> None:
    assert numbers(text, "jjjj-nnnn") == []


@pytest.mark.parametrize(
    "name",
    [
        "besluit_SUB-2026-0147.pdf",
        "SUB-2026-0147_v2.docx",
        "2026_SUB_2026_0147_brief.docx",
        "SUB-2026-0147.pdf",
        "SUB-2026-0147-brief.pdf",
        "(SUB-2026-0147)",
    ],
)
def test_in_a_name_an_underscore_parts_words(name: str) -> None:
    assert numbers(name) == ["SUB-2026-0147"]


def test_every_place_is_told_in_order() -> None:
    found = find_numbers("SUB-2026-0002, SUB-2026-0001 en sub 2026 0002", SHAPE)
    assert [one.number for one in found] == ["SUB-2026-0002", "SUB-2026-0001", "SUB-2026-0002"]
    assert [one.start for one in found] == [0, 15, 32]


def test_a_fixed_letter_is_the_plans_own_whatever_looks_like_it() -> None:
    # Python holds the Kelvin sign and the long s for K and S when capitals do not matter.
    assert numbers("\u212a\u017f-12", "KS-nn") == ["KS-12"]


@given(SHAPES, DIGITS, st.sampled_from(["-", " ", "", "/", "_", " - "]))
def test_a_number_is_found_however_it_is_parted_and_told_in_the_plans_form(
    shape: str, digits: str, between: str
) -> None:
    number = filled(shape, digits)
    written = re.sub(r"[-/.]", between, number).lower()
    [found] = find_numbers(f"kenmerk {written}, van gisteren", shape)
    assert found.number == number
    assert found.quote == written


@given(SHAPES, DIGITS, st.sampled_from("0123456789aZé"), st.sampled_from("0123456789aZé"))
def test_a_number_inside_a_longer_one_or_a_word_is_never_found(
    shape: str, digits: str, before: str, after: str
) -> None:
    number = filled(shape, digits)
    for text in (f"{before}{number}", f"{number}{after}", f"{before}{number}{after}"):
        assert number not in numbers(text, shape)


@given(st.text() | st.text("SUB20-/ .j\n_1"), SHAPES)
def test_whatever_is_found_has_the_plans_form_and_stands_where_it_says(
    text: str, shape: str
) -> None:
    form = "".join("[0-9]" if part in "jn" else re.escape(part) for part in shape)
    end = 0
    for found in find_numbers(text, shape):
        assert re.fullmatch(form, found.number)
        assert text[found.start : found.end] == found.quote
        assert found.start >= end
        end = found.end


@given(SHAPES, DIGITS, DIGITS)
def test_two_numbers_are_two(shape: str, one: str, other: str) -> None:
    first, second = filled(shape, one), filled(shape, other)
    assume(first != second)
    assert numbers(f"{first} en {second}", shape) == [first, second]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("SUB-2026-0147", True),
        ("SUB 2026 0147", False),
        ("sub-2026-0147", False),
        ("SUB-2026-01475", False),
        ("SUB-2026-0147\n", False),
        ("", False),
    ],
)
def test_a_number_has_a_shape_when_it_is_written_exactly_so(number: str, *, expected: bool) -> None:
    assert has_shape(number, SHAPE) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("SUB-jjjj-nnnn", "SUB-jjjj-nnnn", True),
        ("SUB-jjjj-nnnn", "SUB/jjjj/nnnn", True),
        ("SUB-jjjj-nnnn", "SUB-jjjjnn-nn", True),
        ("PRJ-jjjj-nn", "PRJ-jjjj-nnn", True),
        ("B-jjjj-nnn", "SUB-jjjj-nnn", True),
        ("SUB-jjjj-nnnn", "BZW-jjjj-nnnn", False),
        ("SUB-jjjj-nnnn", "SUBA-jjjj-nnnn", False),
    ],
)
def test_shapes_of_which_one_holds_the_other_may_be_mistaken(
    one: str, other: str, *, expected: bool
) -> None:
    assert may_be_mistaken(one, other) is expected
    assert may_be_mistaken(other, one) is expected
