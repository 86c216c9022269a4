"""What waits for an association's word, on the admin's home."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rights import associations_of
from bestpractice import waiting
from core.adminhome import HomePanel

SHOWN = 10


class ReviewPanel(HomePanel):
    """For editors: the queue of their association, oldest first."""

    order = 15
    heading = _("Zu begutachten")
    template_name = "wagtailadmin/home/_reviews.html"

    def is_shown(self) -> bool:
        assert isinstance(self.request.user, User)
        return bool(associations_of(self.request.user))

    def content(self) -> dict[str, Any]:
        assert isinstance(self.request.user, User)
        queue = waiting.review_queue(self.request.user)
        return {"queue": waiting.rows(queue[:SHOWN], self.request.user), "total": queue.count()}
