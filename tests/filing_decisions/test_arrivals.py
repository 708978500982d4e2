from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.arrivals import Arrivals, Folders, Known, sort_out
from records.changes import ChangedItem

# The drive: root / Algemeen (listened to) / Brieven, and root / Elders.
FOLDERS = {"root": None, "general": "root", "letters": "general", "elsewhere": "root"}
KNOWN = Known(
    folders=FOLDERS,
    sources={"general": "Subsidies"},
    documents={},
    current={},
    own_writes=frozenset(),
)


def file(item_id: str = "i", parent: str | None = "general", **parts: Any) -> ChangedItem:
    given_parts = {"name": f"{item_id}.docx", "is_folder": False, "is_root": False}
    return ChangedItem(item_id, parent, **{**given_parts, "deleted": False, **parts})


def folder(item_id: str, parent: str | None, **parts: Any) -> ChangedItem:
    return file(item_id, parent, is_folder=True, **parts)


NOTHING = Arrivals(frozenset(), {}, {}, frozenset(), {}, {}, {}, frozenset(), read_again=False)


def but_names(arrivals: Arrivals) -> Arrivals:
    return replace(arrivals, names={})


def test_a_file_in_a_source_is_new_and_belongs_to_that_source() -> None:
    assert but_names(sort_out([file()], KNOWN)) == replace(NOTHING, new={"i": "Subsidies"})


def test_a_file_deeper_in_a_source_is_new_too() -> None:
    assert sort_out([file(parent="letters")], KNOWN).new == {"i": "Subsidies"}


@pytest.mark.parametrize(
    "item",
    [
        file(parent="elsewhere"),
        file(parent="unknown folder"),
        file(parent=None),
        file(deleted=True, name=None),
        file("root", None, is_root=True),
        folder("root", None, is_root=True),
    ],
)
def test_what_lies_in_no_source_or_is_gone_is_no_news(item: ChangedItem) -> None:
    assert sort_out([item], KNOWN).new == {}
    assert sort_out([item], KNOWN).due == frozenset()


def test_of_sources_in_each_other_the_nearest_counts() -> None:
    known = replace(KNOWN, sources={"general": "Subsidies", "letters": "Brieven"})
    assert sort_out([file(parent="letters")], known).new == {"i": "Brieven"}


def test_a_folder_of_the_same_page_counts_wherever_it_stands_on_the_page() -> None:
    page = [file(parent="fresh"), folder("fresh", "letters")]
    assert sort_out(page, KNOWN).new == {"i": "Subsidies"}
    assert sort_out(page, KNOWN).folders == {"fresh": "letters"}


KNOWN_FILE = replace(KNOWN, documents={"i": "document-1"}, current={"i": "Subsidies"})


@pytest.mark.parametrize(
    "item", [file(), file(parent="elsewhere"), file(parent=None), file(deleted=True, name=None)]
)
def test_a_known_document_that_changed_moved_or_went_is_due(item: ChangedItem) -> None:
    the_one = frozenset({"document-1"})
    assert but_names(sort_out([item], KNOWN_FILE)) == replace(
        NOTHING, due=the_one, vanished=the_one if item.deleted else frozenset()
    )


def test_what_a_filing_of_ours_is_busy_with_did_not_vanish() -> None:
    busy = replace(KNOWN_FILE, under_way=frozenset({"i"}))
    assert not sort_out([file(deleted=True, name=None)], busy).vanished
    assert not sort_out([file("j", deleted=True, name=None)], KNOWN_FILE).vanished


def test_a_known_document_that_moved_to_another_source_belongs_to_that_one_from_now_on() -> None:
    known = replace(KNOWN_FILE, sources={"general": "Subsidies", "elsewhere": "Elders"})
    arrivals = sort_out([file(parent="elsewhere")], known)
    assert arrivals.moved == {"document-1": "Elders"}
    assert arrivals.due == {"document-1"}
    assert sort_out([file(parent="letters")], known).moved == {}


def test_a_file_whose_folder_is_told_on_a_later_page_is_not_forgotten() -> None:
    first = sort_out([file(parent="fresh")], KNOWN)
    assert but_names(first) == replace(NOTHING, pending=frozenset({file(parent="fresh")}))
    known = replace(KNOWN, pending=first.pending)

    unrelated = sort_out([file("j")], known)
    assert (unrelated.pending, set(unrelated.new)) == (first.pending, {"j"})

    told = sort_out([folder("fresh", "letters")], known)
    assert (told.new, told.names, told.pending) == (
        {"i": "Subsidies"},
        {"i": "i.docx"},
        frozenset(),
    )
    outside = sort_out([folder("fresh", "elsewhere")], known)
    assert (outside.new, outside.pending) == ({}, frozenset())


