"""The register: written as docs/register.md says, and whole for as long as nobody touches it."""

import hashlib
import json
from typing import Any

import pytest

from checker.verify_register import verified
from records.anchors import AnchorError
from records.register import SEALS, Draft
from store.register import append
from tests.store.stored import DRIVE, PERSON, Stored, asked, canonical

ERASE = "UPDATE beside SET content = NULL WHERE digest = ?"

FIELDS = {
    "v",
    "chain",
    "seq",
    "prev",
    "hash",
    "at",
    "kind",
    "document_id",
    "location",
    "filing_id",
    "outcome",
    "plan_version",
    "model_version",
    "plan_digest",
    "evidence_digest",
    "actor",
}


async def lived(stored: Stored) -> list[str]:
    """Let something happen in every kind of chain; return the documents."""
    ids = [await stored.filed("01A"), await stored.filed("01B")]
    stored.house.set_stop(is_on=True, actor=PERSON)
    stored.anchor.add(stored.register.seal(stored.clock.now))
    stored.clock.move(hours=1)
    ids.append(await stored.filed("01C"))
    stored.anchor.add(stored.register.seal(stored.clock.now))
    return ids


def digest_of(value: Any) -> str | None:
    return None if value is None else hashlib.sha256(canonical(value).encode()).hexdigest()


async def test_the_export_is_what_the_description_says_computed_independently(
    listening: Stored,
) -> None:
    ids = await lived(listening)
    lines = [json.loads(json.dumps(line)) for line in listening.register.export()]

    chains: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        assert set(line) == {"entry", "beside", "erased"}
        assert set(line["beside"]) == {"plan", "evidence"}
        assert line["erased"] is False
        assert set(line["entry"]) == FIELDS
        chains.setdefault(line["entry"]["chain"], []).append(line)
    assert list(chains) == ["house", ids[0], ids[1], SEALS, ids[2]]
    assert [line["entry"]["chain"] for line in lines] == [
        name for name, chain in chains.items() for _ in chain
    ]
    for name, chain in chains.items():
        prev = "0" * 64
        for seq, line in enumerate(chain, start=1):
            entry, beside = line["entry"], line["beside"]
            assert (entry["v"], entry["seq"], entry["prev"]) == (1, seq, prev)
            rest = {key: value for key, value in entry.items() if key != "hash"}
            prev = hashlib.sha256((prev + canonical(rest)).encode()).hexdigest()
            assert entry["hash"] == prev
            assert entry["plan_digest"] == digest_of(beside["plan"])
            assert entry["evidence_digest"] == digest_of(beside["evidence"])
            assert entry["document_id"] == (name if name in ids else None)
            assert entry["model_version"] is None


async def test_an_entry_holds_what_happened_and_only_digests_of_what_was_said(
    listening: Stored,
) -> None:
    document_id = await listening.filed("01A")
    lines = [x for x in listening.register.export() if x["entry"]["chain"] == document_id]
    told = [(x["entry"]["kind"], x["entry"]["outcome"]) for x in lines]
    assert told == [
        ("planned", "planned"),
        ("step", "staging"),
        ("step", "copy"),
        ("filed", "filed"),
    ]
    entry = lines[0]["entry"]
    assert entry["at"] == "2026-11-23T09:00:00.000000Z"
    assert entry["location"] == {"drive_id": DRIVE, "item_id": "01A"}
    assert (entry["filing_id"], entry["actor"]) == ("F-01A", "dossierstroom")
    assert lines[0]["beside"]["evidence"] == {"reason": {"en": "é"}}
    assert "é" not in json.dumps([line["entry"] for line in lines], ensure_ascii=False)


async def test_the_independent_verifier_finds_the_export_and_the_anchors_whole(
    listening: Stored,
) -> None:
    await lived(listening)
    anchors = listening.path.with_suffix(".anchors").read_text(encoding="utf-8").splitlines()
    assert len(anchors) == 2
    lines = [json.dumps(line) for line in listening.register.export()]
    _, faults = verified(lines, anchors)
    assert faults == []
    assert listening.register.verify(listening.anchor.anchored()) == []


async def test_a_seal_holds_the_head_of_every_chain_but_its_own(listening: Stored) -> None:
    ids = await lived(listening)
    seals = [line for line in listening.register.export() if line["entry"]["chain"] == SEALS]
    assert [(s["entry"]["kind"], s["entry"]["outcome"]) for s in seals] == [("seal", "sealed")] * 2
    assert set(seals[0]["beside"]["plan"]["heads"]) == {"house", ids[0], ids[1]}
    heads = seals[1]["beside"]["plan"]["heads"]
    assert set(heads) == {"house", *ids}
    for name, head in heads.items():
        last = listening.entries(name)[-1]
        assert head == {"seq": last["seq"], "hash": last["hash"]}


async def test_sealing_again_when_nothing_happened_makes_no_seal_and_no_anchor(
    listening: Stored,
) -> None:
    await lived(listening)
    anchors = listening.path.with_suffix(".anchors")
    before = anchors.read_text(encoding="utf-8")
    listening.clock.move(hours=1)
    listening.anchor.add(listening.register.seal(listening.clock.now))
    assert len(listening.entries(SEALS)) == 2
    assert anchors.read_text(encoding="utf-8") == before


def test_an_empty_register_needs_no_seal(stored: Stored) -> None:
    assert stored.register.seal(stored.clock.now) == {}
    stored.anchor.add({})
    assert stored.anchor.anchored() == {}
    assert stored.register.verify({}) == []


