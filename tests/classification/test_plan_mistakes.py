"""Every mistake in a file plan, with its line, in both languages."""

import pytest

from classification.file_plan.reading import FilePlanError, Mistake, read_file_plan
from tests.classification.written import (
    DUTCH,
    ENGLISH,
    FRAMEWORK,
    KINDS,
    LIST,
    POLICY,
    RECORDS,
    SOURCES,
    TERM,
    TYPE,
    changed,
)


def mistakes(texts: dict[str, str]) -> list[tuple[str, int, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    return [(m.file, m.line, m.message) for m in caught.value.mistakes]


def mistake(*change: tuple[str, str, str]) -> tuple[int, str]:
    [(_, line, message)] = mistakes(changed(*change))
    return line, message


def test_ten_mistakes_in_one_plan_are_told_at_once_with_file_and_line() -> None:
    texts = changed(
        (FRAMEWORK, "label lopend dossier: Lopend dossier\n", ""),
        (SOURCES, "stand: voorstellen", "stand: soms"),
        (SOURCES, "kanaal: Algemeen", "kannaal: Algemeen"),
        (LIST, "bewaartermijn: 10 jaar", "bewaartermijn: P10Y"),
        (POLICY, "rust op: [2.10]", "rust op: [2.1]"),
        (TYPE, "Archief / Subsidiedossiers", "Depot / Subsidiedossiers"),
        (TYPE, "SUB-jjjj-nnnn", "2026-nnnn"),
        (TYPE, "soort bestand", "kleur"),
        (TYPE, "afgehandeld: 1.10", "afgehandeld: 1.1"),
        files={"dossiertypen/kapot.yaml": "a: [\n"},
    )
    told = mistakes(texts)
    assert len(told) == len(set(told))
    assert [(file, line) for file, line, _ in told] == [
        (POLICY, 10),
        (SOURCES, 4),
        (SOURCES, 5),
        ("dossiertypen/kapot.yaml", 2),
        (TYPE, 3),
        (TYPE, 7),
        (TYPE, 13),
        (TYPE, 24),
        (FRAMEWORK, 1),
        (LIST, 4),
    ]


def test_the_error_lists_each_mistake_on_a_line_of_its_own() -> None:
    one, other = Mistake("b.yaml", 2, "later", "later"), Mistake("a.yaml", 10, "eerst", "first")
    error = FilePlanError([one, other, one])
    assert str(error) == "a.yaml:10: eerst\nb.yaml:2: later"


@pytest.mark.parametrize(
    ("change", "line", "message", "message_en"),
    [
        (
            (SOURCES, "kanaal: Algemeen", "kanaal: Algemeen\n    kleur: rood"),
            5,
            "«kleur» is hier geen sleutel; kies uit: bron, team, kanaal, bibliotheek, stand, ",
            "«kleur» is no key here; choose from: bron, team, kanaal, bibliotheek, stand, ",
        ),
        (
            (TYPE, "dan: {", "dan: {documentsoorten: rood, "),
            19,
            (
                "«documentsoorten» is hier geen sleutel; bedoelt u «documentsoort»? "
                "Kies uit: documentsoort, dossier"
            ),
            (
                "«documentsoorten» is no key here; do you mean «documentsoort»? "
                "Choose from: documentsoort, dossier"
            ),
        ),
        ((TYPE, "stand: uitvoeren\n", ""), 1, "«stand» ontbreekt", "«stand» is missing"),
        (
            (TYPE, "nieuw dossier: voorstellen", "nieuw dossier: voorstel"),
            6,
            (
                "«voorstel» is geen keuze voor een nieuw dossier; bedoelt u «voorstellen»? "
                "Kies uit: toegestaan, voorstellen, nooit"
            ),
            "Choose from: toegestaan, voorstellen, nooit",
        ),
        (
            (TYPE, "inhoudstype: Archiefstuk", "inhoudstype:"),
            8,
            "«inhoudstype»: hier hoort een woord of getal",
            "«inhoudstype»: a word or number belongs here",
        ),
        (
            (TYPE, "inhoudstype: Archiefstuk", "inhoudstype: [a, b]"),
            8,
            "«inhoudstype»: hier hoort één tekst",
            "«inhoudstype»: one text belongs here",
        ),
        ((TYPE, "[aanvraag, verzoek]", '[aanvraag, " "]'), 12, "hier hoort een woord", "a word"),
        ((TYPE, "[aanvraag, verzoek]", "{aanvraag: ja}"), 12, "hier hoort een lijst", "a list"),
        ((TYPE, "[aanvraag, verzoek]", "[]"), 12, "«in het begin» is leeg", "is empty"),
        (
            (TYPE, "{in de tekst: [bezwaar]}", "nooit"),
            18,
            "hier horen sleutels",
            "keys with values",
        ),
        ((SOURCES, "  - bron: Subsidies A", "  - bron: x\n  - bron: Subsidies A"), 2, "", ""),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: []"), 21, "«wel» is leeg", "«wel» is empty"),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", 'wel: [" "]'), 21, "hier hoort een woord", "a word"),
        (
            (TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: [{}]"),
            21,
            "geef naam, map of tekst",
            "give naam, map or tekst",
        ),
        (
            (TYPE, "in de map", "in de mapp"),
            16,
            "«in de mapp» is geen voorwaarde; bedoelt u «in de map»? Kies uit: in de naam, in de map, ",
            "Choose from: in de naam, in de map, in het begin, in de tekst, in een kop, ",
        ),
        (
            (TYPE, "nummer in de tekst", "[nummer in de naam, nummer]"),
            19,
            "«nummer» is geen plaats van een nummer",
            "nummer in de naam, nummer in de tekst, nummer in de map, dossier van de bron",
        ),
        (
            (TYPE, "na 7 dagen rust", "na zeven dagen"),
            5,
            "«opnemen: na zeven dagen»: kies: meteen, zodra definitief, op verzoek, of na 7 dagen rust",
            "«opnemen: na zeven dagen»: choose: meteen, zodra definitief, op verzoek, or na 7 dagen",
        ),
        ((TYPE, "SUB-jjjj-nnnn", "jjjj-nnnn"), 7, "schrijf de vorm, zoals SUB-jjjj", "the shape"),
        ((TYPE, "SUB-jjjj-nnnn", "SUB-jjjj"), 7, "schrijf de vorm, zoals SUB-jjjj", "the shape"),
        (
            (TYPE, "{Zaaktype: nee}", "{Zaak type: nee}"),
            28,
            "«Zaak type»: hier hoort de interne naam van een kolom",
            "«Zaak type»: the internal name",
        ),
        ((TYPE, "kenmerk van een dossier", "kenmerk"), 33, "niet wat gezocht kan", "look for"),
        (
            (FRAMEWORK, RECORDS, "Recordbeheer"),
            3,
            "«mag alles zien: Recordbeheer»: hier hoort een id, zoals 1111",
            "«mag alles zien: Recordbeheer»: an id belongs here",
        ),
        ((KINDS, TERM, "2.10"), 2, "«term: 2.10»: hier hoort een id", "«term: 2.10»: an id"),
        (
            (FRAMEWORK, "voorbeeld.sharepoint.com:", ""),
            5,
            "schrijf het adres van de site",
            "address",
        ),
        (
            (LIST, "10 jaar", "0 jaar"),
            4,
            "«bewaartermijn: 0 jaar»: schrijf een heel getal en jaar, maanden, weken of dagen",
            "a whole number and jaar, maanden, weken or dagen, such as «10 jaar»",
        ),
        (
            (LIST, "nummer: 1.10", "nummer: tien"),
            4,
            "«nummer: tien»: hier hoort het nummer van een categorie, zoals 13.1.4",
            "«nummer: tien»: the number of a category belongs here",
        ),
        (
            (LIST, "brondatum: afgehandeld", "brondatum: ooit"),
            4,
            "«ooit» is geen brondatum",
            "ooit",
        ),
        ((LIST, "waardering: bewaren", "waardering: N"), 5, "«N» is geen waardering", "appraisal"),
        (
            (LIST, ", brondatum: afgehandeld", ""),
            4,
            "categorie 1.10 wordt vernietigd: geef bewaartermijn en brondatum",
            "category 1.10 is destroyed: give bewaartermijn and brondatum",
        ),
        (
            (LIST, "waardering: bewaren", "waardering: bewaren, bewaartermijn: 5 jaar"),
            5,
            "categorie 1.2 wordt bewaard",
            "category 1.2 is kept",
        ),
        ((POLICY, "soort: beleidsnota", "soort: nota"), 7, "«nota» is geen soort", "is no kind"),
        (
            (SOURCES, "opnemen: meteen", "hoogstens per dag: veel"),
            8,
            "hier hoort een aantal stukken",
            "a number of documents belongs here",
        ),
        (
            (SOURCES, "opnemen: meteen", "hoogstens per wijziging: 101%"),
            8,
            "hier hoort een percentage",
            "a percentage belongs here",
        ),
        (
            (SOURCES, "opnemen: meteen", "wat geen regel kent: voorleggen"),
            8,
            "ies uit: aan een mens voorleggen, voorleggen als het op een dossier lijkt, laten liggen",
            "hoose from: aan een mens voorleggen, voorleggen als het op een dossier lijkt, laten liggen",
        ),
        (
            (
                SOURCES,
                "    stand: uitvoeren",
                "    stand: uitvoeren\n    what no rule knows: leave",
            ),
            9,
            "«wat geen regel kent» hoort bij een kanaal; «Subsidiedossiers» is een bibliotheek",
            "«wat geen regel kent» goes with a channel",
        ),
        (
            (SOURCES, "    kanaal: Algemeen\n", ""),
            2,
            (
                "de bron «Subsidies Algemeen» is een kanaal of een bibliotheek: "
                "geef «team» en «kanaal», of «bibliotheek»"
            ),
            "give «team» and «kanaal», or «bibliotheek»",
        ),
        (
            (SOURCES, "    bibliotheek: Archief", "    kanaal: x\n    bibliotheek: Archief"),
            9,
            "geef «team» en «kanaal», of «bibliotheek»",
            "give «team» and «kanaal», or «bibliotheek»",
        ),
    ],
)
def test_a_mistake_is_told_in_both_languages_with_the_words_that_may_stand_there(
    change: tuple[str, str, str], line: int, message: str, message_en: str
) -> None:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(changed(change))
    told = caught.value.mistakes
    assert {(m.file, m.line) for m in told} == {(change[0], line)}
    assert all(message in m.message and message_en in m.message_en for m in told)


@pytest.mark.parametrize("library", ["Subsidiedossiers", "Archief /", "/ Subsidies"])
def test_a_library_is_named_with_its_site(library: str) -> None:
    old = "bibliotheek: Archief / Subsidiedossiers\nstand"
    line, message = mistake((TYPE, old, f"bibliotheek: {library}\nstand"))
    assert line == 3
    assert "naam van de site / naam van de bibliotheek" in message


def test_a_dossier_type_with_mistakes_does_not_make_the_sources_wrong() -> None:
    [(file, _, _)] = mistakes(changed((TYPE, "na 7 dagen rust", "ooit")))
    assert file == TYPE


@pytest.mark.parametrize(
    ("plan", "key", "typed"), [(DUTCH, "stand", "stant"), (ENGLISH, "mode", "moode")]
)
def test_a_key_that_was_mistyped_is_not_missing_as_well(
    plan: dict[str, str], key: str, typed: str
) -> None:
    [(file, line, message)] = mistakes(changed((TYPE, f"\n{key}: ", f"\n{typed}: "), plan=plan))
    assert (file, line) == (TYPE, 4)
    assert f"«{typed}» is hier geen sleutel; bedoelt u «{key}»?" in message


def test_a_key_that_is_missing_beside_one_that_does_not_belong_is_told_too() -> None:
    told = mistakes(changed((TYPE, "stand: uitvoeren\n", "kleur: rood\n")))
    assert [message.partition(";")[0] for _, _, message in told] == [
        "«stand» ontbreekt",
        "«kleur» is hier geen sleutel",
    ]


@pytest.mark.parametrize(
    ("old", "new", "key", "beside"),
    [
        (
            "    behalve als: {in de tekst: [bezwaar]}\n    dan: {",
            "    behalve als:\n      in de tekst: [bezwaar]\n      dan: {",
            "dan",
            "behalve als",
        ),
        (
            "dan: {documentsoort: Subsidieaanvraag, dossier: nummer in de tekst}\n    voorbeelden",
            "dan:\n      documentsoort: Brief\n      dossier: nummer in de tekst\n      voorbeelden",
            "voorbeelden",
            "dan",
        ),
    ],
)
def test_a_key_that_is_indented_too_far_is_one_mistake(
    old: str, new: str, key: str, beside: str
) -> None:
    texts = changed((TYPE, old, new))
    if key == "voorbeelden":  # what stands in it goes with it
        texts[TYPE] = texts[TYPE].replace("      wel:", "        wel:")
        texts[TYPE] = texts[TYPE].replace("      niet:", "        niet:")
    [(file, _, message)] = mistakes(texts)
    assert file == TYPE
    assert message == f"«{key}» is te ver ingesprongen; het begint recht onder «{beside}»"


def test_of_a_condition_that_is_none_only_the_word_is_told() -> None:
    line, message = mistake((TYPE, "in de naam: nee", "in de titel: {kleur: {rood: ja}}"))
    assert line == 15
    assert message.startswith("«in de titel» is geen voorwaarde")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("in de tekst: [minstens drie keer bezwaar]", "«minstens 3 keer woord»"),
        ("in de tekst: [a binnen 5 woorden]", "«woord binnen 5 woorden van woord»"),
        ("een nummer als: [2026-0147]", "zoals SUB-jjjj-nnnn"),
        ("gedateerd: [sinds 2024]", "«voor 1 januari 2024»"),
        ("in een kolom: [Definitief]", "«Status = Definitief»"),
    ],
)
def test_a_sign_or_a_shape_that_cannot_be_read_is_told_on_its_line(
    written: str, message: str
) -> None:
    line, told = mistake((TYPE, "in de tekst: [bezwaar]", written))
    assert line == 18
    assert message in told


