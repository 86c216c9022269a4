"""The command line: `start` and `stop` for a developer's servers, `status`, and `exec` for a test run's own."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.services.elasticsearch import elasticsearch_server
from tools.services.places import services_folder, temporary_folder
from tools.services.postgres import postgres_server
from tools.services.server import Server, ServiceError

VARIABLES = {"postgres": "DATABASE_URL", "elasticsearch": "ELASTICSEARCH_URL"}


def start() -> None:
    """Start what no environment variable names already, and print where each listens."""
    makers: dict[str, Callable[[Path, int], Server]] = {
        "postgres": postgres_server,
        "elasticsearch": elasticsearch_server,
    }
    launched = []
    for name, variable in VARIABLES.items():
        if url := os.environ.get(variable):
            print(f"{variable} ist gesetzt, {url} bleibt, wie es ist.")
            continue
        folder = services_folder() / name
        server = makers[name](folder, _port(folder))
        (folder / "port").write_text(server.url.split("/")[2].rpartition(":")[2])
        server.launch()
        launched.append((variable, server))
    for _, server in launched:
        server.wait()
        print(f"{server.name}: {server.url}")
    if launched:
        print("\nSo benutzt das Portal sie:")
        for variable, server in launched:
            print(f"  export {variable}={server.url}")


def stop() -> None:
    """Stop the servers that `start` started, whoever calls."""
    for server in _known():
        was_running = server.is_running()
        server.stop()
        print(f"{server.name}: {'angehalten' if was_running else 'lief nicht'}")


def status() -> None:
    """Say which of the servers that `start` made answer."""
    for server in _known():
        print(f"{server.name}: {server.url if server.is_running() and server.answers() else 'läuft nicht'}")


def run_with_servers(command: list[str]) -> int:
    """Run a command with TEST_DATABASE_URL and TEST_ELASTICSEARCH_URL of throw-away servers, return its exit status.

    A server that can't be had is left out with its reason; with CI set that is an error.
    """
    with ExitStack() as stack:
        environment = dict(os.environ)
        for server, variable in stack.enter_context(_throw_away()):
            environment[variable] = server.url
        for name in VARIABLES.values():
            if name in os.environ:
                environment[f"TEST_{name}"] = os.environ[name]
        return subprocess.run(command, env=environment).returncode


@contextmanager
def _throw_away() -> Iterator[list[tuple[Server, str]]]:
    makers: dict[str, Callable[[Path], Server]] = {
        "DATABASE_URL": lambda folder: postgres_server(folder, keeps_data=False),
        "ELASTICSEARCH_URL": elasticsearch_server,
    }
    with ExitStack() as stack:
        servers = []
        for variable, make in makers.items():
            if variable in os.environ:
                continue
            try:
                server = make(stack.enter_context(temporary_folder()))
            except ServiceError as error:
                if os.environ.get("CI"):
                    raise
                print(f"Tests ohne diesen Server: {error}", file=sys.stderr)
                continue
            stack.callback(server.kill)
            server.launch()
            servers.append((server, f"TEST_{variable}"))
        for server, _ in servers:
            server.wait()
        yield servers


def _known() -> Iterator[Server]:
    for name, make in (("postgres", postgres_server), ("elasticsearch", elasticsearch_server)):
        folder = services_folder() / name
        if (folder / "port").exists():
            yield make(folder, _port(folder))


def _port(folder: Path) -> int:
    """The port of an earlier start, so that addresses in a developer's shell stay true; 0 for none."""
    port = folder / "port"
    return int(port.read_text()) if port.exists() else 0


def main() -> int:
    """Parse the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m tools.services", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "exec"])
    parser.add_argument("command", nargs=argparse.REMAINDER, help="for exec: what to run, after --")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if arguments.action == "exec":
            return run_with_servers([part for part in arguments.command if part != "--"])
        {"start": start, "stop": stop, "status": status}[arguments.action]()
    except ServiceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
