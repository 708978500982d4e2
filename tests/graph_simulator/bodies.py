"""What the operations take in their bodies, meant or nearly so."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

_NONSENSE: tuple[Any, ...] = (
    None, 0, -1, True, "", "x", [], [[]], {}, {"id": None}, "é" * 300, 1e300, ["x", 1],
)  # fmt: skip


class Bodies:
    """Bodies for one tenant; `drives` are those that a body may name."""

    def __init__(
        self,
        chance: random.Random,
        names: dict[str, Any],
        drives: list[dict[str, Any]],
        receiver: str,
    ) -> None:
        self._random = chance
        self._receiver = receiver
        self._people = list(names["people"].values())
        self._drives = drives
        self.event_type = ""
        self._labels = ["Lopend dossier", "Bezwaren 10 jaar"]
        self._app = next(iter(names["apps"].values()))

    def of(self, operation: str, path: str) -> Any:
        """A body: what is meant, and one in ten times with a value or a name that is not."""
        if operation in {"content.put", "upload_session.put"}:
            return b"stuk %d" % self._random.randrange(1000)
        body = self._meant(operation, path)
        if self._random.random() < 0.1:
            self._spoil(body)
        elif body and self._random.random() < 0.05:
            del body[self._random.choice(list(body))]
        return body

    def _spoil(self, body: dict[str, Any]) -> None:
        """Put a value that is not meant somewhere in it, or under a name that is not."""
        name = self._random.choice([*body, "nonsense"])
        below = body.get(name)
        if isinstance(below, list) and below:
            below = below[0]
        if isinstance(below, dict) and self._random.random() < 0.5:
            self._spoil(below)
        else:
            body[name] = self._random.choice(_NONSENSE)

    def headers(self, operation: str, body: Any) -> dict[str, str]:
        """What must go with the body."""
        if operation != "upload_session.put":
            return {}
        return {"Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}"}

    def _meant(self, operation: str, path: str) -> dict[str, Any]:
        area, _, what = operation.partition(".")
        made = getattr(self, f"_{area}_{what}", None)
        return made(path) if made else {}

    def _name(self) -> str:
        return f"naam {self._random.randrange(100_000)}"

    def _until(self) -> str:
        return (datetime.now(UTC) + timedelta(hours=self._random.randrange(2, 48))).isoformat()

    # ------------------------------------------------------------------------------------ items

    def _folder_create(self, _path: str) -> dict[str, Any]:
        return {"name": self._name(), "folder": {}}

    def _drive_item_patch(self, _path: str) -> dict[str, Any]:
        body: dict[str, Any] = {"name": self._name()}
        if self._random.random() < 0.3:
            drive = self._random.choice(self._drives)
            body["parentReference"] = {"driveId": drive["id"], "id": drive["root_id"]}
        return body

    def _drive_item_copy(self, _path: str) -> dict[str, Any]:
        drive = self._random.choice(self._drives)
        reference = {"driveId": drive["id"], "id": drive["root_id"]}
        return {"parentReference": reference, "name": self._name()}

    def _drive_item_checkin(self, _path: str) -> dict[str, Any]:
        return {"comment": "klaar", "checkInAs": self._random.choice(["published", "unspecified"])}

    def _upload_session_create(self, _path: str) -> dict[str, Any]:
        deferred = self._random.random() < 0.8
        return {"item": {"@microsoft.graph.conflictBehavior": "rename"}, "deferCommit": deferred}

    def _item_create_link(self, _path: str) -> dict[str, Any]:
        return {"type": "view", "scope": "organization"}

    def _item_invite(self, _path: str) -> dict[str, Any]:
        person = self._random.choice(self._people)
        return {"recipients": [{"objectId": person}], "roles": ["read"]}

    def _permission_patch(self, _path: str) -> dict[str, Any]:
        return {"roles": ["read"]}

    # -------------------------------------------------------------------------- columns, labels

    def _fields_patch(self, _path: str) -> dict[str, Any]:
        return {self._random.choice(["Title", "Documentsoort", "Dossiernummer"]): self._name()}

    def _list_item_patch(self, _path: str) -> dict[str, Any]:
        return {"contentType": {"name": self._random.choice(["Document", "Dossier"])}}

    def _content_type_add_copy(self, _path: str) -> dict[str, Any]:
        site, own = self._drives[0]["site_id"], self._random.choice(_OF_SITES)
        return {"contentType": f"https://graph.microsoft.com/v1.0/sites/{site}/contentTypes/{own}"}

    def _list_item_create(self, _path: str) -> dict[str, Any]:
        return {"fields": {"Title": self._name()}}

    def _list_create(self, _path: str) -> dict[str, Any]:
        return {"displayName": self._name(), "list": {"template": "genericList"}}

    def _column_create(self, _path: str) -> dict[str, Any]:
        return {"name": f"Kolom{self._random.randrange(100_000)}", "text": {}}

    def _column_patch(self, _path: str) -> dict[str, Any]:
        return {"description": self._name()}

    def _retention_label_patch(self, _path: str) -> dict[str, Any]:
        if self._random.random() < 0.1:
            return {"retentionSettings": {"isRecordLocked": True}}
        return {"name": self._random.choice(self._labels)}

    def _label_definition_create(self, _path: str) -> dict[str, Any]:
        return {
            "displayName": self._name(),
            "behaviorDuringRetentionPeriod": "retain",
            "actionAfterRetentionPeriod": "none",
            "retentionTrigger": "dateCreated",
            "defaultRecordBehavior": "startLocked",
            "retentionDuration": {
                "@odata.type": "microsoft.graph.security.retentionDurationInDays",
                "days": 365,
            },
        }

    def _authority_create(self, _path: str) -> dict[str, Any]:
        return {"displayName": self._name()}

    _authority_patch = _category_create = _category_patch = _authority_create
    _citation_create = _citation_patch = _department_create = _authority_create
    _department_patch = _authority_create
    _file_plan_reference_create = _file_plan_reference_patch = _authority_create

    def _label_definition_patch(self, _path: str) -> dict[str, Any]:
        return {"descriptionForAdmins": self._name()}

    def _retention_event_type_create(self, _path: str) -> dict[str, Any]:
        return {"displayName": self._name(), "description": "x"}

    _retention_event_type_patch = _retention_event_type_create

    def _retention_event_create(self, _path: str) -> dict[str, Any]:
        return {
            "displayName": self._name(),
            "eventTriggerDateTime": "2026-01-01T00:00:00Z",
            "eventQueries": [{"queryType": "files", "query": "1234"}],
            "retentionEventType@odata.bind": f"retentionEventTypes/{self.event_type}",
        }

    def _set_version_create(self, _path: str) -> dict[str, Any]:
        return {"comment": "vastgesteld", "shouldCaptureMinorVersion": False}

    # --------------------------------------------------------------- subscriptions, the others

    def _subscription_create(self, _path: str) -> dict[str, Any]:
        drive = self._random.choice(self._drives)
        return {
            "changeType": "updated",
            "notificationUrl": self._receiver,
            "clientState": "geheim",
            "resource": f"drives/{drive['id']}/root",
            "expirationDateTime": self._until(),
        }

    def _subscription_patch(self, _path: str) -> dict[str, Any]:
        return {"expirationDateTime": self._until()}

    def _site_permission_create(self, _path: str) -> dict[str, Any]:
        application = {"id": self._app, "displayName": "x"}
        return {"roles": ["read"], "grantedToIdentities": [{"application": application}]}

    def _site_permission_patch(self, _path: str) -> dict[str, Any]:
        return {"roles": ["write"]}

    def _permission_create(self, _path: str) -> dict[str, Any]:
        return {"roles": ["read"], "grantedToV2": {"application": {"id": self._app}}}

    _list_permission_create = _permission_create
    _list_item_permission_create = _permission_create
    _list_permission_patch = _site_permission_patch
    _list_item_permission_patch = _site_permission_patch

    def _message_send(self, _path: str) -> dict[str, Any]:
        return {"body": {"content": self._name()}}

    def _batch_(self, _path: str) -> dict[str, Any]:
        return {"requests": [{"id": "1", "method": "GET", "url": "/teams"}]}


# SharePoint's own content types that a library of the seed has not: Item, Document Set.
_OF_SITES = ("0x01", "0x0120D520")
