"""A practice as it looks once it has spread: used in all other districts, with 20 materials and what it needs."""

import datetime as dt

from bestpractice.models import Adoption, AdoptionStep, PracticeMaterial, PracticePage, Requirement
from library.models import MaterialPage
from regions.models import District

MATERIALS = 20
SINCE = dt.date(2025, 1, 1)


def fill() -> None:
    """Straight into the tables, upon an example: its own text and its row in the search stay as they are."""
    practice = spread()
    elsewhere = District.objects.exclude(pk=practice.district.pk)
    stages = [stage for stage in Adoption.Stage if stage != Adoption.Stage.STOPPED]
    Adoption.objects.bulk_create(
        (
            Adoption(
                practice=practice,
                district=district,
                stage=stages[number % len(stages)],
                since=SINCE,
                confirmed_on=SINCE,
                adaptation="Auf Video umgestellt, weil die Wege zu weit sind.",
            )
            for number, district in enumerate(elsewhere)
        ),
        ignore_conflicts=True,
    )
    untold = Adoption.objects.filter(practice=practice, steps=None)
    AdoptionStep.objects.bulk_create(AdoptionStep(adoption=row, stage=row.stage, on=row.since) for row in untold)
    materials = MaterialPage.objects.live()[:MATERIALS]
    PracticeMaterial.objects.bulk_create(
        (PracticeMaterial(practice=practice, page=page, sort_order=number) for number, page in enumerate(materials)),
        ignore_conflicts=True,
    )
    Requirement.objects.create(practice=practice, measure=Requirement.Measure.DENSITY_MIN, bound=100)


def spread() -> PracticePage:
    """The example that is used in all districts."""
    return PracticePage.objects.get(slug="dolmetscherpool")
