"""`python -m checker`: says whether the promises hold. Exit 0 fine, 1 not, 2 used wrongly."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.account import Account, account_of
from checker.findings import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the account of every document and return the exit code."""
    given = _parser().parse_args(arguments)
    try:
        account = account_of(
            _object(given.tree),
            _object(given.calls),
            _lines(given.register),
            _lines(given.anchor) if given.anchor else None,
            always_allowed=given.allow,
        )
    except (InputError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"checker: {error}\n")
        return 2
    sys.stdout.write(json.dumps(account.as_data()) + "\n" if given.json else _told(account))
    return 0 if account.fine else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m checker",
        description="Says whether the promises hold, from the simulator and the register alone.",
        epilog="Example: python -m checker --tree tree.json --calls calls.json "
        "--register register.jsonl --anchor anchors.jsonl",
    )
    parser.add_argument("--tree", required=True, type=Path, help="answer of /_simulator/tree")
    parser.add_argument("--calls", required=True, type=Path, help="answer of /_simulator/calls")
    parser.add_argument("--register", required=True, type=Path, help="dossier register export")
    parser.add_argument("--anchor", type=Path, help="the anchors of the seals, one a line")
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="PRINCIPAL",
        help="who may see every dossier by their office (group:<id>); may be given more often",
    )
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    return parser


def _object(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise InputError(f"{path} is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise InputError(f"{path} holds no object")
    return data


def _lines(path: Path) -> list[str]:
    """Return the lines; only a newline ends one, whatever else a text may hold."""
    return path.read_text(encoding="utf-8").split("\n")


def _told(account: Account) -> str:
    told = [f"{n.outcome:<12} {n.name}  {n.where}\n{'':<12} {n.reason}" for n in account.lines]
    told += [f"promise {v.promise:<4} {v.sentence} ({v.document})" for v in account.violations]
    told.append(
        f"{account.documents} documents: {account.filed} filed, {account.proposed} proposed, "
        f"{account.waiting} waiting, {account.left} left, {account.unaccounted} unaccounted; "
        f"{len(account.violations)} promises broken; {account.erased} entries erased"
    )
    return "\n".join(told) + "\n"


if __name__ == "__main__":
    sys.exit(main())
