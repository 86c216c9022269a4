"""The page that all pages are, the home page, and the plain text pages (Impressum, Datenschutz …)."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.home import home_context
from core.navigation import entries
from core.page_form import OwnThingsPageForm

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class BasePage(Page):
    """What every page of the portal has."""

    is_example = models.BooleanField(_("Beispielinhalt"), default=False, editable=False)

    show_in_menus_default = False
    base_form_class = OwnThingsPageForm
    section: ClassVar[str] = ""  # the list it belongs to, where that is not the path above it: "/praxis/"

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "navigation": entries(self.section or request.path)}

    def may_be_read_by(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Whether the live page is meant for this reader; view restrictions are asked besides."""
        return True

    def get_admin_display_title(self) -> str:
        """A live page goes by the title that everybody knows: its draft's title is its owner's business."""
        return self.title if self.live else super().get_admin_display_title()

    def missing_to_publish(self) -> list[str]:
        """The names of what this version lacks to be published; for the list of drafts."""
        return []

    @property
    def published_on(self) -> dt.date | None:
        """The day here on which it was last published; midnight in UTC is one or two o'clock."""
        return timezone.localdate(self.last_published_at) if self.last_published_at else None

    @property
    def lead(self) -> str:
        """One or two sentences for cards, hits and the description of the page."""
        return self.search_description


class HomePage(BasePage):
    """The portal's first page; owners (districts, associations, the Land) hang below it."""

    headline = models.CharField(_("Überschrift"), max_length=120, default="Wer hat das schon gelöst?")
    intro = models.TextField(
        _("Einleitung"),
        max_length=400,
        default=(
            "Praxisbeispiele, Ansprechstellen und Angebote aus allen 36 Städten und Landkreisen in Rheinland-Pfalz."
        ),
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("headline"), FieldPanel("intro")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    max_count = 1
    template = "core/home_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **home_context(request)}

    class Meta:
        verbose_name = _("Startseite")
        verbose_name_plural = _("Startseiten")


class TextPage(BasePage):
    """A page of text. Production stays closed while one that the law wants holds core.checks.PLACEHOLDER."""

    body = RichTextField(_("Text"), features=RICH_TEXT)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["core.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "core/text_page.html"

    class Meta:
        verbose_name = _("Textseite")
        verbose_name_plural = _("Textseiten")
