from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.classify import classify, dossier_types_at, needs_text, subject_of
from records.file_plan import Condition, DossierType, Rule, RuleName
from records.verdicts import Candidate, Evidence, Verdict
from tests.records.made import document, dossier_type, plan, rule

GRANT = rule("Aanvraag")
DECISION = rule(
    "Beschikking", when=(Condition("opening", ("besluiten wij",)),), document_type="Beschikking"
)
OBJECTION = rule("Bezwaar", when=(Condition("text", ("bezwaar",)),), document_type="Bezwaarschrift")
BY_NAME = rule(
    "Aanvraag naar naam", when=(Condition("name", ("aanvraag",)),), number_from=("name", "text")
)
TYPES = (
    dossier_type(GRANT, DECISION, BY_NAME),
    dossier_type(OBJECTION, name="Bezwaar", number_shape="BZW-jjjj-nnnn"),
)
PROBLEMS = (
    "unsupported",
    "broken",
    "empty",
    "encrypted",
    "sensitivity_label",
    "too_large",
    "too_slow",
    "no_text_layer",
    "nothing_recognised",
)


def verdict_on(text: str | None, *types: DossierType, **more: Any) -> Verdict:
    return classify(document(text, **more), plan(*(types or TYPES)))


def test_one_kind_in_one_dossier_is_classified_with_the_words_that_say_so() -> None:
    text = "Hierbij een aanvraag, kenmerk SUB 2026 0147."
    verdict = verdict_on(text, dossier_type(GRANT))
    assert verdict.outcome == "classified"
    assert (verdict.document_type, verdict.dossier_type) == ("Subsidieaanvraag", "Subsidie")
    assert verdict.dossier_number == "SUB-2026-0147"
    assert verdict.candidates == (Candidate("Subsidie", "Subsidieaanvraag", "SUB-2026-0147"),)
    assert verdict.evidence == (
        Evidence(
            "text",
            "Aanvraag",
            "version of Aanvraag",
            "aanvraag",
            12,
            20,
            None,
            paragraph=1,
            before="Hierbij een",
            behind=", kenmerk SUB 2026 0147.",
        ),
        Evidence(
            "number",
            "Aanvraag",
            "version of Aanvraag",
            "SUB 2026 0147",
            30,
            43,
            None,
            paragraph=1,
            before="Hierbij een aanvraag, kenmerk",
            behind=".",
        ),
    )
    assert verdict.reason.code == "rule_fits"
    assert verdict.reason.nl == (
        "De regel «Aanvraag» past: dit is een Subsidieaanvraag in dossier SUB-2026-0147."
    )
    assert "Aanvraag" in verdict.reason.en


def test_where_no_rule_fits_it_is_unclassified_and_nothing_is_claimed() -> None:
    verdict = verdict_on("Notulen van de vergadering")
    assert verdict.outcome == "unclassified"
    assert verdict.reason.code == "no_rule_fits"
    assert verdict.dossier_number is verdict.document_type is verdict.dossier_type is None
    assert verdict.evidence == ()
    assert verdict.candidates == ()


def test_a_source_that_the_plan_no_longer_has_has_no_rules() -> None:
    assert verdict_on("aanvraag SUB-2026-0147", source="Elders").outcome == "unclassified"


@pytest.mark.parametrize("name", ["Aanvraag SUB-2026-0147.url", "aanvraag.LNK"])
def test_a_shortcut_is_no_document_and_says_so_once(name: str) -> None:
    verdict = verdict_on(None, name=name, problem="unsupported")
    assert (verdict.outcome, verdict.reason.code) == ("unclassified", "no_document")
    assert verdict.evidence == ()


def test_rules_for_different_kinds_are_ambiguous_with_each_kind_as_candidate() -> None:
    verdict = verdict_on("aanvraag en bezwaar, SUB-2026-0147")
    assert verdict.outcome == "ambiguous"
    assert verdict.reason.code == "rules_disagree"
    assert verdict.candidates == (
        Candidate("Bezwaar", "Bezwaarschrift", None),
        Candidate("Subsidie", "Subsidieaanvraag", None),
    )
    assert verdict.dossier_number is None
    assert {e.quote for e in verdict.evidence} == {"aanvraag", "bezwaar"}
    assert "Bezwaarschrift (Bezwaar) of Subsidieaanvraag (Subsidie)" in verdict.reason.nl


def test_two_kinds_of_document_of_one_dossier_type_are_ambiguous_too() -> None:
    verdict = verdict_on("op uw aanvraag besluiten wij", dossier_type(GRANT, DECISION))
    assert verdict.outcome == "ambiguous"
    assert verdict.reason.code == "rules_disagree"


