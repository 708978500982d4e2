"""How long the paths get that a filing makes, as SharePoint counts them."""

from dataclasses import replace

from filing.limits import path_length
from tests.records.made import ITEM

ROOT = replace(ITEM, web_url="https://contoso.sharepoint.com/sites/Archief/Subsidie%20dossiers")


def test_a_path_is_counted_decoded_and_from_the_site_on() -> None:
    whole = "sites/Archief/Subsidie dossiers/SUB-2026-0147/brief #1.docx"
    assert path_length(ROOT, "/SUB-2026-0147", "brief #1.docx") == len(whole)


def test_what_lies_in_the_root_is_counted_without_a_folder() -> None:
    assert path_length(ROOT, "/", "brief.docx") == len("sites/Archief/Subsidie dossiers/brief.docx")
