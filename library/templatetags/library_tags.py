"""Dossiers on pages of apps below this one: `{% dossiers_of page as dossiers %}`."""

from django import template
from wagtail.models import Page

from library import dossiers
from library.models import DossierPage

register = template.Library()


@register.simple_tag
def dossiers_of(owner: Page) -> list[DossierPage]:
    """What an association or the Land has put together, as far as everybody may read it."""
    return dossiers.dossiers_of(owner)
