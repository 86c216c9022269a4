"""An announcement from the Land or an association to the net."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField

from accounts.rights import is_member
from core.models import BasePage
from core.models.pages import RICH_TEXT
from vocabulary.models import Topic


class AnnouncementPage(BasePage):
    """A Mitteilung, often with a deadline; only for members unless it is said to be public."""

    text = RichTextField(_("Text"), features=RICH_TEXT)
    deadline = models.DateField(_("Frist"), null=True, blank=True)
    is_public = models.BooleanField(_("öffentlich"), default=False)
    topics = ParentalManyToManyField(Topic, related_name="announcements", blank=True, verbose_name=_("Themen"))

    content_panels: ClassVar = [
        TitleFieldPanel("title", help_text=_("Worum es geht, in einer Zeile: „Förderaufruf Sprachmittlung 2027“.")),
        FieldPanel("text"),
        FieldPanel("deadline", help_text=_("Bis dahin steht die Mitteilung bei allen Mitgliedern auf der Startseite.")),
        FieldPanel("is_public", help_text=_("Ohne Haken lesen sie nur Mitglieder des Netzes.")),
        FieldPanel("topics"),
    ]
    promote_panels: ClassVar = [FieldPanel("slug")]
    parent_page_types: ClassVar = ["directory.AssociationPage", "directory.LandPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/announcement_page.html"

    class Meta:
        verbose_name = _("Mitteilung")
        verbose_name_plural = _("Mitteilungen")

    def may_be_read_by(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        return self.is_public or is_member(user)
