"""What people bring back from the recycle bin, and write in, is a document of its own."""

import pytest

from tests.checker.test_account import checked
from tests.checker.worlds import (
    APP,
    ARCHIVE,
    PERSON,
    SOURCE,
    Json,
    World,
    digest,
    reason,
    rehash,
)


@pytest.fixture
def world() -> World:
    """One document that was filed, and brought back at its old place since."""
    world = World()
    source = world.upload("besluit.pdf", "eerste", "tweede")
    world.file(source)
    world.recycle(world.item("besluit.pdf.url"), PERSON)
    world.bring_back(source)
    return world


def brought_back(world: World) -> Json:
    return next(item for item in world.items if "told as" in item)


def broken(world: World) -> list[str]:
    return [violation.sentence for violation in checked(world, anchored=False).violations]


def test_what_is_brought_back_edited_and_filed_anew_lies_in_the_dossier_beside_the_first(
    world: World,
) -> None:
    world.edit(brought_back(world), "derde")
    world.file(brought_back(world))

    account = checked(world, anchored=False)
    assert account.violations == ()
    assert [(line.outcome, line.code) for line in account.lines] == [("filed", "filed")] * 2


def test_what_was_written_since_it_was_brought_back_may_not_be_lost(world: World) -> None:
    world.edit(brought_back(world), "derde")
    made = world.file(brought_back(world))
    made["versions"] = [v for v in made["versions"] if v["size"] != len("derde")]

    assert "no live item of «besluit.pdf» holds every version that people wrote" in broken(world)
    assert any("no complete copy of «besluit.pdf» was left" in one for one in broken(world))


def test_what_the_first_one_held_may_not_be_lost_because_the_other_holds_it(world: World) -> None:
    world.edit(brought_back(world), "derde")
    world.file(brought_back(world))
    first = next(item for item in world.items if item["drive_id"] == ARCHIVE and item["versions"])
    world.recycle(first)

    assert "«besluit.pdf» is nowhere any more, and no person deleted it" in broken(world)


def test_what_is_brought_back_as_it_was_may_not_be_filed_twice(world: World) -> None:
    world.file(brought_back(world))

    assert "«besluit.pdf» and «besluit.pdf» are the same bytes, and both were filed" in broken(
        world
    )


def test_a_copy_of_what_was_brought_back_may_not_stay_where_no_filing_put_it(world: World) -> None:
    world.edit(brought_back(world), "derde")
    world.file(brought_back(world))
    world.copy(brought_back(world), ARCHIVE, "/2024-1/nog een.pdf")

    assert "«besluit.pdf» lies in 2 places at once" in broken(world)


def test_what_is_brought_back_and_moved_to_another_library_stays_the_document_it_became(
    world: World,
) -> None:
    moved = world.transfer(brought_back(world), ARCHIVE, "/2024-1/besluit (2).pdf")
    world.verdict(moved, "left")

    account = checked(world, anchored=False)
    assert [violation.sentence for violation in account.violations] == []
    assert (account.documents, account.unaccounted) == (2, 0)


def test_what_is_brought_back_after_people_deleted_all_of_it_is_the_same_document() -> None:
    world = World()
    source = world.upload("kladje.txt", "klad")
    world.verdict(source, "left")
    world.recycle(source, PERSON, left=0)
    world.bring_back(source)
    world.edit(source, "meer")

    account = checked(world, anchored=False)
    assert account.violations == ()
    assert account.documents == 1


def test_a_copy_in_the_dossier_that_is_brought_back_after_its_undo_is_what_people_want() -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste", "tweede")
    made = world.file(source)
    world.undo(source, made)
    world.bring_back(made)
    world.verdict(made, "left")

    account = checked(world, anchored=False)
    assert [violation.sentence for violation in account.violations] == []
    assert account.unaccounted == 0


def test_what_an_app_takes_away_that_people_brought_back_was_released_too_early(
    world: World,
) -> None:
    world.edit(brought_back(world), "derde")
    world.verdict(brought_back(world), "left")
    world.recycle(brought_back(world), APP)

    assert any("no complete copy of «besluit.pdf» was left" in one for one in broken(world))


def test_what_people_delete_during_its_filing_and_bring_back_was_not_lost_meanwhile() -> None:
    world = World()
    source = world.upload("brief.pdf", "eerste")
    world.begin(source)
    staged = world.stage(source)
    world.recycle(source, PERSON)
    world.recycle(staged, left=0)
    world.clear_staging(source)
    world.bring_back(source)
    world.verdict(source, "left")

    assert broken(world) == []


def test_what_an_app_took_before_people_deleted_and_brought_it_back_was_released_too_early() -> (
    None
):
    world = World()
    source = world.upload("brief.pdf", "eerste")
    world.recycle(source, APP, left=0)
    world.bring_back(source)
    world.recycle(source, PERSON, left=0)
    world.bring_back(source)
    world.verdict(source, "left")

    assert any("no complete copy of «brief.pdf» was left" in one for one in broken(world))


def test_what_people_move_to_another_library_while_its_copy_stands_is_another_document() -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    world.file(source, taken_to="/2024-1/besluit (2).pdf")
    world.verdict(world.item("besluit (2).pdf"), "left")

    account = checked(world, anchored=False)
    assert [violation.sentence for violation in account.violations] == []
    assert (account.documents, account.unaccounted) == (2, 0)


