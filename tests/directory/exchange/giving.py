"""How a test brings a list in through the admin, step by step, with the work process's turn between them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directory.exchange.running import turn
from directory.models import ImportRun
from tests.factories import MAINZ

FILE = (
    "Träger;Kurs;Straße;PLZ;Ort;Ruf;Kosten\r\n"
    "Bücherei Nord;Vorlesen;Marktstr. 1;55118;Mainz;06131 1000;frei\r\n"
    "Haus Süd;;Am Platz 2;55116;Mainz;06131 2000;\r\n"
)
CHOSEN = {"Träger": "name", "Kurs": "title", "Straße": "street", "PLZ": "postcode", "Ort": "place", "Ruf": "phone",
          "Kosten": "cost"}  # fmt: skip


def give(client: Client, content: str | bytes, name: str = "liste.csv") -> ImportRun:
    data = content.encode("cp1252") if isinstance(content, str) else content
    sent = {"district": MAINZ, "file": SimpleUploadedFile(name, data), "name": "Unsere Liste"}
    answer = client.post("/verwaltung/aufnehmen/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def act(client: Client, run: ImportRun, deed: str, **sent: Any) -> ImportRun:
    client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": deed, **sent})
    while turn():
        pass
    return ImportRun.objects.get(pk=run.pk) if deed != "discard" else run


def columns(run: ImportRun, **erasing: str) -> dict[str, str]:
    titles = list(CHOSEN)
    sent = {f"column-{place}": CHOSEN[title] for place, title in enumerate(titles)}
    return sent | {f"erase-{titles.index(title)}": "on" for title in erasing}


def previewed(client: Client, content: str = FILE) -> ImportRun:
    run = give(client, content)
    return act(client, run, "map", **columns(run))


def page(client: Client, run: ImportRun, query: str = "") -> str:
    return client.get(f"/verwaltung/aufnehmen/{run.pk}/{query}").content.decode()
