"""`python -m benchmarks [NAME [ARGUMENTS]]`: one benchmark, or every one there is, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run them one after another; 1 when one of them failed."""
    there = sorted(
        one.stem for one in Path(__file__).parent.glob("*.py") if not one.stem.startswith("_")
    )
    name, *arguments = sys.argv[1:] or [""]
    if name and name not in there:
        print(f"benchmarks: {', '.join(there)}", file=sys.stderr)
        return 2
    failed = 0
    for one in [name] if name else there:
        command = [sys.executable, "-m", f"benchmarks.{one}", *arguments]
        failed |= subprocess.run(command, check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
