"""How a practice is cited: its lasting address, its edition, the line to copy, the mail that passes it on."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bestpractice.models import Edition, PracticePage


def permalink(practice: PracticePage) -> str:
    """The address that leads to the practice whatever it is called and wherever it lies: `/praxis/12/`, in full."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('practice_permalink', args=[practice.pk])}"


def pdf_address(practice: PracticePage) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('practice_pdf', args=[practice.pk])}"


@dataclass(frozen=True, slots=True)
class Citation:
    """`edition`: "Fassung 3 vom 12. Mai 2026"; `line`: the whole, as it goes into a report."""

    edition: str
    line: str
    url: str
    mail: str


def cite(practice: PracticePage, portal: str) -> Citation | None:
    """None for what was never published: nobody could read what is cited. `portal`: the name it goes by here."""
    edition = practice.edition
    if edition is None:
        return None
    address = permalink(practice)
    named = in_words(edition)
    line = _("%(district)s: „%(title)s“. %(portal)s, %(edition)s, %(address)s") % {
        "district": practice.district.full_name,
        "title": practice.title,
        "portal": portal,
        "edition": named,
        "address": address,
    }
    subject = _("Praxisbeispiel: %s") % practice.title
    body = "\n\n".join(filter(None, [practice.title, practice.lead, address]))
    mail = f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
    return Citation(named, line, address, mail)


def in_words(edition: Edition) -> str:
    day = date_format(localdate(edition.published_at), "j. F Y")
    return _("Fassung %(number)s vom %(day)s") % {"number": edition.number, "day": day}
