"""Where accounts, mails, sessions and the parts that others wrote (Wagtail, allauth, axes) hold personal data."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from accounts.closing import end_sessions
from accounts.models import Notice, Role, User
from accounts.personal_data import OnErase, Rows, Subject, register_provider, register_relation
from core.models import OutgoingMail, Picture, StoredFile

DELETE, KEEP = OnErase.DELETE, OnErase.KEEP
TRIES = (AccessAttempt, AccessLog, AccessFailureLog)
UPLOADED = ("pk", "title", "created_at")
LOGGED = ("timestamp", "action", "label")


def register() -> None:
    register_relation(Role, "user", ("kind", "district", "association__name", "valid_from", "valid_until"), DELETE)
    register_relation(Notice, "user", ("text", "detail", "url", "created_at", "read_at"), DELETE)
    register_relation(EmailAddress, "user", ("email", "verified", "primary"), DELETE)
    register_relation(Authenticator, "user", ("type", "created_at", "last_used_at"), DELETE)
    register_relation(UserProfile, "user", ("preferred_language", "current_time_zone"), DELETE)
    register_relation(EditingSession, "user", ("object_id", "last_seen_at"), DELETE)
    register_relation(FormState, "user", ("object_id", "last_updated_at"), DELETE)
    register_relation(PageSubscription, "user", ("page", "comment_notifications"), DELETE)
    register_relation(Page, "owner", ("pk", "title", "url_path"), KEEP)
    register_relation(Page, "locked_by", ("pk", "title", "locked_at"), KEEP)
    register_relation(Revision, "user", ("pk", "object_str", "created_at"), KEEP)
    register_relation(PageLogEntry, "user", (*LOGGED, "page"), KEEP)
    register_relation(ModelLogEntry, "user", (*LOGGED, "object_id"), KEEP)
    register_relation(Comment, "user", ("page", "text", "created_at"), KEEP)
    register_relation(Comment, "resolved_by", ("page", "resolved_at"), KEEP)
    register_relation(CommentReply, "user", ("comment", "text", "created_at"), KEEP)
    register_relation(WorkflowState, "requested_by", ("pk", "created_at"), KEEP)
    register_relation(TaskState, "finished_by", ("pk", "finished_at"), KEEP)
    for model in (StoredFile, Picture, Document, Image):
        register_relation(model, "uploaded_by_user", UPLOADED, KEEP)
    register_relation(UploadedFile, "uploaded_by_user", ("pk", "file"), KEEP)

    register_provider("mails", mails, forget_mails)
    register_provider("sessions", sessions, lambda about: end_sessions(about.user) if about.user else 0)
    register_provider("failed sign-ins", tries, forget_tries)
    register_provider("log about the account", log_about, forget_log_about)


def mails(about: Subject) -> Rows:
    sent = OutgoingMail.objects.filter(to__iexact=about.address)
    return [dict(row) for row in sent.values("subject", "body", "created_at", "sent_at")]


def forget_mails(about: Subject) -> int:
    return OutgoingMail.objects.filter(to__iexact=about.address).delete()[0]


def sessions(about: Subject) -> Rows:
    if about.user is None:
        return []
    mine = [row for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(about.user.pk)]
    return [{"expires": row.expire_date} for row in mine]


def tries(about: Subject) -> Rows:
    return [
        row
        for model in TRIES
        for row in model.objects.filter(username__iexact=about.address).values(
            "attempt_time", "ip_address", "user_agent", "path_info"
        )
    ]


def forget_tries(about: Subject) -> int:
    return sum(model.objects.filter(username__iexact=about.address).delete()[0] for model in TRIES)


def log_about(about: Subject) -> Rows:
    return list(_log(about).values("timestamp", "action", "label")) if about.user else []


def forget_log_about(about: Subject) -> int:
    """The entry keeps what was done; the name in its label goes."""
    return _log(about).update(label="–", data={}) if about.user else 0


def _log(about: Subject) -> Any:
    assert about.user
    kind = ContentType.objects.get_for_model(User)
    return ModelLogEntry.objects.filter(content_type=kind, object_id=str(about.user.pk))
