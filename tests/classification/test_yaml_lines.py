import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.file_plan.yaml_lines import NotYaml, YamlMistake, read_yaml


def test_everything_that_is_written_stays_text() -> None:
    text = "a: [2.10, 8:11, nee, yes, null, 2026-11-23, 0x1F, ~, 1e3]\nb: !!int 3\nc:\n3: d\n"
    assert read_yaml(text).value == {
        "a": ["2.10", "8:11", "nee", "yes", "null", "2026-11-23", "0x1F", "~", "1e3"],
        "b": "3",
        "c": "",
        "3": "d",
    }


@pytest.mark.parametrize("text", ["", "\n", "# alleen uitleg\n", "---\n"])
def test_an_empty_text_is_empty(text: str) -> None:
    assert read_yaml(text).value in ({}, "")


def test_every_value_has_the_line_on_which_it_stands() -> None:
    read = read_yaml("# uitleg\na:\n  b:\n    - x\n    - y\n  c: >\n    z\n")
    lines = {path: read.line_of(path, {}) for path in read.lines}
    assert lines == {
        (): 3 - 1,
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "b", 0): 4,
        ("a", "b", 1): 5,
        ("a", "c"): 6,
    }


def test_a_value_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    read = read_yaml("a:\n  b: x\n")
    assert read.line_of(("a", "b", 7, "c"), {}) == 2
    assert read.line_of(("a", "z"), {}) == 1
    assert read_yaml("").line_of(("a",), {}) == 1


def test_a_key_may_be_called_otherwise() -> None:
    read = read_yaml("\nrules:\n  - rule: x\n")
    assert read.line_of(("regels", 0, "regel"), {"regels": "rules", "regel": "rule"}) == 3


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\nc: [\n", 3, ""),
        ("a: b\n c: d\n", 2, ""),
        ("a: b\n---\nc: d\n", 2, ""),
        ("a:\n\t- b\n", 2, ""),
        ("a: b\nc: \x00\n", 2, "teken dat niet in YAML mag"),
        ("a: b\nc: *d\n", 2, ""),
        ("a: &a [b]\nc: *a\n", 2, "verwijzingen"),
        ("a: &a [*a]\n", 1, "verwijzingen"),
    ],
)
def test_what_cannot_be_read_is_a_mistake_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(NotYaml) as caught:
        read_yaml(text)
    assert caught.value.mistake.line == line
    assert message in caught.value.mistake.told.nl
    assert caught.value.mistake.told.en


@pytest.mark.parametrize(
    ("text", "line", "nl", "en"),
    [
        ("a:\n  b: c\n d: e\n", 3, "anders ingesprongen", "indented otherwise"),
        ("a:\n  - b: c\n     d: e\n", 3, "anders ingesprongen", "indented otherwise"),
        ("a: b\n- c\n", 2, "anders ingesprongen", "indented otherwise"),
        ("a:\n\tb: c\n", 2, "hier staat een tab", "there is a tab here"),
        ("a: b\nc: Brief: kort\n", 2, "een dubbele punt met een spatie", "a colon with a space"),
        ("a: b\nhallo\nc: d\n", 2, "ontbreekt een dubbele punt", "is missing on this line"),
        ("a: b\nc: 'd\ne: f\n", 2, "wordt nergens gesloten", "is not closed anywhere"),
        ('a: "b\nc: d\ne: "f"\n', 1, "sluit pas op regel 3", "is closed only on line 3"),
        ("a: 'programma's'\n", 1, "het sluit te vroeg", "it closes too early"),
        ("a: [b, 'c'd]\n", 1, "het sluit te vroeg", "it closes too early"),
        ('a: ["b, c]\nd: "e"\n', 1, "sluit pas op regel 2", "is closed only on line 2"),
        ('a: "b\\q"\n', 1, "gebruik enkele aanhalingstekens", "use single quotes"),
        (
            "a: b\nc: [d, e\nf: g\n",
            3,
            "het haakje [ of { van regel 2",
            "the bracket [ or { of line 2",
        ),
        ("a: @b\n", 1, "hoort tussen aanhalingstekens", "belongs between quotes"),
        ("a: *b\n", 1, "hoort tussen aanhalingstekens", "belongs between quotes"),
        ("a: - b\n", 1, "begint op een nieuwe regel", "begins on a new line"),
        ("a: b\n---\nc: d\n", 2, "haal --- weg", "take --- away"),
        ("a: ]\n", 1, "kijk of het inspringen klopt", "whether the indentation is right"),
    ],
)
def test_what_is_no_yaml_is_told_in_words_that_say_what_to_do(
    text: str, line: int, nl: str, en: str
) -> None:
    with pytest.raises(NotYaml) as caught:
        read_yaml(text)
    wrong = caught.value.mistake
    assert wrong.line == line
    assert nl in wrong.told.nl
    assert en in wrong.told.en


def test_bytes_that_are_no_utf8_are_a_mistake_on_their_line() -> None:
    with pytest.raises(NotYaml) as caught:
        read_yaml("a: b\nc: categorieën\n".encode("latin-1"))
    assert caught.value.mistake.line == 2
    assert "UTF-8" in caught.value.mistake.told.nl


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\na: c\n", 2, "«a» staat er twee keer, ook op regel 1"),
        ("a:\n  b: c\n  d: e\n  b: f\n", 4, "«b» staat er twee keer, ook op regel 2"),
        ("a: b\n? [c, d]\n: e\n", 2, "een sleutel is een woord"),
    ],
)
def test_a_wrong_key_is_told_and_the_rest_is_read(text: str, line: int, message: str) -> None:
    read = read_yaml(text)
    [wrong] = read.mistakes
    assert (wrong.line, wrong.told.nl) == (line, message)
    assert isinstance(read.value, dict)
    assert read.value["a"] in ("b", {"b": "c", "d": "e"})


def test_a_star_that_points_nowhere_is_only_text() -> None:
    assert read_yaml("a: b * c\nd: '*'\n").value == {"a": "b * c", "d": "*"}


@given(st.text() | st.text("ab:- \n[]{}&*!|>'\"#?,\t"))
def test_any_text_is_read_or_is_a_mistake_on_one_of_its_lines(text: str) -> None:
    lines = range(1, len(text.splitlines()) + 2)
    try:
        read = read_yaml(text)
    except NotYaml as error:
        wrong: tuple[YamlMistake, ...] = (error.mistake,)
    else:
        wrong = read.mistakes
        assert isinstance(read.value, str | list | dict)
    assert all(one.line in lines and one.told.nl and one.told.en for one in wrong)
