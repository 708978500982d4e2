"""What is right is left alone, and nothing passes for want of looking."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.__main__ import main
from checker.account import Account, account_of
from checker.findings import InputError
from tests.checker.worlds import (
    APP,
    ARCHIVE,
    OFFICE,
    PERSON,
    SOURCE,
    Json,
    World,
    good_world,
    reason,
    rehash,
    rewrite,
    told_before,
)


def checked(world: World, *, anchored: bool = True) -> Account:
    anchors = world.anchor_lines() if anchored else None
    tree, calls = world.tree(), world.all_calls()
    return account_of(tree, calls, world.register(), anchors, always_allowed=[OFFICE])


def counts(account: Account) -> dict[str, int]:
    names = ("documents", "filed", "proposed", "waiting", "left", "unaccounted")
    return {name: getattr(account, name) for name in names}


def test_a_world_in_which_every_promise_holds_is_fine() -> None:
    account = checked(good_world())

    assert account.violations == ()
    assert account.fine
    assert counts(account) == {
        "documents": 9,
        "filed": 3,
        "proposed": 1,
        "waiting": 2,
        "left": 3,
        "unaccounted": 0,
    }


def test_an_empty_register_leaves_every_document_unaccounted() -> None:
    world = good_world()
    world.lines.clear()

    account = checked(world, anchored=False)

    assert account.unaccounted == account.documents == 9
    assert not account.fine


def test_people_may_go_on_with_what_was_filed() -> None:
    world = good_world()
    made = world.item("besluit.pdf", drive=ARCHIVE)
    world.edit(made, "derde")
    world.move(made, "/2024-1/besluit definitief.pdf", PERSON)
    dossier = world.folder(ARCHIVE, "/2024-1")
    world.call(PERSON, ("renamed", dossier, None))
    for item in world.items:
        item["path"] = item["path"].replace("/2024-1", "/2024-1 gesloten")
    world.recycle(world.item("besluit.pdf.url"), PERSON, left=0)
    world.edit(world.item("brief.docx", drive=ARCHIVE), "nieuwer")

    assert checked(world).violations == ()


def test_people_may_go_on_with_both_where_the_source_was_kept() -> None:
    world = good_world()
    world.edit(world.item("bewaard.pdf", drive=ARCHIVE), "in het dossier")
    world.edit(world.item("bewaard.pdf", drive="b!bron"), "bij de bron")

    assert checked(world).violations == ()


def test_an_app_may_take_a_label_off_what_people_went_on_with_in_both_places() -> None:
    world = World()
    source = world.upload("aanvraag.pdf", "eerste")
    filed = world.file(source, release=False)
    world.edit(source, "verder in het team")
    world.edit(filed, "verder in het dossier")
    world.call(APP, ("label", filed, 0))
    assert checked(world).violations == ()


@pytest.mark.parametrize("op", ["fields", "content_type"])
@pytest.mark.parametrize("before", [0, 1])
def test_an_app_may_describe_what_people_went_on_with_in_both_places_and_push_out_no_last_copy(
    op: str, before: int
) -> None:
    world = World()
    source = world.upload("aanvraag.pdf", "eerste")
    filed = world.file(source, release=False)
    world.edit(filed, "verder in het dossier")
    source["versions"].append(world.version("verder in het team", PERSON))
    world.call(PERSON, ("content", source, before))
    world.call(APP, (op, filed, 0))

    broken = [violation.sentence for violation in checked(world).violations]
    assert any("no complete copy" in sentence for sentence in broken) == (before > 0)


def test_people_may_remove_the_source_that_was_kept_and_what_they_wrote_in_it_since() -> None:
    world = good_world()
    source = world.item("bewaard.pdf", drive="b!bron")
    world.edit(source, "bij de bron")
    world.recycle(source, PERSON, left=0)

    assert checked(world).violations == ()


def test_no_app_may_remove_what_people_wrote_in_a_source_that_was_kept() -> None:
    world = good_world()
    source = world.item("bewaard.pdf", drive="b!bron")
    world.edit(source, "bij de bron")
    world.recycle(source, APP, left=0)

    assert {violation.promise for violation in checked(world).violations} == {1, 3}


def test_what_lay_in_the_source_when_it_was_copied_is_in_the_copy_whoever_removes_the_source() -> (
    None
):
    world = good_world()
    world.recycle(world.item("bewaard.pdf", drive="b!bron"), PERSON, left=1)
    copied = world.item("bewaard.pdf", drive=ARCHIVE)
    copied["versions"] = [world.version("anders", APP)]

    assert {violation.promise for violation in checked(world).violations} == {1, 3}


@pytest.mark.parametrize(("copies", "broken"), [(3, set()), (4, {2})])
def test_each_undo_that_a_person_orders_may_make_one_more_copy_that_day(
    copies: int, broken: set[int]
) -> None:
    world = World()
    source = world.upload("besluit.pdf", "besluit")
    made = world.file(source)
    chain, filing = f"document-{source['id']}", f"filing-{source['id']}"
    order: Json = {"plan": {"filing_id": filing}, "actor": "person:recordmanager"}
    world.write(chain, "undo_planned", "undoing", made, filing, **order)
    for number in range(copies):
        world.recycle(world.copy(made, ARCHIVE, f"/_binnen/{number}.pdf"))
    evidence = {**world.chain(chain)[-2]["beside"]["evidence"], "reason": reason("gone_again")}
    world.write(chain, "filed", "filed", made, filing, evidence=evidence)

    assert {one.promise for one in checked(world, anchored=False).violations} == broken


@pytest.mark.parametrize(("copies", "broken"), [(5, set()), (6, {2})])
def test_what_people_take_elsewhere_and_bring_back_may_be_copied_as_often_again(
    copies: int, broken: set[int]
) -> None:
    world = World()
    source = world.upload("besluit.pdf", "besluit")
    chain = world.begin(source)
    filing = chain.replace("document", "filing")
    for number in range(copies):
        world.recycle(world.copy(source, ARCHIVE, f"/_binnen/{number}.pdf"))
    why = {"reason": reason("changed_meanwhile")}
    world.write(chain, "halted", "waiting", source, filing, evidence=why)
    elsewhere = world.transfer(source, ARCHIVE, "/2024-1/besluit.pdf")
    world.write(chain, "moved", "left", elsewhere, evidence={"reason": reason("moved_by_people")})
    world.file(world.transfer(elsewhere, SOURCE, "/Algemeen/besluit.pdf"))

    assert {one.promise for one in checked(world, anchored=False).violations} == broken


def test_people_may_take_the_source_that_was_kept_to_another_library() -> None:
    world = World()
    source = world.upload("bewaard.pdf", "bron")
    world.file(source, release=False)
    moved = world.transfer(source, ARCHIVE, "/2024-1/anders.pdf")
    world.verdict(moved, "left")

    account = checked(world, anchored=False)
    assert [violation.sentence for violation in account.violations] == []
    assert account.unaccounted == 0


def test_what_people_deleted_after_it_was_filed_is_no_document_any_more() -> None:
    world = good_world()
    world.recycle(world.item("besluit.pdf", drive=ARCHIVE), PERSON, left=0)

    account = checked(world)

    assert (account.documents, account.unaccounted, account.violations) == (8, 0, ())


def test_what_people_move_to_another_library_is_the_same_document_with_its_versions() -> None:
    world = good_world()
    item = world.upload("verhuisd.pdf", "eerst", "toen")
    moved = world.transfer(item, ARCHIVE, "/2024-1/verhuisd.pdf")
    world.edit(moved, "daarna")
    world.write(
        f"document-{moved['id']}",
        "moved",
        "left",
        moved,
        evidence={"reason": reason("moved_by_people")},
    )

    assert checked(world).fine
    moved["versions"].pop(1)
    assert [one.promise for one in checked(world).violations] == [1]


def test_what_people_moved_to_another_library_and_deleted_there_is_no_document_any_more() -> None:
    world = good_world()
    documents = checked(world).documents
    moved = world.transfer(world.upload("weg.pdf", "weg"), ARCHIVE, "/2024-1/weg.pdf")
    world.recycle(moved, PERSON, left=0)

    account = checked(world)
    assert account.documents == documents
    assert account.fine


def test_a_person_may_put_a_document_where_more_people_see_it_and_the_app_may_file_it_there() -> (
    None
):
    world = good_world()
    item = world.upload("besloten.pdf", "besloten")
    item["principals"] = ["user:behandelaar"]
    moved = world.transfer(item, ARCHIVE, "/2024-1/besloten.pdf")
    chain = world.begin(moved)
    plan = world.chain(chain)[-1]["beside"]["plan"]
    moved["fields"] = dict(plan["target"]["columns"])
    world.call(APP, ("fields", moved, 1))
    moved["label"] = {"name": "Lopend dossier", "kind": "retain", "explicit": True}
    world.call(APP, ("label", moved, 1))
    filing = chain.replace("document", "filing")
    balance = {
        "content": "same_item",
        "before": told_before(plan["source"]),
        "after": {"name": moved["name"], "label": "Lopend dossier", "versions": None},
    }
    evidence = {"reason": reason("filed"), "balance": balance}
    world.write(chain, "filed", "filed", moved, filing, evidence=evidence)

    assert checked(world).violations == ()


def test_a_person_may_move_a_filed_document_to_where_more_people_see_it() -> None:
    world = good_world()
    made = world.file(world.upload("beperkt.pdf", "beperkt"))
    world.made_folder(ARCHIVE, "/2024-2")
    made["principals"].append("group:iedereen")
    assert [one.promise for one in checked(world).violations] == [10]

    world.move(made, "/2024-2/beperkt.pdf", PERSON)

    assert checked(world).violations == ()


def test_a_person_who_moves_a_filed_document_does_not_excuse_the_dossier_it_was_shown_in() -> None:
    world = good_world()
    made = world.file(world.upload("beperkt.pdf", "beperkt"))
    world.made_folder(ARCHIVE, "/2024-2")
    for shown in (made, world.folder(ARCHIVE, "/2024-1")):
        shown["principals"].append("group:iedereen")

    world.move(made, "/2024-2/beperkt.pdf", PERSON)

    [violation] = checked(world).violations
    assert violation.promise == 10


def test_a_staging_folder_in_which_people_put_something_is_theirs() -> None:
    world = good_world()
    world.made_folder(SOURCE, "/_binnen/filing-00")
    made = world.upload("erbij.pdf", "erbij")
    world.verdict(made, "left")
    world.move(made, "/_binnen/filing-00/erbij.pdf", PERSON)

    assert checked(world).violations == ()


def test_the_app_may_clear_its_staging_after_people_deleted_the_source() -> None:
    world = good_world()
    source = world.upload("toch niet.pdf", "toch niet")
    chain = world.begin(source)
    staged = world.stage(source)
    world.recycle(source, PERSON, left=1)
    world.recycle(staged, APP, left=0)
    world.clear_staging(source)
    evidence = {"reason": reason("changed_meanwhile")}
    filing = chain.replace("document", "filing")
    world.write(chain, "halted", "waiting", source, filing, evidence=evidence)

    account = checked(world)

    assert (account.documents, account.violations) == (9, ())


def test_what_the_app_loses_is_not_excused_by_a_folder_that_people_delete_later() -> None:
    world = good_world()
    lost = world.item("voorstel.pdf")
    world.recycle(lost, APP, left=0)
    world.recycle(world.folder("b!bron", "/Algemeen"), PERSON, left=0)

    (line,) = [n for n in checked(world).lines if n.name == lost["name"]]

    assert line.outcome == "unaccounted"


def test_a_filing_under_way_may_have_two_copies_but_is_not_accounted_for() -> None:
    world = good_world()
    source = world.upload("bezig.pdf", "bezig")
    world.begin(source)
    staged = world.stage(source)
    staged["versions"][-1]["sha256"] = "c" * 64  # still to be verified

    account = checked(world)

    assert account.violations == ()
    (line,) = [n for n in account.lines if n.outcome == "unaccounted"]
    assert line.reason.startswith("a filing is under way")


def test_an_undo_that_could_not_be_carried_out_is_no_second_filing() -> None:
    world = good_world()
    source, made = world.item("besluit.pdf", live=False), world.item("besluit.pdf")
    chain, filing = f"document-{source['id']}", f"filing-{source['id']}"
    world.write(chain, "undo_planned", "undoing", made, filing, plan={"filing_id": filing})
    evidence = {"reason": reason("obstacle")}
    world.write(chain, "filed", "filed", made, filing, evidence=evidence)

    assert checked(world).violations == ()


def test_what_was_erased_is_said_and_the_chain_still_holds() -> None:
    world = good_world()
    gone = world.item("weg.pdf", live=False)
    chain = f"document-{gone['id']}"
    line = world.chain(chain)[0]
    line["beside"]["evidence"], line["erased"] = None, True
    world.write(chain, "erased", "left", gone, evidence={"reason": reason("erased")})

    account = checked(world)

    assert (account.violations, account.erased) == ((), 1)


def test_without_allowing_the_records_office_it_counts_as_seeing_more() -> None:
    world = good_world()

    found = account_of(world.tree(), world.all_calls(), world.register()).violations

    assert {v.promise for v in found} == {10}
    assert len(found) == 3


def test_calls_with_a_gap_are_refused() -> None:
    world = good_world()
    del world.calls[3]

    with pytest.raises(InputError, match="not all calls"):
        checked(world)


# ------------------------------------------------------------------------ any row of a filed chain


ROW = st.integers(0, 3)  # planned, copy, verify, filed


def filed_lines(world: World) -> list[Json]:
    return world.chain(f"document-{world.item('besluit.pdf', live=False)['id']}")


@given(row=ROW, forged=st.booleans())
def test_removing_any_row_of_a_sealed_chain_is_found(row: int, *, forged: bool) -> None:
    world = good_world()
    lines = filed_lines(world)
    world.lines.remove(lines.pop(row))
    if forged:
        rewrite(lines)

    account = checked(world, anchored=False)

    assert any(v.promise == 4 for v in account.violations)
    assert account.unaccounted == 1


FIELDS = (
    "at",
    "kind",
    "location",
    "filing_id",
    "outcome",
    "plan_version",
    "model_version",
    "plan_digest",
    "evidence_digest",
    "actor",
    "prev",
    "seq",
    "v",
    "hash",
)
VALUES = st.none() | st.integers() | st.text(max_size=8) | st.just({"drive_id": "x"})


@given(
    row=ROW,
    field=st.sampled_from(FIELDS),
    value=VALUES,
    forged=st.sampled_from(["not", "row", "chain"]),
)
def test_editing_any_row_of_a_sealed_chain_is_found(
    row: int, field: str, value: object, forged: str
) -> None:
    world = good_world()
    lines = filed_lines(world)
    before = json.dumps(lines[row], sort_keys=True)
    lines[row]["entry"][field] = value
    if forged == "row":
        rehash(lines[row])
    if forged == "chain":
        rewrite(lines)
    changed = json.dumps(lines[row], sort_keys=True) != before

    account = checked(world, anchored=False)

    assert bool(account.violations) == changed
    assert account.unaccounted == (1 if changed else 0)


@given(row=ROW, part=st.sampled_from(["plan", "evidence"]), forged=st.booleans())
def test_editing_what_lies_beside_any_row_is_found(row: int, part: str, *, forged: bool) -> None:
    world = good_world()
    lines = filed_lines(world)
    lines[row]["beside"][part] = {"nieuw": "bewijs"}
    if forged:
        rewrite(lines)

    assert any(v.promise == 4 for v in checked(world, anchored=False).violations)


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@given(
    place=st.integers(0, 60),
    part=st.sampled_from(["entry", "plan", "evidence"]),
    key=st.integers(0, 20),
    value=JSON,
)
def test_whatever_a_row_holds_the_checker_never_raises(
    place: int, part: str, key: int, value: object
) -> None:
    world = good_world()
    line = world.lines[place % len(world.lines)]
    spoilt = line["entry"] if part == "entry" else line["beside"][part] or {}
    if spoilt:
        spoilt[sorted(spoilt)[key % len(spoilt)]] = value
    if part != "entry":
        rewrite(world.chain(line["entry"]["chain"]))

    assert checked(world).documents == 9


@given(st.lists(st.text(max_size=40) | st.recursive(st.none(), st.lists).map(json.dumps)))
def test_a_register_of_nonsense_is_found_and_never_raises(lines: list[str]) -> None:
    world = good_world()

    account = account_of(world.tree(), world.all_calls(), lines)

    assert account.unaccounted == account.documents


# ------------------------------------------------------------------------------------ the command


def write_all(world: World, folder: Path) -> list[str]:
    files = {
        "--tree": json.dumps(world.tree()),
        "--calls": json.dumps(world.all_calls()),
        "--register": "\n".join(world.register()) + "\n",
        "--anchor": "\n".join(world.anchor_lines()) + "\n",
    }
    arguments = ["--allow", OFFICE]
    for option, text in files.items():
        path = folder / option.strip("-")
        path.write_text(text, encoding="utf-8")
        arguments += [option, str(path)]
    return arguments


def test_the_command_says_that_all_is_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*write_all(good_world(), tmp_path), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["documents"], told["violations"]) == (9, [])


def test_the_command_tells_what_is_broken_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = good_world()
    world.recycle(world.item("besluit.pdf.url"))

    assert main(write_all(world, tmp_path)) == 1

    assert "no pointer stands at its old place" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["tree", "calls", "register", "anchor"])
def test_a_missing_file_is_wrong_use(
    missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = write_all(good_world(), tmp_path)
    (tmp_path / missing).unlink()

    assert main(arguments) == 2

    assert missing in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"calls": [{}]}'])
def test_calls_that_are_not_the_simulators_are_wrong_use(text: str, tmp_path: Path) -> None:
    arguments = write_all(good_world(), tmp_path)
    (tmp_path / "calls").write_text(text, encoding="utf-8")

    assert main(arguments) == 2


def test_without_calls_the_command_is_used_wrongly() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--tree", "tree.json", "--register", "register.jsonl"])

    assert stopped.value.code == 2
