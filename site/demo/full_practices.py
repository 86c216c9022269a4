"""What some practices of the example content tell besides the Kurzmeldung, put into their pages."""

from collections.abc import Callable
from decimal import Decimal

from wagtail.models import Page

from bestpractice.models import Indicator, PracticeMaterial, PracticePage, PracticeStep
from demo.content import Entry

PROSE = ("goals", "partners", "funding", "legal_basis", "evaluation", "transfer_tips")


def tell_all(page: PracticePage, entry: Entry, materials: dict[str, Page], paragraphs: Callable[[str], str]) -> None:
    """Before the page is saved. `entry`: of content/full_practices.toml, or empty; `materials`: by key; `paragraphs`
    makes rich text of plain text.
    """
    page.lessons_are_public = entry.get("lessons_are_public", True)
    for name in PROSE:
        setattr(page, name, paragraphs(entry.get(name, "")))
    for name in ("staff_hours", "staff_fte"):
        setattr(page, name, Decimal(str(entry[name])) if name in entry else None)
    page.cost_once = entry.get("cost_once")
    steps, figures, helpful = (entry.get(name, []) for name in ("steps", "indicators", "materials"))
    page.steps = [PracticeStep(**step, sort_order=place) for place, step in enumerate(steps)]
    page.indicators = [Indicator(**figure, sort_order=place) for place, figure in enumerate(figures)]
    page.materials = [PracticeMaterial(page=materials[name], sort_order=place) for place, name in enumerate(helpful)]
