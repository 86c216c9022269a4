"""Publishes practices in a process of its own, as an editor's request would: `publish.py PORTION COUNT`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")


def publish(portion: str, count: int) -> None:
    """One line for each practice, once its publishing is committed."""
    from directory.models import DistrictPage
    from tests.search.factories import practice_page

    page = DistrictPage.objects.get(slug=f"musterstadt-{portion}")
    for number in range(count):
        practice = practice_page(page, live=False, title=f"Lesepatinnen {portion}-{number}")
        practice.save_revision().publish()
        print(practice.pk, flush=True)


def lay_ground(portions: int) -> None:
    """A district's page for each who publishes."""
    from tests.search.factories import district_page

    for portion in range(portions):
        district_page(slug=f"musterstadt-{portion}")


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "ground":
        lay_ground(int(sys.argv[2]))
    else:
        publish(sys.argv[1], int(sys.argv[2]))
