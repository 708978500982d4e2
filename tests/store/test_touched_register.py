"""Somebody with the whole database at hand touches the register; verifying finds it."""

import asyncio
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checker.verify_register import verified
from records.register import ERASED, SEALS, Draft
from store.database import Database
from store.register import Register, append
from tests.store.stored import PERSON, Stored, canonical

COLUMNS = ["chain", "seq", "kind", "outcome", "filing_id", "at", "hash"]
UUID = 36  # characters of a document's id, which is the name of its chain
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=70)
VALUES = st.none() | st.booleans() | st.integers(-5, 5) | TEXT | st.just({"a": [1]})
examples = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Original:
    """A register in which everything is sealed and anchored."""

    path: Path
    anchored: dict[int, str]

    @contextmanager
    def copy(self) -> Iterator["Touched"]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(shutil.copy(self.path, folder))
            with closing(sqlite3.connect(path)) as connection:
                connection.row_factory = sqlite3.Row
                yield Touched(path, connection)


@dataclass(frozen=True)
class Touched:
    """A copy of it, with the database at hand."""

    path: Path
    connection: sqlite3.Connection

    def rows(self, where: str = "1 = 1") -> list[dict[str, Any]]:
        asked = f"SELECT * FROM register WHERE {where} ORDER BY chain, seq"
        return [dict(row) for row in self.connection.execute(asked)]

    def change(self, position: int, **columns: Any) -> None:
        for name, value in columns.items():
            self.connection.execute(
                f"UPDATE OR ABORT register SET {name} = ? WHERE position = ?", (value, position)
            )

    def verify(self, anchored: dict[int, str]) -> list[str]:
        with self._register() as register:
            return [fault.en for fault in register.verify(anchored)]

    def by_seals_alone(self) -> list[str]:
        """Return what is found without the anchors; that there are none is found too, always."""
        faults = self.verify({})
        unanchored = [fault for fault in faults if "no anchor" in fault]
        assert len(unanchored) == (1 if self.rows(f"chain = '{SEALS}'") else 0)
        return [fault for fault in faults if fault not in unanchored]

    def export(self) -> list[dict[str, Any]]:
        with self._register() as register:
            return list(register.export())

    def erase(self, chain: str) -> None:
        """Write an entry of erasing into that chain, as the product writes one."""
        document_id = None if chain == "house" else chain
        draft = Draft(ERASED, "left", document_id, evidence={"erased": chain})
        with self._database() as database, database.transaction() as connection:
            append(connection, draft, datetime(2026, 11, 24, tzinfo=UTC))

    @contextmanager
    def _register(self) -> Iterator[Register]:
        with self._database() as database:
            yield Register(database)

    @contextmanager
    def _database(self) -> Iterator[Database]:
        self.connection.commit()
        database = Database(f"sqlite:///{self.path}")
        try:
            yield database
        finally:
            database.close()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    stored = Stored(tmp_path_factory.mktemp("register") / "dossier.sqlite")

    async def live() -> None:
        await stored.listen()
        await stored.filed("01A")
        stored.anchor.add(stored.register.seal(stored.clock.now))
        await stored.filed("01B")
        stored.house.set_stop(is_on=True, actor=PERSON)

    asyncio.run(live())
    stored.anchor.add(stored.register.seal(stored.clock.move(hours=1)))
    stored.database.close()  # which also empties the write-ahead log into the file
    return Original(stored.path, stored.anchor.anchored())


def any_of(data: st.DataObject, found: list[Any]) -> Any:
    return data.draw(st.sampled_from(found))


def test_untouched_it_is_whole(original: Original) -> None:
    with original.copy() as touched:
        assert len(touched.rows()) > 10
        assert touched.verify(original.anchored) == []


