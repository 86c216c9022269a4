"""What other apps put on a district's page: each registers a function for its template, below the lists of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.rights import Person
from regions.models import District

Content = Callable[[District, Person], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """`content`: what the template shows, for one district and one reader."""

    template: str
    content: Content


_sections: list[Section] = []


def register_section(template: str, content: Content) -> None:
    """Called in AppConfig.ready(). A template without anything to show stays silent."""
    _sections.append(Section(template, content))


def sections_for(district: District, reader: Person) -> list[dict[str, Any]]:
    """[{template, …content}], in the order of registration."""
    return [{"template": section.template, **section.content(district, reader)} for section in _sections]
