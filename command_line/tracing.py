"""The red thread: from an objection to the coalition agreement, and back.

It quotes documents. Whoever runs a command on this machine may read the store anyway: these
commands are for records managers.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from command_line.documents import told
from command_line.local_settings import fail, plan_of_this_machine, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said, said_reason, spoken
from dossiers.thread import Known, Link, Node, Trace
from dossiers.trace import is_called, trace
from functions.composition import Whole
from records.file_plan import FilePlan
from records.numbers import find_numbers
from store.dossiers import Dossiers
from store.relations import StoredRelations

NO_EDGE = 10_000  # characters in a line


def trace_command(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A dossier number, a part of the policy framework (also 2.10), or a document's "
            "name or id, or how that begins (8 or more).",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what REF rests on, up to the coalition agreement, and what rests on it, with evidence.

    Ends with 1 where nothing is called so.

    Example: dossier trace BZW-2026-0033
    """
    if not ref.strip():
        fail(
            said(
                "Give a dossier number, a part of the policy framework or a document.",
                "Geef een dossiernummer, een onderdeel van het beleidskader of een document.",
            ),
            code=2,
        )
    whole = whole_of_this_machine()
    plan = plan_of_this_machine(whole)
    known = Known(
        plan=plan,
        items=Dossiers(whole.database, whole.now).items(),
        relations=StoredRelations(whole.database, whole.now).standing(),
    )
    found = trace(_as_in_plan(ref, plan), known)
    if as_json:
        nothing = {"ref": ref, "nodes": [], "links": [], "cut": False}
        data = found.as_data() | {"ref": ref} if found else nothing
        typer.echo(json.dumps(data, ensure_ascii=False))
    elif found is not None:
        lying = frozenset(item.dossier_number for item in known.items)
        _show(found, lying, _WORDS[spoken()])
    if found is None:
        _nothing_of(ref, whole)


