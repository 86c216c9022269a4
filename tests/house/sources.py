"""The files that the house rules speak of: what git tracks or would track."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# From the top of the house to its ground; apps on one line may know each other.
LAYERS = (
    ("config",),
    ("demo",),
    ("network",),
    ("library",),
    ("bestpractice",),
    ("directory",),
    ("vocabulary", "accounts"),
    ("regions",),
    ("search",),
    ("core",),
)
APPS = frozenset(app for layer in LAYERS for app in layer)


def files(*suffixes: str) -> list[Path]:
    """The project's own files with one of the suffixes (all without any), migrations left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    found = (ROOT / line for line in listed.stdout.splitlines())
    wanted = (path for path in found if not suffixes or path.suffix in suffixes)
    return sorted(path for path in wanted if path.is_file() and "migrations" not in path.parts)


def place(path: Path, line: int, what: str) -> str:
    """How a finding is told: an editor opens `file:line`."""
    return f"{path.relative_to(ROOT)}:{line}: {what}"
