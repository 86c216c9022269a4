"""Asking an address: within limits, only in the open internet, and no more than necessary."""

import gzip
from typing import Any

import pytest

from directory.subscribed import asking
from directory.subscribed import fetch as module
from directory.subscribed.fetch import FetchError, fetch
from tests.directory.subscribed.conftest import Server


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    address = server.says("/a", "x;y", etag='"1"')

    first = fetch(address)
    again = fetch(address, first.mark)

    assert first.content == b"x;y"
    assert again.content is None
    assert again.mark == first.mark


def test_a_server_without_marks_is_compared_by_what_it_says(server: Server) -> None:
    address = server.says("/a", "x;y")
    mark = fetch(address).mark

    assert fetch(address, mark).content is None
    server.says("/a", "x;z")
    assert fetch(address, mark).content == b"x;z"


def test_redirects_are_followed_within_the_open_internet_only(server: Server, settings: Any) -> None:
    server.says("/ziel", "Liste")
    address = server.says("/a", "", status=302, location="/ziel")
    assert fetch(address).content == b"Liste"

    settings.SUBSCRIBED_HOSTS_ALLOWED = ("localhost",)
    server.says("/a", "", status=302, location=f"{server.url}/ziel")
    with pytest.raises(FetchError, match="nicht im offenen Internet"):
        fetch(address.replace("127.0.0.1", "localhost"))


def test_a_circle_of_redirects_ends(server: Server) -> None:
    address = server.says("/a", "", status=302, location="/a")
    with pytest.raises(FetchError, match="leitet immer weiter"):
        fetch(address)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]",
        "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "2130706433", "0x7f.1", "224.0.0.1", "[ff02::1]",
    ],
)  # fmt: skip
def test_nothing_inside_a_network_is_asked(host: str) -> None:
    with pytest.raises(FetchError, match=r"nicht im offenen Internet|gibt es nicht"):
        fetch(f"http://{host}/")


def test_a_name_with_one_number_inside_is_refused_and_the_checked_number_is_asked(
    server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and asking a name may come to mean something else."""
    settings.SUBSCRIBED_HOSTS_ALLOWED = ()
    said = [[("93.184.215.14", 80)], [("93.184.215.14", 80), ("10.0.0.1", 80)]]
    asked = []

    def getaddrinfo(host: str, *_args: object, **_kwargs: object) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", pair) for pair in said.pop(0)]

    monkeypatch.setattr(asking.socket, "getaddrinfo", getaddrinfo)
    connection = asking._connection(asking._target("https://liste.example.org/a"))
    assert connection.host == "93.184.215.14"
    assert getattr(connection, "server_hostname", "") == "liste.example.org"
    with pytest.raises(FetchError, match="nicht im offenen Internet"):
        fetch("http://liste.example.org/")
    assert asked == ["liste.example.org"] * 2


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "http://", "http://a:b@example.org/",
     "http://[", "http://example.org:99999/", "", "http://\ud800.de/", "http://a b/", "http://example.org\n.de/"],
)  # fmt: skip
def test_what_is_no_web_address_is_told(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 503, 204])
def test_an_error_is_told_with_its_number(server: Server, status: int) -> None:
    with pytest.raises(FetchError, match=str(status)):
        fetch(server.says("/a", "", status=status))


def test_too_much_is_not_read_to_its_end_packed_or_not(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(FetchError, match="20 MB"):
        fetch(server.says("/a", "x" * 5_000_000))
    bomb = gzip.compress(b"x" * 5_000_000)
    server.says("/b", bomb)
    assert fetch(server.says("/c", "x" * 1000)).content == b"x" * 1000


def test_a_server_that_drips_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 0.5)
    with pytest.raises(FetchError, match="zu langsam"):
        fetch(server.says("/a", "x" * 1000, drip=0.1))


def test_a_silent_server_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    with pytest.raises(FetchError, match="zu langsam"):
        fetch(server.says("/a", "xx", drip=3))


def test_nobody_there_is_told(server: Server) -> None:
    with pytest.raises(FetchError, match="nicht zu erreichen"):
        fetch("http://127.0.0.1:1/")
