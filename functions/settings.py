"""The settings: environment variables (app settings in Azure), read in this one place."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extraction import recognising
from graph_client.session import confidential_host


class SettingsError(Exception):
    """A setting is missing or makes no sense; the message names each one."""


class Settings(BaseModel):
    """All settings, under the names that Azure, `local.settings.json` and `infra/` use."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    graph_base_url: str = Field(
        default="https://graph.microsoft.com/v1.0", alias="GRAPH_BASE_URL", pattern="^https?://"
    )
    graph_scope: str = Field(
        default="https://graph.microsoft.com/.default", alias="GRAPH_SCOPE", min_length=1
    )
    # What Graph lets an app use, per tenant (docs/decisions/0020): by default the smallest tenant's.
    graph_units_per_minute: int = Field(
        default=1_250, alias="GRAPH_UNITS_PER_MINUTE", ge=100, le=10_000_000
    )
    graph_percent_used: int = Field(default=90, alias="GRAPH_PERCENT_USED", ge=10, le=100)
    graph_percent_bulk: int = Field(default=50, alias="GRAPH_PERCENT_BULK", ge=10, le=90)
    managed_identity_client_id: str | None = Field(default=None, alias="AZURE_CLIENT_ID")
    database_url: str = Field(
        alias="DOSSIER_DATABASE_URL", pattern=r"^(sqlite:///.|postgresql\+pg8000://.)"
    )
    notification_url: str = Field(alias="NOTIFICATION_URL", pattern="^https?://")
    client_state_key: str = Field(alias="CLIENT_STATE_KEY", min_length=16)
    # A file, or the address of a container in Azure Storage.
    anchor: str = Field(alias="DOSSIER_ANCHOR", min_length=1)
    # Longer than any single request to Graph may take, or a slow worker acts on a lapsed claim.
    claim_seconds: int = Field(default=300, alias="DOSSIER_CLAIM_SECONDS", ge=60, le=86_400)
    # Whether text is recognised on scans; off, such a document goes to a person.
    ocr: Literal["", "tesseract"] = Field(default="", alias="DOSSIER_OCR")

    @field_validator("ocr")
    @classmethod
    def _is_installed(cls, ocr: str) -> str:
        if ocr and recognising.program() is None:
            raise ValueError("tesseract with Dutch is not installed here (tesseract-ocr-nld)")
        return ocr

    @field_validator("anchor")
    @classmethod
    def _a_file_or_a_container(cls, anchor: str) -> str:
        if "://" not in anchor:
            return anchor
        parts = urlsplit(anchor)
        try:
            confidential_host(anchor)
        except ValueError:
            raise ValueError("give a path, or the https address of a container") from None
        if parts.query or parts.fragment or not parts.path.strip("/"):
            raise ValueError("give the address of a container and nothing more: no key, no blob")
        return anchor

    @property
    def anchor_is_a_container(self) -> bool:
        """Return whether the register is anchored in Azure Storage, and not in a file."""
        return "://" in self.anchor


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings in `environment`; an empty value counts as not given.

    Raises SettingsError that names every setting that is missing or wrong, and no values: they
    may be secrets.
    """
    given = {name: value for name, value in environment.items() if value != ""}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors())
        raise SettingsError(
            f"These settings are missing or wrong: {wrong}. "
            "local.settings.example.json shows all of them."
        ) from None
