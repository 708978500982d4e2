"""Every line of docs/rule_words.md does what it says, and so does the rule set on one screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from classification.classify import classify
from classification.file_plan import values
from classification.file_plan.reading import check_file_plan
from classification.file_plan.rule_shapes import RuleShape
from classification.file_plan.words import WORDS, dutch
from classification.rules import Fit, apply_rule
from classification.subject import Subject
from records.file_plan import Rule
from tests.classification.written import DUTCH, ENGLISH, KINDS, POLICY, SOURCES, TYPE
from tests.records.made import document as letter

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"\| `(.+?)` \| `(.+?)` \| (.+?) \| (.+?) \|")
FACTS = ("naam", "map", "inhoudstype", "kolommen", "gemaakt door", "gewijzigd door")


def rows() -> Iterator[tuple[str, str, str, bool]]:
    for nl, en, finds, finds_not in ROW.findall((DOCS / "rule_words.md").read_text("utf-8")):
        for examples, fits in ((finds, True), (finds_not, False)):
            for example in examples.split(" · "):
                yield nl, en, example.replace("⏎", "\n"), fits


ROWS = list(rows())


def made(condition: str) -> Rule:
    word, _, phrase = condition.partition(": ")
    shape = RuleShape.model_validate(
        {
            "regel": "R",
            "als": {word: phrase},
            "dan": {"documentsoort": "Brief", "dossier": "nummer in de tekst"},
            "voorbeelden": {"wel": "x"},
        }
    )
    return values.rule(shape, ())


def document(example: str) -> Subject:
    key, _, value = example.partition(": ")
    facts = {key: value} if key in FACTS else {"tekst": example}
    return Subject(
        name=facts.get("naam", ""),
        folder=facts.get("map", ""),
        text=facts.get("tekst", ""),
        content_type=facts.get("inhoudstype", ""),
        columns=yaml.safe_load(facts.get("kolommen", "{}")),
        made_by=facts.get("gemaakt door", ""),
        changed_by=facts.get("gewijzigd door", ""),
    )


@pytest.mark.parametrize(("nl", "en", "example", "fits"), ROWS)
def test_an_example_of_the_words_does_what_is_said_of_it(
    nl: str, en: str, example: str, *, fits: bool
) -> None:
    assert made(nl) == made(en)
    assert (apply_rule(made(nl), document(example)).fit is Fit.FITS) is fits


def test_every_word_has_an_example_of_what_it_finds_and_of_what_it_does_not() -> None:
    shown = {(nl.partition(": ")[0], fits) for nl, _, _, fits in ROWS}
    assert shown == {(word, fits) for word in dutch(WORDS) for fits in (True, False)}


SHOWN = re.findall(r"```yaml\n(.+?)```", (DOCS / "rule_words.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(
    ("plan", "rules"), [(DUTCH, SHOWN[0]), (ENGLISH, SHOWN[1])], ids=["dutch", "english"]
)
def test_the_rule_that_goes_before_the_other_decides_and_the_other_is_named(
    plan: dict[str, str], rules: str
) -> None:
    written = re.sub(r"(?m)^(regels|rules):\n( .*\n)+", lambda _: rules, plan[TYPE])
    checked = check_file_plan({**plan, TYPE: written})
    assert checked.remarks == ()
    [both, alone] = (one.subject.text or "" for one in checked.examples)
    verdict = classify(letter(both, source="Subsidies Algemeen"), checked.plan)
    assert verdict.document_type == "Brief"
    assert verdict.reason.nl == (
        "De regel «Ontvangstbevestiging» past, voor «Aanvraag»: dit is een Brief in dossier "
        "SUB-2026-0147."
    )
    [aside] = (one for one in verdict.evidence if one.kind == "set_aside")
    assert (aside.rule, aside.quote) == ("Ontvangstbevestiging", "Aanvraag")
    alone_there = classify(letter(alone, source="Subsidies Algemeen"), checked.plan)
    assert alone_there.document_type == "Subsidieaanvraag"


def test_six_compounds_and_the_traps_of_the_law_are_right_as_rules_on_one_screen() -> None:
    written = (DOCS / "rules_on_one_screen.yaml").read_text("utf-8")
    lines = written.splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 120
    names = re.findall(r"documentsoort: ([^,}]+)", written)
    kinds = "".join(f"  - {{documentsoort: {name}, engels: {name}}}\n" for name in names)
    plan = {file: text for file, text in DUTCH.items() if file not in (TYPE, POLICY)}
    plan[KINDS] = f"documentsoorten:\n{kinds}"
    plan[SOURCES] = "bronnen: [{bron: B, bibliotheek: Archief / Bezwaardossiers, stand: meekijken}]"
    checked = check_file_plan({**plan, "dossiertypen/scherm.yaml": written})  # tries the examples
    compounds = [one for one in checked.examples if one.must_fit and one.rule.name == "Bezwaar"]
    assert len(compounds) == 6
    assert sum(not one.must_fit for one in checked.examples) >= 12
    assert checked.remarks == ()
