"""The entries of the directory as one sort of thing: whose each is, and what those who check it are called."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import districts_of
from directory.models import Offer, Organisation, Post
from regions.models import District

Entry = Organisation | Offer | Post
KINDS: dict[str, type[Entry]] = {"organisation": Organisation, "offer": Offer, "post": Post}
# From an entry to its district, and to the organisation that keeps it.
DISTRICT = {"organisation": "home_district", "offer": "organisation__home_district", "post": "district"}
READ_WITH = {"organisation": ["home_district"], "offer": ["organisation__home_district"], "post": ["district"]}


def kind_of(entry: Entry) -> str:
    return str(entry._meta.model_name)


def organisation_of(entry: Entry) -> Organisation | None:
    """The actor behind an entry; a post has none."""
    if isinstance(entry, Offer):
        return entry.organisation
    return entry if isinstance(entry, Organisation) else None


def district_of(entry: Entry) -> District:
    organisation = organisation_of(entry)
    if organisation is not None:
        return organisation.home_district
    assert isinstance(entry, Post)
    return entry.district


def function_of(person: User, district: District) -> str:
    """By which function a person of the admin checks: shown to the public, so never a name."""
    if district in districts_of(person):
        return _("Integrationsmanagement %s") % district
    return _("Betrieb des Portals")


def actor() -> str:
    """By which function the holder of a mailed link checks."""
    return _("die Einrichtung selbst")
