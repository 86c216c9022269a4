"""The demo sign-ins: functions with roles, one password for all."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import Role, User
from accounts.rights import sync_groups
from demo.content import Entry, read
from regions.models import Association


def build_people(today: dt.date) -> dict[str, User]:
    """Everybody in people.toml, by mail address. Without SHOW_DEMO_SIGN_INS nobody can sign in with the password."""
    content = read("people")
    password = make_password(content["password"] if settings.SHOW_DEMO_SIGN_INS else None)
    people = User.objects.bulk_create(
        User(
            email=entry["email"],
            first_name=entry["first_name"],
            last_name=entry["last_name"],
            password=password,
            is_example=True,
        )
        for entry in content["people"]
    )
    associations = {association.slug: association for association in Association.objects.all()}
    Role.objects.bulk_create(
        Role(
            user=person,
            kind=entry["role"],
            district_id=entry.get("district"),
            association=associations[entry["association"]] if "association" in entry else None,
            valid_from=_day(today, entry, "from_day"),
            valid_until=_day(today, entry, "until_day"),
        )
        for person, entry in zip(people, content["people"], strict=True)
    )
    for person in people:
        sync_groups(person)  # they publish below
    return {person.email: person for person in people}


def _day(today: dt.date, entry: Entry, key: str) -> dt.date | None:
    return today + dt.timedelta(days=entry[key]) if key in entry else None
