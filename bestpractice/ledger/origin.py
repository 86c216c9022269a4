"""From which practice another goes back: only from one that others can read, and never in a circle."""

from django.utils.translation import gettext as _

from bestpractice.models import PracticePage

LONGEST = 50  # links followed; a longer way is a circle made by other means


def mistake_in_origin(practice: PracticePage, origin: PracticePage) -> str:
    """What is wrong with saying that `practice` goes back to `origin`; "" when nothing is."""
    if practice.pk and origin.pk == practice.pk:
        return _("Ein Praxisbeispiel geht nicht auf sich selbst zurück.")
    if not PracticePage.objects.live().public().filter(pk=origin.pk).exists():
        return _("Dieses Praxisbeispiel ist nicht veröffentlicht.")
    if practice.pk and practice.pk in _ancestry(origin):
        return _("„%(title)s“ geht selbst auf dieses Praxisbeispiel zurück.") % {"title": origin.title}
    return ""


def _ancestry(practice: PracticePage) -> list[int]:
    """The keys of what a practice goes back to, the nearest first."""
    found: list[int] = []
    number = practice.adapted_from_id
    while number and number not in found and len(found) < LONGEST:
        found.append(number)
        number = PracticePage.objects.filter(pk=number).values_list("adapted_from", flat=True).first()
    return found
