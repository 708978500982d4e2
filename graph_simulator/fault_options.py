"""What a fault is asked for with: its kinds, what each of them takes, and which calls it is for."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase

from graph_simulator.asked import flag_in, number_in, object_in, text_in, whole_in
from graph_simulator.errors import invalid
from graph_simulator.faults import COPY, HASHES, KILL, NOTIFICATIONS
from graph_simulator.model import Json
from graph_simulator.operations import OPERATIONS

# The codes with which a delta sends its reader back (GD:driveitem-delta; the first was observed).
_RESYNCS = ("resyncRequired", "resyncChangesApplyDifferences", "resyncChangesUploadDifferences")
_FIELD = re.compile(r"[A-Za-z0-9-]+")
_TEXT = re.compile(r"[\x20-\x7e]*")
Reader = Callable[[Json, str], object]


def _status(asked: Json, name: str) -> object:
    return whole_in(asked, name, 400, 599)


def _from_one(asked: Json, name: str) -> object:
    return whole_in(asked, name, 1)


def _share(asked: Json, name: str) -> object:
    return number_in(asked, name, 0, 1)


def _copies(asked: Json, name: str) -> object:
    return whole_in(asked, name, 1, 100)


def _headers(asked: Json, name: str) -> None:
    """Names and values as HTTP takes them in a header."""
    for field, value in object_in(asked, name).items():
        if not _FIELD.fullmatch(field) or not isinstance(value, str) or not _TEXT.fullmatch(value):
            raise invalid(f"{name} is an object of header names and what they say, each in a line")


def _resync(asked: Json, name: str) -> None:
    if asked.get(name) not in {None, *_RESYNCS}:
        raise invalid(f"{name} of a resync is one of {', '.join(_RESYNCS)}")


_EVERY: Mapping[str, Reader] = {
    "kind": text_in,
    "operation": text_in,
    "times": _from_one,
    "skip": whole_in,
    "path_contains": text_in,
    "rate": _share,
    "seed": whole_in,
}
_ERROR: Mapping[str, Reader] = {
    "status": _status,
    "code": text_in,
    "retry_after": number_in,
    "headers": _headers,
    "html": flag_in,
}
_KILL: Mapping[str, Reader] = {"nth": _from_one, "token": text_in, "pid": whole_in}
KINDS: Mapping[str, Mapping[str, Reader]] = {
    "status": _ERROR,
    "status_after": _ERROR,
    "latency": {"seconds": number_in},
    "hold_before": {},
    "hold_after": {},
    "kill_before": _KILL,
    "kill_after": _KILL,
    "unit_limit": {"per_minute": _from_one},
    "not_provisioned": {},
    "resync": {"code": _resync},
    "empty_page": {},
    "copy_slow": {"polls": whole_in},
    "copy_fails": {"code": text_in},
    "copy_loses_versions": {},
    "target_bytes": {},
    "rewrite_office": {},
    "rewrite_upload": {},
    "rewrite_described": {},
    "not_hashed": {},
    "notifications_lost": {},
    "notifications_duplicate": {"copies": _copies},
    "notifications_late": {"seconds": number_in},
}
_NEEDED = {
    "status": ("status",),
    "status_after": ("status",),
    "latency": ("seconds",),
    "unit_limit": ("per_minute",),
    "copy_slow": ("polls",),
    "notifications_late": ("seconds",),
    "kill_before": ("nth", "token"),
    "kill_after": ("nth", "token"),
}
_NAMES = [one.name for one in OPERATIONS]
_DELTAS = [one.name for one in OPERATIONS if one.resync]


def check(asked: Json) -> None:
    """Refuse a fault that would not do what was meant, with what there is instead."""
    kind = text_in(asked, "kind") or ""
    if kind not in KINDS:
        raise invalid(f"kind is one of {', '.join(sorted(KINDS))}")
    taken = {**_EVERY, **KINDS[kind]}
    if kind in KILL:
        del taken["skip"]  # `nth` says it
    if kind in NOTIFICATIONS:
        del taken["path_contains"]  # a notification has no path
    if unknown := asked.keys() - taken.keys():
        named = ", ".join(sorted(unknown))
        raise invalid(f"{kind} has no option {named}; it takes {', '.join(sorted(taken))}")
    if missing := [name for name in _NEEDED.get(kind, ()) if asked.get(name) is None]:
        raise invalid(f"{kind} needs {', '.join(missing)}")
    for name, reader in taken.items():
        reader(asked, name)
    _check_operation(kind, asked.get("operation"))


def _check_operation(kind: str, pattern: str | None) -> None:
    """A name, a pattern that fits a name, or `changes`; of the calls that the kind is for."""
    if pattern in {None, "*"}:
        return
    if kind in NOTIFICATIONS | HASHES:
        raise invalid(f"{kind} is of no one operation: leave operation out")
    for_these = _FOR.get(kind, _NAMES)
    if pattern == "changes" and kind not in {"resync", "empty_page", "not_provisioned"}:
        return
    if any(fnmatchcase(name, str(pattern)) for name in for_these):
        return
    if kind in _FOR:
        raise invalid(f"{kind} is for {', '.join(for_these)}, not for '{pattern}'")
    near = get_close_matches(str(pattern), for_these, n=5, cutoff=0.5)
    told = f"nearest: {', '.join(near)}" if near else "COVERAGE.md names them all"
    raise invalid(f"No operation '{pattern}'; {told}. Or a pattern (drive_item.*, *), or changes")


_FOR = {
    **{kind: ["drive_item.copy"] for kind in COPY},
    "not_provisioned": ["channel.files_folder"],
    "resync": _DELTAS,
    "empty_page": ["delta", "list_item.delta"],
    "rewrite_upload": ["content.put", "upload_session.put", "people.upload", "people.edit"],
    "rewrite_described": ["list_item.patch", "fields.patch"],
}
