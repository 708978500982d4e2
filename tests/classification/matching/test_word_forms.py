"""Inflections and compounds, by spelling alone."""

import pytest

from classification.matching.one_pass import OnePass
from classification.matching.phrases import Wanted
from classification.matching.text_words import plain_words
from classification.matching.word_forms import forms_of


def finds(word: str, text: str, *, exact: bool = False) -> bool:
    return bool(OnePass([Wanted(plain_words(word), exact)]).find(text))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("bezwaar", "bezwaren"),
        ("vergunning", "vergunningen"),
        ("besluit", "besluiten"),
        ("aanvraag", "aanvragen"),
        ("brief", "brieven"),
        ("prijs", "prijzen"),
        ("wet", "wetten"),
        ("plan", "plannen"),
        ("verslag", "verslagen"),
        ("gebrek", "gebreken"),
        ("middel", "middelen"),
        ("regel", "regels"),
        ("gemeente", "gemeenten"),
        ("subsidie", "subsidies"),
        ("categorie", "categorieën"),
        ("bijlage", "bijlagen"),
        ("bevoegdheid", "bevoegdheden"),
        ("schriftelijk", "schriftelijke"),
        ("definitief", "definitieve"),
        ("nota", "nota's"),
        ("coördinator", "coordinatoren"),
        ("coordinatie", "coördinatie"),
        ("wijziging", "w\u0133ziging"),  # the ligature of i and j
        ("bezwaar", "bez\u00adwaar"),
        ("ideeen", "idee\u0308en"),
    ],
)
def test_a_word_is_found_in_its_other_forms(word: str, form: str) -> None:
    assert finds(word, form)
    assert finds(word, form.upper())


@pytest.mark.parametrize(
    ("word", "other"), [("wet", "weten"), ("bezwaar", "bezwaarde"), ("een", "eens"), ("om", "omen")]
)
def test_another_word_is_no_form_of_it(word: str, other: str) -> None:
    assert not finds(word, other)


SIX = (
    "bezwaarschrift",
    "bezwaarschriften",
    "bezwaarprocedure",
    "bezwarencommissie",
    "pensioenbezwaar",
    "natuurbezwaarmakers",
)


@pytest.mark.parametrize("compound", SIX)
def test_a_word_is_found_in_six_of_six_compounds(compound: str) -> None:
    assert finds("bezwaar", f"Het {compound} ligt hier.")
    assert not finds("bezwaar", f"Het {compound} ligt hier.", exact=True)


@pytest.mark.parametrize(
    ("word", "compound"),
    [
        ("vergunning", "omgevingsvergunning"),
        ("vergunning", "kapvergunningen"),
        ("vergunning", "vergunningsvoorschrift"),
        ("vergunning", "omgevingsvergunningaanvraag"),
        ("subsidie", "subsidieverordening"),
        ("subsidie", "investeringssubsidie"),
        ("besluit", "ontwerpbesluiten"),
        ("wet", "Omgevingswet"),
        ("dak", "schuurdak"),
        ("klacht", "klachtencommissie"),
        ("aanvraag", "aan\u00advraagformulier"),
        ("vergunning", "omgevings-\nvergunning"),
        ("vergunning", "vergun-\r\n  ningen"),
        ("verzoek", "Woo-verzoek"),
        ("verzoek", "Woo-\nverzoek"),
    ],
)
def test_a_word_is_found_at_a_seam_of_a_compound(word: str, compound: str) -> None:
    assert finds(word, compound)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("bezwaar", "onbezwaard"),
        ("bezwaar", "bezwaarlijk"),
        ("dak", "dakota"),
        ("dak", "dakloos"),
        ("besluit", "besluiteloos"),
        ("besluit", "herbesluit"),
        ("vergunning", "vergunningvrij"),
        ("subsidie", "subsidiair"),
        ("nota", "notariaat"),
        ("wet", "wetenschap"),
        ("raad", "voorraad"),
        ("akte", "karakter"),
        ("toets", "toetsing"),
        ("last", "overlast"),
        ("plan", "planeet"),
        ("aanvraag", "aanvraag2"),
    ],
)
def test_letters_inside_another_word_are_no_part_of_it(word: str, other: str) -> None:
    assert not finds(word, other)


def test_of_a_phrase_each_word_may_be_inflected_and_none_is_part_of_a_compound() -> None:
    one_pass = OnePass([Wanted(("verleende", "vergunning"), exact=False)])
    assert one_pass.find("de verleende vergunningen")
    assert not one_pass.find("de verleende omgevingsvergunning")


def test_numbers_marks_and_words_of_two_letters_have_one_form() -> None:
    assert {*forms_of("8:1"), *forms_of("("), *forms_of("op")} == {"8:1", "(", "op"}
