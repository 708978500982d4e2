"""A mail is read with what is attached to it, and it is known where its own words end."""

import io
from email.message import EmailMessage

import pytest
from PIL import Image

from extraction.formats import read
from filing.contents import key_of_bytes
from records.documents import Attachment, Reading
from tests.extraction.made import docx, locked, mail, packed, pdf, pdf_of_a_picture


def _text(name: str, content: bytes) -> str:
    reading = read(name, content)
    assert reading.problem is None
    assert reading.text is not None
    return reading.text


def _own(reading: Reading) -> str:
    assert reading.text is not None
    return reading.text[: reading.own_end]


def _attached(reading: Reading, attachment: Attachment) -> str:
    assert reading.text is not None
    return reading.text[attachment.start : attachment.end]


def _with(attached: dict[str, bytes], body: str = "Zie bijlagen.") -> EmailMessage:
    message = mail(body, Subject="Stukken")
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="x", filename=name)
    return message


def test_a_mail_gives_its_subject_people_and_date_before_its_body() -> None:
    message = mail(
        "Geachte,\n\nHierbij één verslag.\n",
        Subject="Verslag één SUB-2026-0147",
        From="Stichting Voorbeeld <info@stichting.example>",
        To="subsidies@provincie.example",
        Date="Thu, 12 Mar 2026 10:00:00 +0100",
    )
    assert _text("a.eml", message.as_bytes()).splitlines() == [
        "Onderwerp: Verslag één SUB-2026-0147",
        "Van: Stichting Voorbeeld <info@stichting.example>",
        "Aan: subsidies@provincie.example",
        "Datum: Thu, 12 Mar 2026 10:00:00 +0100",
        "",
        "Geachte,",
        "",
        "Hierbij één verslag.",
    ]


def test_a_mail_in_html_gives_what_is_seen_of_it() -> None:
    html = (
        "<html><head><title>Niet</title><style>p {}</style><body><p>Geachte&nbsp;heer,</p>"
        "<p>E&eacute;n <b>regel</b>\n verder<br>en</p><table><tr><td>a<td>b</table>"
    )
    text = _text("a.eml", mail(html, html=True, Subject="x").as_bytes())
    assert text.split("\n\n", 1)[1].replace("\n\n", "\n").splitlines() == [
        "Geachte heer,",
        "Eén regel verder",
        "en",
        "a\tb",
    ]


def test_a_mail_that_declares_a_wrong_encoding_is_read() -> None:
    content = (
        b"Subject: caf\xe9\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nE\xe9n \x80 5\r\n"
    )
    assert _text("a.eml", content) == "Onderwerp: café\n\nEén € 5"


@pytest.mark.parametrize(
    "kind",
    [
        'application/pkcs7-mime; smime-type="enveloped-data"; name="smime.p7m"',
        "application/x-microsoft-rpmsg-message",
    ],
)
def test_a_sealed_mail_is_encrypted(kind: str) -> None:
    content = f"Subject: x\r\nContent-Type: {kind}\r\n\r\nAAAA\r\n".encode()
    assert read("a.eml", content).problem == "encrypted"


# ------------------------------------------------------------------------------- what is attached


def test_attachments_follow_the_message_each_below_its_name() -> None:
    attached = {"verslag.pdf": pdf("het verslag"), "brief.docx": docx("de brief")}
    reading = read("a.eml", _with(attached).as_bytes())
    assert (reading.text or "").splitlines() == [
        "Onderwerp: Stukken",
        "",
        "Zie bijlagen.",
        "",
        "Bijlage: verslag.pdf",
        "het verslag",
        "",
        "Bijlage: brief.docx",
        "de brief",
    ]
    assert _own(reading) == "Onderwerp: Stukken\n\nZie bijlagen."
    assert [_attached(reading, each) for each in reading.attachments] == ["het verslag", "de brief"]
    assert [each.keys[0] for each in reading.attachments] == [
        key_of_bytes(content) for content in attached.values()
    ]