@pytest.mark.parametrize(
    "page",
    [
        [file(deleted=True, name=None)],
        [folder("fresh", None, deleted=True, name=None)],
        [file(parent="elsewhere")],
    ],
    ids=["deleted", "its folder deleted", "moved out"],
)
def test_a_file_that_waited_for_its_folder_and_went_is_forgotten(page: list[ChangedItem]) -> None:
    known = replace(KNOWN, pending=frozenset({file(parent="fresh")}))
    arrivals = sort_out(page, known)
    assert (arrivals.new, arrivals.pending) == ({}, frozenset())


def test_a_pointer_of_ours_that_waited_for_its_folder_is_no_news() -> None:
    waiting = file(parent="fresh", name="x.url")
    known = replace(
        KNOWN,
        pending=frozenset({waiting}),
        documents={"i": "document-1"},
        handled=frozenset({"i"}),
    )
    arrivals = sort_out([folder("fresh", "general")], known)
    assert (arrivals.new, arrivals.due, arrivals.pending) == ({}, frozenset(), frozenset())


def test_a_known_document_in_a_folder_that_is_told_of_later_follows_it_to_its_source() -> None:
    known = replace(KNOWN_FILE, sources={"general": "Subsidies", "elsewhere": "Elders"})
    first = sort_out([file(parent="fresh")], known)
    assert first.due == {"document-1"}
    assert first.moved == {}
    known = replace(known, pending=first.pending)
    told = sort_out([folder("fresh", "elsewhere")], known)
    assert told.due == {"document-1"}
    assert told.moved == {"document-1": "Elders"}
    same = sort_out([folder("fresh", "general")], known)
    assert (same.due, same.moved, same.pending) == (frozenset(), {}, frozenset())


def test_what_a_document_was_before_a_filing_that_is_under_way_is_no_news() -> None:
    known = replace(KNOWN_FILE, current={}, under_way=frozenset({"i"}))
    arrivals = sort_out([file()], known)
    assert (arrivals.new, arrivals.due) == ({}, frozenset())


def test_what_comes_back_while_a_filing_is_under_way_is_sorted_out_when_that_has_ended() -> None:
    known = replace(KNOWN_FILE, current={}, under_way=frozenset({"i"}))
    pending = sort_out([file()], known).pending
    assert pending == {file()}
    ended = replace(KNOWN_FILE, current={}, pending=pending)
    assert sort_out([], ended).new == {"i": "Subsidies"}
    assert sort_out([file(deleted=True)], ended).new == {}
    assert sort_out([], replace(ended, current=KNOWN_FILE.current)).new == {}


def test_what_is_being_removed_waits_too_and_is_still_due() -> None:
    known = replace(KNOWN_FILE, under_way=frozenset({"i"}), releasing=frozenset({"i"}))
    told = sort_out([file()], known)
    assert told.pending == {file()}
    assert told.due == {"document-1"}
    assert told.new == {}
    ended = replace(KNOWN_FILE, pending=told.pending)
    assert sort_out([], replace(ended, current={})).new == {"i": "Subsidies"}
    assert sort_out([file(deleted=True)], replace(ended, current={})).new == {}
    assert but_names(sort_out([], ended)) == NOTHING


def test_what_a_document_was_before_its_filing_is_new_when_it_is_brought_back() -> None:
    known = replace(KNOWN_FILE, current={})
    assert but_names(sort_out([file()], known)) == replace(NOTHING, new={"i": "Subsidies"})
    assert but_names(sort_out([file(deleted=True)], known)) == NOTHING


def test_a_pointer_of_ours_is_no_news() -> None:
    known = replace(KNOWN, own_writes=frozenset({("general", "brief.docx.url")}))
    assert but_names(sort_out([file(name="Brief.docx.url")], known)) == NOTHING
    assert sort_out([file(name="Brief.docx.url", parent="letters")], known).new


def test_a_pointer_that_people_renamed_is_no_news() -> None:
    known = replace(KNOWN, documents={"i": "document-1"}, handled=frozenset({"i"}))
    assert but_names(sort_out([file(name="Zie dossier.url")], known)) == NOTHING


