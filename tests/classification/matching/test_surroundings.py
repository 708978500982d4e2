"""What stands around a hit."""

import pytest

from classification.matching.surroundings import are_near, headings, is_negated, own_parts


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Verklaring van geen bezwaar", True),
        ("wij hebben geen enkel bezwaar", True),
        ("GEEN\nbezwaar", True),
        ("wij maken niet langer bezwaar", True),
        ("wij maken evenmin een bezwaar", True),
        ("zonder bezwaar", True),
        ("wij maken bezwaar", False),
        ("wij zijn het er niet mee eens en maken bezwaar", False),
        ("dat kan niet; bezwaar", False),
        ("dat kan niet.\nBezwaar", False),
        ("niet alleen bezwaar, ook een klacht", False),
        ("niet slechts een bezwaar", False),
        ("algemeen bezwaar", False),
        ("bezwaar", False),
    ],
)
def test_a_hit_is_negated_by_a_word_before_it_in_its_clause(text: str, *, negated: bool) -> None:
    assert is_negated(text, text.lower().index("bezwaar")) is negated


def own(text: str, own_end: int | None = None) -> list[str]:
    return [text[a:b] for a, b in own_parts(text, len(text) if own_end is None else own_end)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("U schreef: “Wij wijzen uw aanvraag af.” Dat klopt niet.", "“Wij wijzen uw aanvraag af.”"),
        ("U schreef: „wij wijzen af” en meer", "„wij wijzen af”"),
        ('U schreef: "Wij wijzen uw aanvraag af." Nee.', '"Wij wijzen uw aanvraag af."'),
        ("‘Wij wijzen alle foto’s af’, schreef u", "‘Wij wijzen alle foto’s af’"),
        ("« Wij wijzen af. » Dat", "« Wij wijzen af. »"),
        ("Dank.\n> Wij wijzen af.\n> Nee.\nGroet", "> Wij wijzen af.\n> Nee.\n"),
        (
            "In uw besluit van 12 maart staat:\nWij wijzen uw aanvraag af.\nGetekend.\n\nDat klopt niet.",
            "Wij wijzen uw aanvraag af.\nGetekend.\n",
        ),
        (
            "Uw beschikking luidt als volgt:\r\n\r\nWij wijzen af.\r\n\r\nNee.",
            "Wij wijzen af.\r\n",
        ),
    ],
)
def test_a_quotation_is_none_of_the_documents_own_words(text: str, quoted: str) -> None:
    before, _, behind = text.partition(quoted)
    assert own(text) == [part for part in (before, behind) if part]


@pytest.mark.parametrize(
    "text",
    [
        "Het begrip “vergunning” is ruim.",
        'Een balk van 2" en een van 4" dik zijn nodig',
        "Een “begin zonder einde",
        'Een "begin\n\nzonder einde" in de alinea',
        "In uw besluit staat iets anders.\nWij wijzen af.",
        "Wij besluiten:\nde aanvraag af te wijzen",
        "Bijlagen:\n- brief",
    ],
)
def test_what_no_sign_shows_is_no_quotation(text: str) -> None:
    assert own(text) == [text]


def test_own_words_end_where_an_older_message_begins() -> None:
    assert own("eigen woorden\nvan u", own_end=14) == ["eigen woorden\n"]
    assert own("“een twee drie”", own_end=15) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onderwerp: bezwaar tegen uw besluit\nGeachte heer,", ["Onderwerp: bezwaar tegen uw besluit"]),
        ("BESLUIT\n\nWij besluiten dit.\nEn dat.", ["BESLUIT"]),
        ("tekst.\r\n\r\nBesluit op bezwaar  \r\n\r\nWij besluiten dit.", ["Besluit op bezwaar"]),
        ("inleiding\nmeer.\n2.1 Kosten\nDe kosten zijn hoog.", ["2.1 Kosten"]),
        ("iets,\nArtikel 3 Begrippen\nIn deze", ["Artikel 3 Begrippen"]),
        ("Een zin zonder einde\ndie doorloopt.", []),
        ("Een gewone zin.\n\nNog een.", []),
        ("Geachte heer,\n\nWij", ["Wij"]),
        ("eerste\nregel\n\nslot.", []),
    ],
)  # fmt: skip
def test_a_heading_says_what_it_is_about_is_numbered_or_stands_alone(
    text: str, expected: list[str]
) -> None:
    assert [text[a:b] for a, b in headings(text, len(text))] == expected


def test_places_are_near_by_the_words_between_them_whichever_comes_first() -> None:
    text = "bezwaar tegen uw besluit"
    one, other = (0, 7), (17, 24)
    assert are_near(text, one, other, 2)
    assert are_near(text, other, one, 2)
    assert not are_near(text, one, other, 1)
    assert are_near(text, one, (0, 14), 1)
    assert not are_near(f"a{' ' * 1000}b", (0, 1), (1001, 1002), 1)
