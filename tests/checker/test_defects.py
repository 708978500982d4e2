"""Each way in which a promise can be broken is found, and named."""

from collections.abc import Callable

import pytest

from checker.account import Account, account_of
from tests.checker.worlds import (
    APP,
    ARCHIVE,
    OFFICE,
    PERSON,
    Json,
    World,
    good_world,
    reason,
    rehash,
    rewrite,
)

FILED = "besluit.pdf"


def checked(world: World) -> Account:
    return account_of(
        world.tree(),
        world.all_calls(),
        world.register(),
        world.anchor_lines(),
        always_allowed=[OFFICE],
    )


def filed_item(world: World) -> Json:
    return world.item(FILED, drive=ARCHIVE)


def source_item(world: World) -> Json:
    return world.item(FILED, live=False)


def filed_chain(world: World) -> list[Json]:
    return world.chain(f"document-{source_item(world)['id']}")


def seal_line(world: World) -> Json:
    return world.chain("seals")[-1]


def cut_row_in_the_middle(world: World) -> None:
    world.lines.remove(filed_chain(world)[1])


def cut_last_row(world: World) -> None:
    world.lines.remove(filed_chain(world)[-1])


def cut_whole_chain(world: World) -> None:
    for line in filed_chain(world):
        world.lines.remove(line)


def cut_the_seal_too(world: World) -> None:
    world.lines.remove(filed_chain(world)[-1])
    world.lines.remove(seal_line(world))


def edit_row(world: World) -> None:
    filed_chain(world)[2]["entry"]["actor"] = "person:iemand"


def edit_row_and_hash_it_again(world: World) -> None:
    line = filed_chain(world)[-1]
    line["entry"]["actor"] = "person:iemand"
    rehash(line)


def double_a_row(world: World) -> None:
    line = filed_chain(world)[2]
    world.lines.insert(world.lines.index(line), line)


def edit_what_lies_beside(world: World) -> None:
    filed_chain(world)[0]["beside"]["evidence"]["evidence"][0]["quote"] = "Iets anders"


def drop_what_lies_beside(world: World) -> None:
    filed_chain(world)[0]["beside"]["plan"] = None


def seal_beyond_the_chain(world: World) -> None:
    head = seal_line(world)["beside"]["plan"]["heads"][filed_chain(world)[0]["entry"]["chain"]]
    head["seq"] += 1
    rewrite(world.chain("seals"))
    world.anchors[-1]["hash"] = seal_line(world)["entry"]["hash"]


def seal_of_a_chain_that_is_not_there(world: World) -> None:
    heads = seal_line(world)["beside"]["plan"]["heads"]
    heads["document-nowhere"] = {"seq": 1, "hash": "0" * 64}
    rewrite(world.chain("seals"))
    world.anchors[-1]["hash"] = seal_line(world)["entry"]["hash"]


def seal_without_anchor(world: World) -> None:
    world.anchors.clear()


def rewrite_all_with_a_new_seal(world: World) -> None:
    chain = filed_chain(world)
    chain[0]["beside"]["evidence"]["reason"] = reason("forged")
    rewrite(chain)
    world.lines.remove(seal_line(world))
    world.seal()
    world.anchors.pop()


def unreadable_line(world: World) -> None:
    world.lines.append({"entry": {"v": 1.5}})


def lie_twice(world: World) -> None:
    world.copy(filed_item(world), ARCHIVE, f"/2024-1/nog eens {FILED}")


def never_release(world: World) -> None:
    source_item(world)["state"] = "live"


def file_the_same_bytes_again(world: World) -> None:
    world.file(world.upload("kopie.pdf", "eerste", "tweede"))


def file_the_same_bytes_before_they_are_hashed(world: World) -> None:
    again = world.upload("kopie.pdf", "eerste", "tweede")
    again["versions"][-1]["quickXorHash"] = None
    world.file(again)


def lie_in_a_folder_that_is_called_as_staging_is(world: World) -> None:
    world.copy(filed_item(world), ARCHIVE, f"/2024-1/_binnen/filing-00/{FILED}")


def leave_in_staging(world: World) -> None:
    world.copy(filed_item(world), ARCHIVE, "/_binnen/filing-00/rest.pdf")


def leave_a_folder_in_staging(world: World) -> None:
    world.made_folder(ARCHIVE, "/_binnen/filing-00")


def file_twice(world: World) -> None:
    entry = filed_chain(world)[-1]["entry"]
    evidence = {"reason": reason("again")}
    item = filed_item(world)
    world.write(entry["chain"], "filed", "filed", item, entry["filing_id"], evidence=evidence)


def copy_all_day(world: World) -> None:
    for number in range(3):
        made = world.copy(filed_item(world), ARCHIVE, f"/_binnen/{number}.pdf")
        world.recycle(made)


