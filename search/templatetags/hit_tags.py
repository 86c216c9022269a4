"""How a hit is put into words on the page: its kind, and days that its facts carry as ISO text."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from search import registry
from search.query import Facet

register = template.Library()


@register.filter
def kind_label(kind: str) -> str | Promise:
    """The kind in words, "Praxisbeispiel"; a kind that nobody has registered stands for itself."""
    return registry.kinds[kind].label if kind in registry.kinds else kind


@register.filter
def as_date(iso: str | None) -> dt.date | None:
    """A day of Hit.facts, which are JSON, for the filter `date`; None where there is none."""
    return dt.date.fromisoformat(iso) if iso else None


@register.filter
def kilometres(distance: float) -> str:
    """How far a place is, as far as one can tell between two centres of postcodes."""
    if distance < 1:
        return _("unter 1\u00a0km")
    return _("%(km)s\u00a0km") % {"km": round(distance)}


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """Languages' codes in words: "Arabisch, Dari"; without a vocabulary the codes stand for themselves."""
    labels = registry.labels[Facet.LANGUAGE]() if Facet.LANGUAGE in registry.labels else {}
    return ", ".join(labels.get(code, code) for code in codes)
