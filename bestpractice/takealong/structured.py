"""A practice for other programs: schema.org, and what a shared link shows. Only what every visitor may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from bestpractice.models import PracticePage
from bestpractice.sections import written
from bestpractice.takealong.citing import permalink
from bestpractice.takealong.richtext import plain
from core.licences import Named
from core.visibility import is_public
from directory.queries import public_address

LONGEST = 200  # characters of a description; what shows a link cuts longer ones
RENDITION = "format-jpeg|fill-1200x630"  # the size that previews of links ask for


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture whose address is open to everybody."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Told:
    """`url`: the page's own address in full; `schema`: the JSON-LD."""

    url: str
    description: str
    picture: Shown | None
    schema: dict[str, Any]


def described(practice: PracticePage, portal: str, topics: Sequence[str], licence: Named | None) -> Told:
    """`portal`: the name it goes by here; `topics`: in words."""
    url = settings.WAGTAILADMIN_BASE_URL + (practice.get_url() or "/")
    description = description_of(practice)
    picture = _picture(practice)
    schema = _schema(practice, url, portal, topics, licence)
    schema["description"] = description
    if picture:
        schema["image"] = {"@type": "ImageObject", "url": picture.url, "caption": picture.alt}
    return Told(url, description, picture, schema)


def description_of(practice: PracticePage) -> str:
    """One or two sentences that everybody may read."""
    text = practice.lead
    if not text:
        text = next((plain(part.html) for part in written(practice, for_member=False)), "")
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _picture(practice: PracticePage) -> Shown | None:
    row = next(iter(practice.pictures.all()), None)
    picture = row.picture if row else practice.image
    if picture is None or not is_public(practice):
        return None
    try:
        rendition = picture.get_rendition(RENDITION)
    except OSError:
        return None
    alt = (row.alt_text if row else picture.description) or picture.title
    return Shown(settings.WAGTAILADMIN_BASE_URL + rendition.url, alt, rendition.width, rendition.height)


def _schema(
    practice: PracticePage, url: str, portal: str, topics: Sequence[str], licence: Named | None
) -> dict[str, Any]:
    """An Article; a HowTo where the way is told in steps. What is not known is left out."""
    district = practice.district
    steps = [
        {
            "@type": "HowToStep",
            "position": number,
            "name": step.title,
            "text": ": ".join(filter(None, [step.when, step.description])) or step.title,
        }
        for number, step in enumerate(practice.steps.all(), start=1)
    ]
    author = {
        "@type": "GovernmentOrganization",
        "name": district.full_name,
        "identifier": district.ags,
        "url": settings.WAGTAILADMIN_BASE_URL + public_address(district.page),
    }
    source = practice.adapted_from
    schema = {
        "@context": "https://schema.org",
        "@type": "HowTo" if steps else "Article",
        "@id": permalink(practice),
        "url": url,
        "mainEntityOfPage": url,
        "name": practice.title,
        "headline": practice.title,
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "license": licence.url if licence else None,
        "author": author,
        "publisher": {"@type": "Organization", "name": portal, "url": f"{settings.WAGTAILADMIN_BASE_URL}/"},
        "datePublished": practice.first_published_at,
        "dateModified": practice.edition.published_at if practice.edition else None,
        "version": practice.edition.number if practice.edition else None,
        "about": [{"@type": "Thing", "name": topic} for topic in topics],
        "audience": [{"@type": "Audience", "audienceType": str(group)} for group in practice.target_groups.all()],
        "isBasedOn": permalink(source) if source and is_public(source) else None,
        "step": steps,
    }
    return {name: value for name, value in schema.items() if value not in (None, [], "")}
