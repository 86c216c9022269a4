"""A practice with everything, two adoptions, and how its outputs are read."""

import csv
import datetime as dt
import io
from typing import Any

import pypdfium2
from django.test import Client

from bestpractice.models import (
    Adoption,
    Indicator,
    PracticePage,
    PracticePicture,
    PracticeStep,
    Requirement,
)
from tests.factories import ALZEY, TRIER, PracticeFactory, district_page, picture, portal

SECRETS = ("Gescheitert am Geiz", "Nur mit Rückendeckung", "Nur im Flachland")


def whole_practice(**values: Any) -> PracticePage:
    """With what only members read: SECRETS."""
    portal()
    practice: PracticePage = PracticeFactory(
        parent=district_page(),
        title="Dolmetscherpool für Elterngespräche",
        summary="Schulen fragen an einer Stelle an.",
        what_did_not_work=f"<p>{SECRETS[0]}.</p>",
        conditions=f"<p>{SECRETS[1]}.</p>",
        requirements=[Requirement(text=SECRETS[2])],
        results='<p>Kürzere Wege, siehe <a href="/praxis/">alle Beispiele</a>.</p>',
        steps=[
            PracticeStep(title="Zusagen holen", when="1. Monat", description="Drei Ämter fragen."),
            PracticeStep(title="Anfangen"),
        ],
        indicators=[Indicator(name="Wartezeit", before="21", value="3", unit="Tage", how_measured="Anfragen 2025")],
        pictures=[PracticePicture(picture=picture(district_page()), alt_text="Vier Stühle um einen Tisch")],
        since=dt.date(2023, 3, 1),
        cost_per_year=38_000,
        **values,
    )
    today = dt.date(2026, 1, 1)
    for ags, stage in ((TRIER, "running"), (ALZEY, "stopped")):
        Adoption.objects.create(
            practice=practice, district_id=ags, stage=stage, since=today, confirmed_on=today,
            adaptation=f"Anders in {ags}", stopped_because="Kein Geld mehr" if stage == "stopped" else "",
        )  # fmt: skip
    return practice


def pdf_of(client: Client, practice: PracticePage) -> pypdfium2.PdfDocument:
    answer = client.get(f"/praxis/{practice.pk}/praxisbeispiel.pdf")
    assert answer.status_code == 200
    return pypdfium2.PdfDocument(answer.content)


def text_of(document: pypdfium2.PdfDocument) -> str:
    """Its words; a word that was parted at the end of a line is whole again."""
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.replace("\ufffe", "").replace("\r", "").replace("\u00ad\n", "").split())


def listed(client: Client, address: str) -> list[list[str]]:
    """The rows of a CSV file, as a German spreadsheet reads it."""
    content = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
