from dataclasses import replace
from random import Random

import pytest

from filing.contents import Contents, contents_of, key_of_bytes
from filing.kept import decide_on_kept
from filing.store_ports import Kept
from graph_simulator.quick_xor_hash import quick_xor_hash
from records.documents import Location, Reading
from records.verdicts import Verdict
from tests.filing_decisions.targets import VERDICT
from tests.records.made import ITEM

KEPT = Kept(
    "document-9",
    "Brief.pdf",
    "SUB-2026-0147",
    inside=None,
    taken_out=False,
    at=Location("archive", "9"),
)
NO_RULE = replace(VERDICT, outcome="unclassified", dossier_number=None)


READ = Reading("tekst", (0,), None, "reader 1", parts="parts:1")


def same(one: Contents, other: Contents) -> bool:
    return not set(one.whole).isdisjoint(other.whole)


def test_the_same_bytes_are_told_by_hash_and_size() -> None:
    item = replace(ITEM, quick_xor_hash="hash", size=10)
    told = contents_of(item, None, None)
    assert same(told, contents_of(replace(item, name="Anders.pdf"), None, None))
    assert not same(told, contents_of(replace(item, size=11), None, None))
    assert not same(told, contents_of(replace(item, quick_xor_hash="other"), None, None))


@pytest.mark.parametrize("size", [1, 20, 159, 160, 161, 655_361, 2_000_003])
def test_bytes_that_graph_has_not_hashed_have_the_key_they_will_have(size: int) -> None:
    content = Random(size).randbytes(size)
    item = replace(ITEM, quick_xor_hash=None, size=size)
    hashed = replace(item, quick_xor_hash=quick_xor_hash(content))
    assert same(contents_of(item, None, key_of_bytes(content)), contents_of(hashed, None, None))


def test_office_files_of_equal_parts_are_the_same_whatever_their_bytes() -> None:
    rewritten = replace(ITEM, quick_xor_hash="rewritten")
    assert same(contents_of(ITEM, READ, None), contents_of(rewritten, READ, None))


def test_what_cannot_be_compared_or_is_empty_is_the_same_as_nothing() -> None:
    assert contents_of(replace(ITEM, quick_xor_hash=None), None, None).whole == ()
    assert contents_of(replace(ITEM, quick_xor_hash="hash", size=0), None, None).whole == ()


@pytest.mark.parametrize("verdict", [VERDICT, NO_RULE])
def test_what_is_kept_is_left_and_told_where(verdict: Verdict) -> None:
    decision = decide_on_kept(KEPT, verdict, named=True)
    assert (decision.outcome, decision.reason.code) == ("left", "already_kept")
    assert "SUB-2026-0147" in decision.reason.nl
    assert "Brief.pdf" in decision.reason.en


def test_what_belongs_to_another_dossier_too_is_for_a_person() -> None:
    elsewhere = replace(KEPT, dossier_number="SUB-2026-0001")
    decision = decide_on_kept(elsewhere, VERDICT, named=True)
    assert (decision.outcome, decision.reason.code) == ("proposed", "kept_in_another_dossier")


def test_what_was_put_back_does_not_slip_in_by_another_copy() -> None:
    decision = decide_on_kept(replace(KEPT, taken_out=True), VERDICT, named=True)
    assert (decision.outcome, decision.reason.code) == ("waiting", "taken_out_before")


def test_an_attachment_is_told_by_the_name_it_has_there() -> None:
    decision = decide_on_kept(replace(KEPT, inside="Begroting.xlsx"), NO_RULE, named=True)
    assert "als bijlage «Begroting.xlsx»" in decision.reason.nl


@pytest.mark.parametrize("taken_out", [False, True])
def test_what_was_filed_before_and_edited_since_is_a_persons_to_decide(*, taken_out: bool) -> None:
    edited = replace(KEPT, taken_out=taken_out, edited=True)
    decision = decide_on_kept(edited, VERDICT, named=True)
    assert (decision.outcome, decision.reason.code) == ("waiting", "filed_before_and_edited")


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("taken_out", [False, True])
@pytest.mark.parametrize("number", ["SUB-2026-0147", "SUB-2026-0001"])
def test_a_name_that_some_may_not_know_is_not_told(
    number: str, *, taken_out: bool, edited: bool
) -> None:
    private = replace(
        KEPT,
        name="Ontslag.eml",
        inside="Begroting.xlsx",
        taken_out=taken_out,
        dossier_number=number,
        edited=edited,
    )
    reason = decide_on_kept(private, VERDICT, named=False).reason
    for sentence in (reason.nl, reason.en):
        assert "Ontslag" not in sentence
        assert "Begroting" not in sentence
    told = decide_on_kept(private, VERDICT, named=True).reason
    assert "Ontslag.eml" in told.nl
    assert "Ontslag.eml" in told.en


def test_what_people_moved_out_of_every_dossier_is_told_to_lie_there() -> None:
    outside = replace(KEPT, dossier_number="")
    assert (
        "«Brief.pdf» buiten elk dossier." in decide_on_kept(outside, NO_RULE, named=True).reason.nl
    )
    decision = decide_on_kept(outside, VERDICT, named=True)
    assert decision.outcome == "proposed"
    assert "outside of every dossier («Brief.pdf»)" in decision.reason.en
