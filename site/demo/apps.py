"""The example content as an app of its own, so that production leaves it out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "demo"
    verbose_name = _("Beispielinhalte")
