"""`make run`: from a fresh clone to a filled portal; the next time, in seconds, to the same portal.

Installs, fills the database once, then runs web server and work process side by side until one of them ends.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.install import PYTHON, ROOT, InstallError, install, once, run, say

START_SECONDS = 60
STOP_SECONDS = 15

VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
SIGN_INS = VAR / "demo-sign-ins.txt"
SIGN_INS_HEADING = "Beispielzugänge"

# What fills the database, in order. Each may be repeated; the stamp only spares the minute that they take.
PREPARATION = {
    "Datenbank": ["migrate", "--no-input"],
    "Kreise, Verbände und Themen": ["setup"],
    "Beispielinhalte": ["setup_demo"],
    "Suchverzeichnis": ["reindex", "--rows"],
}
# Whose change makes the preparation worth repeating.
PREPARED_FROM = (
    "site/data/**/*",
    "site/demo/**/*.py",
    "site/demo/**/*.toml",
    "site/demo/**/*.typ",
    "**/migrations/*.py",
    "requirements.txt",
)


def serve() -> None:
    """Install, prepare, serve; ends with the process that ends first, or on Ctrl-C and SIGTERM."""
    port = int(os.environ.get("PORT", "8000"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    signal.signal(signal.SIGTERM, stop)
    try:
        claim(port)
        install()
        prepare()
        with processes(port) as running:
            wait_until_answered(port, running)
            greet(port)
            while all(process.poll() is None for process in running.values()):
                time.sleep(0.5)
            ended = [name for name, process in running.items() if process.poll() is not None]
            raise InstallError(f"{' und '.join(ended)} hat sich beendet; das Portal hält an.")
    except InstallError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        say("Angehalten.")


def stop(*_: object) -> None:
    """Leave by SystemExit, once: make passes its own SIGTERM on, and a second one would cut the leaving short."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def claim(port: int) -> None:
    """Raise InstallError if somebody listens on the port already, before minutes are spent on installing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise InstallError(f"Port {port} ist belegt. Etwa: make run PORT={port + 1}") from None


def prepare() -> None:
    """Fill the database and gather the static files, unless that was done from the same sources before."""
    VAR.mkdir(parents=True, exist_ok=True)
    folders = ("site", "search", "directory", "bestpractice", "library", "network")
    ours = {path for pattern in PREPARED_FROM for path in ROOT.glob(pattern) if path.is_file()}
    sources = sorted(path for path in ours if path.relative_to(ROOT).parts[0] in (*folders, "requirements.txt"))
    stamp = VAR / "prepared.stamp"
    if os.environ.get("DATABASE_URL") or not (VAR / "db.sqlite3").exists():
        stamp.unlink(missing_ok=True)  # a server's database may have been emptied without our knowing
    once(stamp, sources, "Datenbank wird gefüllt, das dauert beim ersten Mal eine Minute", fill)
    static = [path for path in sorted((ROOT / "site" / "static").rglob("*")) if path.is_file()]
    collect = [str(PYTHON), "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    complaint = "Die statischen Dateien konnten nicht gesammelt werden."
    once(
        VAR / "static.stamp", [ROOT / "requirements.txt", *static], "Statische Dateien", lambda: run(collect, complaint)
    )


def fill() -> None:
    """Run the commands that fill the database; the sign-ins that setup_demo prints are kept for each later start."""
    for step, arguments in PREPARATION.items():
        say(f"  {step}")
        command = [str(PYTHON), "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise InstallError(f"{done.stdout}\n{step}: manage.py {arguments[0]} ist gescheitert.")
        if arguments == ["setup_demo"]:
            SIGN_INS.write_text("".join(done.stdout.rpartition(SIGN_INS_HEADING)[1:]))


@contextmanager
def processes(port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server and the work process; both have ended when the block is left."""
    web = ["-m", "gunicorn", "config.wsgi", "--pythonpath", f"{ROOT},{ROOT / 'site'}", "--bind", f"127.0.0.1:{port}"]
    web += [
        "--preload",
        "--workers",
        "2",
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--graceful-timeout",
        str(STOP_SECONDS - 5),
    ]
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, arguments in {"Webserver": web, "Arbeitsprozess": ["manage.py", "work"]}.items():
            # A session of their own: Ctrl-C in the terminal reaches only us, and we end both in order.
            running[name] = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, start_new_session=True)
        yield running
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_answered(port: int, running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return when the portal answers. Raises InstallError when it ends or stays silent instead."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in running.values()):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise InstallError("Das Portal antwortet nicht; die Zeilen darüber sagen, warum.")


def greet(port: int) -> None:
    """Print where the portal is and who may sign in."""
    print(f"\nDas Portal läuft: http://localhost:{port}/\nVerwaltung:       http://localhost:{port}/verwaltung/\n")
    print(SIGN_INS.read_text())
    print("Anhalten mit Strg-C.", flush=True)


if __name__ == "__main__":
    serve()
