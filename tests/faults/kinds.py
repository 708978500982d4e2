"""The kinds of filing that the crash matrix plays: the tenant, the file plan, what people do."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from demo.tenant import PROJECT, TenantAt
from tests.journeys.journey import APPLICATION, PROVINCE, SMALL, STAFF, texts_of
from tests.journeys.test_crashes_in_archives import LETTER, REPORT
from tests.journeys.test_province import mail, word

NUMBER = "SUB-2026-0147"
ARCHIVE = {"site": "Archief", "library": "Subsidiedossiers"}
DOCUMENTEN = {"site": "Subsidies", "library": "Documenten"}
ALGEMEEN = {"team": "Subsidies", "channel": "Algemeen"}
SEED = PROJECT / "graph_simulator" / "tenants" / "province" / "tenant.json"
FILED = ("filed", "filed")
NOT_ALLOWED = {"kind": "status", "status": 403, "code": "accessDenied", "times": None}
Act = Callable[[TenantAt], None]


def _nothing(_tenant: TenantAt) -> None:
    pass


@dataclass(frozen=True)
class Kind:
    """One document and where it goes. `before` is what people did before, `act` makes it arrive.

    `has_arrived`: it arrived, and was dealt with, before the play begins.
    `ends` is what the checker says of it in the end; what is not filed has no undo.
    `like` names another kind, beside which it runs until something stops it.
    `own_library`: the team's library carries the columns of an archive, as it does where the
    dossiers lie in the same library as the channel.
    """

    name: str
    texts: Mapping[str, str]
    act: Act
    before: Act = _nothing
    own_library: bool = False
    has_arrived: bool = False
    ends: tuple[str, str] = FILED
    like: str = ""

    @property
    def is_filed(self) -> bool:
        """Return whether it ends in a dossier, from which it can be put back."""
        return self.ends[0] == "filed"

    def prepare(self, address: str) -> None:
        """Let people do what they did before, in the tenant at that address."""
        self.before(TenantAt(address))

    def arrive(self, address: str) -> None:
        """Let the document arrive there."""
        self.act(TenantAt(address))


def seed_of(kind: Kind, folder: Path) -> Path:
    """Return the folder with the seed of the kind's tenant; one of its own is made in `folder`."""
    return seed_with_own_library(folder) if kind.own_library else SEED.parent