async def test_a_seal_that_was_not_anchored_is_anchored_with_the_next(listening: Stored) -> None:
    await listening.filed("01A")
    listening.register.seal(listening.clock.now)  # and the process dies before it is anchored
    await listening.filed("01B")
    seals = listening.register.seal(listening.clock.move(hours=1))
    listening.anchor.add(seals)
    assert listening.anchor.anchored() == {seq: seal["hash"] for seq, seal in seals.items()}
    lines = listening.path.with_suffix(".anchors").read_text(encoding="utf-8").splitlines()
    assert [sorted(json.loads(line)) for line in lines] == [["at", "hash", "seq"]] * 2


async def test_a_line_that_was_cut_short_anchors_nothing_and_spoils_none_that_follow(
    listening: Stored,
) -> None:
    await lived(listening)
    file = listening.path.with_suffix(".anchors")
    whole = file.read_bytes()
    for cut in range(1, len(whole), 31):
        file.write_bytes(whole[:cut])
        known = listening.anchor.anchored()
        assert set(known) <= {1, 2}
        seals = listening.register.seal(listening.clock.now)
        assert listening.anchor.add(seals) == [seq for seq in seals if seq not in known]
        assert file.read_bytes().startswith(whole[:cut])
        assert listening.register.verify(listening.anchor.anchored()) == []
        _, faults = verified(
            [json.dumps(line) for line in listening.register.export()],
            file.read_text(encoding="utf-8").split("\n"),
        )
        assert faults == []


async def test_who_adds_another_hash_for_a_seal_to_the_anchor_replaces_nothing(
    listening: Stored,
) -> None:
    await lived(listening)
    before = listening.anchor.anchored()
    with listening.path.with_suffix(".anchors").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"seq": 1, "hash": "0" * 64}) + "\n")
    assert listening.anchor.anchored() == before
    anchors = listening.path.with_suffix(".anchors").read_text(encoding="utf-8").splitlines()
    export = [json.dumps(line) for line in listening.register.export()]
    assert verified(export, anchors)[1] == []
    [fault] = verified(export, anchors[::-1])[1]  # there the other one stood first
    assert "seal 1 differs from its anchor" in fault.en


async def test_a_file_with_something_else_is_no_anchor(listening: Stored) -> None:
    await lived(listening)
    listening.path.with_suffix(".anchors").write_text(
        '{"name": "another file"}\n', encoding="utf-8"
    )
    with pytest.raises(AnchorError, match="line 1"):
        listening.anchor.anchored()


async def test_what_lies_beside_may_be_gone_where_a_later_entry_tells_that_it_was_erased(
    listening: Stored,
) -> None:
    ids = await lived(listening)
    erased = listening.entries(await listening.filed("01D"))[0]
    listening.anchor.add(listening.register.seal(listening.clock.now))
    with listening.raw() as connection:
        for key in ("plan_digest", "evidence_digest"):
            connection.execute(*asked(ERASE, erased[key]))
    # The others have the same evidence, which went with it: it lies there once for all of them.
    places = [f"{chain} 1" for chain in (*ids, erased["chain"])]
    gone = [f"{place}: what lay beside is gone, and nobody erased it" for place in places]
    assert sorted(faults_in(listening)) == sorted([*gone, gone[-1]])

    for chain in (*ids, erased["chain"]):
        write_down(listening, Draft("erased", "left", document_id=chain, evidence={"n": 2}))

    assert faults_in(listening) == []
    lines = list(listening.register.export())
    [line] = [line for line in lines if line["entry"]["hash"] == erased["hash"]]
    assert line == {"entry": erased, "beside": {"plan": None, "evidence": None}, "erased": True}
    assert {x["entry"]["evidence_digest"] for x in lines if x["erased"]} == {
        erased["evidence_digest"]
    }


def faults_in(stored: Stored) -> list[str]:
    """Return what the product finds; what ships with an export finds as much."""
    faults = [fault.en for fault in stored.register.verify(stored.anchor.anchored())]
    anchors = [
        json.dumps({"seq": n, "hash": hashed}) for n, hashed in stored.anchor.anchored().items()
    ]
    _, found = verified([json.dumps(line) for line in stored.register.export()], anchors)
    assert len(found) == len(faults), (found, faults)
    return faults


def write_down(stored: Stored, draft: Draft) -> None:
    with stored.database.transaction() as connection:
        append(connection, draft, stored.clock.now)


async def test_a_reason_that_was_erased_elsewhere_is_there_when_it_is_given_anew(
    stored: Stored,
) -> None:
    reason = {"reason": {"en": "the same for many"}}
    write_down(stored, Draft("mode", "act", evidence=reason))
    with stored.raw() as connection:
        connection.execute(*asked("UPDATE beside SET content = NULL"))
    write_down(stored, Draft("mode", "act", evidence=reason))
    assert list(stored.register.export())[-1]["beside"]["evidence"] == reason


async def test_heads_that_were_sealed_cannot_be_erased_unseen(listening: Stored) -> None:
    await lived(listening)
    sealed = listening.entries(SEALS)[0]["plan_digest"]
    with listening.raw() as connection:
        connection.execute(*asked(ERASE, sealed))
    [fault] = listening.register.verify(listening.anchor.anchored())
    assert fault.en == "seals 1: what it sealed is no longer there"


async def test_a_number_with_a_decimal_point_is_refused_and_nothing_is_written(
    stored: Stored,
) -> None:
    half = Draft("mode", "act", plan={"share": 0.5})
    with pytest.raises(TypeError, match="floating-point"):
        write_down(stored, half)
    assert list(stored.register.export()) == []
