"""The link by which a post's mailbox answers where nobody has an account: for one message and one mailbox."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse

from directory.models import Message, Post

SALT = "directory.messages.mailbox"
VALID_FOR = dt.timedelta(days=30)  # the reminder after a week brings a new one


def mailbox_of(message: Message) -> str:
    return Post.objects.filter(district=message.district_id).values_list("mailbox", flat=True).first() or ""


def link_to(message: Message, mailbox: str) -> str:
    token = signing.dumps([message.pk, message.district_id, mailbox], salt=SALT)
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('message_by_mailbox', args=[token])}"


def message_behind(token: str) -> Message | None:
    """Locked, in the caller's transaction. None when the link was never ours or is too old, the message is gone or lies
    in another district, or the post has another mailbox.
    """
    try:
        number, district, mailbox = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    rows = Message.objects.select_for_update(of=("self",)).select_related("district")
    message = rows.filter(pk=number, district=district).first()
    return message if message and mailbox_of(message) == mailbox else None