def lose_the_first_version(world: World) -> None:
    del filed_item(world)["versions"][0]


def lose_an_edit(world: World) -> None:
    item = filed_item(world)
    world.edit(item, "derde")
    item["versions"].pop()
    source_item(world)["versions"].append(world.version("derde", PERSON))


def swap_versions(world: World) -> None:
    versions = filed_item(world)["versions"]
    versions[0], versions[1] = versions[1], versions[0]


def alter_bytes(world: World) -> None:
    for version in filed_item(world)["versions"][1:]:
        version["sha256"] = "e" * 64


def alter_bytes_in_a_persons_name(world: World) -> None:
    alter_bytes(world)
    for version in filed_item(world)["versions"]:
        version["by"] = {"kind": "person", "name": "Jurist"}


def overwrite_by_the_app(world: World) -> None:
    item = filed_item(world)
    item["versions"].append(world.version("van ons", APP))
    world.call(APP, ("content", item, 1))


def rewrite_without_comparing_parts(world: World) -> None:
    chain = world.chain(f"document-{world.item('brief.docx', live=False)['id']}")
    next(x for x in chain if x["entry"]["outcome"] == "verify")["beside"]["evidence"] = {
        "content_criterion": "quick_xor_hash"
    }
    rewrite(chain)
    world.lines.remove(seal_line(world))
    world.anchors.clear()
    world.seal()


def lose_a_rewritten_version(world: World) -> None:
    del world.item("brief.docx", drive=ARCHIVE)["versions"][0]


def alter_an_earlier_version_alone(world: World) -> None:
    made, source = world.item("brief.docx", drive=ARCHIVE), world.item("brief.docx", live=False)
    for version in made["versions"]:
        version["sha256"] = source["versions"][-1]["sha256"]
    made["versions"][0]["sha256"] = "d" * 64


def lose_the_pointer(world: World) -> None:
    world.recycle(world.item(f"{FILED}.url"))


def keep_the_pointer_after_undo(world: World) -> None:
    world.item("terug.pdf.url", live=False)["state"] = "live"


def lose_an_origin_column(world: World) -> None:
    del filed_item(world)["fields"]["OorspronkelijkAangemaaktDoor"]


def put_another_origin(world: World) -> None:
    filed_item(world)["fields"]["OorspronkelijkGewijzigdOp"] = "2026-11-24T00:00:00Z"


def plan_other_before_values(world: World) -> None:
    source_item(world)["created_by"]["name"] = "Jurist"


def lose_a_version_before_the_plan(world: World) -> None:
    chain = filed_chain(world)
    chain[0]["beside"]["plan"]["source"]["versions"].pop()
    rewrite(chain)


def name_another_author_of_a_version(world: World) -> None:
    chain = filed_chain(world)
    chain[0]["beside"]["plan"]["source"]["versions"][0]["by"] = "Jurist"
    rewrite(chain)


def leave_out_who_made_a_version(world: World) -> None:
    chain = filed_chain(world)
    del chain[0]["beside"]["plan"]["source"]["versions"][0]["by"]
    rewrite(chain)


def date_a_version_otherwise(world: World) -> None:
    chain = filed_chain(world)
    chain[0]["beside"]["plan"]["source"]["versions"][0]["at"] = "2026-01-01T00:00:00Z"
    rewrite(chain)


def leave_out_the_balance_sheet(world: World) -> None:
    chain = filed_chain(world)
    del chain[-1]["beside"]["evidence"]["balance"]
    rewrite(chain)


def balance_with_another_author(world: World) -> None:
    chain = filed_chain(world)
    chain[-1]["beside"]["evidence"]["balance"]["after"]["versions"][0]["by"] = "Jurist"
    rewrite(chain)


def balance_without_versions(world: World) -> None:
    chain = filed_chain(world)
    chain[-1]["beside"]["evidence"]["balance"]["after"]["versions"] = None
    rewrite(chain)


def balance_with_another_label(world: World) -> None:
    chain = filed_chain(world)
    chain[-1]["beside"]["evidence"]["balance"]["after"]["label"] = None
    rewrite(chain)


def balance_with_another_name(world: World) -> None:
    chain = filed_chain(world)
    chain[-1]["beside"]["evidence"]["balance"]["after"]["name"] = "naamloos.pdf"
    rewrite(chain)


def balance_that_leaves_out_who_could_see_it(world: World) -> None:
    chain = filed_chain(world)
    del chain[-1]["beside"]["evidence"]["balance"]["before"]["audience"]
    rewrite(chain)


def rename_by_the_app(world: World) -> None:
    filed_item(world)["name"] = "naamloos.pdf"