def test_an_attachment_that_cannot_be_read_says_why_and_costs_the_mail_nothing() -> None:
    attached = {
        "scan.pdf": pdf_of_a_picture(),
        "foto.jpg": b"\xff\xd8\xff",
        "half.docx": docx("x")[:500],
        "oud.doc": b"x",
        "leeg.txt": b"",
        "slot.docx": locked(docx("x")),
    }
    reading = read("a.eml", _with(attached).as_bytes())
    assert reading.problem is None
    assert {each.name: each.problem for each in reading.attachments} == {
        "scan.pdf": "no_text_layer",
        "foto.jpg": "no_text_layer",
        "half.docx": "broken",
        "oud.doc": "unsupported",
        "leeg.txt": "no_words",
        "slot.docx": "encrypted",
    }
    assert all(each.start == each.end for each in reading.attachments)


def test_a_mail_in_a_mail_is_read_and_its_own_attachments_are_only_named() -> None:
    inner = _with({"diep.txt": b"te diep"}, body="Het eerdere bericht")
    outer = mail("Ter kennisname", Subject="FW")
    outer.add_attachment(inner)
    reading = read("a.eml", outer.as_bytes())
    (attachment,) = reading.attachments
    assert attachment.name == "Stukken"
    assert _attached(reading, attachment).splitlines() == [
        "Onderwerp: Stukken",
        "",
        "Het eerdere bericht",
        "",
        "Bijlage: diep.txt",
    ]


def test_a_zip_in_a_mail_is_opened_once_and_what_lies_in_a_zip_in_it_is_only_named() -> None:
    content = packed({"a.txt": "gelezen", "b.zip": packed({"c.txt": "te diep"})})
    reading = read("a.eml", _with({"stukken.zip": content}).as_bytes())
    (attachment,) = reading.attachments
    assert _attached(reading, attachment).splitlines() == [
        "Bestand: a.txt",
        "gelezen",
        "",
        "Bestand: b.zip",
        "Bestand: c.txt",
    ]


def test_mails_that_lie_in_each_other_without_end_do_no_harm() -> None:
    content = b"Subject: binnen\r\n\r\nx"
    for _ in range(300):
        content = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" + content
    assert read("a.eml", content).problem in {None, "broken"}


def test_a_picture_between_the_lines_of_a_mail_is_no_attachment() -> None:
    message = mail("<p>Met logo <img src='cid:logo'></p>", html=True, Subject="x")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    assert read("a.eml", message.as_bytes()).attachments == ()


def test_a_mail_without_quote_or_attachment_is_all_its_own() -> None:
    assert read("a.eml", mail("Hallo", Subject="x").as_bytes()).own_end is None


# -------------------------------------------------------------------------- where a mail quotes


@pytest.mark.parametrize(
    "older",
    [
        "Van: Jurist <j@p.example>\nVerzonden: maandag 9 maart\nAan: Subsidies\nOnderwerp: x\n\noud",
        "________________________________\nFrom: Jurist\nSent: Monday\nTo: us\nSubject: x\n\noud",
        "*Van:* Jurist\n*Datum:* 9 maart\n*Aan:* Subsidies\n\noud",
        "-----Oorspronkelijk bericht-----\noud",
        "---------- Forwarded message ---------\noud",
        "Begin doorgestuurd bericht:\n\noud",
        "Op ma 9 mrt 2026 om 10:00 schreef Jurist <j@p.example>:\n\noud",
        "Op 9 mrt. 2026, om 10:00 heeft Jurist <j@p.example>\nhet volgende geschreven:\noud",
        "On Mon, Mar 9, 2026 at 10:00 AM Jurist <j@p.example> wrote:\noud",
        "> een\n> twee",
        "> Wij wijzen uw aanvraag af.",
        ">> Wij wijzen uw aanvraag af.\n> Vervelend.\n>>> en daarvoor",
        "> > Wij wijzen uw aanvraag af.\nmijn antwoord",
        "-----Oorspronkelijke afspraak-----\noud",
        "-----Original Message-----\nFrom: Jurist\nSent: Monday\n\noud",
        "Van: Jurist Verzonden: maandag 9 maart Aan: Subsidies Onderwerp: x\n\noud",
        "From: Jurist\nTo: us\nSubject: x\n\noud",
        "Van: Jurist\n\nAan: Subsidies\n\nCC: ons\n\nVerzonden: maandag\n\nOnderwerp: x\n\noud",
        "Van: Jurist\nAan: Subsidies\nOnderwerp: x\n\noud",
        "Op 9 maart 2026 schreef Jurist <j@p.example>:\noud",
    ],
)
def test_a_mails_own_words_end_where_it_quotes_an_older_message(older: str) -> None:
    reading = read("a.eml", mail(f"Akkoord.\n\n{older}\n", Subject="RE").as_bytes())
    assert _own(reading) == "Onderwerp: RE\n\nAkkoord."
    assert reading.text == f"Onderwerp: RE\n\nAkkoord.\n\n{older}"