def _nothing_of(ref: str, whole: Whole) -> NoReturn:
    outside = [
        one
        for one in whole.overviews.documents()
        if is_called(ref, one["document_id"], one["name"] or "")
    ]
    if outside:
        lying = "\n".join(told(one) for one in outside)
        fail(
            said(
                f"«{ref}» is known, and lies in no dossier:\n{lying}",
                f"«{ref}» is bekend, en ligt in geen dossier:\n{lying}",
            )
        )
    if Dossiers(whole.database, whole.now).one(ref.strip()) is not None:
        fail(
            said(
                f"Dossier {ref} is empty: nothing lies in it now, and nothing refers to it.",
                f"Dossier {ref} is leeg: er ligt nu niets in, en niets verwijst ernaar.",
            )
        )
    fail(
        said(
            f"Nothing is known of «{ref}». `dossier dossiers list` shows the dossiers, the file "
            "plan's beleidskader.yaml the parts of the policy framework.",
            f"Van «{ref}» is niets bekend. `dossier dossiers list` toont de dossiers, "
            "beleidskader.yaml in het ordeningsplan de onderdelen van het beleidskader.",
        )
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("trace")(trace_command)


def _as_in_plan(ref: str, plan: FilePlan) -> str:
    """Return the dossier number as the plan writes it, where `ref` is one in another writing."""
    text = ref.strip()
    for dossier_type in plan.dossier_types:
        for found in find_numbers(text, dossier_type.number_shape):
            if (found.start, found.end) == (0, len(text)):
                return found.number
    return text


def _show(found: Trace, lying: frozenset[str], words: Mapping[str, str]) -> None:
    """Print the thread; `lying` are the dossiers in which something lies now."""
    console = Console(highlight=False)
    if not console.is_terminal:  # a file has no edge at which evidence may be cut or broken
        console = Console(highlight=False, width=NO_EDGE)
    drawing = _Drawing(found, lying, words)
    starts = [n for n in found.nodes if n.direction == "start" and n.kind != "document"]
    for node in starts:
        tree = Tree(drawing.label(node))
        drawing.add_about(tree, node)
        for direction in ("up", "down"):
            drawing.add_direction(tree, node, direction)
        console.print(tree)
    if any(link.status == "proposed" for link in found.links):
        console.print(words["confirm"])
    if found.cut:
        console.print(words["cut"])


class _Drawing:
    """Draws a trace as a tree; what was drawn before is named and not drawn again."""

    def __init__(self, found: Trace, lying: frozenset[str], words: Mapping[str, str]) -> None:
        self._nodes = {node.id: node for node in found.nodes}
        self._links = found.links
        self._lying = lying
        self._words = words
        self._drawn: set[str] = set()

    def label(self, node: Node) -> Text:
        called = " · ".join(part for part in (node.name, node.title) if part)
        if node.title.startswith(node.name):  # a part is often called by its number already
            called = node.title
        kind = self._words.get(node.type, node.type)
        text = Text(plain(called), style="bold")
        text.append(f" ({plain(kind)})" if kind else "", style="not bold")
        return text

    def add_about(self, tree: Tree, node: Node) -> None:
        """Add the documents in a dossier, where a part is kept, and what is missing."""
        for other in self._nodes.values():
            if other.kind == "document" and node.kind == "dossier" and other.dossier == node.name:
                tree.add(Text(plain(f"{other.type}: {other.title}")))
        if node.kind == "framework" and node.dossier:
            known = node.dossier in self._lying
            where = f"{self._words['kept_in']} {node.dossier}"
            tree.add(Text(where if known else f"{where} ({self._words['not_there_yet']})"))
        for reason in node.missing:
            tree.add(Text(plain(f"! {said_reason(reason)}"), style="yellow"))

    def add_direction(self, tree: Tree, node: Node, direction: str) -> None:
        self._drawn.add(node.id)
        ahead = self._ahead(node.id, direction)
        if not ahead:
            return
        branch = tree.add(Text(self._words[direction], style="italic"))
        self._add_ahead(branch, ahead, direction)

    def _add_ahead(self, tree: Tree, ahead: Mapping[str, list[Link]], direction: str) -> None:
        for name, links in ahead.items():
            node = self._nodes[name]
            branch = tree.add(self._with_evidence(node, links, "→" if direction == "up" else "←"))
            if name in self._drawn:
                continue
            self._drawn.add(name)
            self.add_about(branch, node)
            self._add_ahead(branch, self._ahead(name, direction), direction)

    def _ahead(self, name: str, direction: str) -> dict[str, list[Link]]:
        """Return what follows in that direction, with the links that lead there."""
        ahead: dict[str, list[Link]] = {}
        for link in self._links:
            here, there = link.source, link.target
            if link.relation == "kept_in":
                continue
            if direction == "down":
                here, there = there, here
            if here == name and self._nodes[there].direction == direction:
                ahead.setdefault(there, []).append(link)
        return ahead

    def _with_evidence(self, node: Node, links: Sequence[Link], arrow: str) -> Text:
        relations = dict.fromkeys(self._words.get(link.relation, link.relation) for link in links)
        text = Text(f"{arrow} {plain(', '.join(relations))}: ")
        text.append_text(self.label(node))
        if node.id in self._drawn:
            text.append(f" ({self._words['above']})")
        for link in links:
            text.append("\n")
            text.append(plain(self._evidence(link)), style="dim")
        return text

    def _evidence(self, link: Link) -> str:
        if link.basis == "framework":
            return self._words["laid"]
        page = f", {self._words['page']} {link.page}" if link.page else ""
        told = f"«{_excerpt(link.quote)}» ({link.document_type} «{link.document_name}»{page})"
        return told if link.status == "certain" else f"{told} [{self._words[link.status]}]"


def _excerpt(quote: str) -> str:
    """Return the quotation, with dots where it begins or ends in the middle of a sentence."""
    before = "" if not quote or quote[0].isupper() else "… "
    return f"{before}{quote}" + ("" if quote.rstrip().endswith((".", "!", "?")) else " …")


_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "up": "rust op",
        "down": "hierop rusten",
        "rests_on": "rust op",
        "kept_in": "ligt in dossier",
        "not_there_yet": "volgens het beleidskader; daar is nog niets opgenomen",
        "laid": "vastgelegd in het beleidskader",
        "proposed": "voorstel, nog niet bevestigd",
        "confirmed": "bevestigd door een mens",
        "confirm": "Voorstellen bevestigt of verwerpt een mens: zie `dossier relations list`.",
        "above": "staat hierboven",
        "page": "blz.",
        "cut": "Er is meer dan hier staat.",
        "regulation": "regeling",
        "policy_note": "beleidsnota",
        "programme": "programma",
        "agreement_paragraph": "paragraaf van het akkoord",
    },
    "en": {
        "up": "rests on",
        "down": "resting on this",
        "rests_on": "rests on",
        "kept_in": "kept in dossier",
        "not_there_yet": "says the policy framework; nothing was filed there yet",
        "laid": "laid in the policy framework",
        "proposed": "proposed, not confirmed yet",
        "confirmed": "confirmed by a person",
        "confirm": "Proposals are confirmed or rejected by a person: see `dossier relations list`.",
        "above": "see above",
        "page": "p.",
        "cut": "There is more than is shown here.",
        "regulation": "regulation",
        "policy_note": "policy note",
        "programme": "programme",
        "agreement_paragraph": "paragraph of the agreement",
    },
}
