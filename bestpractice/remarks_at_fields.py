"""An association's remarks in the practice's form, each below the field that it speaks of."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join

from bestpractice.feedback import decided, open_remarks


def place(form: Any) -> bool:
    """Puts what is neither changed nor answered into the help texts of a bound form panel, before it is rendered.
    Says whether any association has decided on the practice.
    """
    remarks = open_remarks(form.instance)
    for panel in _fields(form) if remarks else ():
        name = getattr(panel.panel, "field_name", None) or getattr(panel.panel, "relation_name", None)
        here = [remark for remark in remarks if remark.comment.section == name]
        if here:
            told = format_html_join(
                "",
                '<span class="remark-here"><strong>{}:</strong> {}</span>',
                ((remark.comment.recommendation.association.short_name, remark.comment.text) for remark in here),
            )
            panel.help_text = format_html("{}{}", panel.help_text, told)
    return decided(form.instance).exists()


def _fields(panel: Any) -> Iterator[Any]:
    """The fields and lists of a bound panel, whatever they stand in; not the fields of each row of a list."""
    yield panel
    for child in () if hasattr(panel.panel, "relation_name") else getattr(panel, "children", ()):
        yield from _fields(child)
