"""Graph's own schemas, read where they lie: which one an answer must hold against, and holding it."""

import functools
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from tests.conftest import ROOT

REFERENCE = Path(os.environ.get("DOSSIER_REFERENCE", ROOT.parent / "shared" / "reference"))
EXAMPLES = REFERENCE / "graph-examples"
_PREFIX = "#/components/schemas/"
# An item by path, or by both, is an item all the same; a site by host and path is a site.
_ITEM = re.compile(r"^(/drives/[^/]+)/(root|items/[^/:]+):/[^:]*:?")
_SITE = re.compile(r"^/sites/[^/:,]+:/[^:]+:?")
# What is below the drive of a site or group is what is below a drive.
_DRIVE_OF = re.compile(r"^/(?:sites|groups)/[^/]+/(?:drive|drives/[^/]+)/")
_NAMESPACE = re.compile(r"microsoft\.graph\.|oneDrive\.")
# With a token in brackets a delta is the same delta.
_DELTA = re.compile(r"(?<=/delta)\(.*\)$")
_LIST_OF_DRIVE = re.compile(r"^/drives/[^/]+/list/")
_LIST_ITEM_OF_DRIVE = re.compile(r"^/drives/[^/]+/items/[^/]+/listItem(?=/fields|$)")

# What documented pages say and the metadata does not, each with where: who sent a message, and
# that a site is gone (GD:site-delta).
_MORE = {
    "conversation": ("/from",),
    "userIdentityType": ("/from/user",),
    "deleted": ("/value",),
}


@functools.cache
def openapi() -> dict[str, Any]:
    """The whole description, with OpenAPI 3.0's `nullable` in JSON Schema's words."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (REFERENCE / "graph-openapi.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = _with_null(yaml.load(text, loader))
    return read


def _with_null(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_null(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _with_null(value) for name, value in schema.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


def _schemas() -> dict[str, Any]:
    return {"components": {"schemas": openapi()["components"]["schemas"]}}


def _properties(schema: Any) -> dict[str, Any]:
    """The properties an object of that schema may have, of all it is made of."""
    if "$ref" in schema:
        return _properties(openapi()["components"]["schemas"][schema["$ref"][len(_PREFIX) :]])
    found = dict(schema.get("properties", {}))
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        found |= _properties(part)
    return found


def _unknown(body: Any, schema: Any, at: str = "") -> Iterator[str]:
    """Names Graph does not know; annotations, and places without properties, are let be."""
    if isinstance(body, list):
        items: dict[str, Any] = schema.get("items") or next(
            (part["items"] for part in schema.get("anyOf", ()) if "items" in part), {}
        )
        for one in body:
            yield from _unknown(one, items, at)
    elif isinstance(body, dict) and (known := _properties(schema)):
        for name, value in body.items():
            if name in known:
                yield from _unknown(value, known[name], f"{at}/{name}")
            elif not (name.startswith("@") or at.endswith(("/fields", *_MORE.get(name, ())))):
                yield f"{at}/{name}"


@functools.cache
def _validator(schema_name: str) -> Any:
    """One for each schema: finding its way in the whole is what costs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        schema = {**_schemas(), "$ref": f"{_PREFIX}{schema_name}"}
        return jsonschema.validators.validator_for(schema)(schema)


def faults(body: Any, schema_name: str) -> list[str]:
    """What of it does not hold against the schema, and the names that Graph does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        wrong = [
            f"{one.json_path}: {one.message[:200]}"
            for one in _validator(schema_name).iter_errors(body)
        ]
    unknown = _unknown(body, {"$ref": f"{_PREFIX}{schema_name}"})
    # The names of fields are the library's columns; a monitor says more than its schema has (its
    # example of SharePoint does too).
    if schema_name.endswith(("fieldValueSet", "asyncJobStatus")):
        unknown = iter(())
    return wrong + [f"{name}: a name that Graph does not know" for name in unknown]


def hold(body: Any, schema_name: str) -> None:
    """Fail unless it holds."""
    assert faults(body, schema_name) == []


def schema_of(method: str, path: str, status: int) -> str | None:
    """The schema of that call's answer; None where the description has no such call or no schema."""
    plain = path.removeprefix("/v1.0")
    if not path.startswith("/v1.0"):
        return None
    plain = _DRIVE_OF.sub("/drives/x/", _SITE.sub("/sites/x", plain))
    plain = _ITEM.sub(r"\1/items/x", plain)
    plain = _DELTA.sub("", _NAMESPACE.sub("", plain))
    plain = _LIST_ITEM_OF_DRIVE.sub("/sites/x/lists/x/items/x", plain)
    plain = _LIST_OF_DRIVE.sub("/sites/x/lists/x/", plain)
    for pattern, operations in _paths():
        if pattern.fullmatch(plain) and method.lower() in operations:
            answer = operations[method.lower()]["responses"].get(str(status), {})
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            reference = schema.get("$ref", "")
            return str(reference).removeprefix(_PREFIX) or None
    return None


@functools.cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """What is said in full comes before what has a place for an id."""
    paths = sorted(openapi()["paths"].items(), key=lambda one: one[0].count("{"))
    return [
        (re.compile(re.sub(r"\\\{[^}]*\\\}", r"[^/]+", re.escape(path))), operations)
        for path, operations in paths
    ]


def element_type(schema_name: str) -> tuple[str, bool]:
    """The type an answer tells of, and whether it is a collection of it."""
    for ending in ("CollectionResponse", "DeltaResponse"):
        if schema_name.endswith(ending):
            return schema_name.removesuffix(ending), True
    return schema_name, False
