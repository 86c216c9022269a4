"""What the operator sets for the whole portal."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """Name and mailbox shown on every page; no package, table or address bears the name."""

    class Licence(models.TextChoices):
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        CC_ZERO = "CC0-1.0", "CC0 1.0"
        DL_DE_BY = "dl-de/by-2-0", "dl-de/by-2-0"
        DL_DE_ZERO = "dl-de/zero-2-0", "dl-de/zero-2-0"

    name = models.CharField(_("Name des Portals"), max_length=60, default="Integrationsnetz")
    mailbox = models.EmailField(_("Postfach der Redaktion"), blank=True)
    licence = models.CharField(
        _("Lizenz der Praxisbeispiele"),
        max_length=20,
        choices=Licence,
        blank=True,
        help_text=_(
            "Steht auf jeder Seite, im PDF und in den Tabellen. Ohne Angabe fragt, wer etwas weiterverwenden will."
        ),
    )

    panels: ClassVar = [FieldPanel("name"), FieldPanel("mailbox"), FieldPanel("licence")]

    class Meta:
        verbose_name = _("Portal")
