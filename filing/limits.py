"""What SharePoint does not take, where it can be known before a filing begins."""

from urllib.parse import unquote, urlsplit

from filing import reasons
from filing.plan import TargetFacts
from records.documents import DocumentSnapshot, DriveItem
from records.verdicts import Reason

# Characters of a decoded path, from the site's own on ("Restrictions and limitations in OneDrive
# and SharePoint", support.microsoft.com).
LONGEST_PATH = 400
# Bytes of one file that is copied between sites; believed to hold between libraries too
# (https://learn.microsoft.com/office365/servicedescriptions/sharepoint-online-service-description/sharepoint-online-limits).
LARGEST_COPIED = 15 * 10**9
FILING_ID_LENGTH = 36  # of a UUID as text: a copy waits in a folder of that name


def refused_beforehand(snapshot: DocumentSnapshot, target: TargetFacts) -> Reason | None:
    """Return why SharePoint would refuse the filing half way, or None."""
    if target.longest_path > LONGEST_PATH:
        return reasons.path_too_long(target.longest_path, LONGEST_PATH)
    is_copied = snapshot.item.location.drive_id != target.drive_id
    if is_copied and not target.is_here and snapshot.item.size >= LARGEST_COPIED:
        return reasons.too_large_to_copy(snapshot.item.size, LARGEST_COPIED)
    return None


def path_length(root: DriveItem, folder: str, name: str) -> int:
    """Return how many characters the path has that `name` gets in that folder of a library.

    `root` is the library's: an Office file's own address leads to its editor, not to itself.
    """
    library = unquote(urlsplit(root.web_url).path).strip("/")
    return len("/".join(part for part in (library, folder.strip("/"), name) if part))