def test_a_sign_in_a_word_list_that_cannot_be_read_is_told_where_it_is_named() -> None:
    texts = changed(
        (TYPE, "[bezwaar]", "{lijst: klachten}"),
        files={"woordenlijsten.yaml": "woordenlijsten: {klachten: [minstens twee keer klacht]}"},
    )
    [(file, line, message)] = mistakes(texts)
    assert (file, line) == (TYPE, 18)
    assert "minstens twee keer klacht" in message


def test_a_key_that_stands_twice_is_a_mistake_on_its_second_line() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nstand: meekijken"))
    assert (line, message) == (5, "«stand» staat er twee keer, ook op regel 4")


def test_a_key_in_dutch_and_in_english_beside_each_other_is_a_mistake() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nmode: observe"))
    assert line == 5
    assert message == "«stand» en «mode» zijn dezelfde sleutel in twee talen; schrijf er één"


def test_a_condition_in_dutch_and_in_english_beside_each_other_is_a_mistake() -> None:
    line, message = mistake((TYPE, "in de naam: nee", "in de naam: nee\n      in the name: no"))
    assert line == 14
    assert message == (
        "«in de naam» en «in the name» zijn dezelfde sleutel in twee talen; schrijf er één"
    )


@pytest.mark.parametrize("file", [FRAMEWORK, SOURCES, LIST, KINDS])
def test_a_file_that_is_missing_is_told(file: str) -> None:
    texts = {name: text for name, text in DUTCH.items() if name != file}
    assert mistakes(texts) == [(file, 1, "dit bestand ontbreekt")]


