"""Where a mail's own words end and the older message that it answers or forwards begins."""

import re
from typing import Final

from extraction.from_html import Seen
from extraction.reading import normalised

_SPACE: Final = r"[^\S\n]"
_LINE: Final = r"[^\n]{0,500}\n"
_BETWEEN: Final = rf"(?:{_LINE}){{0,6}}?"  # others than those looked for, and empty ones
_LABEL: Final = rf"{_SPACE}{{0,8}}\*{{0,2}}{_SPACE}?"  # some programs set the word in stars
_FROM: Final = rf"{_LABEL}(?:Van|From){_SPACE}?:"
_SENT: Final = rf"{_LABEL}(?:Verzonden|Sent){_SPACE}?:"
_DATE: Final = rf"{_LABEL}(?:Datum|Date){_SPACE}?:"
_TO: Final = rf"{_LABEL}(?:Aan|To|Onderwerp|Subject){_SPACE}?:"
_SUBJECT: Final = rf"{_LABEL}(?:Onderwerp|Subject){_SPACE}?:"
_DASHES: Final = rf"{_SPACE}*-{{2,}}{_SPACE}*"
_OF_OLD: Final = "(?:Oorspronkelijke?|Original|Doorgestuurde?|Forwarded)"
# A letter says "Op 12 maart schreef u:", without a time or an address.
_TIME: Final = r"(?=[^\n]{0,200}(?:\d:\d\d|@))"
_SOME: Final = r"[^\n]{0,200}(?:\n[^\n]{0,200})?"
_OLDER: Final = (
    # Outlook: the header of the older message, below a line of underscores at times.
    rf"(?:_{{8,}}{_SPACE}*\n{_SPACE}*)?{_FROM}{_LINE}{_BETWEEN}{_SENT}",
    # Others call it the date, as a form does: whom it went to or what about has to follow.
    rf"{_FROM}{_LINE}{_BETWEEN}{_DATE}{_LINE}{_BETWEEN}{_TO}",
    rf"{_FROM}{_LINE}{_LINE}?{_TO}{_LINE}{_BETWEEN}{_SUBJECT}",
    # The same on one line, where a program threw the lines together.
    rf"{_FROM}[^\n]{{1,200}}?\b(?:Verzonden|Sent){_SPACE}?:[^\n]{{1,200}}?\b(?:Aan|To){_SPACE}?:",
    rf"{_DASHES}{_OF_OLD} (?:bericht|message|afspraak|appointment){_DASHES}$",
    rf"{_SPACE}*(?:Begin doorgestuurd bericht|Begin forwarded message){_SPACE}*:",
    # Gmail, Apple and Thunderbird: a sentence, over two lines when it is long.
    rf"{_SPACE}*Op\b{_TIME}{_SOME}\b(?:schreef|het volgende geschreven)\b{_SOME}:$",
    rf"{_SPACE}*On\b{_TIME}{_SOME}\bwrote{_SPACE}?:$",
    # A line set apart, however deep. "> 5000 euro" may be one's own, and an older "no" is never.
    rf"{_SPACE}{{0,8}}>",
)
_QUOTE: Final = re.compile(f"^(?:{'|'.join(_OLDER)})", re.MULTILINE | re.IGNORECASE)


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
