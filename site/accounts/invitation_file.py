"""The list of people to invite: a CSV as offices write it, read as a whole or refused as a whole."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.invitations import invite
from accounts.models import Role, User
from regions.models import Association, District

# How columns are called, in the file (lower case) and here.
COLUMNS = {
    "mail": "mail", "e-mail": "mail", "email": "mail", "mailadresse": "mail",
    "rolle": "role", "role": "role",
    "kreis": "body", "verband": "body", "kreis oder verband": "body", "ags": "body", "district": "body", "body": "body",
    "association": "body",
    "ab": "valid_from", "von": "valid_from", "valid_from": "valid_from",
    "bis": "valid_until", "valid_until": "valid_until",
}  # fmt: skip
ROLES = {
    "integrationsmanager:in": Role.Kind.MANAGER, "integrationsmanagement": Role.Kind.MANAGER,
    "vertretung": Role.Kind.DEPUTY, "redaktion": Role.Kind.EDITOR, "land": Role.Kind.LAND,
    "betrieb": Role.Kind.OPERATOR,
} | {kind.value: kind for kind in Role.Kind}  # fmt: skip
DATES = ("%d.%m.%Y", "%Y-%m-%d")


@dataclass(slots=True)
class Entry:
    """One row that can be carried out."""

    row: int
    email: str
    role: Role


@dataclass(slots=True)
class Reading:
    """What a file says; with any error nothing of it is done."""

    entries: list[Entry] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """Reads UTF-8 (with or without BOM) or what Excel writes (Windows-1252); comma, semicolon or tab."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [COLUMNS.get(name.strip().lower(), "") for name in next(rows, [])]
    reading = Reading()
    if missing := {"mail", "role"} - set(names):
        reading.errors.append(_("Zeile 1: Es fehlt die Spalte %(names)s.") % {"names": ", ".join(sorted(missing))})
        return reading
    bodies = {ags: District(ags=ags) for ags in District.objects.values_list("ags", flat=True)}
    associations = {association.slug: association for association in Association.objects.all()}
    for cells in rows:
        values: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            values[name] = values.get(name) or cell.strip()
        if any(cell.strip() for cell in cells):
            _read_row(reading, rows.line_num, values, bodies, associations)
    if not reading.entries and not reading.errors:
        reading.errors.append(_("Die Datei nennt niemanden."))
    return reading


def _read_row(
    reading: Reading,
    row: int,
    values: dict[str, str],
    districts: dict[str, District],
    associations: dict[str, Association],
) -> None:
    try:
        reading.entries.append(_entry(row, values, districts, associations))
    except ValidationError as error:
        words = _("Zeile %(row)s: %(error)s")
        reading.errors.extend(words % {"row": row, "error": message} for message in error.messages)


def _entry(
    row: int, values: dict[str, str], districts: dict[str, District], associations: dict[str, Association]
) -> Entry:
    """Raises ValidationError in words that the operator can act on."""
    email = values["mail"].lower()
    validate_email(email)
    kind = ROLES.get(values["role"].lower())
    if kind is None:
        raise ValidationError(_("Die Rolle „%(role)s“ gibt es nicht.") % {"role": values["role"]})
    body = values.get("body", "")
    # A spreadsheet takes the official key for a number and drops its leading zero.
    district = districts.get(body) or districts.get(f"0{body}")
    association = associations.get(body.lower())
    if body and district is None and association is None:
        raise ValidationError(_("„%(body)s“ ist weder ein Kreisschlüssel noch ein Verband.") % {"body": body})
    role = Role(
        kind=kind,
        district=district,
        association=association,
        valid_from=_date(values.get("valid_from", "")),
        valid_until=_date(values.get("valid_until", "")),
    )
    role.clean()
    return Entry(row, email, role)


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    for form in DATES:
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValidationError(_("„%(text)s“ ist kein Datum; schreiben Sie 31.12.2027.") % {"text": text})


@transaction.atomic
def carry_out(entries: Iterable[Entry], *, again: bool = False) -> tuple[list[User], list[User]]:
    """Makes people and roles that are missing and invites whoever is new; returns (invited, known before).

    `again` also invites those who were known but have not chosen a password yet.
    """
    new: dict[int, User] = {}
    known: dict[int, User] = {}
    for entry in entries:
        user = User.objects.filter(email__iexact=entry.email).first()
        if user is None:
            user = User.objects.create_user(entry.email)
            new[user.pk] = user
        elif user.pk not in new:
            (new if again and not user.has_usable_password() else known)[user.pk] = user
        _give(user, entry.role)
    for user in new.values():
        invite(user)
    return list(new.values()), list(known.values())


def _give(user: User, role: Role) -> None:
    """Dates belong to the role: another period is another role, the same one is not given twice."""
    Role.objects.get_or_create(
        user=user,
        kind=role.kind,
        district=role.district,
        association=role.association,
        valid_from=role.valid_from,
        valid_until=role.valid_until,
    )