@pytest.mark.parametrize("is_told", [True, False])
def test_a_copy_that_people_move_to_another_library_while_it_is_filed_is_another_document(
    *, is_told: bool
) -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    chain, filing = world.begin(source), f"filing-{source['id']}"
    taken = world.transfer(world.stage(source), SOURCE, "/Algemeen/besluit (2).pdf")
    world.edit(taken, "tweede")
    if is_told:
        world.verdict(taken, "left")
    world.clear_staging(source)
    evidence = {"reason": reason("copy_gone"), "verdict": None}
    world.write(chain, "halted", "waiting", source, filing, evidence=evidence)

    account = checked(world, anchored=False)
    assert [violation.sentence for violation in account.violations] == []
    assert (account.documents, account.unaccounted) == (2, 0 if is_told else 1)


def test_a_source_that_should_have_been_released_is_no_document_of_its_own_when_people_move_it() -> (
    None
):
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    world.file(source, release=False, told="filed")
    world.verdict(world.transfer(source, ARCHIVE, "/2024-1/besluit (2).pdf"), "left")

    assert "«besluit.pdf» lies in 2 places at once" in broken(world)


@pytest.mark.parametrize("content", ["eerste", "anders"])
def test_a_copy_by_the_app_stays_the_app_s_when_people_move_it(content: str) -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    world.file(source)
    second = world.copy(world.item("besluit.pdf", drive=ARCHIVE), ARCHIVE, "/2024-1/nog een.pdf")
    second["versions"] = [world.version(content, APP)]
    world.verdict(world.transfer(second, SOURCE, "/Algemeen/nog een.pdf"), "left")

    assert "«besluit.pdf» lies in 2 places at once" in broken(world)
    assert ("the content of «nog een.pdf» is not what people wrote" in broken(world)) == (
        content == "anders"
    )


def test_a_kept_source_that_people_move_to_another_library_goes_on_beside_its_copy_put_back() -> (
    None
):
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    made = world.file(source, release=False)
    world.edit(source, "tweede")
    world.verdict(world.transfer(source, ARCHIVE, "/2024-1/besluit (2).pdf"), "left")
    assert broken(world) == []

    world.undo(source, made)
    assert broken(world) == []


@pytest.fixture
def kept() -> tuple[World, Json, Json]:
    """One document whose source was kept; it, and its copy in the dossier."""
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    return world, source, world.file(source, release=False)


def is_one_document_without_fault(world: World) -> bool:
    account = checked(world, anchored=False)
    return (account.documents, account.unaccounted, account.violations) == (1, 0, ())


@pytest.mark.parametrize("which", ["source", "copy"])
def test_one_of_the_two_that_people_delete_and_bring_back_unseen_is_no_other_document(
    kept: tuple[World, Json, Json], which: str
) -> None:
    world, source, made = kept
    one = {"source": source, "copy": made}[which]
    world.recycle(one, PERSON)
    world.bring_back(one)
    assert is_one_document_without_fault(world)


def test_a_kept_source_that_came_back_unseen_is_one_with_its_copy_once_that_is_undone(
    kept: tuple[World, Json, Json],
) -> None:
    world, source, made = kept
    world.recycle(source, PERSON)
    world.bring_back(source)
    chain, filing = f"document-{source['id']}", f"filing-{source['id']}"
    world.write(chain, "undo_planned", "undoing", made, filing, plan={"filing_id": filing})
    world.recycle(made)
    world.write(chain, "undone", "undone", source, filing, evidence={"reason": reason("undone")})

    assert is_one_document_without_fault(world)


def test_a_kept_source_that_people_moved_and_then_delete_and_bring_back_is_no_other_document(
    kept: tuple[World, Json, Json],
) -> None:
    world, source, _ = kept
    world.edit(source, "tweede")
    moved = world.transfer(source, ARCHIVE, "/2024-1/besluit (2).pdf")
    world.verdict(moved, "left")
    world.recycle(moved, PERSON)
    world.bring_back(moved)

    assert is_one_document_without_fault(world)


@pytest.mark.parametrize("release", [True, False])
def test_a_kept_source_that_came_back_unseen_may_not_be_filed_a_second_time(
    kept: tuple[World, Json, Json], *, release: bool
) -> None:
    world, source, _ = kept
    world.recycle(source, PERSON)
    world.bring_back(source)
    world.file(source, release=release)

    assert "«besluit.pdf» and «besluit.pdf» are the same bytes, and both were filed" in broken(
        world
    )


@pytest.mark.parametrize("told", ["source_removed", "source_gone", "source_taken", ""])
def test_a_source_that_comes_back_after_it_was_told_as_gone_or_the_app_took_it_is_to_be_told_of(
    told: str,
) -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    made = world.file(source, release=False)
    chain, evidence = f"document-{source['id']}", {"reason": reason(told)}
    if told == "source_removed":
        world.write(chain, "changed", "filed", made, f"filing-{source['id']}", evidence=evidence)
    if told in {"source_gone", "source_taken"}:
        ended = world.chain(chain)[-1]
        ended["beside"]["evidence"] |= evidence
        ended["entry"]["evidence_digest"] = digest(ended["beside"]["evidence"])
        rehash(ended)
    world.recycle(source, PERSON if told else APP)
    world.bring_back(source)

    account = checked(world, anchored=False)
    assert (account.documents, account.unaccounted) == (2, 1)


def test_a_kept_source_and_its_copy_are_one_again_once_the_copy_is_undone() -> None:
    world = World()
    source = world.upload("besluit.pdf", "eerste")
    made = world.file(source, release=False)
    chain, filing = f"document-{source['id']}", f"filing-{source['id']}"
    world.write(chain, "undo_planned", "undoing", made, filing, plan={"filing_id": filing})
    world.write(chain, "undone", "undone", source, filing, evidence={"reason": reason("undone")})

    assert "«besluit.pdf» lies in 2 places at once" in broken(world)
