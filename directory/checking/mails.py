"""The words of the bundled mails: to whoever keeps entries outside, and to the people of a district."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from directory.checking.due import Call, Reason
from directory.checking.links import all_link, entry_link, stop_link
from directory.entries import Entry, organisation_of
from directory.models import Post

NAMED = 40  # entries of one sort in a mail to a district; the list in the admin has all
Mail = tuple[str, str]  # subject, body


def to_actor(entries: Sequence[Entry], on: dt.date, post: Post | None) -> Mail:
    """About all entries of organisations that share an address. `post`: who answers questions about the mail."""
    found = {organisation.pk: organisation for organisation in map(organisation_of, entries) if organisation}
    organisations = list(found.values())
    count = len(entries)
    intro = ngettext(
        "im Portal %(site)s steht ein Eintrag von Ihnen, auf den sich andere verlassen. Bitte sehen Sie nach, ob er "
        "noch stimmt. Das dauert zwei Minuten und braucht keine Anmeldung.",
        "im Portal %(site)s stehen %(count)s Einträge von Ihnen, auf die sich andere verlassen. Bitte sehen Sie nach, "
        "ob sie noch stimmen. Das dauert wenige Minuten und braucht keine Anmeldung.",
        count,
    )
    parts = [_("Guten Tag,"), intro % {"site": settings.WAGTAIL_SITE_NAME, "count": count}]
    if count > 1:
        parts += [
            "{}\n{}".format(_("Alles auf einmal ansehen:"), all_link(organisations, on)),
            _("Oder einzeln:"),
        ]
    parts += [f"{entry} ({_last_look(entry)})\n{entry_link(entry)}" for entry in entries]
    parts += [
        _("Was zwei Monate lang niemand bestätigt, zeigen wir öffentlich als „nicht bestätigt“."),
        *([_("Fragen beantwortet: %(post)s, %(mailbox)s") % {"post": post, "mailbox": post.mailbox}] if post else []),
        "{}\n{}".format(_("Keine solchen Mails mehr an diese Adresse:"), stop_link(organisations=organisations)),
    ]
    subject = _("Stimmen diese %(count)s Einträge noch?") if count > 1 else _("Stimmt das noch? %(entry)s")
    return subject % {"count": count, "entry": entries[0]}, "\n\n".join(parts) + "\n"


def new_link(entry: Entry) -> Mail:
    """Asked for by somebody who came with an old link."""
    parts = [
        _("Guten Tag,"),
        _("hier ist der neue Link, um „%(entry)s“ zu bestätigen. Sie brauchen dafür keine Anmeldung:")
        % {"entry": entry},
        entry_link(entry),
        _("Haben Sie keinen Link angefordert, ist nichts zu tun."),
    ]
    return _("Neuer Link für „%(entry)s“") % {"entry": entry}, "\n\n".join(parts) + "\n"


def to_person(person: User, calls: Sequence[Call]) -> Mail:
    """About everything that waits for the people of a district, sorted by what is to be done."""
    asked = [call for call in calls if call.reason == Reason.DUE and call.number < 3]
    missed = [call for call in calls if call.reason == Reason.DUE and call.number == 3]
    parts = [
        _("Guten Tag,"),
        ngettext(
            "im Verzeichnis wartet ein Eintrag auf Ihren Blick.",
            "im Verzeichnis warten %(count)s Einträge auf Ihren Blick.",
            len(calls),
        )
        % {"count": len(calls)},
        settings.WAGTAILADMIN_BASE_URL + reverse("todo_list"),
        *_section(_("Zu prüfen"), _("fällig seit %s"), asked),
        *_section(_("Zweimal nicht bestätigt; das sieht man auch am Eintrag"), _("fällig seit %s"), missed),
        *_section(
            _("Abgelaufen, verlängern oder löschen?"), _("bis %s"), [c for c in calls if c.reason == Reason.OVER]
        ),
        *_section(_("Förderung endet"), _("Förderung bis %s"), [c for c in calls if c.reason == Reason.FUNDING]),
        "{}\n{}".format(_("Keine solchen Mails mehr an Sie:"), stop_link(user=person)),
    ]
    subject = ngettext("%(count)s Eintrag zu prüfen", "%(count)s Einträge zu prüfen", len(calls))
    return subject % {"count": len(calls)}, "\n\n".join(parts) + "\n"


def _section(heading: str, since: str, calls: Sequence[Call]) -> list[str]:
    if not calls:
        return []
    lines = [f"- {call.entry} ({since % date_format(call.round)})" for call in calls[:NAMED]]
    if len(calls) > NAMED:
        lines.append(_("… und %(count)s weitere") % {"count": len(calls) - NAMED})
    return ["\n".join([f"{heading} ({len(calls)})", *lines])]


def _last_look(entry: Entry) -> str:
    if entry.checked_on is None:
        return _("noch nie geprüft")
    return _("zuletzt geprüft am %s") % date_format(entry.checked_on)