def test_an_item_without_a_name_is_nobodys_own_write() -> None:
    known = replace(KNOWN, own_writes=frozenset({("general", "brief.docx")}))
    assert sort_out([file(name=None)], known).new == {"i": "Subsidies"}


def test_every_file_that_is_there_is_told_with_its_name() -> None:
    page = [
        file("a", name="Brief.docx"),
        file("b", parent="elsewhere", name="x.pdf"),
        file("c", name=None),
        file("d", deleted=True, name="weg.pdf"),
        folder("letters", "general", name="Brieven"),
    ]
    assert sort_out(page, KNOWN).names == {"a": "Brief.docx", "b": "x.pdf"}


def test_folders_are_told_as_they_are_now_and_those_that_are_gone() -> None:
    page = [folder("letters", "elsewhere"), folder("general", None, deleted=True, name=None)]
    arrivals = sort_out(page, KNOWN)
    assert arrivals.folders == {"letters": "elsewhere"}
    assert arrivals.gone_folders == {"general"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (folder("elsewhere", "general"), True),
        (folder("elsewhere", "letters"), True),
        (folder("elsewhere", "not told of"), True),  # it may lie in a source
        (folder("elsewhere", "root"), False),  # as it was
        (folder("letters", "general"), False),
        (folder("letters", "elsewhere"), False),  # moved out
        (folder("fresh", "general"), False),  # made there: what comes in it is told by itself
        (folder("elsewhere", "general", deleted=True), False),
    ],
)
def test_a_folder_that_moves_into_a_source_asks_for_a_new_reading(
    item: ChangedItem, *, expected: bool
) -> None:
    assert sort_out([item], KNOWN).read_again is expected


def test_a_dossier_that_comes_out_of_our_staging_folder_is_empty_and_asks_for_nothing() -> None:
    folders = {**FOLDERS, "staging": "root", "mine": "staging", "dossier": "mine"}
    known = replace(
        KNOWN,
        folders=folders,
        sources={"root": "Archief"},
        names={"staging": "_binnen", "mine": "F-1"},
        filings=frozenset({"F-1"}),
    )
    assert not sort_out([folder("dossier", "root")], known).read_again
    assert sort_out([file(parent="dossier"), folder("dossier", "root")], known).new == {
        "i": "Archief"
    }


def test_folders_that_lie_in_each_other_end_nowhere() -> None:
    sources = {"c": "Subsidies"}
    nobody: frozenset[str] = frozenset()
    assert Folders({"a": "b", "b": "a"}, sources, {}, nobody).source_of("a") is None
    assert Folders({}, {}, {}, nobody).source_of("a") is None
    assert Folders({}, sources, {}, nobody).source_of("c") == "Subsidies"


ARCHIVE = "Archief, Subsidiedossiers"
GOVERNED = replace(KNOWN, sources={"root": ARCHIVE}, filings=frozenset({"f-1"}))
STAGING = [folder("staging", "root", name="_Binnen"), folder("filing", "staging", name="f-1")]


@pytest.mark.parametrize("later", [False, True])
def test_what_we_stage_is_no_news_in_a_library_that_is_a_source(*, later: bool) -> None:
    copy, theirs = file("copy", "filing"), file("i", "filing", name="eigen.txt")
    known = replace(GOVERNED, own_writes=frozenset({("filing", "copy.docx")}))
    if later:
        known = replace(GOVERNED, documents={"copy": "document-1"})
        known = after(sort_out(STAGING, known), known)
        assert sort_out([copy, theirs], known).new == {"i": ARCHIVE}
    else:
        assert sort_out([copy, theirs, *STAGING], known).new == {"i": ARCHIVE}


def test_a_dossier_that_is_put_aside_to_be_removed_makes_no_work() -> None:
    known = after(sort_out([*STAGING, folder("dossier", "root")], GOVERNED), GOVERNED)
    known = replace(known, documents={"j": "document-1"}, current={"j": ARCHIVE})
    arrivals = sort_out([folder("dossier", "filing")], known)
    assert (arrivals.read_again, arrivals.due) == (False, frozenset())


@pytest.mark.parametrize(
    "page",
    [
        [folder("theirs", "letters", name="_binnen"), file("i", "theirs")],
        [folder("theirs", "root", name="_binnen"), file("i", "theirs")],
        [*STAGING, folder("theirs", "staging", name="f-2"), file("i", "theirs")],
        [folder("theirs", "letters", name="f-1"), file("i", "theirs")],
    ],
    ids=["deeper", "beside our folders", "no filing of ours", "elsewhere"],
)
def test_only_the_folder_of_a_filing_of_ours_is_ours(page: list[ChangedItem]) -> None:
    assert sort_out(page, GOVERNED).new == {"i": ARCHIVE}


