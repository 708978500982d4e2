from dataclasses import replace

import pytest

from filing.kept import content_of, decide_on_kept
from filing.ports import Kept
from records.verdicts import Verdict
from tests.filing_decisions.targets import VERDICT
from tests.records.made import ITEM

KEPT = Kept("document-9", "Brief.pdf", "SUB-2026-0147", inside=None, taken_out=False)
NO_RULE = replace(VERDICT, outcome="unclassified", dossier_number=None)


def test_the_same_bytes_are_told_by_hash_and_size() -> None:
    item = replace(ITEM, quick_xor_hash="hash", size=10)
    assert content_of(item) == content_of(replace(item, name="Anders.pdf"))
    assert content_of(item) != content_of(replace(item, size=11))
    assert content_of(item) != content_of(replace(item, quick_xor_hash="other"))


def test_what_is_not_hashed_or_empty_is_the_same_as_nothing() -> None:
    assert content_of(replace(ITEM, quick_xor_hash=None)) is None
    assert content_of(replace(ITEM, quick_xor_hash="hash", size=0)) is None


@pytest.mark.parametrize("verdict", [VERDICT, NO_RULE])
def test_what_is_kept_is_left_and_told_where(verdict: Verdict) -> None:
    decision = decide_on_kept(KEPT, verdict)
    assert (decision.outcome, decision.reason.code) == ("left", "already_kept")
    assert "SUB-2026-0147" in decision.reason.nl
    assert "Brief.pdf" in decision.reason.en


def test_what_belongs_to_another_dossier_too_is_for_a_person() -> None:
    elsewhere = replace(KEPT, dossier_number="SUB-2026-0001")
    decision = decide_on_kept(elsewhere, VERDICT)
    assert (decision.outcome, decision.reason.code) == ("proposed", "kept_in_another_dossier")


def test_what_was_put_back_does_not_slip_in_by_another_copy() -> None:
    decision = decide_on_kept(replace(KEPT, taken_out=True), VERDICT)
    assert (decision.outcome, decision.reason.code) == ("waiting", "taken_out_before")


def test_an_attachment_is_told_by_the_name_it_has_there() -> None:
    decision = decide_on_kept(replace(KEPT, inside="Begroting.xlsx"), NO_RULE)
    assert "als bijlage «Begroting.xlsx»" in decision.reason.nl