def test_a_plan_without_dossier_types_is_a_mistake() -> None:
    texts = {file: text for file, text in DUTCH.items() if file not in (TYPE, POLICY)}
    assert mistakes(texts) == [("dossiertypen", 1, "er is geen enkel dossiertype")]


def test_a_file_that_does_not_belong_is_told_even_when_it_is_broken() -> None:
    assert [file for file, _, _ in mistakes(changed(files={"x.yaml": "a: ["}))] == ["x.yaml"] * 2


def test_an_empty_plan_tells_what_is_missing() -> None:
    missing = [SOURCES, KINDS, "dossiertypen", FRAMEWORK, LIST]
    assert [file for file, _, _ in mistakes({})] == missing


@pytest.mark.parametrize("text", ["", "# niets\n"])
def test_an_empty_file_lacks_every_key(text: str) -> None:
    told = mistakes(changed(files={FRAMEWORK: text}))
    assert [message for file, _, message in told if file == FRAMEWORK] == [
        "«label lopend dossier» ontbreekt",
        "«ordeningsplan» ontbreekt",
        "«sites» ontbreekt",
    ]


@pytest.mark.parametrize("text", ["- a\n", "hallo\n"])
def test_a_file_without_keys_is_told_what_a_key_looks_like(text: str) -> None:
    told = [message for file, _, message in mistakes(changed(files={FRAMEWORK: text}))]
    assert told == ["hier horen sleutels met waarden, zoals «ordeningsplan: …»"]


