"""What the operator sets for the whole portal."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """Name and mailbox shown on every page; no package, table or address bears the name."""

    name = models.CharField(_("Name des Portals"), max_length=60, default="Integrationsnetz")
    mailbox = models.EmailField(_("Postfach der Redaktion"), blank=True)

    panels: ClassVar = [FieldPanel("name"), FieldPanel("mailbox")]

    class Meta:
        verbose_name = _("Portal")
