"""Wires the search into Django: receivers, the work process's jobs, and the components of /readyz."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Suche")

    def ready(self) -> None:
        from core import backup, status, work
        from search import checks, health, jobs, signals, words_in_use
        from search.models import Timeline

        signals.connect()
        checks.register()
        work.register_job("search rows", every=0.2, run=jobs.build_waiting)
        work.register_job("search indices", every=0.5, run=jobs.deliver_waiting)
        work.register_job("search vectors", every=2, run=jobs.embed_waiting)
        work.register_job("words in use", every=10, run=words_in_use.count_when_changed)
        work.register_daily_job("forget vectors", after=dt.time(3, 30), run=jobs.forget_unused)
        backup.after_restore(Timeline.begin)
        health.register(status.register_component)
        health.register_waiting(status.register_waiting)
