"""What stands on a practice's page for those who take it along: the block at the side, and the head for programs."""

from typing import Any

from django import template
from django.template.context import Context

from bestpractice.models import PracticePage
from bestpractice.takealong.citing import cite
from bestpractice.takealong.structured import described
from core.licences import licence
from core.navigation import site_name
from core.structured import json_ld

register = template.Library()


@register.inclusion_tag("bestpractice/_take_along.html", takes_context=True)
def take_along(context: Context) -> dict[str, Any]:
    """PDF, print, citation, mail; nothing for what was never published. Context: page, sections."""
    practice: PracticePage = context["page"]
    return {
        "cited": cite(practice, site_name(context["request"])),
        "practice": practice,
        "licence": licence(context["request"]),
        "hidden": any(section.hidden for section in context["sections"]),
    }


@register.inclusion_tag("bestpractice/_head.html", takes_context=True)
def practice_head(context: Context) -> dict[str, Any]:
    """Canonical address, Open Graph and schema.org, the same for visitors and members. Context: page, topics."""
    practice: PracticePage = context["page"]
    if practice.edition is None:  # a preview of what was never published belongs nowhere yet
        return {}
    portal = site_name(context["request"])
    told = described(
        practice, portal, topics=[topic["label"] for topic in context["topics"]], licence=licence(context["request"])
    )
    return {
        "practice": practice,
        "portal": portal,
        "told": told,
        "json_ld": json_ld(told.schema),
        "feed_question": f"?district={practice.district.ags}",
    }
