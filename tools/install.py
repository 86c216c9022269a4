"""Installs what the portal is made of into the clone: Python and npm packages, the built style sheet and fonts."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_NODE = 20


class InstallError(Exception):
    """Something that the machine lacks; the message is one sentence for the person at the terminal."""


def install(requirements: str = "requirements.txt") -> None:
    """Bring the clone up to its lock files; what has not changed since the last time is left alone."""
    if not (VENV / "bin" / "pip").exists():
        say("Python-Umgebung wird angelegt (.venv)")
        create_environment()
    once(VENV / f"{requirements}.stamp", [ROOT / requirements], "Python-Pakete", lambda: install_packages(requirements))
    npm_files = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    once(ROOT / "node_modules" / ".stamp", npm_files, "npm-Pakete", lambda: npm("ci", "--no-progress"))
    look = sorted(path for folder in ("css", "src") for path in (ROOT / "site" / "static" / folder).rglob("*.*css"))
    sources = [*npm_files, ROOT / "tools" / "build_fonts.mjs", *look]
    once(
        ROOT / "site" / "static" / "build" / ".stamp", sources, "Stilvorlage und Schriften", lambda: npm("run", "build")
    )


def say(text: str) -> None:
    """Tell the person at the terminal what happens now."""
    print(f"▸ {text}", flush=True)


def once(stamp: Path, sources: Iterable[Path], what: str, do: Callable[[], None]) -> None:
    """Do it, unless the stamp says that it was done with these very sources."""
    digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in sources)).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(what)
    do()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def create_environment() -> None:
    """Make .venv with this Python. Raises InstallError where Debian's python3-venv is missing."""
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        raise InstallError(f"Python kann keine Umgebung anlegen (Debian: python3-venv installieren).\n{done.stdout}")


def install_packages(requirements: str) -> None:
    """Install a lock file, each package checked by its hash; with uv, or with pip where uv does not come."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        subprocess.run([*pip, str(ROOT / "requirements-uv.txt")], cwd=ROOT)
    with_uv = [str(uv), "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r"]
    if uv.exists() and subprocess.run([*with_uv, requirements], cwd=ROOT).returncode == 0:
        return
    run([*pip, requirements], "Die Python-Pakete konnten nicht installiert werden.")


def npm(*arguments: str) -> None:
    """Run npm with the system's Node.js, or with one from PyPI where that is missing or too old."""
    path = os.environ.get("PATH", os.defpath)
    if not (shutil.which("npm") and node_version() >= OLDEST_NODE):
        if not (VENV / "bin" / "npm").exists():
            say(f"Node.js {OLDEST_NODE} oder neuer fehlt und kommt in die Python-Umgebung")
            install_packages("requirements-node.txt")
        path = f"{VENV / 'bin'}{os.pathsep}{path}"
    program = shutil.which("npm", path=path)
    if program is None:
        raise InstallError("Node.js wurde installiert, aber npm ist nicht zu finden.")
    run([program, "--silent", *arguments], f"npm {' '.join(arguments)} ist gescheitert.", PATH=path)


def node_version() -> int:
    """The major version of the Node.js on the path, 0 if there is none."""
    node = shutil.which("node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def run(command: list[str], complaint: str, **environment: str) -> None:
    """Run a program in the clone; raises InstallError with the complaint if it fails."""
    if subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode:
        raise InstallError(complaint)


def main() -> None:
    """What the Makefile's other targets call before they do their work."""
    parser = argparse.ArgumentParser(prog="python -m tools.install", description=__doc__)
    parser.add_argument("--requirements", default="requirements-dev.txt", help="the lock file to install")
    try:
        install(parser.parse_args().requirements)
    except InstallError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