def test_a_rule_needs_something_to_look_for() -> None:
    nothing = DUTCH[TYPE][: DUTCH[TYPE].index("    als:")]
    rest = DUTCH[TYPE][DUTCH[TYPE].index("    behalve als:") :]
    [(_, line, message)] = mistakes({**DUTCH, TYPE: nothing + rest})
    assert (line, message) == (10, "de regel «Aanvraag» heeft geen voorwaarde")


@pytest.mark.parametrize(("plan", "key", "other"), [(DUTCH, "wel", "niet"), (ENGLISH, "yes", "no")])
def test_every_example_is_tried(plan: dict[str, str], key: str, other: str) -> None:
    texts = changed(
        (TYPE, f"{key}: [Aanvraag 8:11.pdf]", f"{key}: [Aanvraag 8:11.pdf, Aanvraag.pdf]"),
        (TYPE, f"{other}: [Bezwaar tegen", f"{other}: [Verzoek 8:11.pdf, Bezwaar tegen"),
        plan=plan,
    )
    assert mistakes(texts) == [
        (TYPE, 21, "«Aanvraag» past niet op dit voorbeeld: «Aanvraag.pdf»"),
        (TYPE, 22, "«Aanvraag» past toch op dit tegenvoorbeeld: «Verzoek 8:11.pdf»"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "message_en"),
    [
        (TYPE, "mode: act\n", "", "«mode» ontbreekt", "«mode» is missing"),
        (
            TYPE,
            "then: {",
            "then: {document types: rood, ",
            "bedoelt u «document type»? Kies uit: document type, dossier",
            "do you mean «document type»? Choose from: document type, dossier",
        ),
        (
            TYPE,
            "new dossier: proposed",
            "new dossier: propose",
            "bedoelt u «proposed»? Kies uit: allowed, proposed, never",
            "do you mean «proposed»? Choose from: allowed, proposed, never",
        ),
        (
            TYPE,
            "after 7 days of quiet",
            "soon",
            "«file: soon»: kies: at once, when final, on request, of after 7 days of quiet",
            "«file: soon»: choose: at once, when final, on request, or after 7 days of quiet",
        ),
        (
            LIST,
            "10 years",
            "10 jaren",
            "«period: 10 jaren»: schrijf een heel getal en years, months, weeks of days",
            "such as «10 years»",
        ),
        (LIST, ", trigger: closed", "", "geef period en trigger", "give period and trigger"),
        (
            TYPE,
            "yes: [Aanvraag 8:11.pdf]",
            "yes: [{}]",
            "geef name, folder of text",
            "give name, folder or text",
        ),
        (
            TYPE,
            "{afgehandeld: Subsidieaanvraag}",
            "{weg: Subsidieaanvraag}",
            "geen resultaat onder «keep by result»",
            "no result under «keep by result»",
        ),
        (TYPE, "pdf\n", "{}\n", "als «list: name»", "as «list: name»"),
    ],
)
def test_an_english_plan_is_told_in_its_own_words_whatever_language_is_spoken(
    file: str, old: str, new: str, message: str, message_en: str
) -> None:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(changed((file, old, new), plan=ENGLISH))
    [told] = caught.value.mistakes
    assert told.file == file
    assert message in told.message
    assert message_en in told.message_en


