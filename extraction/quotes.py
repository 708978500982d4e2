"""Where a mail's own words end and the older message that it answers or forwards begins."""

import re
from typing import Final

from extraction.from_html import Seen
from extraction.reading import normalised

_SPACE: Final = r"[^\S\n]"
_LABEL: Final = rf"{_SPACE}{{0,8}}\*{{0,2}}{_SPACE}?"  # some programs set the word in stars
_DATE: Final = "(?:Verzonden|Sent|Datum|Date|Gesendet|Envoyé)"
_OLDER: Final = "|".join(
    (
        # Outlook: the header of the older message, below a line of underscores at times.
        rf"(?:_{{8,}}{_SPACE}*\n{_SPACE}*)?{_LABEL}(?:Van|From|Von|De){_SPACE}?:[^\n]{{0,500}}\n"
        rf"(?:[^\n]{{0,500}}\n){{0,2}}?{_LABEL}{_DATE}{_SPACE}?:",
        rf"{_SPACE}*-{{2,}}{_SPACE}*(?:Oorspronkelijke?|Original|Doorgestuurd|Forwarded){_SPACE}"
        rf"(?:bericht|message){_SPACE}*-{{2,}}",
        rf"{_SPACE}*(?:Begin doorgestuurd bericht|Begin forwarded message){_SPACE}*:",
        # Gmail, Apple and Thunderbird: a sentence, over two lines when it is long.
        rf"{_SPACE}*Op\b[^\n]{{0,200}}\n?[^\n]{{0,200}}\b(?:schreef|het volgende geschreven)\b"
        rf"[^\n]{{0,200}}:{_SPACE}*$",
        rf"{_SPACE}*On\b[^\n]{{0,200}}\n?[^\n]{{0,200}}\bwrote{_SPACE}?:{_SPACE}*$",
        rf"{_SPACE}{{0,3}}>[^\n]*$",
    )
)
_QUOTE: Final = re.compile(f"^(?:{_OLDER})", re.MULTILINE)


def parted(message: Seen) -> Seen:
    """Return `message`, normalised, with what its words show to be quoted behind what its HTML did.

    The quote starts at the first sign of one: answers between quoted lines are counted as quoted.
    """
    text = normalised(message.text)
    found = _QUOTE.search(text)
    if found is None:
        return Seen(text, normalised(message.quoted))
    at = found.start()
    return Seen(text[:at].rstrip(), normalised(f"{text[at:]}\n\n{message.quoted}"))
