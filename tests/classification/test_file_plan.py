from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from classification.file_plan.reading import read_file_plan
from records.canonical import digest
from records.file_plan import (
    BrakeLimits,
    Category,
    Condition,
    DocumentType,
    DossierType,
    FilePlan,
    FilingMoment,
    FrameworkPart,
    Mode,
    RelationRule,
    Rule,
    SelectionList,
    Source,
)
from tests.classification.written import (
    DUTCH,
    ENGLISH,
    FRAMEWORK,
    POLICY,
    RECORDS,
    SOURCES,
    TERM,
    TYPE,
    changed,
)


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = read_file_plan(DUTCH)
    [dossier_type] = plan.dossier_types
    [rule] = dossier_type.rules
    assert plan == FilePlan(
        name="Provincie Voorbeeld",
        version=plan.version,
        selection_list=SelectionList(
            "voorbeeldlijst",
            "niet vastgesteld",
            (
                Category("1.10", "afgehandeld", "destroy", "10 jaar", "afgehandeld"),
                Category("1.2", "te bewaren", "keep", "", ""),
            ),
        ),
        sites={"Archief": "voorbeeld.sharepoint.com:/sites/archief"},
        running_label="Lopend dossier",
        always_allowed=frozenset({f"group:{RECORDS}"}),
        document_types=(
            DocumentType("Subsidieaanvraag", "Grant application", TERM.lower()),
            DocumentType("Brief", "Letter", "", FilingMoment("at_once")),
        ),
        sources=(
            Source(
                name="Subsidies Algemeen",
                team="Subsidies",
                channel="Algemeen",
                site="",
                library="",
                ceiling=Mode.PROPOSE,
                dossier_types=("Subsidie",),
                dossier="SUB-2026-0147",
                filing_moment=FilingMoment("at_once"),
                asks_about_unknown="always",
            ),
            Source(
                name="Subsidiedossiers",
                team="",
                channel="",
                site="Archief",
                library="Subsidiedossiers",
                ceiling=Mode.ACT,
                dossier_types=(),
                dossier="",
                filing_moment=None,
                asks_about_unknown="never",
            ),
        ),
        dossier_types=(
            DossierType(
                name="Subsidie",
                case_type="SUB-01",
                records_creator="Gedeputeerde Staten",
                site="Archief",
                library="Subsidiedossiers",
                mode=Mode.ACT,
                filing_moment=FilingMoment("when_quiet", 7),
                new_dossier="proposed",
                number_shape="SUB-jjjj-nnnn",
                content_type="Archiefstuk",
                dossier_content_type="Dossier",
                columns={"Zaaktype": "nee"},
                rules=(rule,),
                keeping={"afgehandeld": "1.10", "te bewaren": "1.2"},
                teaches=True,
                required={"afgehandeld": ("Subsidieaanvraag",)},
                relations=(
                    RelationRule("aanvraag bij", ("Subsidieaanvraag",), "dossier", certain=False),
                ),
            ),
        ),
        framework=(
            FrameworkPart("2.10", "agreement_paragraph", "Erfgoed", (), (), "SUB-2025-0001"),
            FrameworkPart(
                "Erfgoednota",
                "policy_note",
                "Erfgoednota 2026-2030",
                ("Erfgoednota", "nota erfgoed"),
                ("2.10",),
                "",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("moment", "said", "expected"),
    [
        ("meteen", "", "always"),
        ("zodra definitief", "", "never"),
        ("meteen", "laten liggen", "never"),
        ("zodra definitief", "aan een mens voorleggen", "always"),
        ("meteen", "voorleggen als het op een dossier lijkt", "where_alike"),
    ],
)
def test_a_source_says_what_becomes_of_what_no_rule_knows_and_incoming_post_asks_by_itself(
    moment: str, said: str, expected: str
) -> None:
    key = f"    wat geen regel kent: {said}\n" if said else ""
    texts = changed((SOURCES, "    opnemen: meteen\n", f"    opnemen: {moment}\n{key}"))
    assert read_file_plan(texts).sources[0].asks_about_unknown == expected


def test_a_dossier_type_says_whether_models_may_learn_from_it() -> None:
    secret = changed((TYPE, "kolommen:", "hiervan leren: nee\nkolommen:"))
    assert [read_file_plan(one).dossier_types[0].teaches for one in (DUTCH, secret)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ask a person", "always"),
        ("leave", "never"),
        ("ask where it is like a dossier", "where_alike"),
    ],
)
def test_a_source_says_so_in_english_too(said: str, expected: str) -> None:
    texts = changed(
        (SOURCES, "    file: at once\n", f"    what no rule knows: {said}\n"), plan=ENGLISH
    )
    assert read_file_plan(texts).sources[0].asks_about_unknown == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", BrakeLimits(500, 25)),
        ("    hoogstens per dag: 1500\n", BrakeLimits(1500, 25)),
        ("    hoogstens per wijziging: 100%\n", BrakeLimits(500, 100)),
        ("    at most a day: 20\n    at most per change: 5 %\n", BrakeLimits(20, 5)),
    ],
)
def test_a_source_says_where_it_stops_by_itself(said: str, expected: BrakeLimits) -> None:
    texts = changed((SOURCES, "    opnemen: meteen\n", f"    opnemen: meteen\n{said}"))
    assert read_file_plan(texts).sources[0].limits == expected