def test_a_word_that_is_suggested_stands_in_the_list_behind_it() -> None:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(changed((TYPE, "nieuw dossier: voorstellen", "nieuw dossier: nee")))
    [told] = caught.value.mistakes
    words = "toegestaan, voorstellen, nooit"
    assert told.message == f"«nee» is geen keuze voor een nieuw dossier; kies uit: {words}"
    assert told.message_en == f"«nee» is no choice for a dossier; choose from: {words}"


def test_a_key_in_the_other_language_does_not_turn_the_words_of_a_file() -> None:
    texts = changed((SOURCES, "opnemen: meteen", "file: soms"))
    [(_, line, message)] = mistakes(texts)
    assert line == 8
    assert message.startswith("«file: soms»: kies: meteen, zodra definitief")


def test_an_empty_file_lacks_keys_in_the_language_of_the_rest_of_the_plan() -> None:
    told = mistakes(changed(files={FRAMEWORK: ""}, plan=ENGLISH))
    assert [message for file, _, message in told if file == FRAMEWORK] == [
        "«file plan» ontbreekt",
        "«running label» ontbreekt",
        "«sites» ontbreekt",
    ]


def test_of_a_long_list_the_nearest_words_are_told_and_how_many_more_there_are() -> None:
    more = "".join(f"  - {{documentsoort: Soort {at}, engels: Kind {at}}}\n" for at in range(30))
    texts = changed(
        (KINDS, "opnemen: meteen}\n", "opnemen: meteen}\n" + more),
        (TYPE, "documentsoort: Subsidieaanvraag", "documentsoort: subsidieaanvragen"),
    )
    [(_, _, message)] = mistakes(texts)
    start = "«subsidieaanvragen» is geen documentsoort; bedoelt u «Subsidieaanvraag»? Kies uit: "
    assert message.startswith(start + "Subsidieaanvraag, ")
    assert message.endswith(", en nog 26 andere")
    assert len(message) < 200


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (TYPE, "library: Archief / Subsidiedossiers", "library: Archief", 3),
        (TYPE, "after 7 days of quiet", "one day", 5),
        (TYPE, "SUB-jjjj-nnnn", "SUB", 7),
        (TYPE, "in the folder", "in the map", 16),
        (TYPE, "library: Archief /", "library: Depot /", 3),
        (TYPE, "{afgehandeld: Subsidieaanvraag}", "{afgewezen: Subsidieaanvraag}", 29),
        (SOURCES, "dossier: SUB-2026-0147", "dossier: 2026-0147", 7),
        (POLICY, "rests on: 2.10", "rests on: Erfgoednota", 10),
        (LIST, "number: 1.2", "number: 1.10", 5),
    ],
)
def test_a_mistake_in_a_plan_with_english_keys_has_its_line_too(
    file: str, old: str, new: str, line: int
) -> None:
    told = mistakes(changed((file, old, new), plan=ENGLISH))
    assert (file, line) in [(wrong, at) for wrong, at, _ in told]