def test_one_kind_of_document_in_two_dossier_types_is_ambiguous() -> None:
    types = (dossier_type(GRANT), dossier_type(GRANT, name="Bijdrage"))
    assert verdict_on("aanvraag SUB-2026-0147", *types).reason.code == "rules_disagree"


RECEIPT = rule(
    "Ontvangst",
    when=(Condition("text", ("ontvangst van uw aanvraag",)),),
    document_type="Brief",
    goes_before=(RuleName("Bezwaar", "Bezwaar"), RuleName("Subsidie", "Aanvraag")),
)


def test_where_a_rule_goes_before_the_others_that_fit_it_alone_counts_and_says_so() -> None:
    types = (dossier_type(GRANT, RECEIPT), TYPES[1])
    text = "De ontvangst van uw aanvraag SUB-2026-0147, en van uw bezwaar."
    verdict = verdict_on(text, *types)
    assert (verdict.outcome, verdict.document_type) == ("classified", "Brief")
    assert verdict.candidates == (Candidate("Subsidie", "Brief", "SUB-2026-0147"),)
    assert [one.kind for one in verdict.evidence] == ["text", "set_aside", "set_aside", "number"]
    assert {one.rule for one in verdict.evidence} == {"Ontvangst"}
    assert {one.quote for one in verdict.evidence if one.kind == "set_aside"} == {
        "Aanvraag",
        "Bezwaar",
    }
    assert verdict.reason.en.startswith(
        "The rule «Ontvangst» fits, before «Aanvraag», «Bezwaar»: this is a Brief"
    )


def test_a_rule_that_yields_still_counts_where_the_other_does_not_fit() -> None:
    verdict = verdict_on("een aanvraag SUB-2026-0147", dossier_type(GRANT, RECEIPT))
    assert verdict.document_type == "Subsidieaanvraag"


def test_a_rule_that_yields_decides_nothing_also_where_it_could_not_look() -> None:
    by_name = replace(RECEIPT, when=(Condition("name", ("ontvangst",)),), number_from=("name",))
    file_plan = plan(dossier_type(GRANT, by_name))
    named = document(None, problem="encrypted", name="Ontvangst SUB-2026-0147.pdf")
    assert classify(named, file_plan).document_type == "Brief"
    other = document(None, problem="encrypted", name="Brief SUB-2026-0147.pdf")
    assert classify(other, file_plan).outcome == "not_assessable"


def test_a_rule_that_goes_before_one_that_fits_and_could_not_look_leaves_doubt() -> None:
    by_name = rule("Naam", when=(Condition("name", ("aanvraag",)),), number_from=("name",))
    receipt = replace(RECEIPT, goes_before=(RuleName("Subsidie", "Naam"),))
    named = document(None, problem="encrypted", name="Aanvraag SUB-2026-0147.pdf")
    verdict = classify(named, plan(dossier_type(by_name, receipt)))
    assert verdict.outcome == "not_assessable"


def test_of_a_document_in_its_dossier_the_rule_that_goes_first_tells_the_kind() -> None:
    file_plan = plan(dossier_type(GRANT, RECEIPT))
    source = replace(file_plan.sources[0], team="", site="Archief", library="Subsidiedossiers")
    snapshot = document("ontvangst van uw aanvraag", path="/SUB-2026-0147")
    verdict = classify(snapshot, replace(file_plan, sources=(source,)))
    assert (verdict.outcome, verdict.document_type) == ("classified", "Brief")


def test_several_numbers_are_ambiguous_and_all_are_told() -> None:
    verdict = verdict_on("aanvraag SUB-2026-0002 en SUB-2026-0001", dossier_type(GRANT))
    assert verdict.outcome == "ambiguous"
    assert verdict.reason.code == "several_dossiers"
    assert verdict.document_type == "Subsidieaanvraag"
    assert verdict.dossier_number is None
    assert [c.dossier_number for c in verdict.candidates] == ["SUB-2026-0002", "SUB-2026-0001"]
    assert "SUB-2026-0002, SUB-2026-0001" in verdict.reason.nl


def test_one_number_written_in_two_ways_is_one_number() -> None:
    verdict = verdict_on("aanvraag SUB-2026-0147, sub 2026 0147", name="SUB20260147.docx")
    assert verdict.dossier_number == "SUB-2026-0147"
    assert [e.quote for e in verdict.evidence if e.kind == "number_in_name"] == ["SUB20260147"]


