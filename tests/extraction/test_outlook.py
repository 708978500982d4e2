"""A message of Outlook is read as the mail that it is."""

import pytest
from compressed_rtf import compress  # type: ignore[import-untyped]

from extraction.formats import read
from filing.contents import key_of_bytes
from records.documents import Reading
from tests.extraction.made import outlook, pdf

_RTF = 0x1009


def _own(reading: Reading) -> str:
    assert reading.text is not None
    return reading.text[: reading.own_end]


def test_a_message_of_outlook_reads_as_a_mail() -> None:
    message = outlook(
        "Akkoord.\r\n\r\n> een\r\n> twee",
        subject="Stukken",
        SENDER_NAME="Stichting Voorbeeld",
        SENDER_EMAIL_ADDRESS="info@stichting.example",
        attached={"verslag.pdf": pdf("het verslag")},
    )
    message.add_recipient("subsidies@provincie.example", display_name="Subsidies")
    message.add_embedded_message_attachment(outlook("binnen", subject="Eerder"), filename="Eerder")
    reading = read("a.msg", message.to_bytes())
    assert (reading.text or "").splitlines() == [
        "Onderwerp: Stukken",
        "Van: Stichting Voorbeeld <info@stichting.example>",
        "Aan: Subsidies <subsidies@provincie.example>",
        "",
        "Akkoord.",
        "",
        "> een",
        "> twee",
        "",
        "Bijlage: verslag.pdf",
        "het verslag",
        "",
        "Bijlage: Eerder",
        "Onderwerp: Eerder",
        "",
        "binnen",
    ]
    assert _own(reading).endswith("Akkoord.")
    assert [each.problem for each in reading.attachments] == [None, None]
    assert reading.attachments[0].keys == (key_of_bytes(pdf("het verslag")),)


@pytest.mark.parametrize(
    "rtf",
    [
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}E\'e9n caf\u233?\par \'80 5}",
        rb"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf niet\htmlrtf0 E\'e9n caf\'e9{\*\htmltag64 <p>}\u8364 ? 5}",
    ],
)
def test_a_message_of_outlook_with_rich_text_alone_is_read(rtf: bytes) -> None:
    message = outlook()
    message.set_property(_RTF, 0x0102, compress(rtf))
    text = (read("a.msg", message.to_bytes()).text or "").split("\n\n", 1)[1]
    assert text.replace("\n\n", "\n") == "Eén café\n€ 5"


def test_a_message_of_outlook_in_html_alone_is_read_with_its_quote() -> None:
    message = outlook(html="<p>Akkoord.</p><blockquote>oud</blockquote>")
    reading = read("a.msg", message.to_bytes())
    assert _own(reading).endswith("Akkoord.")
    assert (reading.text or "").endswith("oud")


@pytest.mark.parametrize("message_class", ["IPM.Note.rpmsg.Microsoft.IRM", "IPM.Note.SMIME"])
def test_a_sealed_message_of_outlook_is_encrypted(message_class: str) -> None:
    message = outlook(attached={"smime.p7m": b"0"}, MESSAGE_CLASS=message_class)
    assert read("a.msg", message.to_bytes()).problem == "encrypted"
