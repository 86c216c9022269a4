"""Registers the daily look at roles that begin or end."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Personen und Rollen")

    def ready(self) -> None:
        from accounts import personal_relations
        from accounts.jobs import forget_attempts, sync_everybody
        from core.work import register_daily_job

        personal_relations.register()
        register_daily_job("roles of today", after=dt.time(0, 0), run=sync_everybody)
        register_daily_job("forget sign-ins", after=dt.time(3), run=forget_attempts)
