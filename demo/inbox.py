"""A folder for the reader's own files: what is put there is saved into a channel."""

from pathlib import Path

from demo.arriving import EMPLOYEE, GRANTS, DemoDocument
from demo.tenant import SimulatedTenant

MOST = 4 * 1024 * 1024  # bytes; the simulated upload of a person takes no more


class Inbox:
    """The folder, and which of its files were saved already."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._saved: dict[Path, tuple[int, int]] = {}

    def save_new(self, tenant: SimulatedTenant) -> list[str]:
        """Save each new or changed file into the channel; return their names."""
        names = []
        for file in sorted(self.folder.iterdir()):
            if not file.is_file() or file.name.startswith(".") or file.stat().st_size > MOST:
                continue
            stat = file.stat()
            state = (stat.st_size, stat.st_mtime_ns)
            known = self._saved.get(file)
            if known == state:
                continue
            self._saved[file] = state
            tenant.save(
                DemoDocument(
                    team=GRANTS.team,
                    channel=GRANTS.name,
                    path=file.name,
                    person=EMPLOYEE,
                    content=file.read_bytes(),
                    why_here="a file of your own",
                )
            )
            names.append(file.name)
        return names
