"""Learned models in the store: brought in, put in force, taken out, and always in the register."""

import pytest

from classification.learned.model import Model
from classification.learned.model_file import ModelFileError, to_bytes
from classification.learned.training import train
from records.register import OURSELVES, Draft
from store.confirmed import ConfirmedByPeople
from store.learned_models import KEPT, InForceError, LearnedModels
from tests.learned.letters import letters
from tests.store.stored import PERSON, Stored


@pytest.fixture(scope="module", name="made")
def _made() -> tuple[Model, Model]:
    return train(letters(8)), train(letters(9))


@pytest.fixture
def models(stored: Stored) -> LearnedModels:
    return LearnedModels(stored.database, stored.clock)


async def test_a_model_that_is_brought_in_is_not_in_force(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    models.add(to_bytes(made[0]), {"accuracy": 0.9}, PERSON)
    [found] = models.all()
    assert (found.version, found.in_force, found.figures) == (
        made[0].version,
        False,
        {"accuracy": 0.9},
    )
    assert models.in_force() is None
    assert await stored.in_force.model("kinds") is None


async def test_one_is_in_force_at_a_time_and_the_one_before_can_come_back(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    first, second = (models.add(to_bytes(one), None, PERSON).version for one in made)
    for version in (first, second, first):
        models.put_in_force(version, PERSON)
        now = await stored.in_force.model("kinds")
        assert now is not None
        assert now.version == version
        assert [one.version for one in models.all() if one.in_force] == [version]
    models.withdraw(PERSON)
    assert await stored.in_force.model("kinds") is None
    assert len(models.all()) == 2


def test_every_act_is_in_the_register_and_carries_the_model_in_force(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    version = models.add(to_bytes(made[0]), None, PERSON).version
    models.put_in_force(version, PERSON)
    models.withdraw(PERSON)
    entries = [line["entry"] for line in stored.register.export()][-3:]
    assert [(one["kind"], one["outcome"], one["model_version"]) for one in entries] == [
        ("model_added", version, None),
        ("model_in_force", version, version),
        ("model_in_force", "none", None),
    ]
    assert {one["actor"] for one in entries} == {PERSON}


def test_the_same_model_twice_is_one_and_what_is_none_is_refused(
    models: LearnedModels, made: tuple[Model, Model]
) -> None:
    models.add(to_bytes(made[0]), None, PERSON)
    models.add(to_bytes(made[0]), None, PERSON)
    assert len(models.all()) == 1
    with pytest.raises(ModelFileError):
        models.add(b"no model", None, PERSON)
    with pytest.raises(LookupError):
        models.put_in_force("unknown", PERSON)


async def test_a_model_of_dossiers_stands_beside_the_model_of_kinds(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    kinds = models.add(to_bytes(made[0]), None, PERSON).version
    dossiers = models.add(to_bytes(made[1]), None, PERSON, tells="dossiers").version
    models.put_in_force(kinds, PERSON)
    models.put_in_force(dossiers, PERSON)
    in_force = {one.version: one.tells for one in models.all() if one.in_force}
    assert in_force == {kinds: "kinds", dossiers: "dossiers"}
    now = [await stored.in_force.model(tells) for tells in ("kinds", "dossiers")]
    assert [one.version if one else None for one in now] == [kinds, dossiers]

    models.withdraw(PERSON, "dossiers")
    assert await stored.in_force.model("dossiers") is None
    assert models.in_force() is not None


async def test_what_people_said_is_counted_anew_after_each_model_that_was_made_of_it(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    await stored.listen()
    document_id = await stored.document()
    confirmed = ConfirmedByPeople(stored.database, stored.clock)
    for kind in ("Brief", "Nota"):
        confirmed.confirm(document_id, kind, PERSON)
    models.keep_made(to_bytes(made[0]), {"n": 3}, "kinds", asked=3, read=3)
    assert models.told_since_made("kinds") == 0
    assert models.told_since_made("dossiers") == 0  # it lies in none
    models.write_made("dossiers", None, asked=1, read=1)
    [kept] = models.all()
    assert (kept.version, kept.in_force) == (made[0].version, False)
    entries = [line["entry"] for line in stored.register.export()]
    written = [one["outcome"] for one in entries if one["kind"] == "model_made"]
    assert written == ["kinds", "dossiers"]


def test_a_model_is_deleted_where_it_is_not_in_force_and_that_is_written_down(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    version = models.add(to_bytes(made[0]), None, PERSON).version
    models.put_in_force(version, PERSON)
    with pytest.raises(InForceError):
        models.delete(version, PERSON)
    models.withdraw(PERSON)
    models.delete(version, PERSON)
    assert models.all() == []
    last = [line["entry"] for line in stored.register.export()][-1]
    assert (last["kind"], last["outcome"], last["actor"]) == ("model_deleted", version, PERSON)
    with pytest.raises(LookupError):
        models.delete(version, PERSON)


def test_of_models_made_here_only_the_latest_few_that_were_never_in_force_are_kept(
    models: LearnedModels, stored: Stored, made: tuple[Model, Model]
) -> None:
    brought = models.add(to_bytes(made[0]), None, PERSON).version
    versions = []
    for number in range(KEPT + 2):
        stored.clock.move(days=1)
        one = train(letters(4, first=number))
        models.keep_made(to_bytes(one), None, "kinds", asked=16, read=16)
        versions.append(one.version)
        if number == 0:
            models.put_in_force(one.version, PERSON)
    kept = {one.version for one in models.all()}
    assert kept == {brought, versions[0], *versions[-KEPT:]}
    deleted = [
        e for line in stored.register.export() if (e := line["entry"])["kind"] == "model_deleted"
    ]
    assert [(one["outcome"], one["actor"]) for one in deleted] == [(versions[1], OURSELVES)]


def lies_in(stored: Stored, document_id: str, number: str) -> None:
    item = f"'{document_id}', '{number}', 'Subsidie', 'Brief', 'd', 'n', 'u'"
    with stored.raw() as connection:
        connection.exec_driver_sql("DELETE FROM record_items")
        connection.exec_driver_sql(f"INSERT INTO record_items VALUES ({item}, NULL)")


async def test_who_confirms_a_kind_confirms_the_dossier_only_where_the_document_lies_in_it(
    models: LearnedModels, stored: Stored
) -> None:
    await stored.listen()
    confirmed = ConfirmedByPeople(stored.database, stored.clock)
    document_id = await stored.document()
    confirmed.confirm(document_id, "Brief", PERSON)  # while it waits, in no dossier
    assert await stored.documents.claim(document_id)
    plan = {"steps": ["copy"], "source": {}, "target": {"dossier_number": "S-1"}}
    filing = Draft("planned", "planned", document_id=document_id, filing_id="F-1", plan=plan)
    await stored.documents.write(filing, state="filed")
    lies_in(stored, document_id, "S-1")
    assert confirmed.all("dossiers") == []
    confirmed.confirm(document_id, None, PERSON)
    assert [one.dossier_number for one in confirmed.all("dossiers")] == ["S-1"]
    assert models.told_since_made("dossiers") == 1


async def test_of_what_people_changed_only_another_kind_or_another_dossier_counts(
    models: LearnedModels, stored: Stored
) -> None:
    await stored.listen()
    document_id = await stored.filed()

    async def changed(kind: str, number: str) -> tuple[int, int]:
        assert await stored.documents.claim(document_id)
        found = {"fields": {"Documentsoort": kind}}
        told = {"found": found, "dossier_number": number}
        draft = Draft("changed", "filed", document_id=document_id, evidence=told)
        await stored.documents.write(draft, state="filed", due_at=stored.clock())
        return models.told_since_made("kinds"), models.told_since_made("dossiers")

    models.write_made("kinds", None, asked=0, read=0)
    models.write_made("dossiers", None, asked=0, read=0)
    lies_in(stored, document_id, "S-1")
    assert await changed("Brief", "S-1") == (0, 0)
    assert await changed("Nota", "S-1") == (1, 0)
    assert await changed("Nota", "S-1") == (1, 0)
    assert await changed("Nota", "S-2") == (1, 1)
    assert await changed("Nota", "") == (1, 1)
    models.write_made("kinds", None, asked=1, read=1)
    assert await changed("Nota", "S-2") == (0, 1)
