import io
import json
import pickle
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classification.learned.model import judge
from classification.learned.model_file import ModelFileError, from_bytes, to_bytes
from classification.learned.training import train
from tests.learned.letters import letter, letters

ROOT = Path(__file__).parents[2]
SCORING = """
import json, sys
from pathlib import Path
import psutil
before = psutil.Process().memory_info().rss
from classification.learned.model import judge
from classification.learned.explaining import explain
from classification.learned.model_file import from_bytes
model = from_bytes(Path(sys.argv[1]).read_bytes())
for line in sys.stdin:
    judge(model, json.loads(line))
    explain(model, json.loads(line))
print(json.dumps({
    "loaded": sorted({"sklearn", "scipy", "pickle"} & set(sys.modules)),
    "bytes": psutil.Process().memory_info().rss - before,
}))
"""


@pytest.fixture(scope="module", name="content")
def _content() -> bytes:
    return to_bytes(train(letters(12)))


def _with(content: bytes, name: str, part: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return packed.getvalue()


def _array(array: Any, *, allow_pickle: bool = False) -> bytes:
    packed = io.BytesIO()
    np.save(packed, array, allow_pickle=allow_pickle)
    return packed.getvalue()


def _score_in_a_child(model: Path, texts: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", SCORING, str(model)],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_model_read_back_judges_as_before(content: bytes) -> None:
    model, read = train(letters(12)), from_bytes(content)
    assert read.version == model.version
    text = letter("vergunning", 99).text
    assert judge(read, text) == judge(model, text)
    assert to_bytes(read) == content


def test_a_changed_model_is_refused(content: bytes) -> None:
    act = from_bytes(content).act
    with pytest.raises(ModelFileError, match="changed"):
        from_bytes(_with(content, "act.npy", _array(np.zeros_like(act))))


def test_an_array_that_would_run_code_is_refused(content: bytes) -> None:
    ran: list[int] = []

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (ran.append, (1,))

    trap = _array(np.array([Trap()], dtype=object), allow_pickle=True)
    for part in (trap, pickle.dumps(Trap())):
        with pytest.raises(ModelFileError):
            from_bytes(_with(content, "says.npy", part))
    assert ran == []


def test_arrays_that_point_outside_each_other_are_refused(content: bytes) -> None:
    model = from_bytes(content)
    rows = model.index.rows.copy()
    rows[0] = len(model.example_ids)
    with pytest.raises(ModelFileError, match="rows"):
        from_bytes(_with(content, "rows.npy", _array(rows)))


def test_rows_in_two_dimensions_unknown_kinds_and_no_numbers_are_refused(content: bytes) -> None:
    model = from_bytes(content)
    wrong = {
        "rows": model.index.rows.reshape(1, -1),
        "example_kinds": np.full_like(model.example_kinds, -5),
        "shares": np.full_like(model.index.shares, np.nan),
    }
    for name, array in wrong.items():
        with pytest.raises(ModelFileError, match="do not fit each other"):
            from_bytes(_with(content, f"{name}.npy", _array(array)))


def test_a_name_that_is_no_text_is_refused(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = json.loads(archive.read("model.json"))
    told["kinds"][0] = "\ud800"
    with pytest.raises(ModelFileError, match="not a model"):
        from_bytes(_with(content, "model.json", json.dumps(told).encode()))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}", pickle.dumps({"model": 1})])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(ModelFileError):
        from_bytes(content)


def test_scoring_loads_no_training_library(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(content)
    found = _score_in_a_child(tmp_path / "model", [letter("agenda", 1).text])
    assert set(found["loaded"]) & {"sklearn", "scipy"} == set()
    assert found["bytes"] < 60_000_000


def test_a_file_damaged_anywhere_is_refused_or_is_the_same_model(content: bytes) -> None:
    chance, version = random.Random(4), from_bytes(content).version
    for _ in range(400):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            assert from_bytes(bytes(damaged)).version == version
        except ModelFileError:
            continue
    for end in range(0, len(content), len(content) // 50):
        with pytest.raises(ModelFileError):
            from_bytes(content[:end])
