"""A real server beside the test, which answers as told, and a district that has subscribed to it."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from accounts.models import Role, User
from directory.models import Source
from tests.factories import MAINZ, TRIER, DistrictFactory, person, portal

LIST = "Schlüssel;Einrichtung;Angebot;Straße;PLZ;Ort;Telefon\n" + "".join(
    f"{number};Beratung {number};Sprachtreff {number};Marktstraße {number};55116;Mainz;06131 000{number}\n"
    for number in range(1, 4)
)


@dataclass
class Reply:
    """`drip`: seconds between two bytes; `etag`: answered with 304 where the client has it; `head`: the status of an
    answer to HEAD where it is another.
    """

    content: bytes = b""
    status: int = 200
    etag: str = ""
    location: str = ""
    content_type: str = "text/csv"
    drip: float = 0
    head: int = 0


@dataclass
class Server:
    url: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)  # paths that were asked for with HEAD

    def says(self, path: str, content: str | bytes | list[Any] | dict[str, Any], **reply: Any) -> str:
        """What the server answers from now on; returns the whole address."""
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content)
        body = content.encode() if isinstance(content, str) else content
        self.replies[path] = Reply(body, **reply)
        return self.url + path


class Handler(BaseHTTPRequestHandler):
    """Answers as the state says."""

    state: Server

    def do_GET(self) -> None:
        self.state.asked.append((self.path, dict(self.headers)))
        reply = self.state.replies.get(self.path, Reply(status=404))
        same = reply.etag and self.headers.get("If-None-Match") == reply.etag
        self.send_response(304 if same else reply.status)
        if reply.etag:
            self.send_header("ETag", reply.etag)
        self.head_of(reply)
        try:
            for piece in [] if same else self.pieces(reply):
                self.wfile.write(piece)
                time.sleep(reply.drip)
        except OSError:
            return  # the client has had enough

    def do_HEAD(self) -> None:
        self.state.heads.append(self.path)
        reply = self.state.replies.get(self.path, Reply(status=404))
        self.send_response(reply.head or reply.status)
        self.head_of(reply)

    def head_of(self, reply: Reply) -> None:
        if reply.location:
            self.send_header("Location", reply.location)
        self.send_header("Content-Type", reply.content_type)
        self.end_headers()

    def pieces(self, reply: Reply) -> Iterator[bytes]:
        size = 1 if reply.drip else 2**20
        for start in range(0, len(reply.content), size):
            yield reply.content[start : start + size]

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.SUBSCRIBED_HOSTS_ALLOWED = ("127.0.0.1",)
    state = Server("")
    own = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"state": state}))
    own.daemon_threads = True
    state.url = f"http://127.0.0.1:{own.server_address[1]}"
    thread = threading.Thread(target=own.serve_forever, daemon=True)
    thread.start()
    yield state
    own.shutdown()
    own.server_close()
    thread.join()


@pytest.fixture
def manager(db: None) -> User:
    portal(MAINZ, TRIER)
    return person(Role.Kind.MANAGER, ags=MAINZ)


@pytest.fixture
def source(manager: User, server: Server) -> Source:
    """A list of three offers at the server, with the mark "1"."""
    address = server.says("/liste.csv", LIST, etag='"1"')
    return Source.objects.create(
        district=DistrictFactory(ags=MAINZ), name="Gelbe Liste", kind=Source.Kind.CSV, address=address
    )