def lose_the_label(world: World) -> None:
    filed_item(world)["label"] = None


def lie_in_another_dossier(world: World) -> None:
    filed_item(world)["path"] = f"/2023-9/{FILED}"


def widen_the_audience(world: World) -> None:
    filed_item(world)["principals"].append("group:iedereen")


def change_without_a_plan(world: World) -> None:
    world.call(APP, ("fields", world.item("twijfel.pdf"), 1))


def give_no_reason(world: World) -> None:
    chain = world.chain(f"document-{world.item('twijfel.pdf')['id']}")
    chain[0]["beside"]["evidence"]["reason"]["nl"] = " "
    rewrite(chain)


def erase(line: Json, part: str = "evidence") -> None:
    line["beside"][part] = None
    line["erased"] = True


def doubted_chain(world: World) -> list[Json]:
    return world.chain(f"document-{world.item('twijfel.pdf')['id']}")


def act_of_erasing(world: World, chain: str) -> None:
    item = None if chain == "house" else world.item("twijfel.pdf")
    world.write(chain, "erased", "left", item, evidence={"reason": reason("erased")})


def erase_the_reason_without_an_act(world: World) -> None:
    erase(doubted_chain(world)[0])


def erase_after_the_act(world: World) -> None:
    act_of_erasing(world, doubted_chain(world)[0]["entry"]["chain"])
    erase(doubted_chain(world)[-1])


def erase_an_act_of_the_house(world: World) -> None:
    act_of_erasing(world, "house")
    erase(world.chain("house")[0], "plan")


def say_that_it_was_erased(world: World) -> None:
    act_of_erasing(world, doubted_chain(world)[0]["entry"]["chain"])
    doubted_chain(world)[0]["erased"] = True


def file_without_evidence(world: World) -> None:
    chain = filed_chain(world)
    chain[0]["beside"]["evidence"]["evidence"][0]["quote"] = ""
    rewrite(chain)


def release_before_the_copy(world: World) -> None:
    call = next(
        c
        for c in world.calls
        if c["effects"][0]["op"] == "recycled"
        and c["effects"][0]["item_id"] == source_item(world)["id"]
    )
    call["effects"][0]["complete_copies_left"] = 0


def lose_altogether(world: World) -> None:
    world.recycle(filed_item(world), left=0)


def delete_for_good(world: World) -> None:
    world.items.remove(source_item(world))


def two_chains(world: World) -> None:
    why = {"reason": reason("left"), "evidence": []}
    world.write("document-again", "verdict", "left", filed_item(world), evidence=why)


DEFECTS: list[tuple[Callable[[World], None], int, str]] = [
    (cut_row_in_the_middle, 4, "entry 2 is missing"),
    (cut_last_row, 4, "the tail of chain"),
    (cut_whole_chain, 4, "gone as a whole"),
    (cut_the_seal_too, 4, "was anchored and is gone"),
    (edit_row, 4, "entry 3 was altered"),
    (edit_row_and_hash_it_again, 4, "was rewritten after it was sealed"),
    (double_a_row, 4, "does not hold"),
    (edit_what_lies_beside, 4, "the evidence beside entry 1"),
    (drop_what_lies_beside, 4, "the plan beside entry 1"),
    (seal_beyond_the_chain, 4, "the tail of chain"),
    (seal_of_a_chain_that_is_not_there, 4, "gone as a whole"),
    (seal_without_anchor, 4, "has no anchor"),
    (rewrite_all_with_a_new_seal, 4, "differs from its anchor"),
    (unreadable_line, 4, "cannot be read"),
    (lie_twice, 2, "in 2 places at once"),
    (lie_in_a_folder_that_is_called_as_staging_is, 2, "in 2 places at once"),
    (file_the_same_bytes_again, 2, "are the same bytes"),
    (file_the_same_bytes_before_they_are_hashed, 2, "are the same bytes"),
    (never_release, 2, "in 2 places at once"),
    (leave_in_staging, 2, "left in a staging folder"),
    (leave_a_folder_in_staging, 2, "left in a staging folder"),
    (file_twice, 2, "filed more than once"),
    (copy_all_day, 2, "was copied 4 times"),
    (two_chains, 2, "in 2 chains"),
    (lose_the_first_version, 1, "holds every version"),
    (lose_an_edit, 1, "holds every version"),
    (swap_versions, 1, "holds every version"),
    (release_before_the_copy, 1, "no complete copy"),
    (lose_altogether, 1, "is nowhere any more"),
    (delete_for_good, 1, "in no recycle bin"),
    (alter_bytes, 3, "is not what people wrote"),
    (alter_bytes_in_a_persons_name, 3, "is not what people wrote"),
    (overwrite_by_the_app, 3, "is not what people wrote"),
    (rewrite_without_comparing_parts, 3, "is not what people wrote"),
    (lose_a_rewritten_version, 1, "holds every version"),
    (alter_an_earlier_version_alone, 1, "holds every version"),
    (lose_the_pointer, 3, "no pointer stands"),
    (keep_the_pointer_after_undo, 3, "still stands after the undo"),
    (lose_an_origin_column, 3, "OorspronkelijkAangemaaktDoor does not hold"),
    (put_another_origin, 3, "OorspronkelijkGewijzigdOp does not hold"),
    (plan_other_before_values, 3, "before-value of created_by"),
    (lose_a_version_before_the_plan, 3, "before-value of versions"),
    (name_another_author_of_a_version, 3, "before-value of versions"),
    (leave_out_who_made_a_version, 3, "before-value of versions"),
    (date_a_version_otherwise, 3, "before-value of versions"),
    (leave_out_the_balance_sheet, 3, "no balance sheet"),
    (balance_with_another_author, 3, "balance sheet tells other versions"),
    (balance_without_versions, 3, "balance sheet tells other versions"),
    (balance_with_another_label, 3, "balance sheet tells another label"),
    (balance_with_another_name, 3, "balance sheet tells another name"),
    (balance_that_leaves_out_who_could_see_it, 3, "tells another audience before filing"),
    (rename_by_the_app, 3, "nor a planned one"),
    (lose_the_label, 3, "label is not on it"),
    (lie_in_another_dossier, 3, "does not lie in the planned dossier"),
    (change_without_a_plan, 3, "without a plan"),
    (widen_the_audience, 10, "more people can see"),
    (give_no_reason, 4, "without a reason (nl)"),
    (erase_the_reason_without_an_act, 4, "nobody erased it"),
    (erase_after_the_act, 4, "nobody erased it"),
    (erase_an_act_of_the_house, 4, "nobody erased it"),
    (say_that_it_was_erased, 4, "not told rightly whether it was erased"),
    (file_without_evidence, 4, "without evidence"),
]


