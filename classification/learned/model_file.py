"""A model as a file that cannot execute: a zip with one JSON document and plain arrays."""

import dataclasses
import hashlib
import io
import json
import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classification.learned.confidence import Confidence
from classification.learned.model import Index, Model
from classification.learned.tokens import BLOCKS

FORMAT = 2
LARGEST = 400_000_000
"""No model has more bytes, unpacked: a larger file is refused before it is read."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,  # a shape that no memory holds
    OSError,
    RuntimeError,  # an encrypted part, or one packed in a way that zipfile does not know
    SyntaxError,  # this and the next: numpy reads the head of an array as words of Python
    tokenize.TokenError,
    TypeError,
    ValueError,
)
_CONFIDENCE = ("base", "for_score", "for_lead", "for_usual")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_ARRAYS = {
    "codes": np.uint32,
    "rarity": np.float32,
    "starts": np.int32,
    "rows": np.uint16,
    "weights": np.float16,
    "shares": np.float32,
    "example_kinds": np.int32,
    "says": np.float32,
    "usual": np.float32,
    "act": np.float32,
    "propose": np.float32,
}


class ModelFileError(ValueError):
    """The file is no model of this format, or not the one its version says."""


def version_of(model: Model) -> str:
    """Return the digest of all that a model is, except its version."""
    digest = hashlib.sha256()
    for name, content in _parts(dataclasses.replace(model, version="")):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def to_bytes(model: Model) -> bytes:
    """Return the model as a file; the same bytes for the same model."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(model):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED, 6)
    return packed.getvalue()


def from_bytes(content: bytes) -> Model:
    """Return the model in a file. Raises ModelFileError for anything else, and runs nothing."""
    try:
        model = _read(content)
        _check_shape(model)
        version = version_of(model)
    except ModelFileError:
        raise
    except _BROKEN as error:
        raise ModelFileError("this is not a model that `dossier train` made") from error
    if version != model.version:
        raise ModelFileError("the model is not the one that its version says: it was changed")
    return model


def _parts(model: Model) -> Iterator[tuple[str, bytes]]:
    """Yield each part of the file by name; one at a time, so that a model is never held twice."""
    told = {
        "format": FORMAT,
        "version": model.version,
        "kinds": model.kinds,
        "examples": model.example_ids,
        "fields": model.fields,
        "confidence": [getattr(model.confidence, name) for name in _CONFIDENCE],
    }
    yield "model.json", json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    for name in _ARRAYS:
        holder = next(one for one in (model.index, model.confidence, model) if hasattr(one, name))
        packed = io.BytesIO()
        np.save(packed, getattr(holder, name), allow_pickle=False)
        yield f"{name}.npy", packed.getvalue()


def _read(content: bytes) -> Model:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise ModelFileError("the file is larger than a model can be")
        told: dict[str, Any] = json.loads(archive.read("model.json"))
        if told["format"] != FORMAT:
            raise ModelFileError(f"the model has format {told['format']}, this reads {FORMAT}")
        arrays = {name: _array(archive, name) for name in _ARRAYS}
    index = Index(**{one.name: arrays.pop(one.name) for one in dataclasses.fields(Index)})
    base, score, lead, of_usual = map(float, told["confidence"])
    return Model(
        version=str(told["version"]),
        kinds=tuple(map(str, told["kinds"])),
        example_ids=tuple(map(str, told["examples"])),
        index=index,
        confidence=Confidence(base, score, lead, of_usual, arrays.pop("usual")),
        fields=tuple(map(str, told["fields"])),
        **arrays,
    )


def _array(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    with archive.open(f"{name}.npy") as packed:
        array: NDArray[Any] = np.lib.format.read_array(packed, allow_pickle=False)
    if array.dtype != _ARRAYS[name]:
        raise ModelFileError(f"{name} holds {array.dtype}")
    return array


def _check_shape(model: Model) -> None:
    """Refuse arrays that point outside each other."""
    index, n_kinds, n_examples = model.index, len(model.kinds), len(model.example_ids)
    shapes = {
        "rarity": index.rarity.shape == index.codes.shape,
        "starts": index.starts.shape == (len(index.codes) + 1,) and index.starts[0] == 0,
        "order": bool((np.diff(index.starts) >= 0).all())
        and index.starts[-1] == len(index.rows) == len(index.weights),
        "shares": index.shares.shape == (len(BLOCKS),),
        "rows": index.rows.ndim == index.weights.ndim == 1
        and bool((index.rows < n_examples).all()),
        "says": model.says.shape == (n_examples, n_kinds) and n_kinds > 0,
        "kinds": model.example_kinds.shape == (n_examples,)
        and bool(((model.example_kinds >= -1) & (model.example_kinds < n_kinds)).all()),
        "numbers": all(
            bool(np.isfinite(one).all())
            for one in (index.rarity, index.weights, index.shares, model.says)
        ),
        "thresholds": model.act.shape
        == model.propose.shape
        == model.confidence.usual.shape
        == (n_kinds,),
    }
    wrong = [name for name, fine in shapes.items() if not fine]
    if wrong:
        raise ModelFileError(f"the arrays of the model do not fit each other: {', '.join(wrong)}")
