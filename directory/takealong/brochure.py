"""A district's directory as a brochure: a tagged PDF with contents and page numbers, for the desk and the wall."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.cache import cache as django_cache
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.typesetting import typeset
from directory.models import Offer, Organisation, Post
from directory.models.freshness import CheckedEntry
from regions.models import District
from vocabulary.models import Topic

TEMPLATE = Path(__file__).parent / "brochure.typ"
KEPT_FOR = 24 * 3600  # seconds; the same content is set once a day at most, by whoever asks first
MOST = 3000  # offers and organisations each; a brochure of more is a telephone book

Content = dict[str, Any]  # what brochure.typ reads: only texts, lists and dictionaries


def brochure(district: District, site_name: str) -> bytes:
    """The PDF (PDF/UA-1). Setting 150 entries takes about half a second, so it is kept as long as nothing changes."""
    content = content_of(district, site_name)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    key = f"brochure-{hashlib.sha256(text.encode()).hexdigest()}"
    made: bytes | None = django_cache.get(key)
    if made is None:
        made = typeset(TEMPLATE, content)
        django_cache.set(key, made, KEPT_FOR)
    return made


def content_of(district: District, site_name: str) -> Content:
    """Everything that the brochure says, in its order; asks a constant number of queries."""
    post = Post.objects.filter(district=district).first()
    serving = Q(home_district=district) | Q(districts_served=district)
    organisations = Organisation.objects.filter(serving).distinct().prefetch_related("locations", "contacts")
    offers = _offers().filter(organisation__in=organisations.values("pk"))
    landwide = _offers().filter(Q(is_landwide=True) | Q(organisation__is_landwide=True))
    landwide = landwide.exclude(organisation__in=organisations.values("pk"))
    return {
        "district": district.full_name,
        "title": _("Angebote und Einrichtungen"),
        "site": site_name,
        "day": _("Stand: %s") % date_format(timezone.localdate(), "j. F Y"),
        "words": {"contents": _("Inhalt"), "post": _("Ansprechstelle"), "organisations": _("Einrichtungen A bis Z")},
        "notice": _("Ein Anruf vorher spart einen Weg. Was lange niemand bestätigt hat, ist gekennzeichnet."),
        "post": _lines_of_post(post) if post else [],
        "sections": [*_by_topic(offers[:MOST]), *_section(_("Im ganzen Land"), landwide[:MOST])],
        "organisations": [_organisation(found) for found in organisations.order_by("name")[:MOST]],
    }


def _offers() -> QuerySet[Offer]:
    today = timezone.localdate()
    return (
        Offer.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
        .select_related("organisation")
        .prefetch_related("topics__parent", "languages", "target_groups", "locations", "schedules")
        .order_by("title", "pk")
    )


def _by_topic(offers: Iterable[Offer]) -> list[Content]:
    """Each offer once: under the first of its upper topics, in the vocabulary's order."""
    upper = list(Topic.objects.filter(parent=None))
    places = {topic.pk: place for place, topic in enumerate(upper)}
    sorted_in: dict[int, list[Offer]] = {}
    for offer in offers:
        own = [places.get(topic.parent_id or topic.pk, len(upper)) for topic in offer.topics.all()]
        sorted_in.setdefault(min(own, default=len(upper)), []).append(offer)
    sections: list[Content] = []
    for place in sorted(sorted_in):
        name = upper[place].name if place < len(upper) else _("Weitere Angebote")
        sections += _section(name, sorted_in[place])
    return sections


def _section(name: str, offers: Iterable[Offer]) -> list[Content]:
    entries = [_offer(offer) for offer in offers]
    return [{"heading": name, "entries": entries}] if entries else []


def _offer(offer: Offer) -> Content:
    organisation = offer.organisation
    languages = ", ".join(str(language) for language in offer.languages.all())
    groups = ", ".join(str(group) for group in offer.target_groups.all())
    places = [location.address for location in offer.locations.all()]
    facts = [
        (_("Wer"), organisation.name),
        (_("Wo"), "; ".join(filter(None, [offer.place, *places]))),
        (_("Wann"), "; ".join(filter(None, [offer.times, *map(str, offer.schedules.all())]))),
        (_("Für wen"), groups),
        (_("Sprachen"), languages),
        (_("Kosten"), _("kostenfrei") if offer.is_free else offer.cost),
        (_("Mitzubringen"), offer.papers),
        (_("Anmeldung"), offer.contact or ", ".join(filter(None, [organisation.phone, organisation.email]))),
    ]
    return {
        "name": offer.title,
        "text": offer.summary or offer.description[:300],
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "note": _unconfirmed(offer),
    }


def _organisation(organisation: Organisation) -> Content:
    contacts = [
        (contact.function, ", ".join(filter(None, [contact.phone, contact.email])))
        for contact in organisation.contacts.all()
    ]
    facts = [
        (_("Adresse"), "; ".join(filter(None, (location.address for location in organisation.locations.all())))),
        (_("Telefon"), organisation.phone),
        (_("Mail"), organisation.email),
        (_("Website"), organisation.website),
        (_("Geöffnet"), organisation.opening_hours),
        *contacts,
    ]
    return {
        "name": organisation.name,
        "text": organisation.description[:300],
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "note": _unconfirmed(organisation),
    }


def _lines_of_post(post: Post) -> list[str]:
    """Without the holder's name: paper cannot be recalled."""
    telephone = _("Telefon %s") % post.phone if post.phone else ""
    return [line for line in (str(post), post.mailbox, telephone, post.opening_hours, post.responsible_for) if line]


def _unconfirmed(entry: CheckedEntry) -> str:
    since = entry.unconfirmed_since
    return _("nicht bestätigt seit %s") % date_format(since, "F Y") if since else ""