def test_a_number_in_the_name_and_another_in_the_text_are_two() -> None:
    verdict = verdict_on("aanvraag SUB-2026-0001", name="SUB-2026-0002.docx")
    assert verdict.reason.code == "several_dossiers"
    assert [c.dossier_number for c in verdict.candidates] == ["SUB-2026-0002", "SUB-2026-0001"]


@pytest.mark.parametrize(
    "more",
    [
        "SUB-2026-0148a",
        "SUB nr 2026-0148",
        "SUB-2026-0147 en 0148",
        "SUB-2026-0147/0148",
        "SUB-2026-0147 t/m 0150",
        "SUB-2026-01481",
        "SUB (2026) 0148",
    ],
)
def test_what_may_be_a_second_number_goes_to_a_person(more: str) -> None:
    verdict = verdict_on(f"aanvraag SUB-2026-0147 en ook {more}")
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "number_unclear")
    assert verdict.evidence[-1].quote.strip() in verdict.reason.nl.replace("\n", " ")


@pytest.mark.parametrize(
    "more", ["op 12 maart 2026, bladzijde 12", "en 14 anderen", "uit 2026", "subsidie 2026"]
)
def test_ordinary_figures_make_no_doubt(more: str) -> None:
    assert verdict_on(f"aanvraag SUB-2026-0147 {more}").outcome == "classified"


def test_no_number_is_classified_without_a_dossier() -> None:
    verdict = verdict_on("een aanvraag", dossier_type(GRANT))
    assert verdict.outcome == "classified"
    assert verdict.dossier_number is None
    assert verdict.reason.code == "no_dossier_named"
    assert "SUB-jjjj-nnnn" in verdict.reason.nl
    assert verdict.candidates == (Candidate("Subsidie", "Subsidieaanvraag", None),)


def test_a_number_of_another_dossier_type_is_no_number() -> None:
    verdict = verdict_on("aanvraag BZW-2026-0012", dossier_type(GRANT))
    assert verdict.reason.code == "no_dossier_named"


@pytest.mark.parametrize(
    ("number_from", "expected"),
    [
        (("name",), "SUB-2026-0001"),
        (("text",), "SUB-2026-0002"),
        (("folder",), "SUB-2026-0003"),
        (("name", "text"), None),
        (("source",), None),
    ],
)
def test_a_rule_looks_for_the_number_only_where_it_says(
    number_from: tuple[str, ...], expected: str | None
) -> None:
    only = dossier_type(rule(number_from=number_from))
    path = "/Algemeen/SUB-2026-0003"
    verdict = verdict_on("aanvraag SUB-2026-0002", only, name="SUB-2026-0001.docx", path=path)
    assert verdict.dossier_number == expected


def test_a_number_in_the_text_tells_its_page_and_one_in_the_name_has_none() -> None:
    pages = (0, 9)
    verdict = verdict_on("voorblad\naanvraag SUB-2026-0147", dossier_type(GRANT), pages=pages)
    assert [e.page for e in verdict.evidence] == [2, 2]
    verdict = verdict_on("aanvraag", dossier_type(GRANT), pages=pages, name="SUB-2026-0147.pdf")
    assert verdict.evidence[-1].page is None


@pytest.mark.parametrize("problem", PROBLEMS)
def test_content_that_cannot_be_read_is_not_assessable_and_says_why(problem: str) -> None:
    verdict = verdict_on(None, dossier_type(GRANT, DECISION), problem=problem)
    assert verdict.outcome == "not_assessable"
    assert verdict.reason.code == f"not_assessable_{problem}"
    [once] = verdict.evidence  # one fact, however many rules it holds up
    assert (once.kind, once.rule, once.quote) == (
        "unreadable",
        "«Aanvraag», «Beschikking»",
        problem,
    )
    assert once.version == "plan version"
    assert "2 regels konden niet worden toegepast" in verdict.reason.nl


def test_each_problem_has_a_sentence_of_its_own() -> None:
    only = dossier_type(GRANT)
    sentences = {verdict_on(None, only, problem=problem).reason.nl for problem in PROBLEMS}
    assert len({*sentences, verdict_on(None, only).reason.nl}) == len(PROBLEMS) + 1


def test_text_that_was_not_read_is_not_assessable() -> None:
    assert verdict_on(None).reason.code == "not_assessable_not_read"


def test_a_problem_that_is_not_known_yet_is_not_assessable_as_well() -> None:
    verdict = verdict_on(None, problem="on_fire")
    assert (verdict.outcome, verdict.reason.code) == ("not_assessable", "not_assessable_on_fire")


