"""Word lists: rows of phrases in a file of their own, which rules name as one."""

import json

import pytest
from jsonschema import Draft202012Validator

from classification.file_plan.reading import FilePlanError, check_file_plan, read_file_plan
from classification.file_plan.schema import schemas
from classification.file_plan.yaml_lines import read_yaml
from records.file_plan import Condition
from tests.classification.written import DUTCH, ENGLISH, TYPE, changed

LISTS = "woordenlijsten.yaml"
WRITTEN = "woordenlijsten:\n  vragen: [aanvraag, verzoek]\n  klachten: bezwaar\n"


def with_lists(*changes: tuple[str, str], lists: str = WRITTEN) -> dict[str, str]:
    """The plan in which rules name word lists, with changes to its dossier type."""
    return changed(
        *((TYPE, old, new) for old, new in changes),
        (TYPE, "{in de tekst: [bezwaar]}", "{in de tekst: {lijst: klachten}}"),
        files={LISTS: lists},
    )


def mistakes(texts: dict[str, str]) -> list[tuple[str, int, str, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    return [(m.file, m.line, m.message, m.message_en) for m in caught.value.mistakes]


def test_a_rule_with_word_lists_is_the_rule_with_their_words_written_out() -> None:
    [plain] = read_file_plan(DUTCH).dossier_types[0].rules
    texts = with_lists(("[aanvraag, verzoek]", "[lijst: vragen]"))
    [rule] = read_file_plan(texts).dossier_types[0].rules
    assert rule == plain
    assert rule.version == plain.version


def test_lists_and_words_stand_beside_each_other_and_count_once() -> None:
    texts = with_lists(("[aanvraag, verzoek]", "[verzoek, lijst: vragen, vraag]"))
    [rule] = read_file_plan(texts).dossier_types[0].rules
    assert rule.when[0] == Condition("opening", ("verzoek", "aanvraag", "vraag"))


def test_another_word_in_a_list_is_another_version_of_the_rule_and_the_plan() -> None:
    named = ("[aanvraag, verzoek]", "[lijst: vragen]")
    one = read_file_plan(with_lists(named))
    two = read_file_plan(with_lists(named, lists=WRITTEN.replace("verzoek", "smeekbede")))
    assert one.version != two.version
    assert one.dossier_types[0].rules[0].version != two.dossier_types[0].rules[0].version


def test_word_lists_have_english_keys_too() -> None:
    texts = changed(
        (TYPE, "[aanvraag, verzoek]", "[list: vragen]"),
        plan=ENGLISH,
        files={LISTS: "word lists: {vragen: [aanvraag, verzoek]}"},
    )
    assert read_file_plan(texts).dossier_types == read_file_plan(ENGLISH).dossier_types


def test_the_examples_of_a_rule_are_tried_with_the_words_of_its_lists() -> None:
    texts = with_lists(("[aanvraag, verzoek]", "[lijst: vragen]"))
    assert len(check_file_plan(texts).examples) == 2
    texts[LISTS] = WRITTEN.replace("aanvraag", "smeekbede")
    [(file, line, message, _)] = mistakes(texts)
    assert (file, line) == (TYPE, 21)
    assert "past niet op dit voorbeeld" in message


@pytest.mark.parametrize(
    ("written", "line", "message", "message_en"),
    [
        (
            "[lijst: vragn]",
            12,
            "«vragn» is geen woordenlijst; bedoelt u «vragen»? Kies uit: vragen, klachten",
            "«vragn» is no word list",
        ),
        (
            "[{lijst: vragen, en: meer}]",
            12,
            "als «lijst: naam», zonder iets erbij",
            "as «lijst: naam»",
        ),
        ("[{lijsten: vragen}]", 12, "noem een woordenlijst als «lijst: naam»", "as «lijst: naam»"),
        ("[{lijst: [vragen]}]", 12, "noem een woordenlijst als «lijst: naam»", "as «lijst: naam»"),
        ('\n        - lijst: vragen\n        - " "', 14, "hier hoort een woord", "a word"),
    ],
)
def test_a_word_list_that_is_named_wrongly_is_one_mistake_on_its_line(
    written: str, line: int, message: str, message_en: str
) -> None:
    lists = WRITTEN.replace("  vragen: [aanvraag, verzoek]\n", "  vragen: verzoek\n")
    texts = with_lists(
        ("[aanvraag, verzoek]", written),
        ("in de naam: nee", "in de naam: {lijst: vragen}"),
        lists=lists,
    )
    [(file, told_line, told, told_en)] = mistakes(texts)
    assert (file, told_line) == (TYPE, line)
    assert message in told
    assert message_en in told_en


@pytest.mark.parametrize(
    ("lists", "line", "message"),
    [
        (WRITTEN + "  leeg: [niets]\n", 4, "«leeg» wordt door geen enkele regel genoemd"),
        (WRITTEN + "  Klachten: [niets]\n", 4, "«Klachten» is al de naam van een andere"),
        (WRITTEN + "kleur: rood\n", 4, "«kleur» is hier geen sleutel"),
        ("woordenlijsten:\n  klachten: [bezwaar, {lijst: x}]\n", 2, "geen andere lijst"),
        ("woordenlijsten:\n  klachten: [bezwaar, [x]]\n", 2, "geen andere lijst"),
    ],
)
def test_a_mistake_among_the_word_lists_has_its_line(lists: str, line: int, message: str) -> None:
    texts = with_lists(lists=lists)
    if "vragen" in lists:
        texts[TYPE] = texts[TYPE].replace("[aanvraag, verzoek]", "[lijst: vragen]")
    found = [(file, at) for file, at, told, _ in mistakes(texts) if message in told]
    assert found == [(LISTS, line)]


def test_without_the_file_there_is_no_word_list() -> None:
    texts = changed((TYPE, "[aanvraag, verzoek]", "[lijst: vragen]"))
    [(file, line, message, _)] = mistakes(texts)
    assert (file, line) == (TYPE, 12)
    assert "«vragen» is geen woordenlijst; kies uit: (er is nog niets)" in message


@pytest.mark.parametrize(
    "lists",
    [
        "woordenlijsten: [",
        "woordenlijsten: [aanvraag]",
        "woordenlijsten:\n  klachten:\n",
        "woordenlijsten:\n  klachten: [{lijst: x}]\n",
    ],
)
def test_word_lists_that_cannot_be_read_are_one_mistake_and_no_rule_is_blamed(lists: str) -> None:
    [(file, _, _, _)] = mistakes(with_lists(lists=lists))
    assert file == LISTS


def test_a_dossier_type_that_cannot_be_read_makes_no_word_list_unused() -> None:
    texts = with_lists(("[aanvraag, verzoek]", "[lijst: vragen]")) | {TYPE: "dossiertype: ["}
    assert {file for file, *_ in mistakes(texts)} == {TYPE}


def test_an_editor_takes_word_lists_and_refuses_what_is_none() -> None:
    def refused(text: str) -> bool:
        schema = Draft202012Validator(json.loads(schemas()["dossiertype.json"]))
        return not schema.is_valid(read_yaml(text).value)

    texts = with_lists(("[aanvraag, verzoek]", "[lijst: vragen, vraag]"))
    assert not refused(texts[TYPE])
    assert refused(texts[TYPE].replace("lijst: vragen", "{lijst: vragen, en: x}"))
    assert refused(texts[TYPE].replace("lijst: vragen", "lijsten: vragen"))
    lists = Draft202012Validator(json.loads(schemas()[LISTS.replace("yaml", "json")]))
    assert lists.is_valid(read_yaml(WRITTEN).value)
    assert not lists.is_valid(read_yaml(WRITTEN.replace("bezwaar", "[lijst: vragen]")).value)
