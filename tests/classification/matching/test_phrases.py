"""Words and phrases of a rule, as they are written."""

import pytest

from classification.matching.laws import Article
from classification.matching.phrases import Phrase, Wanted, in_dutch, is_misread, read_phrase

OBJECTION, DECISION = Wanted(("bezwaar",), exact=False), Wanted(("besluit",), exact=False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Bezwaar", Phrase((OBJECTION,))),
        ("precies Bezwaar", Phrase((Wanted(("bezwaar",), exact=True),))),
        ("ons  Besluit", Phrase((Wanted(("ons", "besluit"), exact=False),))),
        ("minstens 3 keer bezwaar", Phrase((OBJECTION,), at_least=3)),
        ("bezwaar binnen 5 woorden van besluit", Phrase((OBJECTION,), near=(DECISION,), within=5)),
        ("bezwaar zonder ontkenning", Phrase((OBJECTION,), negated_too=False)),
        (
            "minstens 2 keer precies bezwaar zonder ontkenning",
            Phrase((Wanted(("bezwaar",), exact=True),), at_least=2, negated_too=False),
        ),
        ("artikel 8:1", Phrase((Article("8:1"),))),
        ("minstens 2 keer artikel 8:1", Phrase((Article("8:1"),), at_least=2)),
        (
            "Woo",
            Phrase((Wanted(("woo",), exact=True), Wanted(("wet", "open", "overheid"), exact=True))),
        ),
    ],
)
def test_a_phrase_says_what_is_asked_for(written: str, expected: Phrase) -> None:
    assert read_phrase(written) == expected


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("exactly bezwaar", "precies bezwaar"),
        ("at least 3 times bezwaar", "minstens 3 keer bezwaar"),
        ("at least 3 times exactly bezwaar", "minstens 3 keer precies bezwaar"),
        ("bezwaar within 5 words of besluit", "bezwaar binnen 5 woorden van besluit"),
        (
            "exactly a within 5 words of exactly b without negation",
            "precies a binnen 5 woorden van precies b zonder ontkenning",
        ),
        ("bezwaar", "bezwaar"),
    ],
)
def test_signs_in_english_are_signs_in_dutch(english: str, dutch: str) -> None:
    assert in_dutch(english) == dutch
    assert in_dutch(dutch) == dutch


@pytest.mark.parametrize(
    "written",
    [
        "minstens drie keer bezwaar",
        "minstens 0 keer bezwaar",
        "bezwaar binnen enkele woorden van besluit",
        "bezwaar binnen 5 woorden",
        "a binnen 5 woorden van b binnen 5 woorden van c",
        "minstens 2 keer a binnen 5 woorden van b",
        "zonder ontkenning",
    ],
)
def test_a_sign_that_would_be_taken_for_words_is_told(written: str) -> None:
    assert is_misread(written)


@pytest.mark.parametrize(
    "written", ["binnen zes weken", "minstens 3 keer bezwaar", "zonder vergunning", "precies", "("]
)
def test_words_that_are_no_signs_are_words(written: str) -> None:
    assert not is_misread(written)