@examples
@given(st.data())
def test_a_changed_field_of_any_entry_is_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        row = any_of(data, touched.rows())
        entry = json.loads(row["entry"])
        field, value = any_of(data, sorted(entry)), data.draw(VALUES)
        assume(canonical(entry[field]) != canonical(value))
        touched.change(row["position"], entry=canonical({**entry, field: value}))
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_a_field_taken_away_or_added_is_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        row = any_of(data, touched.rows())
        entry = json.loads(row["entry"])
        field = any_of(data, [*sorted(entry), "remark"])
        if entry.pop(field, entry) is entry:
            entry[field] = "added"
        touched.change(row["position"], entry=canonical(entry))
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_any_other_text_in_place_of_an_entry_is_found(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        row = any_of(data, touched.rows())
        text: str = row["entry"]
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 20))
        new = text[:at] + data.draw(TEXT) + text[at + cut :]
        assume(new != text)
        touched.change(row["position"], entry=new)
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_a_changed_column_beside_an_entry_is_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        row = any_of(data, touched.rows())
        column = any_of(data, COLUMNS)
        value = data.draw(st.integers(-5, 50) if column == "seq" else TEXT)
        assume(row[column] != value)
        try:
            touched.change(row["position"], **{column: value})
        except sqlite3.IntegrityError:
            assume(False)
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_a_changed_text_beside_an_entry_is_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        found = [tuple(row) for row in touched.connection.execute("SELECT * FROM beside")]
        digest, content = any_of(data, sorted(found))
        new = data.draw(TEXT | st.just(content + " ") | st.just('{"a":0.5}'))
        assume(new != content)
        touched.connection.execute("UPDATE beside SET content = ? WHERE digest = ?", (new, digest))
        assert touched.verify(original.anchored)


