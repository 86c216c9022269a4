"""Under which licence the portal's texts may be used elsewhere, and where that licence stands."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Site

from core.models import PortalSettings

WHERE = {
    PortalSettings.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.de",
    PortalSettings.Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
    PortalSettings.Licence.CC_ZERO: "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
    PortalSettings.Licence.DL_DE_BY: "https://www.govdata.de/dl-de/by-2-0",
    PortalSettings.Licence.DL_DE_ZERO: "https://www.govdata.de/dl-de/zero-2-0",
}


@dataclass(frozen=True, slots=True)
class Named:
    """`name`: as people know it, "CC BY 4.0"; `url`: its text."""

    name: str
    url: str


def licence(request: HttpRequest) -> Named | None:
    """None while the operator has named none: then whoever wants to use a text asks its author."""
    if Site.find_for_request(request) is None:
        return None
    chosen = PortalSettings.for_request(request).licence
    return Named(PortalSettings.Licence(chosen).label, WHERE[PortalSettings.Licence(chosen)]) if chosen else None
