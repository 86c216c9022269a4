"""Short names of districts for narrow places: the heads of a matrix, a picture, a file."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from regions.models import District

ADDITION = re.compile(r" (\(|am |an der |in der ).*")  # "Landau in der Pfalz", "Altenkirchen (Westerwald)"


def short_names(districts: Iterable[District]) -> dict[str, str]:
    """Official key → "Stadt Landau", "Mainz-Bingen"; with its kind beside an equal name: "Lkr. Kaiserslautern"."""
    districts = list(districts)
    stems = {district.ags: ADDITION.sub("", district.name) for district in districts}
    namesakes = Counter(stems.values())
    return {district.ags: _short(district, stems[district.ags], namesakes) for district in districts}


def _short(district: District, stem: str, namesakes: Counter[str]) -> str:
    if district.kind == District.Kind.CITY:
        return _("Stadt {name}").format(name=stem)
    return _("Lkr. {name}").format(name=stem) if namesakes[stem] > 1 else stem