def _named(value: object) -> str:
    return str(getattr(value, "__name__", value))[:60]


@pytest.mark.parametrize(("spoil", "promise", "sentence"), DEFECTS, ids=_named)
def test_a_defect_is_found_and_named(
    spoil: Callable[[World], None], promise: int, sentence: str
) -> None:
    world = good_world()
    assert checked(world).violations == ()

    spoil(world)

    found = [(v.promise, v.sentence) for v in checked(world).violations]
    assert any(p == promise and sentence in s for p, s in found), found
    assert not checked(world).fine


UNACCOUNTED: list[tuple[Callable[[World], None], str]] = [
    (cut_whole_chain, "the register has no entry for it"),
    (cut_row_in_the_middle, "its chain in the register does not hold"),
    (cut_last_row, "the tail of chain"),
    (edit_row, "its chain in the register does not hold"),
    (edit_row_and_hash_it_again, "was rewritten"),
    (lose_altogether, "it is nowhere any more"),
    (lie_twice, "the app copied it to"),
]


@pytest.mark.parametrize(("spoil", "why"), UNACCOUNTED, ids=_named)
def test_a_document_whose_standing_is_not_credible_is_unaccounted(
    spoil: Callable[[World], None], why: str
) -> None:
    world = good_world()
    spoil(world)

    account = checked(world)

    assert account.unaccounted == 1
    (line,) = [line for line in account.lines if line.outcome == "unaccounted"]
    assert line.name in {FILED, f"nog eens {FILED}"}
    assert why in line.reason


def test_a_copy_that_no_filing_accounts_for_makes_a_document_unaccounted() -> None:
    world = good_world()
    world.copy(world.item("voorstel.pdf"), ARCHIVE, "/2024-1/voorstel.pdf")

    account = checked(world)

    (line,) = [line for line in account.lines if line.outcome == "unaccounted"]
    assert "no filing in the register says so" in line.reason


def test_a_document_whose_entry_points_elsewhere_is_unaccounted() -> None:
    world = good_world()
    made, chain = filed_item(world), filed_chain(world)
    world.write(chain[0]["entry"]["chain"], "moved", "left", source_item(world))

    account = checked(world)

    (line,) = [line for line in account.lines if line.outcome == "unaccounted"]
    assert line.lineage == made["lineage"]
    assert line.reason == "the register points at an item that is not live"


def test_a_staged_copy_that_people_wrote_in_is_left_to_them() -> None:
    world = good_world()
    world.edit(world.copy(filed_item(world), ARCHIVE, "/_binnen/filing-00/rest.pdf"), "eigen werk")

    account = checked(world)

    assert account.unaccounted == 0
    assert not any("staging" in violation.sentence for violation in account.violations)