def test_numbers_and_no_stay_the_text_that_was_written() -> None:
    [rule] = read_file_plan(DUTCH).dossier_types[0].rules
    assert rule == Rule(
        name="Aanvraag",
        when=(Condition("opening", ("aanvraag", "verzoek")), Condition("file_type", ("pdf",))),
        any_of=(
            Condition("name", ("nee",)),
            Condition("folder", ("2.10",)),
            Condition("text", ("8:11",)),
        ),
        unless=(Condition("text", ("bezwaar",)),),
        document_type="Subsidieaanvraag",
        number_from=("text",),
        goes_before=(),
        version=rule.version,
    )


def test_english_keys_give_the_same_plan_and_the_same_versions_of_rules() -> None:
    dutch, english = read_file_plan(DUTCH), read_file_plan(ENGLISH)
    assert replace(english, version=dutch.version) == dutch


def test_the_version_is_the_digest_of_what_was_written_not_of_how() -> None:
    plan = read_file_plan(DUTCH)
    spaced = {file: f"# uitleg\n{text}\n\n" for file, text in reversed(DUTCH.items())}
    assert read_file_plan(spaced).version == plan.version
    assert len(plan.version) == len(digest({})) == 64
    assert read_file_plan(changed((TYPE, "uitvoeren", "meekijken"))).version != plan.version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("regel: Aanvraag", "regel: Verzoek"),
        ("[aanvraag, verzoek]", "[aanvraag]"),
        ("in de naam: nee", "in de naam: ja"),
        ("{in de tekst: [bezwaar]}", "{in de tekst: [bezwaar, klacht]}"),
        ("documentsoort: Subsidieaanvraag", "documentsoort: Brief"),
        ("nummer in de tekst", "nummer in de naam"),
        ("nummer in de tekst", "[nummer in de tekst, dossier van de bron]"),
    ],
)
def test_the_version_of_a_rule_changes_with_any_part_of_it(old: str, new: str) -> None:
    def version(texts: dict[str, str]) -> str:
        return read_file_plan(texts).dossier_types[0].rules[0].version

    assert version(changed((TYPE, old, new))) != version(DUTCH)


def test_the_version_of_a_rule_does_not_change_with_its_examples_or_the_rest_of_the_plan() -> None:
    texts = changed((TYPE, "wel: [Aanvraag", "wel: [Verzoek"), (TYPE, "uitvoeren", "meekijken"))
    before, after = (read_file_plan(one).dossier_types[0].rules[0] for one in (DUTCH, texts))
    assert before.version == after.version


def test_the_order_of_the_places_of_a_number_means_nothing() -> None:
    def read(places: str) -> Rule:
        texts = changed((TYPE, "nummer in de tekst", f"[{places}]"))
        return read_file_plan(texts).dossier_types[0].rules[0]

    one = read("nummer in de naam, nummer in de map, dossier van de bron")
    assert one == read("dossier van de bron, nummer in de map, nummer in de naam")
    assert one.number_from == ("name", "folder", "source")


def test_what_may_be_left_out_is_empty() -> None:
    texts = changed(
        (FRAMEWORK, f"mag alles zien: [{RECORDS}]\n", ""),
        (SOURCES, "    dossiertypen: [Subsidie]\n", ""),
        (SOURCES, "    dossier: SUB-2026-0147\n    opnemen: meteen\n", ""),
        (TYPE, "opnemen: na 7 dagen rust\n", ""),
        (TYPE, DUTCH[TYPE][DUTCH[TYPE].index("zaaktype:") :], ""),
        (TYPE, "    behalve als: {in de tekst: [bezwaar]}\n", ""),
        (TYPE, "      niet: [Bezwaar tegen aanvraag 8:11.pdf]\n", ""),
    )
    del texts[POLICY]
    plan = read_file_plan(texts)
    [dossier_type] = plan.dossier_types
    assert plan.always_allowed == frozenset()
    assert plan.framework == ()
    assert (plan.sources[0].dossier, plan.sources[0].filing_moment) == ("", None)
    assert dossier_type.filing_moment == FilingMoment("when_final")
    assert dossier_type.case_type == dossier_type.dossier_content_type == ""
    assert (dossier_type.columns, dossier_type.required, dossier_type.relations) == ({}, {}, ())
    assert plan.sources[0].dossier_types == ()
    assert plan.dossier_types[0].rules[0].unless == ()


SCALARS = st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)))


@given(SCALARS)
@example("2.10")
@example("8:11")
@example("nee")
@example("null")
@example("2026-11-23")
@example("0x1F")
def test_any_text_with_a_letter_or_digit_is_read_as_it_was_written(text: str) -> None:
    quoted = yaml.dump(text, allow_unicode=False, default_style='"', width=10**6).strip()
    read = read_file_plan(changed((TYPE, "Gedeputeerde Staten", quoted)))
    assert read.dossier_types[0].records_creator == text
