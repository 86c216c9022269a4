"""Unread notices on the admin's home."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import Notice
from core.adminhome import HomePanel


class NoticesPanel(HomePanel):
    """Shown only while there is something to read."""

    order = 10
    heading = _("Neu für Sie")
    template_name = "wagtailadmin/home/_notices.html"

    def is_shown(self) -> bool:
        return self._unread().exists()

    def content(self) -> dict[str, Any]:
        return {"notices": self._unread()}

    def _unread(self) -> QuerySet[Notice]:
        return Notice.objects.filter(user=self.request.user.pk, read_at=None)


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that one's own notice was read; somebody else's does not exist here."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user.pk)
    notice.read_at = notice.read_at or timezone.now()
    notice.save(update_fields=["read_at"])
    return redirect("wagtailadmin_home")