@settings(examples, max_examples=20)
@given(st.data())
def test_what_is_gone_beside_an_entry_is_found_wherever_nobody_erased_it(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        digests = [key for [key] in touched.connection.execute("SELECT digest FROM beside")]
        gone = data.draw(st.sets(st.sampled_from(sorted(digests)), min_size=1))
        ask = data.draw(
            st.sampled_from(
                [
                    "UPDATE beside SET content = NULL WHERE digest = ?",
                    "DELETE FROM beside WHERE digest = ?",
                ]
            )
        )
        touched.connection.executemany(ask, [(key,) for key in gone])
        touched.erase("house")
        assert found_by_both(touched, original.anchored)


@settings(examples, max_examples=20)
@given(st.data())
def test_what_a_document_told_may_be_gone_before_its_erasing_and_not_after(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        documents = sorted({r["chain"] for r in touched.rows() if len(r["chain"]) == UUID})
        for chain in documents:
            touched.erase(chain)
        told = [(r["chain"], r["kind"], key) for r in touched.rows() for key in digests_of(r)]
        gone = data.draw(st.sets(st.sampled_from(sorted({key for _, _, key in told}))))
        touched.connection.executemany(
            "UPDATE beside SET content = NULL WHERE digest = ?", [(key,) for key in gone]
        )
        may = all(c in documents and kind != ERASED for c, kind, key in told if key in gone)
        assert found_by_both(touched, original.anchored) == (not may)


def digests_of(row: dict[str, Any]) -> list[str]:
    entry = json.loads(row["entry"])
    return [entry[name] for name in ("plan_digest", "evidence_digest") if entry[name]]


def found_by_both(touched: "Touched", anchored: dict[int, str]) -> bool:
    """Return whether something is found: by the product and, no otherwise, by what ships with it."""
    found = bool(touched.verify(anchored))
    anchors = [json.dumps({"seq": seq, "hash": hashed}) for seq, hashed in anchored.items()]
    _, faults = verified([json.dumps(line) for line in touched.export()], anchors)
    assert bool(faults) == found, faults
    return found


@examples
@given(st.data())
def test_any_removal_is_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        rows = touched.rows()
        gone = data.draw(st.sets(st.sampled_from([r["position"] for r in rows]), min_size=1))
        for position in gone:
            touched.connection.execute("DELETE FROM register WHERE position = ?", (position,))
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_entries_that_changed_places_are_found(original: Original, data: st.DataObject) -> None:
    with original.copy() as touched:
        one, other = any_of(data, touched.rows()), any_of(data, touched.rows())
        assume(one["position"] != other["position"])
        wholly = data.draw(st.booleans())
        swapped = ["entry", "kind", "outcome", "filing_id", "at", "hash"] if wholly else ["entry"]
        touched.change(one["position"], **{name: other[name] for name in swapped})
        touched.change(other["position"], **{name: one[name] for name in swapped})
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_an_entry_put_in_between_or_behind_is_found(
    original: Original, data: st.DataObject
) -> None:
    """Also where it is hashed as it should be: it does not fit between, or the seal tells."""
    with original.copy() as touched:
        row = any_of(data, [r for r in touched.rows() if r["seq"] > 1])
        later = touched.rows(f"chain = '{row['chain']}' AND seq >= {row['seq']}")
        for moved in reversed(later):
            entry = {**json.loads(moved["entry"]), "seq": moved["seq"] + 1}
            touched.change(moved["position"], seq=moved["seq"] + 1, entry=canonical(entry))
        false = rehashed({**json.loads(row["entry"]), "actor": "person:nobody"})
        touched.connection.execute(
            "INSERT INTO register (chain, seq, kind, outcome, filing_id, at, hash, entry)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*(false[name] for name in COLUMNS), canonical(false)),
        )
        assert touched.verify(original.anchored)


def rehashed(entry: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in entry.items() if key != "hash"}
    hashed = hashlib.sha256((entry["prev"] + canonical(rest)).encode()).hexdigest()
    return {**rest, "hash": hashed}


def rewrite(touched: Touched, chain: str) -> None:
    """Hash a chain anew from its first entry, as who touched it would to hide that."""
    prev = "0" * 64
    for row in touched.rows(f"chain = '{chain}'"):
        entry = rehashed({**json.loads(row["entry"]), "prev": prev})
        prev = entry["hash"]
        touched.change(row["position"], hash=prev, entry=canonical(entry))


def reseal(touched: Touched) -> None:
    """Let every seal say what the chains hold now, as far as it went then."""
    for row in touched.rows(f"chain = '{SEALS}'"):
        entry = json.loads(row["entry"])
        asked = "SELECT content FROM beside WHERE digest = ?"
        [[content]] = touched.connection.execute(asked, (entry["plan_digest"],)).fetchall()
        heads = json.loads(content)["heads"]
        for chain in list(heads):
            there = touched.rows(f"chain = '{chain}' AND seq <= {heads[chain]['seq']}")
            if there:
                heads[chain] = {"seq": there[-1]["seq"], "hash": there[-1]["hash"]}
            else:
                del heads[chain]
        plan = canonical({"heads": heads})
        entry["plan_digest"] = hashlib.sha256(plan.encode()).hexdigest()
        touched.connection.execute(
            "INSERT OR REPLACE INTO beside VALUES (?, ?)", (entry["plan_digest"], plan)
        )
        touched.change(row["position"], entry=canonical(entry))
    rewrite(touched, SEALS)


@examples
@given(st.data())
def test_a_chain_that_was_rewritten_whole_is_found_by_its_seal(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        row = any_of(data, [r for r in touched.rows() if r["chain"] != SEALS])
        entry = {**json.loads(row["entry"]), "outcome": "filed otherwise"}
        touched.change(row["position"], outcome="filed otherwise", entry=canonical(entry))
        rewrite(touched, row["chain"])
        faults = touched.by_seals_alone()
        assert faults
        assert all("was sealed" in fault for fault in faults)


@examples
@given(st.data())
def test_a_register_that_was_rewritten_whole_with_its_seals_is_found_only_by_the_anchor(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        row = any_of(data, [r for r in touched.rows() if r["chain"] != SEALS])
        entry = {**json.loads(row["entry"]), "actor": "person:nobody"}
        touched.change(row["position"], entry=canonical(entry))
        rewrite(touched, row["chain"])
        reseal(touched)
        assert touched.by_seals_alone() == []
        faults = touched.verify(original.anchored)
        assert faults
        assert all("anchored" in fault for fault in faults)


@examples
@given(st.data())
def test_a_tail_that_was_cut_is_found_by_the_seal_and_if_that_goes_too_by_the_anchor(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        row = any_of(data, [r for r in touched.rows() if r["chain"] != SEALS])
        touched.connection.execute(
            "DELETE FROM register WHERE chain = ? AND seq >= ?", (row["chain"], row["seq"])
        )
        assert any("was sealed" in fault for fault in touched.by_seals_alone())
        reseal(touched)
        assert touched.by_seals_alone() == []
        assert touched.verify(original.anchored)


@examples
@given(st.data())
def test_a_seal_without_an_anchor_is_found_unless_it_is_the_newest(
    original: Original, data: st.DataObject
) -> None:
    with original.copy() as touched:
        kept = data.draw(st.sets(st.sampled_from(sorted(original.anchored))))
        anchored = {seq: hashed for seq, hashed in original.anchored.items() if seq in kept}
        older = set(original.anchored) - {max(original.anchored)}
        assert found_by_both(touched, anchored) == (not kept or not older <= kept)


def test_a_seal_that_is_cut_off_is_found_by_the_anchor(original: Original) -> None:
    with original.copy() as touched:
        touched.connection.execute(
            f"DELETE FROM register WHERE chain = '{SEALS}' AND seq = {max(original.anchored)}"
        )
        assert touched.by_seals_alone() == []
        [fault] = touched.verify(original.anchored)
        assert "anchored" in fault