def test_a_rule_that_could_not_look_outweighs_one_that_fits() -> None:
    verdict = verdict_on(None, name="aanvraag SUB-2026-0147.pdf", problem="no_text_layer")
    assert verdict.outcome == "not_assessable"


def test_a_rule_on_the_name_needs_no_text() -> None:
    only = dossier_type(rule(when=(Condition("name", ("aanvraag",)),), number_from=("name",)))
    verdict = verdict_on(None, only, name="aanvraag SUB-2026-0147.pdf", problem="encrypted")
    assert verdict.dossier_number == "SUB-2026-0147"


@pytest.mark.parametrize("number_from", [("text",), ("name", "text"), ("text", "source")])
def test_a_number_that_could_not_be_looked_for_is_not_a_number_that_is_not_there(
    number_from: tuple[str, ...],
) -> None:
    only = dossier_type(rule(when=(Condition("name", ("aanvraag",)),), number_from=number_from))
    verdict = verdict_on(None, only, name="aanvraag.pdf", problem="encrypted")
    assert verdict.reason.code == "not_assessable_encrypted"
    assert [e.kind for e in verdict.evidence] == ["name", "unreadable"]


# Two rules for one kind of document, which look for the number in different places.
NAMED = rule("Naam", number_from=("name",))
WRITTEN = rule("Tekst", number_from=("text",))


@pytest.mark.parametrize("rules", [(NAMED, WRITTEN), (WRITTEN, NAMED)])
def test_all_rules_that_fit_have_a_say_in_where_the_number_is_looked_for(
    rules: tuple[Rule, ...],
) -> None:
    both = dossier_type(*rules)
    verdict = verdict_on("aanvraag SUB-2026-0002", both, name="SUB-2026-0001.docx")
    assert verdict.reason.code == "several_dossiers"
    verdict = verdict_on("aanvraag", both, name="SUB-2026-0001.docx")
    assert verdict.dossier_number == "SUB-2026-0001"
    assert verdict.reason.nl.startswith("De regels «Naam», «Tekst» passen:")
    assert verdict.reason.en.startswith("The rules «Naam», «Tekst» fit:")


NAMES = st.lists(
    st.sampled_from(["aanvraag", "bezwaar", "SUB-2026-0147", "BZW-2026-0012", "_", ".pdf", "x"])
).map(" ".join)
TEXTS = st.none() | st.text() | NAMES


@given(st.text() | NAMES, TEXTS)
def test_every_document_has_a_verdict_and_the_same_one_every_time(
    name: str, text: str | None
) -> None:
    verdict = verdict_on(text, name=name)
    assert verdict == verdict_on(text, name=name)
    assert verdict.reason.nl
    assert verdict.reason.en
    assert (verdict.outcome == "unclassified") is (verdict.evidence == ())
    if verdict.dossier_number is not None:
        assert (verdict.outcome == "classified") is (verdict.document_type is not None)
        assert [c.dossier_number for c in verdict.candidates] == [verdict.dossier_number]


@given(
    rules=st.permutations([GRANT, DECISION, BY_NAME, NAMED, WRITTEN]),
    swapped=st.booleans(),
    name=NAMES,
    text=TEXTS,
)
def test_the_order_of_rules_and_types_changes_only_the_order_of_the_evidence(
    rules: list[Rule], name: str, text: str | None, *, swapped: bool
) -> None:
    first = (dossier_type(GRANT, DECISION, BY_NAME, NAMED, WRITTEN), TYPES[1])
    other = (dossier_type(*rules), TYPES[1])
    one = verdict_on(text, *first, name=name)
    two = verdict_on(text, *(reversed(other) if swapped else other), name=name)
    assert sorted(map(str, one.evidence)) == sorted(map(str, two.evidence))
    for part in ("outcome", "document_type", "dossier_type", "dossier_number", "candidates"):
        assert getattr(one, part) == getattr(two, part)
    assert one.reason == two.reason


