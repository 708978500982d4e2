"""The settings: all that is wrong is said at once, and no value is ever shown."""

import json
from pathlib import Path

import pytest

from extraction import recognising
from functions.composition import compose
from functions.settings import SettingsError, read_settings
from graph_client.anchor_blob import AnchorBlob
from tests.functions.doorstep import settings_with
from tests.store.stored import ROOT

NEEDED = {"DOSSIER_DATABASE_URL", "NOTIFICATION_URL", "CLIENT_STATE_KEY", "DOSSIER_ANCHOR"}
GIVEN = settings_with("sqlite:///dossier.sqlite", Path("anchors.jsonl"))


@pytest.mark.parametrize("environment", [{}, dict.fromkeys(GIVEN, "")], ids=["absent", "empty"])
def test_every_setting_that_is_missing_is_named_at_once(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(environment)
    said = str(raised.value)
    assert {name for name in GIVEN if name in said} == NEEDED
    assert "local.settings.example.json" in said


@pytest.mark.parametrize("missing", sorted(NEEDED))
def test_one_that_is_missing_is_named_alone(missing: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({name: value for name, value in GIVEN.items() if name != missing})
    assert {name for name in GIVEN if name in str(raised.value)} == {missing}


def test_every_setting_that_is_wrong_is_named_and_no_value_is_shown() -> None:
    wrong = {
        "GRAPH_BASE_URL": "ftp://secretive",
        "DOSSIER_DATABASE_URL": "postgresql://user:secretive@host/db",
        "NOTIFICATION_URL": "secretive.example.org",
        "CLIENT_STATE_KEY": "secretive",
        "DOSSIER_CLAIM_SECONDS": "secretive",
        "DOSSIER_ANCHOR": "secretive",
    }
    with pytest.raises(SettingsError) as raised:
        read_settings(wrong)
    said = str(raised.value)
    assert {name for name in wrong if name in said} == {
        "DOSSIER_DATABASE_URL",
        "GRAPH_BASE_URL",
        "NOTIFICATION_URL",
        "CLIENT_STATE_KEY",
        "DOSSIER_CLAIM_SECONDS",
    }
    assert "secretive" not in said
    assert raised.value.__suppress_context__
    assert "secretive" not in repr(raised.value.__context__)


@pytest.mark.parametrize("seconds", ["0", "-1", "86401", "1.5"])
def test_a_claim_that_makes_no_sense_is_refused(seconds: str) -> None:
    with pytest.raises(SettingsError, match="DOSSIER_CLAIM_SECONDS"):
        read_settings({**GIVEN, "DOSSIER_CLAIM_SECONDS": seconds})


@pytest.mark.parametrize(
    ("anchor", "is_container"),
    [
        ("https://a.blob.core.windows.net/register-anchors", True),
        ("http://127.0.0.1:10000/account/register-anchors", True),
        ("build/register-anchors.jsonl", False),
    ],
)
def test_the_anchor_is_a_container_or_a_file(anchor: str, *, is_container: bool) -> None:
    settings = read_settings({**GIVEN, "DOSSIER_ANCHOR": anchor})
    assert (settings.anchor, settings.anchor_is_a_container) == (anchor, is_container)


@pytest.mark.parametrize(
    "url",
    [
        "HTTP://example.org/anchors",
        "ftp://example.org/anchors",
        "https://a.blob.core.windows.net",
        "https://a.blob.core.windows.net/anchors?sv=2022&sig=secret",
    ],
)
def test_an_address_that_is_no_container_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=r"DOSSIER_ANCHOR: .*container") as raised:
        read_settings({**GIVEN, "DOSSIER_ANCHOR": url})
    assert url not in str(raised.value)


def test_the_app_of_azure_begins_with_its_anchor_in_a_container(tmp_path: Path) -> None:
    given = settings_with(f"sqlite:///{tmp_path / 'dossier.sqlite'}", Path("unused"))
    settings = read_settings(
        {**given, "DOSSIER_ANCHOR": "https://a.blob.core.windows.net/register-anchors"}
    )
    whole = compose(settings)
    assert isinstance(whole.anchor, AnchorBlob)
    whole.database.close()


def test_what_need_not_be_given_has_the_public_cloud_as_its_value() -> None:
    needed = {name: value for name, value in GIVEN.items() if name in NEEDED}
    settings = read_settings({**needed, "PATH": "/bin", "AZURE_CLIENT_ID": ""})
    assert settings.graph_base_url == "https://graph.microsoft.com/v1.0"
    assert settings.graph_scope == "https://graph.microsoft.com/.default"
    assert settings.managed_identity_client_id is None
    assert settings.claim_seconds == 300


def test_the_example_settings_are_settings() -> None:
    text = (ROOT / "local.settings.example.json").read_text(encoding="utf-8")
    settings = read_settings(json.loads(text)["Values"])
    assert settings.client_state_key == "for-the-simulated-tenant-only"


def test_recognising_scans_is_refused_where_tesseract_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recognising, "_PLACES", "/nowhere")
    with pytest.raises(SettingsError, match=r"DOSSIER_OCR.*tesseract-ocr-nld"):
        read_settings({**GIVEN, "DOSSIER_OCR": "tesseract"})
    assert read_settings(GIVEN).ocr == ""
