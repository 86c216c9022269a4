"""The parts of an office file as trees of XML, and ways about in them. Knows nothing of Django."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from core.isolated.archive import Archive, local


def tree(archive: Archive, name: str) -> Element:
    """Raises UnreadableError for a bomb; KeyError, SyntaxError … for what is broken."""
    root: Element = parse(archive.part(name), forbid_dtd=True).getroot()
    return root


def tree_if_there(archive: Archive, name: str) -> Element:
    """An empty element where the file has no such part."""
    return tree(archive, name) if name in archive.names else Element("none")


def child(element: Element | None, *names: str) -> Element | None:
    """Down a way of names; the first each."""
    for name in names:
        element = next((found for found in element if local(found) == name), None) if element is not None else None
    return element


def every(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.iter() if local(found) == name)


def rows(table: Element, name: str) -> Iterator[Element]:
    """The rows of a table itself, whatever they are wrapped in; tables within its cells have their own."""
    for element in table:
        if local(element) == name:
            yield element
        else:
            yield from rows(element, name)


def safe_link(target: str) -> str:
    """What a text may lead to: the web and a mailbox; never a file, a script or an address inside somebody's office."""
    return target if target.lower().startswith(("https://", "http://", "mailto:")) else ""
