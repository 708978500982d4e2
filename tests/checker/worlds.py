"""A small world in which every promise holds, and the means to break one.

It is built without the checker: hashes are computed here again, from docs/register.md.
"""

import copy
import hashlib
import json
from typing import Any

Json = dict[str, Any]
SOURCE, ARCHIVE = "b!bron", "b!archief"
TEAM, OFFICE = "group:subsidies", "group:recordbeheer"
PERSON, APP = ("person", "Medewerker Subsidies"), ("app", "Dossierstroom")
ORIGIN = (
    ("OorspronkelijkAangemaaktDoor", "created_by"),
    ("OorspronkelijkAangemaaktOp", "created_at"),
    ("OorspronkelijkGewijzigdDoor", "modified_by"),
    ("OorspronkelijkGewijzigdOp", "modified_at"),
)


def canonical(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def by(author: tuple[str, str]) -> Json:
    return {"kind": author[0], "name": author[1]}


def reason(code: str) -> Json:
    return {"code": code, "nl": f"Omdat het zo is: {code}.", "en": f"Because it is so: {code}."}


def version_told(version: Json) -> Json:
    """Return a version of the tree as the register tells it."""
    return {k: version[k] for k in ("id", "size", "at")} | {"by": version["by"]["name"]}


class World:
    """Tree, calls, register and anchors, each as plain data that a test may spoil."""

    def __init__(self) -> None:
        self.clock = 0
        self.items: list[Json] = []
        self.calls: list[Json] = []
        self.lines: list[Json] = []
        self.anchors: list[Json] = []
        for drive, path in ((SOURCE, "/Algemeen"), (ARCHIVE, "/2024-1"), (ARCHIVE, "/_binnen")):
            self._item(drive, path, kind="folder", author=("seed", "seed"), versions=[])

    # ------------------------------------------------------------------------------ the tenant

    def now(self) -> str:
        self.clock += 1
        return f"2026-11-23T09:{self.clock // 60:02}:{self.clock % 60:02}Z"

    def call(self, author: tuple[str, str], *effects: tuple[str, Json, int | None]) -> None:
        kind, name = author
        self.calls.append(
            {
                "n": len(self.calls) + 1,
                "at": self.now(),
                "caller": f"person:{name}" if kind == "person" else "00000000-app",
                "method": "PEOPLE" if kind == "person" else "POST",
                "path": "/",
                "operation": "-",
                "status": 200,
                "units": 1,
                "effects": [
                    {
                        "op": op,
                        "drive_id": item["drive_id"],
                        "item_id": item["id"],
                        "lineage": item["lineage"],
                        "complete_copies_left": left,
                    }
                    for op, item, left in effects
                ],
            }
        )

    def item(self, name: str, *, live: bool = True, drive: str | None = None) -> Json:
        found = [
            i
            for i in self.items
            if i["name"] == name
            and (i["state"] == "live") == live
            and (drive is None or i["drive_id"] == drive)
        ]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def folder(self, drive: str, path: str) -> Json:
        return next(i for i in self.items if i["drive_id"] == drive and i["path"] == path)

    def made_folder(self, drive: str, path: str) -> Json:
        """Let the app make a folder."""
        made = self._item(drive, path, kind="folder", author=APP, versions=[])
        self.call(APP, ("folder", made, None))
        return made

    def _item(
        self,
        drive: str,
        path: str,
        *,
        kind: str = "file",
        author: tuple[str, str],
        versions: list[Json],
        lineage: str | None = None,
        copied_from: str | None = None,
    ) -> Json:
        number = len(self.items) + 1
        above, _, name = path.rpartition("/")
        parent = f"root-{drive}"
        if above and (drive, above) in {(i["drive_id"], i["path"]) for i in self.items}:
            parent = self.folder(drive, above)["id"]
        at = self.now()
        item: Json = {
            "id": f"01ITEM{number:03}",
            "drive_id": drive,
            "parent_id": parent,
            "name": name,
            "path": path,
            "kind": kind,
            "state": "live",
            "lineage": lineage or (f"lineage-{number}" if kind == "file" else None),
            "copied_from": copied_from,
            "created_by": by(author),
            "created_at": at,
            "modified_by": by(author),
            "modified_at": at,
            "etag": f'"{number},1"',
            "ctag": f'"c:{number},1"',
            "versions": versions,
            "fields": {},
            "content_type": "Document",
            "label": None,
            "principals": [TEAM] if drive == SOURCE else [TEAM, OFFICE],
            "unique_permissions": False,
            "checked_out_by": None,
        }
        self.items.append(item)
        return item

    def version(self, text: str, author: tuple[str, str], cause: str = "content") -> Json:
        return {
            "id": "1.0",
            "size": len(text),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "quickXorHash": f"qx-{text}",
            "by": by(author),
            "at": self.now(),
            "cause": cause,
        }

    def upload(self, name: str, *texts: str, author: tuple[str, str] = PERSON) -> Json:
        versions = [self.version(text, author) for text in texts]
        item = self._item(SOURCE, f"/Algemeen/{name}", author=author, versions=versions)
        ops = ["created", *["content"] * (len(texts) - 1)]
        for op in ops:
            self.call(author, (op, item, 1))
        return item

    def edit(self, item: Json, text: str) -> None:
        item["versions"].append(self.version(text, PERSON))
        self.call(PERSON, ("content", item, 1))

    def copy(self, item: Json, drive: str, path: str) -> Json:
        versions = [
            {**v, "by": by(APP), "cause": "content", "at": self.now()} for v in item["versions"]
        ]
        made = self._item(
            drive,
            path,
            author=APP,
            versions=versions,
            lineage=item["lineage"],
            copied_from=item["id"],
        )
        self.call(APP, ("copied", made, 2))
        return made

    def recycle(self, item: Json, author: tuple[str, str] = APP, left: int | None = 1) -> None:
        item["state"] = "recycled"
        self.call(author, ("recycled", item, left))

    def bring_back(self, item: Json) -> None:
        """Let a person take it out of the recycle bin: the register tells of it as of another."""
        item["state"], item["told as"] = "live", f"{item['id']}-again"
        self.call(PERSON, ("restored", item, 2))

    def move(self, item: Json, path: str, author: tuple[str, str] = APP) -> None:
        above, _, item["name"] = path.rpartition("/")
        item["path"], item["parent_id"] = path, self.folder(item["drive_id"], above)["id"]
        self.call(author, ("moved", item, 2))

    def transfer(self, item: Json, drive: str, path: str) -> Json:
        """Let a person move it to another library: another item takes its place, versions and all."""
        made = self._item(
            drive,
            path,
            author=PERSON,
            versions=copy.deepcopy(item["versions"]),
            lineage=item["lineage"],
        )
        made["created_at"] = item["created_at"]
        item["state"] = "gone"
        self.call(PERSON, ("created", made, 1), ("transferred", item, 1))
        return made

    # ---------------------------------------------------------------------------- the register

    def write(
        self,
        chain: str,
        kind: str,
        outcome: str,
        item: Json | None = None,
        filing: str | None = None,
        plan: Json | None = None,
        evidence: Json | None = None,
        actor: str = "dossierstroom",
    ) -> None:
        own = [line["entry"] for line in self.lines if line["entry"]["chain"] == chain]
        entry = {
            "v": 1,
            "chain": chain,
            "seq": len(own) + 1,
            "prev": own[-1]["hash"] if own else "0" * 64,
            "at": self.now().replace("Z", ".000000Z"),
            "kind": kind,
            "document_id": None if chain in {"house", "seals"} else chain,
            "location": item and {"drive_id": item["drive_id"], "item_id": item["id"]},
            "filing_id": filing,
            "outcome": outcome,
            "plan_version": "a" * 64,
            "model_version": None,
            "plan_digest": None if plan is None else digest(plan),
            "evidence_digest": None if evidence is None else digest(evidence),
            "actor": actor,
        }
        beside = {"plan": copy.deepcopy(plan), "evidence": copy.deepcopy(evidence)}
        self.lines.append({"entry": entry, "beside": beside, "erased": False})
        rehash(self.lines[-1])

    def chain(self, name: str) -> list[Json]:
        return [line for line in self.lines if line["entry"]["chain"] == name]

    def verdict(self, item: Json, outcome: str) -> str:
        chain = f"document-{name_of(item)}"
        self.write(
            chain,
            "verdict",
            outcome,
            item,
            evidence={"verdict": {}, "reason": reason(outcome), "evidence": [quoted()]},
        )
        return chain

    def seal(self) -> None:
        heads = {
            line["entry"]["chain"]: {"seq": line["entry"]["seq"], "hash": line["entry"]["hash"]}
            for line in self.lines
            if line["entry"]["chain"] != "seals"
        }
        self.write("seals", "seal", "sealed", plan={"heads": heads})
        entry = self.lines[-1]["entry"]
        self.anchors.append({key: entry[key] for key in ("at", "seq", "hash")})

    # ------------------------------------------------------------------------------ the filing

    def begin(self, source: Json) -> str:
        """Return the chain, `planned` written."""
        chain, filing = f"document-{name_of(source)}", f"filing-{name_of(source)}"
        last = source["versions"][-1]
        before = {
            "drive_id": source["drive_id"],
            "item_id": source["id"],
            "parent_id": source["parent_id"],
            "name": source["name"],
            "path": "/Algemeen",
            "etag": source["etag"],
            "size": last["size"],
            "quick_xor_hash": last["quickXorHash"],
            "versions": [version_told(version) for version in source["versions"]],
            "created_by": source["created_by"]["name"],
            "created_at": source["created_at"],
            "modified_by": source["modified_by"]["name"],
            "modified_at": source["modified_at"],
            "fields": {},
            "label": None,
            "content_type": "Document",
            "principals": source["principals"],
        }
        target = {
            "drive_id": ARCHIVE,
            "library": "Subsidiedossiers",
            "dossier_number": "2024/1",
            "folder": "2024-1",
            "name": source["name"],
            "label": "Lopend dossier",
            "columns": {column: before[key] for column, key in ORIGIN},
            "content_type": "Archiefstuk",
        }
        plan = {"filing_id": filing, "steps": [], "source": before, "target": target}
        plan |= {"losses": [], "reversible": {"how": "with_losses", "losses": []}}
        evidence = {"verdict": {}, "reason": reason("rule"), "evidence": [quoted()]}
        self.write(chain, "planned", "planned", source, filing, plan, evidence)
        return chain

    def stage(self, source: Json) -> Json:
        filing = f"filing-{name_of(source)}"
        if not any(i["path"] == f"/_binnen/{filing}" for i in self.items):
            self.made_folder(ARCHIVE, f"/_binnen/{filing}")
        return self.copy(source, ARCHIVE, f"/_binnen/{filing}/{source['name']}")

    def clear_staging(self, source: Json) -> None:
        """Remove the folder in which the copy of `source` waited."""
        self.recycle(self.folder(ARCHIVE, f"/_binnen/filing-{name_of(source)}"), APP, left=None)

    def step(self, chain: str, step: str, item: Json, facts: Json, kind: str = "step") -> None:
        filing = chain.replace("document", "filing")
        self.write(chain, kind, step, item, filing, evidence=facts)

    def file(
        self,
        source: Json,
        *,
        release: bool = True,
        criterion: str = "bytes",
        taken_to: str = "",
        told: str = "",
    ) -> Json:
        """Carry out the filing of `source`, and say that it ended so; return the item in the dossier.

        A person moves the source to the path `taken_to` of the archive just before it is released.
        """
        chain = self.begin(source)
        plan = self.chain(chain)[-1]["beside"]["plan"]
        made = self.stage(source)
        if criterion == "office_parts":
            for number, version in enumerate(made["versions"]):
                version["sha256"] = f"{number:064}"
        self.step(chain, "copy", source, {"item_id": made["id"]})
        self.step(chain, "verify", source, {"content_criterion": criterion})
        made["fields"] = dict(plan["target"]["columns"])
        text = made["versions"][-1]
        made["versions"].append({**text, "cause": "columns", "at": self.now()})
        self.call(APP, ("fields", made, 2))
        self.move(made, f"/2024-1/{source['name']}")
        self.step(chain, "place", source, {"folder_id": made["parent_id"], "name": made["name"]})
        made["label"] = {"name": "Lopend dossier", "kind": "retain", "explicit": True}
        self.call(APP, ("label", made, 2))
        if release:
            self.upload(f"{source['name']}.url", "[InternetShortcut]", author=APP)
            if taken_to:
                self.transfer(source, ARCHIVE, taken_to)
            else:
                self.recycle(source)
        self.clear_staging(source)
        outcome = told or ("filed" if release else "source_kept")
        filing = chain.replace("document", "filing")
        versions = [version_told(version) for version in made["versions"]]
        after = {"name": made["name"], "label": made["label"]["name"], "versions": versions}
        balance = {"content": criterion, "before": told_before(plan["source"]), "after": after}
        evidence = {"reason": reason(outcome), "balance": balance}
        self.write(chain, "filed", outcome, made, filing, evidence=evidence)
        return made

    def undo(self, source: Json, made: Json) -> Json:
        chain, filing = f"document-{source['id']}", f"filing-{source['id']}"
        self.write(chain, "undo_planned", "undoing", made, filing, plan={"filing_id": filing})
        staging = self.made_folder(SOURCE, f"/_binnen/{filing}")
        returned = self.copy(made, SOURCE, source["path"])
        self.step(chain, "copy", made, {"item_id": returned["id"]}, "undo_step")
        for pointer in (i for i in self.items if i["name"] == f"{source['name']}.url"):
            self.recycle(pointer, left=0)
        self.recycle(made)
        self.recycle(staging, left=None)
        evidence = {"reason": reason("undone")}
        self.write(chain, "undone", "undone", returned, filing, evidence=evidence)
        return returned

    # ---------------------------------------------------------------------------- for checking

    def tree(self) -> Json:
        drives = [
            {"id": SOURCE, "name": "Documenten", "site_name": "Subsidies"},
            {"id": ARCHIVE, "name": "Subsidiedossiers", "site_name": "Archief"},
        ]
        data = {"now": "", "drives": drives, "items": self.items, "subscriptions": []}
        return copy.deepcopy(data)

    def all_calls(self) -> Json:
        return copy.deepcopy({"calls": self.calls})

    def register(self) -> list[str]:
        return [json.dumps(line, ensure_ascii=False) for line in self.lines]

    def anchor_lines(self) -> list[str]:
        return [json.dumps(anchor) for anchor in self.anchors]


def told_before(source: Json) -> Json:
    """Return what a balance sheet tells of the document before, from what its plan tells of it."""
    same = {key: source[key] for key in ("name", "content_type", "label", "versions")}
    return same | {"columns": source["fields"], "audience": source["principals"]}


def name_of(source: Json) -> str:
    """Return what the register calls the document that lies there."""
    return str(source.get("told as", source["id"]))


def quoted() -> Json:
    return {"kind": "text", "rule": "bezwaar", "version": "b", "quote": "Hierbij maak ik bezwaar"}


def rehash(line: Json) -> None:
    entry = line["entry"]
    entry.pop("hash", None)
    entry["hash"] = hashlib.sha256(str(entry["prev"]).encode() + canonical(entry)).hexdigest()


def rewrite(lines: list[Json]) -> None:
    """Make one chain hold again from its first line, as a forger would."""
    before = "0" * 64
    for seq, line in enumerate(lines, start=1):
        line["entry"] |= {"seq": seq, "prev": before}
        for part in ("plan", "evidence"):
            beside = line["beside"][part]
            line["entry"][f"{part}_digest"] = None if beside is None else digest(beside)
        rehash(line)
        before = line["entry"]["hash"]


def good_world() -> World:
    """One document in every standing, sealed and anchored."""
    world = World()
    world.file(world.upload("besluit.pdf", "eerste", "tweede"))
    world.file(world.upload("bewaard.pdf", "bron"), release=False)
    world.file(world.upload("brief.docx", "oud", "nieuw"), criterion="office_parts")
    world.verdict(world.upload("voorstel.pdf", "voorstel"), "proposed")
    world.verdict(world.upload("twijfel.pdf", "twijfel"), "waiting")
    world.verdict(world.upload("kladje.txt", "klad"), "left")
    halted = world.upload("gestopt.pdf", "gestopt")
    chain = world.begin(halted)
    world.recycle(world.stage(halted))
    world.clear_staging(halted)
    filing = chain.replace("document", "filing")
    why = {"reason": reason("verification_failed")}
    world.write(chain, "halted", "waiting", halted, filing, evidence=why)
    back = world.upload("terug.pdf", "terug")
    world.undo(back, world.file(back))
    moved = world.upload("verplaatst.pdf", "verplaatst")
    world.write(f"document-{moved['id']}", "moved", "left", moved, evidence=why)
    gone = world.upload("weg.pdf", "weg")
    world.verdict(gone, "proposed")
    world.recycle(gone, PERSON, left=0)
    world.write("house", "mode", "act", plan={"mode": "act"})
    world.seal()
    return world