def seed_with_own_library(folder: Path) -> Path:
    """Return the folder, with a seed in which a team's library carries the columns of an archive."""
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    archive = next(site for site in seed["sites"] if site["path"] == "/sites/archief")
    team = next(site for site in seed["sites"] if site["path"] == "/sites/subsidies")
    for asked in ("columns", "content_types"):
        team["libraries"][0][asked] = archive["libraries"][0][asked]
    folder.mkdir(exist_ok=True)
    (folder / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    return folder


def _people(person: str, do: str, path: str, content: bytes, where: Mapping[str, str]) -> Act:
    def act(tenant: TenantAt) -> None:
        more = {"content_base64": base64.b64encode(content).decode()} if content else {}
        tenant.post("people", person=person, do=do, path=path, **where, **more)

    return act


def _province(*sources: str) -> Mapping[str, str]:
    """Return the province's file plan with those sources alone."""
    texts = texts_of(PROVINCE)
    head, *lines = texts["bronnen.yaml"].splitlines()
    kept = [one for one in lines if any(f"bron: {source}," in one for source in sources)]
    assert len(kept) == len(sources)
    return {**texts, "bronnen.yaml": "\n".join([head, *kept, ""])}


def _in_own_library() -> Mapping[str, str]:
    """Return the small file plan with the dossiers in the library of the channel itself."""
    texts = texts_of(SMALL)
    file, plan = "dossiertypen/subsidie.yaml", "ordeningsplan.yaml"
    site = "sites:\n  Team: provincievoorbeeld.sharepoint.com:/sites/subsidies\n"
    return {
        **texts,
        plan: texts[plan].replace("sites:\n", site),
        file: texts[file].replace("Archief / Subsidiedossiers", "Team / Documenten"),
    }


def _wherever_it_files() -> Mapping[str, str]:
    """Return the province's file plan with sources that listen to all places it files from and to."""
    texts = dict(_province(*SOURCES[:-1]))
    place = f"bibliotheek: Archief / {SOURCES[-1]}, stand: uitvoeren, dossiertypen: [Bezwaar]"
    texts["bronnen.yaml"] += f"  - {{bron: {SOURCES[-1]}, {place}}}\n"
    return texts


def _source_stays(path: str, text: str, where: Mapping[str, str]) -> Act:
    """A letter that Graph does not let the app remove."""

    def act(tenant: TenantAt) -> None:
        upload = {"person": STAFF, "do": "upload", "path": path, **where}
        content = base64.b64encode(text.encode()).decode()
        saved = tenant.post("people", content_base64=content, **upload)
        refused = {**NOT_ALLOWED, "path_contains": saved["item_id"]}
        tenant.post("faults", operation="drive_item.delete", **refused)

    return act


def _label_refused(tenant: TenantAt) -> None:
    """A letter in a library where the app may set no label."""
    tenant.post("faults", operation="retention_label.patch", **NOT_ALLOWED)
    _SAVES(tenant)


def _office_with_versions(tenant: TenantAt) -> None:
    """A Word file of two people's versions, into which SharePoint writes when it is copied."""
    tenant.post("faults", kind="rewrite_office", operation="drive_item.copy", times=None)
    for version, person in enumerate(("Projectleider", "Medewerker Subsidies", "Projectleider")):
        content = word(REPORT, f"Versie {version}.")
        _people(person, "upload", "Q3.docx", content, _RING_ROAD)(tenant)


SOURCES = ("Algemeen", "Post subsidies", "Subsidiedossiers", "Bezwaardossiers")
_SAVES = _people(STAFF, "upload", "brief.txt", APPLICATION.encode(), ALGEMEEN)
_MAIL = mail(LETTER, {"Begroting.txt": b"Begroting: dak 12.000 euro", "Plan.txt": b"Het dak."})
_RING_ROAD = {"team": "Beleid en Bestuur", "channel": "Ringweg Noord"}
_POST = {"team": "Subsidies", "channel": "Inkomende post"}

KINDS = (
    Kind("within a drive, new dossier", _in_own_library(), _SAVES, own_library=True),
    Kind(
        "within a drive, existing dossier",
        _in_own_library(),
        _SAVES,
        before=_people(STAFF, "folder", NUMBER, b"", DOCUMENTEN),
        own_library=True,
    ),
    Kind("between drives, new dossier", texts_of(SMALL), _SAVES),
    Kind(
        "between drives, existing dossier",
        texts_of(SMALL),
        _SAVES,
        before=_people("Recordmanager", "folder", NUMBER, b"", ARCHIVE),
    ),
    Kind(
        "document set, managed metadata, an Office file with versions",
        _province("Ringweg Noord"),
        _office_with_versions,
    ),
    Kind(
        "tagged in place",
        _province("Subsidiedossiers"),
        _people("Recordmanager", "upload", f"{NUMBER}/brief.txt", LETTER.encode(), ARCHIVE),
    ),
    Kind(
        "mail with attachments",
        _province("Post subsidies"),
        _people(STAFF, "upload", "mail.eml", _MAIL, _POST),
    ),
    Kind(
        "source kept",
        texts_of(SMALL),
        _source_stays("brief.txt", APPLICATION, ALGEMEEN),
        ends=("filed", "source_not_released"),
        like="between drives, new dossier",
    ),
    Kind(
        "taken back, between drives",
        texts_of(SMALL),
        _label_refused,
        ends=("waiting", "label_refused"),
        like="between drives, new dossier",
    ),
    Kind(
        "taken back, within a drive",
        _in_own_library(),
        _label_refused,
        own_library=True,
        ends=("waiting", "label_refused"),
        like="within a drive, new dossier",
    ),
)


def _a_few(tenant: TenantAt) -> None:
    for act in (
        _people(STAFF, "upload", "eerste.txt", f"{LETTER}Eerste.".encode(), _POST),
        _people(STAFF, "upload", "tweede.txt", f"{LETTER}Eerst anders.".encode(), _POST),
        _people(STAFF, "upload", "tweede.txt", f"{LETTER}Tweede.".encode(), _POST),
        _source_stays("vierde.txt", f"{LETTER}Vierde.", _POST),
        _people(STAFF, "upload", "derde.eml", _MAIL, _POST),
        _people(STAFF, "upload", "lunch.txt", b"De lunch is om half een.", ALGEMEEN),
        _people("Recordmanager", "upload", f"{NUMBER}/zelf.txt", LETTER.encode(), ARCHIVE),
    ):
        act(tenant)


# Where anybody may do anything, in any order: for the state machine, not for the matrix.
EVERYTHING = Kind("everything", _wherever_it_files(), _a_few, has_arrived=True)