@pytest.mark.parametrize(
    "words",
    [
        "Op 12 maart 2026 schreef u ons het volgende:\neen vraag",
        "Van: 1 januari\nTot: 31 december",
        "Het bedrag is > 5000 euro",
        "Van: de griffie\nBetreft: een vraag\n\nGeachte,",
        "Wij sturen dit van: de griffie.",
    ],
)
def test_what_only_looks_like_a_quote_is_a_mails_own(words: str) -> None:
    assert read("a.eml", mail(words, Subject="x").as_bytes()).own_end is None


@pytest.mark.parametrize(
    "older",
    [
        '<div class="gmail_quote"><div class="gmail_attr">Op ma schreef</div>oud</div>',
        '<blockquote type="cite">oud</blockquote>',
        '<div id="divRplyFwdMsg">Van: Jurist</div><div>oud</div>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt">oud</div>',
        "<p><b>Van:</b> Jurist<br><b>Verzonden:</b> maandag<br><b>Aan:</b> ons</p><p>oud</p>",
    ],
)
def test_a_mail_in_html_quotes_as_its_program_marks_it(older: str) -> None:
    reading = read("a.eml", mail(f"<p>Akkoord.</p>{older}", html=True, Subject="RE").as_bytes())
    assert _own(reading) == "Onderwerp: RE\n\nAkkoord."
    assert (reading.text or "").endswith("oud")


def test_a_quote_comes_before_the_attachments() -> None:
    message = _with({"a.txt": b"bijlage"}, body="Akkoord.\n\n> een\n> twee")
    reading = read("a.eml", message.as_bytes())
    assert _own(reading).endswith("Akkoord.")
    assert (reading.text or "").endswith("> twee\n\nBijlage: a.txt\nbijlage")


def test_a_mail_tells_what_lies_in_its_attachments_and_was_not_read() -> None:
    """A mail in a mail and a zip in a mail, of which no file is told as an attachment."""
    inner = mail("Bijgaand.", Subject="Doorgestuurd")
    inner.add_attachment(b"x", maintype="application", subtype="pdf", filename="besluit.pdf")
    files: dict[str, bytes | str] = {
        "a.txt": "gelezen",
        "b.pdf": b"stuk",
        "c.zip": packed({"d.txt": "alleen de naam"}),
    }
    message = mail("Zie bijlagen.", Subject="Brief")
    message.add_attachment(inner)
    message.add_attachment(
        packed(files), maintype="application", subtype="zip", filename="alles.zip"
    )
    reading = read("mail.eml", message.as_bytes())
    assert [(one.problem, one.unread_inside) for one in reading.attachments] == [
        (None, ("besluit.pdf",)),
        (None, ("b.pdf", "c.zip")),
    ]


def test_what_holds_no_words_in_a_mail_or_in_a_zip_in_it_is_not_missed() -> None:
    def drawn(kind: str, width: int, height: int) -> bytes:
        made = io.BytesIO()
        Image.new("L", (width, height)).save(made, kind)
        return made.getvalue()

    files = {
        "logo.png": drawn("PNG", 300, 200),
        "film.MP4": b"film",
        "afspraak.ics": b"BEGIN:VCALENDAR",
        "niets.docx": b"",
    }
    held = {
        "scan.png": drawn("PNG", 900, 1200),
        "fax.tif": drawn("TIFF", 300, 200),  # may have more pages
        "raar.png": b"\x89PNG\r\n\x1a\n",
        "tekening.dwg": b"dwg",
    }
    reading = read("mail.eml", _with({**files, "alles.zip": packed({**files, **held})}).as_bytes())
    *alone, zipped = reading.attachments
    assert [(one.problem, one.is_read) for one in alone] == [("no_words", True)] * len(files)
    assert zipped.unread_inside == tuple(held)


def test_an_invitation_in_a_mail_is_no_enclosure_that_was_missed() -> None:
    message = mail("Komt u?", Subject="Uitnodiging")
    message.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
    reading = read("mail.eml", message.as_bytes())
    assert [(one.name, one.is_read) for one in reading.attachments] == [("text/calendar", True)]