def test_a_folder_that_is_moved_out_of_a_source_makes_the_documents_of_that_source_due() -> None:
    known = replace(
        KNOWN,
        documents={"i": "document-1", "j": "document-2"},
        current={"i": "Subsidies", "j": "Vergunningen"},
    )
    assert sort_out([folder("letters", "elsewhere")], known).due == {"document-1"}
    assert sort_out([folder("letters", "general")], known).due == frozenset()
    assert sort_out([folder("elsewhere", "letters")], known).due == frozenset()


ITEMS = st.builds(
    ChangedItem,
    item_id=st.sampled_from(["a", "b", "c", "letters", "elsewhere", "fresh"]),
    parent_id=st.sampled_from([None, "root", "general", "letters", "elsewhere", "fresh"]),
    name=st.sampled_from([None, "Brief.docx", "brief.docx.url", "x"]),
    is_folder=st.booleans(),
    is_root=st.just(value=False),
    deleted=st.booleans(),
)
PAGES = st.lists(ITEMS, unique_by=lambda item: item.item_id)
OWN = frozenset({("general", "brief.docx.url"), ("letters", "brief.docx")})


def after(arrivals: Arrivals, known: Known) -> Known:
    """What the store knows once it has taken the page in."""
    new = {item_id: f"document of {item_id}" for item_id in arrivals.new}
    documents = {**known.documents, **new}
    current = {**known.current, **arrivals.new}
    moved = {i: arrivals.moved.get(documents[i], source) for i, source in current.items()}
    return replace(
        known,
        documents=documents,
        current=moved,
        folders={**known.folders, **arrivals.folders},
        pending=arrivals.pending,
        names={**known.names, **arrivals.folder_names},
    )


@given(PAGES)
def test_a_page_that_is_replayed_brings_no_new_documents(page: list[ChangedItem]) -> None:
    known = replace(KNOWN, own_writes=OWN)
    first = sort_out(page, known)
    second = sort_out(page, after(first, known))
    assert second.new == second.moved == {}
    assert second.pending == first.pending
    assert not second.read_again
    assert second.due == {f"document of {item_id}" for item_id in first.new}


@given(PAGES)
def test_our_own_writes_are_never_new(page: list[ChangedItem]) -> None:
    arrivals = sort_out(page, replace(KNOWN, own_writes=OWN))
    places = {item.item_id: (item.parent_id or "", (item.name or "").lower()) for item in page}
    assert all(places[item_id] not in OWN for item_id in arrivals.new)
    assert not arrivals.due


@given(PAGES)
def test_it_does_not_matter_on_which_page_a_file_or_its_folder_is_told(
    page: list[ChangedItem],
) -> None:
    """Folders that come into a source are read with everything in them: no page tells that."""
    whole = sort_out(page, KNOWN)
    known, came, read_again = KNOWN, dict[str, str](), False
    for item in sorted(page, key=lambda one: one.is_folder):
        arrivals = sort_out([item], known)
        came |= arrivals.new
        read_again |= arrivals.read_again
        known = after(arrivals, known)
    if not read_again and not whole.gone_folders:
        final = {i: known.current[i] for i in came}
        assert final.items() >= whole.new.items()
        assert known.pending == whole.pending


@given(PAGES, st.randoms(use_true_random=False))
def test_the_order_on_a_page_does_not_matter(page: list[ChangedItem], chance: Any) -> None:
    shuffled = list(page)
    chance.shuffle(shuffled)
    assert sort_out(shuffled, KNOWN) == sort_out(page, KNOWN)


def test_a_kept_source_that_is_told_of_makes_its_document_due_and_a_pointer_does_not() -> None:
    known = replace(
        KNOWN,
        documents={"kept": "d", "pointer": "e"},
        handled=frozenset({"kept", "pointer"}),
        kept_sources=frozenset({"kept"}),
    )
    page = [file(item, deleted=True, name=None) for item in ("kept", "pointer")]
    arrivals = sort_out(page, known)
    assert (arrivals.due, arrivals.vanished) == (frozenset({"d"}), frozenset())
    back = sort_out([file(item) for item in ("kept", "pointer")], known)
    assert back.due == frozenset({"d"})  # it may have gone before, and someone brought it back
