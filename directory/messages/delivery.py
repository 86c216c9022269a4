"""How a message reaches somebody: a row first, then told to whoever answers for the district; never into the void."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Notice, Role, User
from accounts.notify import notify, people_of_district
from core.outbox import queue_mail
from directory.messages.mailbox import link_to, mailbox_of
from directory.messages.senders import count, lock_today
from directory.models import Message, MessageStep, Post
from regions.models import District

logger = logging.getLogger(__name__)


@transaction.atomic
def receive(message: Message, address: str | None) -> Message:
    """Stores a valid message and tells whoever answers. `address`: of the connection; it is counted, not kept.

    The same form with the same text, sent twice by an impatient click, is one message: the first is returned. Raises
    TooManyError where the sender or the entry has reached a limit.
    """
    today = lock_today()
    twin = Message.objects.filter(submission=message.submission, text=message.text).first()
    if twin:
        return twin
    count(today, address, message.target)
    message.save()
    message.add_step(MessageStep.Kind.RECEIVED)
    tell(message)
    return message


def tell(message: Message) -> bool:
    """Tells whoever can answer that a message has come; returns whether there is anybody."""
    told = _reach(message, _("Neue Zuschrift für %(district)s: %(what)s") % _words(message))
    if told:
        message.told_at = timezone.now()
        message.save(update_fields=["told_at"])
    return told


@transaction.atomic
def remind(message: Message) -> bool:
    """Tells them once more, and notes it."""
    message.reminded_at = timezone.now()
    message.save(update_fields=["reminded_at"])
    message.add_step(MessageStep.Kind.REMINDED)
    text = _("Seit einer Woche wartet eine Zuschrift auf Antwort: %(what)s, %(district)s")
    return _reach(message, text % _words(message))


def untell(message: Message) -> None:
    """Takes back the notices in the portal once nothing is left to do, so that nobody follows one in vain."""
    Notice.objects.filter(url=_address(message)).delete()


def seen(message: Message, person: User) -> None:
    """Whoever has opened a message need not be told of it any more."""
    Notice.objects.filter(url=_address(message), user=person, read_at=None).update(read_at=timezone.now())


def _address(message: Message) -> str:
    return reverse("message_read", args=[message.pk])


def _reach(message: Message, text: str) -> bool:
    """The district's people of today; else the post's mailbox; else the association's editors, who can see to a deputy,
    together with the operator, who can answer.

    No text of a visitor leaves the portal with it: a mail outlives the message.
    """
    url = _address(message)
    if notify(people_of_district(message.district_id), text, url=url):
        return True
    if mailbox := mailbox_of(message):
        queue_mail(mailbox, text, _mail_to_mailbox(message, mailbox))
        return True
    vacant = _("Im Kreis hat zurzeit niemand eine Rolle, und die Stelle hat kein Postfach.")
    see_to_it = _("Bitte sorgen Sie dort für eine Vertretung. Antworten kann bis dahin der Betrieb des Portals.")
    notify(_editors_of(message), text, detail=f"{vacant} {see_to_it}")
    if notify(_operators(), text, detail=vacant, url=url):
        return True
    logger.error("Nobody could be told of message %s: there is no operator", message.pk)
    return False


def _words(message: Message) -> dict[str, str]:
    return {"district": str(message.district), "what": str(message.get_kind_display())}


def _mail_to_mailbox(message: Message, mailbox: str) -> str:
    return _(
        "Guten Tag,\n\nin %(site)s liegt eine Zuschrift für %(district)s (%(what)s). Im Portal hat für den Kreis "
        "zurzeit niemand eine Rolle; diese Mail geht deshalb an das Funktionspostfach. Hier können Sie sie lesen und "
        "beantworten, ohne sich anzumelden:\n\n%(link)s\n"
    ) % {"site": settings.WAGTAIL_SITE_NAME, "link": link_to(message, mailbox), **_words(message)}


def _editors_of(message: Message) -> list[User]:
    return _people_with(Role.Kind.EDITOR, association__districts=message.district)


def _operators() -> list[User]:
    return _people_with(Role.Kind.OPERATOR)


def _people_with(kind: Role.Kind, **where: object) -> list[User]:
    return [role.user for role in Role.objects.active().filter(kind=kind, **where).select_related("user")]


@transaction.atomic
def answer(message: Message, text: str, by: str) -> None:
    """Closes a message with an answer, and mails it to the visitor who gave an address.

    Nothing of what the visitor wrote stands in the mail: whoever types somebody else's address sends them nothing of
    theirs. Raises ValueError when the message is closed already.
    """
    message.give_answer(text, by)
    untell(message)
    if message.email:
        subject = _("Antwort auf Ihre Zuschrift an %(district)s") % _words(message)
        queue_mail(message.email, subject, _mail_with_answer(message))


@transaction.atomic
def close(message: Message, by: str) -> None:
    """Closes it without an answer. Raises ValueError when it is closed already."""
    message.close(by)
    untell(message)


@transaction.atomic
def pass_on(message: Message, district: District, by: str) -> None:
    """Gives it to another district, whose people are told. Raises ValueError when it is closed already."""
    untell(message)
    message.pass_on(district, by)
    tell(message)


@transaction.atomic
def delete(message: Message) -> None:
    untell(message)
    message.delete()


def _mail_with_answer(message: Message) -> str:
    post = Post.objects.filter(district=message.district).first()
    signature = [str(post), post.mailbox, post.phone] if post else [str(message.district)]
    return _(
        "Guten Tag,\n\nam %(day)s kam über %(site)s eine Zuschrift mit dieser Mailadresse an %(district)s. "
        "Die Antwort:\n\n%(answer)s\n\n%(signature)s\n\nHaben Sie nicht geschrieben? Dann hat sich jemand vertippt; "
        "Sie brauchen nichts zu tun.\n"
    ) % {
        "day": f"{timezone.localtime(message.received_at):%d.%m.%Y}",
        "site": settings.WAGTAIL_SITE_NAME,
        "district": message.district,
        "answer": message.answer,
        "signature": "\n".join(line for line in signature if line),
    }
