"""What is one record item: a mail and what is attached to it, the same content in several places."""

import io
import zipfile
from typing import Any

import pytest

from records.documents import Location
from tests.journeys.journey import Journey
from tests.journeys.test_province import LETTER, filed_in, mail, outcomes, word

pytestmark = pytest.mark.journey

ARCHIVE = "Archief/Subsidiedossiers"
POST = "Subsidies/Inkomende post"
BUDGET = LETTER.replace("hierbij", "hierbij, als bijlage bij onze mail,")


async def again(province: Journey) -> None:
    """Let a minute pass, after which what was put off is looked at again."""
    province.clock.advance(minutes=1)
    await province.host.run_function("sweep")
    await province.settle()


async def content_in_dossier(province: Journey) -> bytes:
    [filed] = await filed_in(province, "SUB-2026-0147")
    at = Location(filed["drive_id"], filed["id"])
    return await province.whole.workplace.drives.content(at)


def told(province: Journey, key: str) -> list[Any]:
    """What lies under that word beside the entries of the register."""
    lines = province.whole.register.export()
    beside = [line["beside"]["evidence"] or {} for line in lines]
    return [found for evidence in beside if (found := evidence.get(key))]


# ------------------------------------------------------------------------ mails and attachments


async def test_an_attachment_kept_inside_a_mail_is_due_again_when_the_mail_is_put_back(
    province: Journey,
) -> None:
    whole = mail(LETTER, {"Begroting.txt": BUDGET.encode()})
    await province.save("mail.eml", whole, place=POST)
    await province.settle()
    await province.save("los.txt", BUDGET)
    await province.settle()
    assert (await outcomes(province))["/Algemeen/los.txt"] == ("left", "already_kept")

    await province.undo_all()
    await again(province)
    assert await outcomes(province) == {
        "/Inkomende post/mail.eml": ("left", "undone"),
        "/Algemeen/los.txt": ("waiting", "taken_out_before"),
    }


async def test_a_mail_that_comes_after_its_attachment_is_filed_and_tells_where_that_is_kept(
    province: Journey,
) -> None:
    await province.save("los.txt", BUDGET)
    await province.settle()
    whole = mail(LETTER, {"Begroting.txt": BUDGET.encode()})
    await province.save("mail.eml", whole, place=POST)
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/los.txt": ("filed", "filed"),
        "/SUB-2026-0147/mail.eml": ("filed", "filed"),
    }
    [[loose]] = told(province, "kept_loose")
    assert (loose["name"], loose["inside"]) == ("los.txt", "Begroting.txt")
    assert loose["dossier_number"] == "SUB-2026-0147"


async def test_of_a_mail_and_its_attachment_at_the_same_moment_the_second_refers_to_the_first(
    province: Journey,
) -> None:
    whole = mail(LETTER, {"Begroting.txt": BUDGET.encode()})
    await province.save("mail.eml", whole, place=POST)
    await province.save("los.txt", BUDGET)
    await province.settle()
    for _ in range(3):
        await again(province)

    found = await outcomes(province)
    assert found["/SUB-2026-0147/mail.eml"] == ("filed", "filed")
    inside = found.get("/Algemeen/los.txt") == ("left", "already_kept")
    loose = found.get("/SUB-2026-0147/los.txt") == ("filed", "filed")
    assert (len(told(province, "same_as")), len(told(province, "kept_loose"))) == (inside, loose)
    assert inside or loose


# ---------------------------------------------------------------------------- the same content


async def test_what_graph_has_not_hashed_yet_is_compared_all_the_same(province: Journey) -> None:
    await province.save("brief.txt", LETTER, place=POST)
    await province.settle()
    await province.fault("not_hashed", "*", times=None)
    await province.save("kopie.txt", LETTER, place="Vergunningen/Inkomende post")
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/Inkomende post/kopie.txt": ("left", "already_kept"),
    }


async def test_what_people_made_of_a_filed_document_is_kept_as_well_as_what_was_filed(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER, place=POST)
    await province.settle()
    edited = f"{LETTER}Met een aanvulling."
    await province.in_library("edit", ARCHIVE, "SUB-2026-0147/brief.txt", text=edited)
    await province.settle()
    await province.save("eerst.txt", LETTER)
    await province.save("nu.txt", edited)
    await province.settle()

    found = await outcomes(province)
    assert found["/Algemeen/eerst.txt"] == ("left", "already_kept")
    assert found["/Algemeen/nu.txt"] == ("left", "already_kept")
    assert len(await filed_in(province, "SUB-2026-0147")) == 1


async def test_a_document_that_people_moved_to_another_dossier_is_kept_in_that_one(
    province: Journey,
) -> None:
    await province.save("brief.txt", LETTER, place=POST)
    await province.save("ander.txt", LETTER.replace("0147", "0200"), place=POST)
    await province.settle()
    await province.in_library("move", ARCHIVE, "SUB-2026-0147/brief.txt", to="SUB-2026-0200")
    await province.settle()
    await province.save("kopie.txt", LETTER)
    await province.settle()

    found = await outcomes(province)
    assert found["/Algemeen/kopie.txt"] == ("proposed", "kept_in_another_dossier")
    [same] = told(province, "same_as")
    assert same["dossier_number"] == "SUB-2026-0200"


async def test_an_office_file_that_sharepoint_rewrote_is_the_same_content(
    province: Journey,
) -> None:
    await province.fault("rewrite_office", "drive_item.copy", times=None)
    letter = word(*LETTER.splitlines())
    await province.save("SUB-2026-0147 Molen/Definitief/brief.docx", letter)
    await province.settle()
    rewritten = await content_in_dossier(province)
    assert rewritten != letter
    await province.save("SUB-2026-0147 Molen/Definitief/uit het dossier.docx", rewritten)
    await province.save("SUB-2026-0147 Molen/Definitief/opnieuw.docx", packed_anew(letter))
    await province.settle()

    found = set((await outcomes(province)).values())
    assert found == {("filed", "filed"), ("left", "already_kept")}
    assert len(await filed_in(province, "SUB-2026-0147")) == 1


async def test_an_office_file_that_lies_in_a_filed_mail_is_known_when_it_was_rewritten(
    province: Journey,
) -> None:
    letter = word("Begroting", "dak 12.000 euro")
    await province.save("mail.eml", mail(LETTER, {"Begroting.docx": letter}), place=POST)
    await province.settle()
    await province.save("los.docx", packed_anew(letter))
    await province.settle()

    assert (await outcomes(province))["/Algemeen/los.docx"] == ("left", "already_kept")


def packed_anew(office: bytes) -> bytes:
    """The same parts in another zip, with another title."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as after,
    ):
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(b"</cp:coreProperties>", b" </cp:coreProperties>")
            after.writestr(part.filename, content)
    return made.getvalue()
