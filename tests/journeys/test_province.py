"""A province at work: several teams, channels of three kinds, archives that people work in."""

import io
import re
import shutil
import uuid
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from filing.undo_plan import UndoPlan
from filing.undoing import prepare_undo
from records.documents import Location
from records.verdicts import Reason
from tests.journeys.journey import PROVINCE, Journey

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("storage", ["in-process", "azurite"], indirect=True),
]

LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"
DECISION = (
    "Wij besluiten subsidie te verlenen, kenmerk SUB-2026-0147, op grond van de "
    "Subsidieregeling monumenten en erfgoed.\n"
)
OBJECTION = (
    "Wij maken bezwaar tegen uw besluit met kenmerk SUB-2026-0147. Ons dossier BZW-2026-0008.\n"
)
POST = "Subsidies/Inkomende post"
REPORT = "Voortgangsrapportage derde kwartaal\n\nHet tracé ligt vast.\n"


async def filed_in(journey: Journey, folder: str) -> list[dict[str, Any]]:
    return [i for i in await journey.items() if i["path"].startswith(f"/{folder}/")]


async def outcomes(journey: Journey) -> dict[str, tuple[str, str]]:
    """What became of each document, by its name and where people put it, no promise broken."""
    account = await journey.account()
    broken = [violation.sentence for violation in account.violations]
    assert not broken, broken
    return {line.where.partition(": ")[2]: (line.outcome, line.code) for line in account.lines}


