"""Who learns of what in the ledger: the source of each use, the adopter of a report, the reporter of the answer."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.notify import notify, people_of_district
from bestpractice.models import Adoption, PracticePage, Quiet
from regions.models import District

NEW = gettext_lazy("Neue Nachnutzung von „%(title)s“: %(district)s, %(stage)s seit %(day)s.")
STEP = gettext_lazy("Neuer Stand bei „%(title)s“: %(district)s, %(stage)s seit %(day)s.")
GONE = gettext_lazy("%(district)s hat die Nachnutzung von „%(title)s“ zurückgenommen.")


def people_to_tell(district: District, practice: PracticePage, but: User | None) -> list[User]:
    """Who acts for a district today, unless it wants no word of this practice; not the one who did it."""
    if Quiet.objects.filter(district=district, practice=practice).exists():
        return []
    return [person for person in people_of_district(district.ags) if but is None or person.pk != but.pk]


def tell_source(adoption: Adoption, what: object, by: User) -> None:
    source = adoption.practice.district
    detail = adoption.stopped_because or adoption.adaptation
    text = str(what) % _facts(adoption)
    url = adoption.practice.get_url() or ""
    notify(people_to_tell(source, adoption.practice, by), text, detail=detail, url=f"{url}#nachnutzungen")


def ask_adopter(adoption: Adoption, by: User) -> None:
    """A report must be answered, so this cannot be turned off."""
    text = _("Es wurde gemeldet, dass Ihr Kreis „%(title)s“ nutzt: %(stage)s seit %(day)s. Stimmt das?")
    detail = _("Erst wenn Sie es bestätigen, zählt es und wird gezeigt.")
    people = people_of_district(adoption.district_id)
    notify(people, text % _facts(adoption), detail=detail, url=reverse("adoption", args=[adoption.pk]))


def tell_reporter(adoption: Adoption, by: User, *, confirmed: bool) -> None:
    reporter = adoption.reported_by
    if reporter is None or reporter.pk == by.pk:
        return
    yes = _("%(district)s hat bestätigt: „%(title)s“, %(stage)s seit %(day)s.")
    no = _("%(district)s hat Ihre Meldung zu „%(title)s“ nicht bestätigt.")
    notify([reporter], (yes if confirmed else no) % _facts(adoption), url=adoption.practice.get_url() or "")


def _facts(adoption: Adoption) -> dict[str, str]:
    return {
        "title": adoption.practice.title,
        "district": str(adoption.district),
        "stage": str(adoption.get_stage_display()),
        "day": date_format(adoption.since, "j. F Y"),
    }
