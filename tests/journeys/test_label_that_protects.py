"""A file plan whose label for running dossiers makes records, which nobody can turn back."""

import pytest

from classification.file_plan.reading import read_file_plan
from tests.journeys.journey import APPLICATION, SMALL, Journey, texts_of

pytestmark = pytest.mark.journey
PLAIN, RECORD = "Lopend dossier", "Archiefstuk vergrendeld"


def put_in_force(journey: Journey, label: str) -> None:
    texts = texts_of(SMALL)
    framework = texts["ordeningsplan.yaml"]
    texts["ordeningsplan.yaml"] = framework.replace(f"dossier: {PLAIN}", f"dossier: {label}")
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")


async def test_only_the_first_document_meets_it_and_its_source_stays_until_the_plan_has_another(
    journey: Journey,
) -> None:
    put_in_force(journey, RECORD)
    await journey.save("brief.txt")
    await journey.settle()
    [first] = journey.whole.overviews.waiting()
    assert (first["state"], first["reason"]["code"]) == ("source_kept", "label_protects")
    paths = {i["path"]: i["label"] for i in await journey.items()}
    assert paths["/Algemeen/brief.txt"] is None
    assert paths["/SUB-2026-0147/brief.txt"]["name"] == RECORD

    await journey.save("tweede.txt", f"{APPLICATION} tweede")
    await journey.settle()
    second = next(d for d in journey.whole.overviews.waiting() if d["name"] == "tweede.txt")
    assert (second["state"], second["reason"]["code"]) == ("waiting", "label_protects")
    assert len(journey.whole.overviews.filings()) == 1

    [filing] = journey.whole.overviews.filings()
    assert filing["reversible"]["how"] == "no"
    assert filing["reversible"]["why"]["code"] == "label_protects"

    put_in_force(journey, PLAIN)
    await journey.host.run_function("sweep")
    await journey.settle()
    documents = {d["name"]: d["state"] for d in journey.whole.overviews.documents()}
    assert documents == {"brief.txt": "source_kept", "tweede.txt": "filed"}
    assert (await journey.account()).violations == ()
