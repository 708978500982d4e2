"""Legal references: another number, paragraph or law is another one."""

import pytest

from classification.matching.laws import LAWS, citations_in, names_of_law, read_article
from classification.matching.text_words import plain_words


def cites(asked: str, text: str) -> str | None:
    """The words that cite the article that a rule asks for."""
    article = read_article(asked)
    assert article is not None
    for one in citations_in(text):
        if one.is_of(article):
            return text[one.start : one.end]
    return None


@pytest.mark.parametrize(
    ("asked", "text", "quote"),
    [
        ("artikel 8:1", "op grond van artikel 8:1 staat beroep open", "artikel 8:1"),
        ("artikel 8:1", "Artikel 8:1.", "Artikel 8:1"),
        ("artikel 8:1", "(art. 8:1 Awb)", "art. 8:1"),
        ("artikel 8:1", "art 8:1", "art 8:1"),
        ("art. 8:1", "artikel\n8:1", "artikel\n8:1"),
        ("artikel 8:1", "de artikelen 8:1 en 8:2", "artikelen 8:1"),
        ("artikel 8:2", "de artikelen 8:1 en 8:2", "8:2"),
        ("artikel 8:3", "artt. 8:1, 8:2 en 8:3", "8:3"),
        ("artikel 3", "de artikelen 2 en 3 van de wet", "3"),
        ("artikel 8:2", "artikel 8:1, tweede lid, en 8:2", "8:2"),
        ("artikel 6:7", "artikel 8:1 juncto artikel 6:7", "6:7"),
        ("artikel 8:5", "artikel 8:1 tot en met 8:5", "8:5"),
        ("artikel 8:1", "artikel 8:1, tweede lid", "artikel 8:1, tweede lid"),
        ("artikel 8:1 lid 2", "artikel 8:1, tweede lid", "artikel 8:1, tweede lid"),
        ("artikel 8:1, tweede lid", "art. 8:1 lid 2", "art. 8:1 lid 2"),
        ("artikel 8:1 lid 2", "artikel 8:1, eerste en tweede lid", "artikel 8:1, eerste en tweede lid"),
        ("artikel 8:1 Awb", "artikel 8:1 Awb", "artikel 8:1"),
        ("artikel 8:1 Awb", "artikel 8:1 van de Algemene wet bestuursrecht", "artikel 8:1"),
        ("artikel 8:1 Awb", "de artikelen 8:1 en 8:2 van de Awb", "artikelen 8:1"),
        ("artikel 2.1 van de Erfgoedverordening", "art. 2.1 Erfgoedverordening", "art. 2.1"),
        ("artikel 1.1a", "artikel 1.1a", "artikel 1.1a"),
        ("artikel 5.1", "artikel 5.1, tweede lid, onder e, van de Woo", "artikel 5.1, tweede lid, onder e"),
        ("artikel 8:1", "artikel 8:11", None),
        ("artikel 8:1", "artikel 18:1", None),
        ("artikel 8:1", "artikel 8:1a", None),
        ("artikel 8:1", "artikel 8:1:2", None),
        ("artikel 8:1", "artikel 8.1", None),
        ("artikel 8:1", "om 8:1", None),
        ("artikel 8", "artikel 8:1", None),
        ("artikel 1", "artikel 1.1", None),
        ("artikel 3", "artikel 8:1 en 3 bijlagen", None),
        ("artikel 8:1 lid 2", "artikel 8:1, eerste lid", None),
        ("artikel 8:1 lid 2", "artikel 8:1", None),
        ("artikel 8:1 Awb", "artikel 8:1 Woo", None),
        ("artikel 8:1 Awb", "artikel 8:1. De Awb", None),
        ("artikel 10 Wob", "artikel 10 Woo", None),
        ("artikel 10 Wob", "artikel 10 van de Wet open overheid", None),
    ],
)  # fmt: skip
def test_an_article_is_that_article_and_no_other(asked: str, text: str, quote: str | None) -> None:
    assert cites(asked, text) == quote


@pytest.mark.parametrize("phrase", ["8:1", "artikelen", "artikel", "een artikel 8:1", "artikel x"])
def test_a_phrase_that_names_no_article_is_a_plain_phrase(phrase: str) -> None:
    assert read_article(phrase) is None


def test_a_law_has_two_names_and_shares_them_with_no_other_law() -> None:
    names = [plain_words(name) for pair in LAWS.items() for name in pair]
    assert len(set(names)) == len(names)
    assert names_of_law(("woo",)) == (("woo",), ("wet", "open", "overheid"))
    assert names_of_law(("woonplaats",)) == ()
