import re
from pathlib import Path

import pytest

from classification.file_plan import words as plan_words
from classification.file_plan.files import ENGLISH
from classification.file_plan.words import PERIOD, filing_moment, period
from records.file_plan import FilingMoment

TABLES = {name: t for name, t in vars(plan_words).items() if name.isupper() and isinstance(t, dict)}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_dutch_and_english_words_come_in_pairs_that_mean_one_thing(table: str) -> None:
    words = TABLES[table]
    meanings = list(words.values())
    assert meanings[0::2] == meanings[1::2]
    assert len({str(meaning) for meaning in meanings}) == len(words) // 2


def test_every_key_has_one_word_in_each_language() -> None:
    assert len(set(ENGLISH.values())) == len(ENGLISH)
    assert all(ENGLISH[word] == word for word in ENGLISH.values() if word in ENGLISH)


@pytest.mark.parametrize(
    ("written", "expected"), [("10 jaar", "10 jaar"), ("18 months", "18 maanden")]
)
def test_a_period_is_told_in_the_words_of_the_list(written: str, expected: str) -> None:
    assert re.fullmatch(PERIOD, written)
    assert period(written) == expected


@pytest.mark.parametrize("written", ["0 jaar", "10 jaren", "P10Y", "jaar", "10  jaar", "1,5 jaar"])
def test_what_is_no_whole_number_of_years_months_weeks_or_days_is_no_period(written: str) -> None:
    assert re.fullmatch(PERIOD, written) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meteen", FilingMoment("at_once")),
        ("at once", FilingMoment("at_once")),
        ("Zodra definitief", None),
        ("when final", FilingMoment("when_final")),
        ("op verzoek", FilingMoment("on_request")),
        ("on request", FilingMoment("on_request")),
        ("na 7 dagen rust", FilingMoment("when_quiet", 7)),
        ("after 30 days of quiet", FilingMoment("when_quiet", 30)),
        ("na 0 dagen rust", FilingMoment("when_quiet", 0)),
        ("na zeven dagen rust", None),
        ("na 7 dagen", None),
        ("na 12345 dagen rust", None),
        ("P7D", None),
        ("", None),
    ],
)
def test_filing_moments_are_words(text: str, expected: FilingMoment | None) -> None:
    assert filing_moment(text) == expected


def test_the_glossary_has_every_key_and_every_word() -> None:
    glossary = (Path(__file__).parents[2] / "docs" / "words.md").read_text(encoding="utf-8")
    keys = {*ENGLISH, *ENGLISH.values()}
    words = {word for name, table in TABLES.items() if name != "UNITS" for word in table}
    missing = [word for word in keys | words if not re.search(rf"(?<!\w){word}(?!\w)", glossary)]
    assert missing == []