def test_what_a_rule_may_look_at_is_name_folder_and_text() -> None:
    subject = subject_of(document("tekst", pages=(0, 3), name="a.pdf", path="/Algemeen"))
    assert (subject.name, subject.folder, subject.text) == ("a.pdf", "/Algemeen", "tekst")
    assert subject.pages == (0, 3)
    assert subject_of(document(None)).text is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"when": (Condition("name", ("x",)),), "number_from": ("name",)}, False),
        ({"when": (Condition("name", ("x",)),), "number_from": ("text",)}, True),
        ({"when": (Condition("name", ("x",)),), "number_from": ("name", "text")}, True),
        ({"when": (Condition("name", ("x",)),), "number_from": ("name", "folder")}, False),
        ({"when": (Condition("name", ("x",)),), "number_from": ("source",)}, True),
        ({"when": (Condition("text", ("x",)),), "number_from": ("name",)}, True),
        ({"when": (), "any_of": (Condition("opening", ("x",)),), "number_from": ("name",)}, True),
        (
            {
                "when": (Condition("folder", ("x",)),),
                "unless": (Condition("text", ("x",)),),
                "number_from": ("name",),
            },
            True,
        ),
    ],
)
def test_text_is_read_only_when_a_rule_asks_for_it(
    parts: dict[str, Any], *, expected: bool
) -> None:
    assert needs_text([dossier_type(rule(**parts))]) is expected


def test_a_source_may_limit_the_dossier_types_that_are_found_there() -> None:
    limited = plan(*TYPES, only=("Bezwaar",))
    name = limited.sources[0].name
    assert [t.name for t in dossier_types_at(limited, name)] == ["Bezwaar"]
    assert classify(document("aanvraag SUB-2026-0147"), limited).outcome == "unclassified"
    assert dossier_types_at(plan(*TYPES), name) == TYPES
    assert dossier_types_at(plan(*TYPES), "Elders") == ()


def test_rules_ask_about_columns_content_type_and_people_without_reading_the_text() -> None:
    asked = (
        Condition("column", ("Status = Definitief",)),
        Condition("content_type", ("Document",)),
        Condition("made_by", ("medewerker subsidies",)),
    )
    fits = rule(when=asked, number_from=("name",))
    snapshot = document(None, name="SUB-2026-0147.docx", fields={"Status": "Definitief"})
    verdict = classify(snapshot, plan(dossier_type(fits)))
    assert (verdict.outcome, verdict.dossier_number) == ("classified", "SUB-2026-0147")
    assert [one.kind for one in verdict.evidence[:3]] == ["column", "content_type", "person"]


# ------------------------------------------------------------------------------- personal numbers


def test_personal_numbers_are_told_as_evidence_the_first_of_each_and_hidden() -> None:
    text = "aanvraag SUB-2026-0147 van BSN 123456782 en 123456782, rekening NL91ABNA0417164300"
    found = verdict_on(text, dossier_type(GRANT)).evidence[2:]
    assert [(one.kind, one.quote, text[one.start : one.end]) for one in found] == [
        ("bsn", "•••••••••", "123456782"),
        ("iban", "NL••••••••••••••••", "NL91ABNA0417164300"),
    ]


def test_a_personal_number_changes_nothing_about_where_a_document_belongs() -> None:
    with_number, without = (
        verdict_on(f"aanvraag SUB-2026-0147 {end}", dossier_type(GRANT))
        for end in ("BSN 123456782", "BSN volgt")
    )
    assert replace(with_number, evidence=without.evidence) == without


def test_no_personal_number_reaches_the_register() -> None:
    named = rule("Naam", when=(Condition("name", ("aanvraag bsn 123456782",)),))
    verdict = classify(
        document("SUB-2026-0147, BSN 123456782", name="aanvraag BSN 123456782.txt"),
        plan(dossier_type(named)),
    )
    assert verdict.outcome == "classified"
    assert "123456782" not in repr((verdict.evidence, verdict.reason))


def test_a_number_that_the_words_around_a_quote_cut_off_is_hidden_there_too() -> None:
    person = "burgerservicenummer 123 456 782, geboren op 1 januari 1970 te Dronten, doet een"
    verdict = verdict_on(f"Ik, {person} aanvraag voor SUB-2026-0147.", dossier_type(GRANT))
    around = [one.before + one.behind for one in verdict.evidence if one.kind == "text"]
    assert any(around)
    assert "456" not in "".join(around)


def test_rules_that_disagree_about_what_lies_in_a_dossier_are_not_overruled() -> None:
    other = rule("Brief", document_type="Brief")
    file_plan = plan(dossier_type(GRANT, other))
    source = replace(file_plan.sources[0], team="", site="Archief", library="Subsidiedossiers")
    governed = replace(file_plan, sources=(source,))
    snapshot = document("een aanvraag", path="/SUB-2026-0147")
    verdict = classify(snapshot, governed, said="Brief")
    assert verdict.outcome == "ambiguous"
    assert verdict.reason.code == "kinds_disagree"