def mail(text: str, attachments: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Stukken", "a@b.example", "c@d.example"
    message.set_content(text)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


def word(*paragraphs: str, inserted: str = "") -> bytes:
    """A Word file with those paragraphs, and `inserted` as a tracked change."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if inserted:
        change = (
            f"<w:p {nsdecls('w')}><w:ins w:id='1'><w:r><w:t>{inserted}</w:t></w:r></w:ins></w:p>"
        )
        document.element.body.insert(0, parse_xml(change))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


# ---------------------------------------------------------------------- what no rule knows


async def test_post_that_no_rule_knows_is_put_before_a_person_and_work_is_left(
    province: Journey,
) -> None:
    text = "De rechtbank verzoekt u de stukken toe te zenden.\n"
    await province.save("verzoek.txt", text, place=POST)
    await province.save("uitje.txt", "Programma van het afdelingsuitje\n")
    await province.save("portaal.url", "[InternetShortcut]\nURL=https://x.example\n", place=POST)
    await province.settle()

    assert await outcomes(province) == {
        "/Inkomende post/verzoek.txt": ("waiting", "came_in_unknown"),
        "/Algemeen/uitje.txt": ("left", "no_rule_fits"),
        "/Inkomende post/portaal.url": ("left", "no_document"),
    }


async def test_a_document_of_unknown_kind_is_put_before_a_person_by_its_own_number_once_final(
    province: Journey,
) -> None:
    advice = "Advies van het waterschap. Uw kenmerk: SUB-2026-0147.\n"
    await province.save("advies.txt", advice, place=POST)
    await province.save("SUB-2026-0148/overeenkomst.docx", word("De partijen komen overeen."))
    await province.save("SUB-2026-0149/Definitief/verslag.docx", word("Wij spraken af."))
    await province.save("twee.txt", "Over SUB-2026-0150 en BZW-2026-0009.\n", place=POST)
    await province.settle()

    assert await outcomes(province) == {
        "/Inkomende post/advies.txt": ("waiting", "only_dossier_known"),
        "/Algemeen/SUB-2026-0148/overeenkomst.docx": ("left", "not_final_yet"),
        "/Algemeen/SUB-2026-0149/Definitief/verslag.docx": ("waiting", "only_dossier_known"),
        "/Inkomende post/twee.txt": ("waiting", "several_dossiers"),
    }
    assert await filed_in(province, "SUB-2026-0147") == []
    [told] = [
        line["beside"]["evidence"]["verdict"]
        for line in province.whole.register.export()
        if "0147" in str((line["beside"]["evidence"] or {}).get("verdict"))
    ]
    assert (told["document_type"], told["dossier_number"]) == (None, "SUB-2026-0147")


# ------------------------------------------------------------------------------ record items


async def test_the_same_letter_in_two_teams_is_one_record_item_and_a_reference(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER, place="Subsidies/Inkomende post")
    await province.settle()
    await province.save("kopie.txt", LETTER, place="Vergunningen/Inkomende post")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/Inkomende post/kopie.txt": ("left", "already_kept"),
    }
    [reference] = [
        line["beside"]["evidence"]["same_as"]
        for line in province.whole.register.export()
        if "same_as" in (line["beside"]["evidence"] or {})
    ]
    [filing] = province.whole.overviews.filings()
    # Not everyone in that other team may open the dossier: they are told no name.
    assert reference == {
        "document_id": filing["document_id"],
        "dossier_number": "SUB-2026-0147",
    }


async def test_the_same_letter_in_two_teams_at_the_same_moment_is_filed_once(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER, place="Subsidies/Inkomende post")
    await province.save("kopie.txt", LETTER, place="Vergunningen/Inkomende post")
    await province.settle()
    province.clock.advance(minutes=1)
    await province.host.run_function("sweep")
    await province.settle()

    found = (await outcomes(province)).values()
    assert sorted(found) == [("filed", "filed"), ("left", "already_kept")]


async def test_a_letter_that_was_put_back_does_not_slip_in_by_its_copy(province: Journey) -> None:
    await province.save("brief.txt", LETTER, place="Subsidies/Inkomende post")
    await province.settle()
    await province.save("kopie.txt", LETTER)
    await province.settle()
    await province.undo_all()
    await province.host.run_function("sweep")
    await province.settle()

    assert await outcomes(province) == {
        "/Inkomende post/brief.txt": ("left", "undone"),
        "/Algemeen/kopie.txt": ("waiting", "taken_out_before"),
    }


async def test_a_mail_with_its_attachments_is_one_thing_and_a_loose_attachment_is_part_of_it(
    province: Journey,
) -> None:
    budget = b"Begroting: dak 12.000 euro"
    whole = mail(LETTER, {"Begroting.txt": budget})
    await province.save("mail.eml", whole, place="Subsidies/Inkomende post")
    await province.settle()
    await province.save("Begroting los.txt", budget)
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/mail.eml": ("filed", "filed"),
        "/Algemeen/Begroting los.txt": ("left", "already_kept"),
    }
    assert len(await filed_in(province, "SUB-2026-0147")) == 1


async def test_draft_final_and_signed_are_told_apart_by_what_they_are(province: Journey) -> None:
    folder = "SUB-2026-0147 Molen"
    await province.save(f"{folder}/Besluit DEF.docx", word(DECISION, inserted="of toch niet"))
    await province.save(f"{folder}/Besluit getekend.docx", word(DECISION))
    await province.save(f"{folder}/Definitief/Besluit.docx", word(DECISION, "Verzonden."))
    await province.settle()

    assert await outcomes(province) == {
        f"/Algemeen/{folder}/Besluit DEF.docx": ("left", "still_worked_on"),
        f"/Algemeen/{folder}/Besluit getekend.docx": ("left", "not_final_yet"),
        "/SUB-2026-0147/Besluit.docx": ("filed", "filed"),
    }
    [filed] = await filed_in(province, "SUB-2026-0147")
    assert filed["fields"]["Documentstatus"] == "Definitief"


async def test_a_draft_is_filed_once_people_declare_it_final(province: Journey) -> None:
    folder = "SUB-2026-0147 Molen"
    await province.save(f"{folder}/Besluit.docx", word(DECISION))
    await province.settle()
    await province.person("folder", f"{folder}/Definitief")
    await province.person("move", f"{folder}/Besluit.docx", to=f"{folder}/Definitief")
    await province.settle()

    assert (await province.only_line()).outcome == "filed"


# -------------------------------------------------------------------- what people do afterwards


async def test_a_filed_document_that_people_edit_and_move_is_theirs_and_never_filed_again(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    await province.in_library("edit", archive, "SUB-2026-0147/brief.txt", text=f"{LETTER}Erbij.")
    await province.settle()
    await province.in_library("folder", archive, "SUB-2026-0147/Correspondentie")
    await province.in_library(
        "move", archive, "SUB-2026-0147/brief.txt", to="SUB-2026-0147/Correspondentie"
    )
    await province.settle()

    line = await province.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    told = [entry for entry in province.kinds() if entry in {"planned", "filed", "changed"}]
    assert told == ["planned", "filed", "changed", "changed"]
    assert "verplaatst naar /SUB-2026-0147/Correspondentie" in line.reason_nl


async def test_a_label_and_a_content_type_that_people_choose_afterwards_are_written_down(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    archive, path = "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt"
    await province.in_library("label", archive, path, label="Bezwaren 10 jaar")
    await province.settle()
    line = await province.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    assert "retentielabel «Bezwaren 10 jaar» gegeven" in line.reason_nl

    await province.in_library("content_type", archive, path, content_type="Document")
    await province.settle()
    assert "inhoudstype «Document» gegeven" in (await province.only_line()).reason_nl


async def test_a_filed_document_that_people_remove_is_written_down_and_not_filed_again(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    [filed] = await filed_in(province, "SUB-2026-0147")
    # The label keeps people from removing it; a records manager takes that off first.
    await province.whole.workplace.drives.remove_label(Location(filed["drive_id"], filed["id"]))
    await province.in_library("delete", "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt")
    await province.settle()

    account = await province.account()
    assert (account.documents, account.violations) == (0, ())
    assert province.kinds()[-1] != "planned"
    assert "moved" in province.kinds()


async def test_a_filed_document_that_people_remove_and_put_back_stands_filed_again(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    [filed] = await filed_in(province, "SUB-2026-0147")
    where = ("Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt")
    await province.in_library("label", *where, label="")
    await province.in_library("delete", *where)
    await province.settle()
    await province.save("nog eens.txt", LETTER)
    await province.settle()
    await province.in_library("restore", *where, item=filed["id"])
    await province.settle()
    await province.host.run_function("sweep")
    await province.settle()

    assert (await outcomes(province)) == {
        "/SUB-2026-0147/brief.txt": ("filed", "changed_by_people"),
        "/Algemeen/nog eens.txt": ("left", "already_kept"),
    }
    [filing] = province.whole.overviews.filings()
    assert isinstance(await prepare_undo(filing["filing_id"], province.whole.workplace), UndoPlan)


async def test_what_someone_saves_straight_into_a_dossier_is_tagged_where_it_lies(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    late = LETTER.replace("SUB-2026-0147", "SUB-2020-0001")  # a number that is not this dossier's
    await province.in_library("upload", archive, "SUB-2026-0147/erbij.txt", text=late)
    await province.in_library("upload", archive, "SUB-2026-0147/foto.txt", text="een foto")
    await province.in_library("upload", archive, "los.txt", text=f"{late}Los.")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/SUB-2026-0147/erbij.txt": ("filed", "filed"),
        "/SUB-2026-0147/foto.txt": ("waiting", "kind_unknown"),
        "/los.txt": ("left", "in_no_dossier"),
    }
    places = {
        one["name"]: (one["source"], one["filed_from"])
        for one in province.whole.overviews.documents()
    }
    assert places["brief.txt"] == ("Subsidiedossiers", ["Algemeen"])
    assert places["foto.txt"] == ("Subsidiedossiers", [])
    [tagged] = [i for i in await province.items() if i["name"] == "erbij.txt"]
    assert tagged["fields"]["Dossiernummer"] == "SUB-2026-0147"
    assert tagged["label"]["name"] == "Lopend dossier"
    assert tagged["content_type"] == "Archiefstuk"


async def test_what_was_tagged_in_place_can_be_turned_back_in_place(province: Journey) -> None:
    archive = "Archief/Subsidiedossiers"
    await province.in_library("upload", archive, "SUB-2026-0147/erbij.txt", text=LETTER)
    await province.settle()
    [before] = await filed_in(province, "SUB-2026-0147")
    await province.undo_all()

    [after] = await filed_in(province, "SUB-2026-0147")
    assert (after["id"], after["name"]) == (before["id"], before["name"])
    assert (after["label"], after["content_type"]) == (None, "Document")
    assert {name for name, value in after["fields"].items() if value} <= {"Title"}
    assert (await province.only_line()).outcome == "left"


# ------------------------------------------------------------------------------------- places


async def test_a_shared_channel_with_a_drive_of_its_own_and_managed_metadata(
    province: Journey,
) -> None:
    await province.save(
        "Q3.txt", REPORT, who="Projectleider", place="Beleid en Bestuur/Ringweg Noord"
    )
    await province.settle()

    assert (await province.only_line()).outcome == "filed"
    [filed] = await filed_in(province, "PRJ-2026-004")
    assert filed["fields"]["Documentsoort"]["Label"] == "Voortgangsrapportage"
    [dossier] = [i for i in await province.items(kind="folder") if i["name"] == "PRJ-2026-004"]
    assert dossier["content_type"] == "Dossier"
    assert dossier["fields"]["Dossierstatus"] == "Lopend"


async def test_a_channel_whose_files_are_not_made_yet_is_found_later(
    province: Journey,
) -> None:
    await province.fault("not_provisioned", "channel.files_folder", times=None)
    await province.host.run_function("tend")
    problems = {s.name: s.problem for s in await province.whole.sources.all()}
    assert "not made yet" in (problems["Ringweg Noord"] or "")
    await province.own("DELETE", "/faults")
    await province.host.run_function("tend")
    assert not any(s.problem for s in await province.whole.sources.all())


async def test_two_documents_for_one_new_dossier_make_one_document_set(province: Journey) -> None:
    await province.save("een.txt", LETTER)
    await province.save("twee.txt", f"{LETTER}Nog een.")
    await province.settle()
    province.clock.advance(minutes=1)
    await province.host.run_function("sweep")
    await province.settle()

    assert set((await outcomes(province)).values()) == {("filed", "filed")}
    sets = [i for i in await province.items(kind="folder") if i["content_type"] == "Dossier"]
    assert [one["name"] for one in sets] == ["SUB-2026-0147"]
    assert sets[0]["fields"]["Zaaktype"] == "SUBSIDIE"


# ----------------------------------------------------------------------------------- audience


async def test_a_narrower_and_a_wider_audience(province: Journey) -> None:
    await province.person("folder", "Vertrouwelijk", who="Jurist")
    await province.person("restrict", "Vertrouwelijk", who="Jurist", only=["Jurist"])
    await province.save("Vertrouwelijk/een.txt", LETTER, who="Jurist")
    await province.save(
        "twee.txt", f"{LETTER}B", who="Medewerker Vergunningen", place="Vergunningen/Inkomende post"
    )
    await province.settle()

    assert await outcomes(province) == {
        "/Algemeen/Vertrouwelijk/een.txt": ("waiting", "audience_wider"),
        "/Inkomende post/twee.txt": ("waiting", "audience_wider"),
    }


# ------------------------------------------------------------------------------------ closing


async def test_a_late_letter_to_a_closed_dossier_goes_to_a_person(province: Journey) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    plan = await province.whole.in_force.plan()
    assert plan is not None
    closed = province.dossiers().close("SUB-2026-0147", "verleend", plan, "person:test")
    assert not isinstance(closed, Reason), closed
    await province.save("laat.txt", f"{LETTER}Dit was ik vergeten.")
    await province.settle()
    assert (await outcomes(province))["/Algemeen/laat.txt"] == ("waiting", "dossier_closed")

    province.dossiers().reopen("SUB-2026-0147", "person:test")
    await province.host.run_function("sweep")
    await province.settle()
    assert (await outcomes(province))["/SUB-2026-0147/laat.txt"] == ("filed", "filed")


# ------------------------------------------------------------------------------------- thread


async def test_the_red_thread_runs_from_an_objection_to_a_paragraph_of_the_agreement(
    province: Journey,
) -> None:
    await province.save("SUB-2026-0147 Molen/Definitief/Besluit.docx", word(DECISION))
    await province.save("bezwaar.txt", OBJECTION)
    await province.settle()

    assert set((await outcomes(province)).values()) == {("filed", "filed")}
    assert await province.trace("BZW-2026-0008") >= {
        ("BZW-2026-0008", "bezwaar tegen", "SUB-2026-0147"),
        ("SUB-2026-0147", "wettelijke grondslag", "Subsidieregeling monumenten en erfgoed"),
        ("Subsidieregeling monumenten en erfgoed", "rests_on", "Erfgoednota"),
        ("Erfgoednota", "rests_on", "akkoord 2.10"),
    }


# ------------------------------------------------------------------------ what goes wrong there


async def test_a_term_that_the_library_does_not_take_stops_the_filing_unseen(
    tmp_path: Path, installation: Journey
) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(PROVINCE, plan)
    kinds = plan / "documentsoorten.yaml"
    text = kinds.read_text(encoding="utf-8")
    unknown = re.sub("term: [0-9a-f-]{36}", lambda _: f"term: {uuid.uuid4()}", text)
    kinds.write_text(unknown, encoding="utf-8")
    journey = installation
    await journey.start(plan=plan)
    try:
        place = "Beleid en Bestuur/Ringweg Noord"
        await journey.save("Q3.txt", REPORT, who="Projectleider", place=place)
        await journey.settle()

        line = await journey.only_line()
        assert (line.outcome, line.code) == ("waiting", "columns_not_set")
        assert [i["path"] for i in await journey.items()] == ["/Ringweg Noord/Q3.txt"]
        assert not [i for i in await journey.items(kind="folder") if "PRJ" in i["name"]]
    finally:
        await journey.stop()


async def test_a_document_that_people_drag_to_another_dossier_stays_there(
    province: Journey,
) -> None:
    await province.save("een.txt", LETTER)
    await province.save("twee.txt", LETTER.replace("0147", "0200"))
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    await province.in_library("move", archive, "SUB-2026-0147/een.txt", to="SUB-2026-0200")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0200/een.txt": ("filed", "changed_by_people"),
        "/SUB-2026-0200/twee.txt": ("filed", "filed"),
    }
    assert province.kinds().count("planned") == 2
    places = {item.name: (item.dossier_number, item.url) for item in province.dossiers().items()}
    assert {number for number, _ in places.values()} == {"SUB-2026-0200"}
    assert places["een.txt"][1].endswith("/SUB-2026-0200/een.txt")


async def test_a_record_item_has_the_name_and_the_dossier_that_people_gave_its_document(
    province: Journey,
) -> None:
    await province.save("een.txt", LETTER)
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    await province.in_library("rename", archive, "SUB-2026-0147/een.txt", to="Aanvraag.txt")
    await province.settle()
    [item] = province.dossiers().items()
    assert (item.dossier_number, item.name) == ("SUB-2026-0147", "Aanvraag.txt")
    assert item.url.endswith("/SUB-2026-0147/Aanvraag.txt")

    await province.in_library("move", archive, "SUB-2026-0147/Aanvraag.txt", to="")
    await province.settle()
    assert province.dossiers().items() == ()

    await province.in_library("move", archive, "Aanvraag.txt", to="SUB-2026-0147")
    await province.settle()
    [item] = province.dossiers().items()
    assert item.dossier_number == "SUB-2026-0147"


async def test_a_document_that_people_drag_to_another_dossier_is_not_turned_back(
    province: Journey,
) -> None:
    await province.save("een.txt", LETTER)
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    await province.in_library("folder", archive, "SUB-2026-0200")
    await province.in_library("move", archive, "SUB-2026-0147/een.txt", to="SUB-2026-0200")
    await province.settle()

    [filing] = province.whole.overviews.filings()
    obstacle = await prepare_undo(filing["filing_id"], province.whole.workplace)
    assert isinstance(obstacle, Reason)
    assert obstacle.code == "moved_by_people"


async def test_a_colleagues_file_in_a_dossier_is_never_mistaken_for_our_copy(
    province: Journey,
) -> None:
    archive = "Archief/Subsidiedossiers"
    other = f"{LETTER}Van een collega."
    await province.in_library("upload", archive, "SUB-2026-0147/brief.txt", text=other)
    await province.save("brief.txt", LETTER)
    await province.settle()
    province.clock.advance(minutes=1)
    await province.host.run_function("sweep")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/SUB-2026-0147/brief (2).txt": ("filed", "filed"),
    }


async def test_a_letter_that_was_removed_from_its_dossier_does_not_slip_in_by_its_copy(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER, place="Subsidies/Inkomende post")
    await province.settle()
    await province.save("kopie.txt", LETTER)
    await province.settle()
    [filed] = await filed_in(province, "SUB-2026-0147")
    await province.whole.workplace.drives.remove_label(Location(filed["drive_id"], filed["id"]))
    await province.in_library("delete", "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt")
    await province.settle()
    await province.host.run_function("sweep")
    await province.settle()

    account = await province.account()
    assert not account.violations
    [line] = [line for line in account.lines if line.name == "kopie.txt"]
    assert (line.outcome, line.code) == ("waiting", "taken_out_before")


async def test_what_people_put_beside_a_dossier_in_the_archive_is_never_moved(
    province: Journey,
) -> None:
    archive = "Archief/Subsidiedossiers"
    await province.in_library("upload", archive, "SUB-2026-0147 Molen/brief.txt", text=LETTER)
    await province.settle()

    line = await province.only_line()
    assert (line.outcome, line.code) == ("waiting", "beside_its_dossier")


async def test_what_people_keep_in_our_staging_folder_is_theirs_and_is_seen(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    archive = "Archief/Subsidiedossiers"
    await province.in_library("upload", archive, "_binnen/eigen.txt", text=f"{LETTER}Eigen.")
    await province.in_library("upload", archive, "_binnen/map/ook.txt", text=f"{LETTER}Ook.")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/_binnen/eigen.txt": ("left", "in_no_dossier"),
        "/_binnen/map/ook.txt": ("left", "in_no_dossier"),
    }
