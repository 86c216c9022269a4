"""Registers the ground floor's jobs and components."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from core import checks, outbox, publishing, status, tasks, work

        checks.register()
        status.register_component("database", status.database)
        status.register_component("work", status.work_process)
        status.register_component("mail", status.mail)
        work.register_job("publish scheduled", every=10, run=publishing.publish_due)
        work.register_job("tasks", every=1, run=tasks.run_waiting_tasks)
        work.register_job("mail", every=1, run=outbox.deliver_waiting)
        work.register_daily_job("forget mails", after=dt.time(3), run=outbox.forget_old_texts)
