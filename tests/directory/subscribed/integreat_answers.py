"""A region as Integreat's `api/v3` answers it (shape: digitalfabrik/integreat-cms, 2026), with invented functions."""

from typing import Any

CLOSED = {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}
ORGANISATION = {
    "id": 7, "slug": "beratungsverein", "name": "Beratungsverein", "logo": "https://example.org/logo.png",
    "website": "https://verein.example.org/",
}  # fmt: skip


def opened(*slots: tuple[str, str]) -> dict[str, Any]:
    times = [{"start": start, "end": end, "timezone": "Europe/Berlin"} for start, end in slots]
    return {"allDay": False, "closed": False, "appointmentOnly": False, "timeSlots": times}


def region() -> dict[str, Any]:
    return {
        "id": 3, "name": "Stadt Mainz", "path": "mainz", "live": True, "prefix": "Stadt",
        "name_without_prefix": "Mainz",
        "plz": "55116", "extras": True, "events": True, "pois": True, "push_notifications": False,
        "longitude": 8.27, "latitude": 50.0, "bounding_box": [[8.1, 49.9], [8.4, 50.1]], "aliases": {},
        "tunews": False, "external_news": False, "zammad_privacy_policy": None, "languages": [],
        "is_chat_enabled": False,
    }  # fmt: skip


def location(number: int = 41, **changes: Any) -> dict[str, Any]:
    mornings = opened(("08:00", "12:00"))
    return {
        "id": 9000 + number, "url": f"https://example.org/mainz/de/locations/ort-{number}/",
        "path": f"/mainz/de/locations/ort-{number}/", "title": f"Beratungsstelle {number}",
        "modified_gmt": "2026-11-20T10:00:00Z", "last_updated": "2026-11-20T11:00:00+01:00",
        "published_at": "2026-01-20T11:00:00+01:00", "meta_description": None,
        "excerpt": "Wir beraten. Kommen Sie vorbei.",
        "content": "<p>Wir <strong>beraten</strong>.</p><p>Kommen Sie vorbei.</p><script>alert(1)</script>",
        "available_languages": {"en": {"id": 1, "url": "https://example.org/", "path": "/"}},
        "icon": None, "thumbnail": None, "website": "https://stelle.example.org/", "email": "stelle@example.org",
        "phone_number": "+49 6131 0000",
        "contacts": [
            {"area_of_responsibility": "Anmeldung", "name": "Erika Beispiel", "email": "anmeldung@example.org",
             "phone_number": "+49 6131 1111", "mobile_number": None, "website": None, "opening_hours": None,
             "appointment_url": None},
            {"area_of_responsibility": None, "name": "Max Beispiel", "email": "max@example.org", "phone_number": "",
             "mobile_number": None, "website": None, "opening_hours": None, "appointment_url": None},
        ],
        "category": {"id": 1, "name": "Beratungsstelle", "color": "#000", "icon": "advice"},
        "temporarily_closed": False,
        "opening_hours": [mornings, mornings, opened(("08:00", "12:00"), ("14:00", "16:30")), CLOSED,
                          {**CLOSED, "closed": False, "appointmentOnly": True}, CLOSED, CLOSED],
        "appointment_url": "https://stelle.example.org/termin/",
        "location": {"id": number, "name": f"Beratungsstelle {number}", "address": "Marktstraße 1", "town": "Mainz",
                     "state": None, "postcode": "55116", "region": None, "country": "Deutschland",
                     "latitude": 49.999812345, "longitude": 8.27},
        "hash": None, "organization": None, "barrier_free": True, **changes,
    }  # fmt: skip


def offer(alias: str = "lehrstellen") -> dict[str, Any]:
    return {"name": "Lehrstellenradar", "alias": alias, "url": "https://lehre.example.org/?plz=55116", "post": None,
            "thumbnail": "https://example.org/lehre.png"}  # fmt: skip


def page(number: int = 1, parent: str | None = None, **changes: Any) -> dict[str, Any]:
    path = f"/mainz/de/sprache/kurs-{number}/"
    return {
        "id": 700 + number, "url": f"https://example.org{path}", "path": path, "title": f"Deutschkurs {number}",
        "modified_gmt": "2026-11-20T10:00:00Z", "last_updated": "2026-11-20T11:00:00+01:00",
        "excerpt": "Für Anfänger", "content": "<h2>Deutsch für den Alltag</h2><ul><li>Dienstags</li></ul>",
        "parent": {"id": 5 if parent else 0, "url": None, "path": parent}, "order": number,
        "available_languages": {}, "thumbnail": None, "organization": ORGANISATION, "hash": None,
        "embedded_offers": [], **changes,
    }  # fmt: skip
