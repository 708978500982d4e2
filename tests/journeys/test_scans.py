"""A scan that a colleague saves is read where the installation recognises text, else it waits."""

import json

import pytest

from demo.writing_images import scan_of
from functions.composition import compose
from functions.settings import read_settings
from tests.extraction.made import pdf_with_pictures, picture
from tests.extraction.test_scans import needs_tesseract
from tests.journeys.journey import Journey

pytestmark = [pytest.mark.journey]

SCAN = scan_of(("Onderwerp: aanvraag om subsidie SUB-2026-0147", "Ik ben Jan, BSN 123456782."))


@needs_tesseract
async def test_a_scanned_application_waits_with_the_words_that_were_recognised(
    journey: Journey,
) -> None:
    await journey.host.stop()
    await journey.whole.close()
    settings = read_settings({**journey._settings(), "DOSSIER_OCR": "tesseract"})
    journey.whole = compose(settings, journey.clock)
    await journey.start_host()
    await journey.save("scan.pdf", SCAN)
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "number_recognised")
    register = list(journey.whole.register.export())
    assert "123456782" not in json.dumps(register)
    told = [one["beside"]["evidence"] for one in register if one["beside"]["evidence"]]
    [evidence] = [one["evidence"] for one in told if one.get("evidence")]
    assert {one["kind"] for one in evidence} == {"text", "number", "bsn"}
    assert all(one["by_ocr"] for one in evidence)


async def test_without_recognising_a_scan_waits_and_says_so(journey: Journey) -> None:
    await journey.save("scan.pdf", SCAN)
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "not_assessable_no_text_layer")


async def test_a_short_letter_before_a_scan_waits_for_its_opening_goes_on_there(
    journey: Journey,
) -> None:
    letter, scan = "Onderwerp: aanvraag om subsidie SUB-2026-0147", picture("Begroting")
    await journey.save("brief.pdf", pdf_with_pictures(letter, scan))
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "not_assessable_partly_read")


async def test_a_letter_with_a_scanned_enclosure_is_filed_and_tells_which_pages_were_not_read(
    journey: Journey,
) -> None:
    letter, scan = "Onderwerp: aanvraag om subsidie SUB-2026-0147. ", picture("Begroting")
    letter += "Wij lichten de aanvraag graag toe. " * 20  # longer than an opening
    await journey.save("brief.pdf", pdf_with_pictures(letter, scan, scan))
    await journey.settle()

    line = await journey.only_line()
    assert line.outcome == "filed"
    register = list(journey.whole.register.export())
    told = [one["beside"]["evidence"] for one in register if one["beside"]["evidence"]]
    [evidence] = [one["evidence"] for one in told if one.get("evidence")]
    assert [one["quote"] for one in evidence if one["kind"] == "unread_pages"] == ["2-3"]
