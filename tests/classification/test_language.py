import pytest

from classification.classify import classify
from classification.language import language_of
from tests.records.made import document, dossier_type, plan, rule

TEXTS = {
    "nl": "Wij hebben uw brief van 12 maart ontvangen. Daarin vraagt u ons om een subsidie voor het "
    "herstel van de molen. Wij nemen uw aanvraag in behandeling en laten u dat niet te laat weten.",
    "fy": "Wy hawwe jo brief fan 12 maart krigen. Dêryn freegje jo ús om in subsydzje foar de mole. "
    "Wy nimme jo fersyk yn behanneling en litte jo dat witte troch in brief nei de gearkomste oer "
    "it herstel fan de mole, ek foar oare minsken, mei alle dy stikken yn ús argyf.",
    "en": "We have received your letter of 12 March, in which you ask us for a grant to restore the "
    "mill. The application has been registered and will be decided on by the executive with care.",
    "de": "Wir haben Ihren Brief vom 12. März erhalten. Darin bitten Sie uns um eine Förderung für "
    "die Mühle. Der Antrag ist registriert und wird von dem Vorstand mit den Unterlagen geprüft.",
    "fr": "Nous avons reçu votre lettre du 12 mars, dans laquelle vous demandez une subvention pour "
    "le moulin. La demande est enregistrée et sera examinée par les services avec les pièces.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_recognised_by_its_small_words(language: str) -> None:
    found = language_of(TEXTS[language])
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    "text", ["", "Molen Windlust", "Jansen, Vries, Dijk " * 50, TEXTS["nl"] + TEXTS["en"]]
)
def test_of_few_small_words_and_of_two_languages_at_once_nothing_is_said(text: str) -> None:
    assert language_of(text) is None


def test_where_no_rule_fits_another_language_is_told_with_the_words_that_show_it() -> None:
    verdict = classify(document(TEXTS["en"]), plan(dossier_type(rule("Aanvraag"))))
    assert verdict.outcome == "unclassified"
    assert "Engels" in verdict.reason.nl
    assert "English" in verdict.reason.en
    (words,) = verdict.evidence
    assert (words.kind, words.quote) == (
        "language",
        "have received your letter of 12 March, in which",
    )
    assert TEXTS["en"][words.start : words.end] == words.quote


def test_of_a_dutch_text_its_language_is_no_news() -> None:
    assert (
        classify(
            document(TEXTS["nl"].replace("aanvraag", "verzoek")),
            plan(dossier_type(rule("Bezwaar"))),
        ).evidence
        == ()
    )
