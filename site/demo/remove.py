"""Takes the example content away, with everything that it left behind."""

from collections.abc import Iterable

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import User
from core.models import OutgoingMail, StoredFile
from core.models.pages import BasePage
from demo.leftovers import FILE_MARK, FOLDER, forget, remove_orphaned_files, tasks_about, tasks_about_what_is_gone
from directory.models import DistrictPage, Message, Offer, Organisation, Post
from directory.models.freshness import first_check
from search import jobs
from search.marks import mark
from search.registry import key_of

FILLED = (  # what people fill in of a post
    "status", "mailbox", "phone", "opening_hours", "is_for_volunteers", "responsible_for", "meanwhile",
    "checked_on", "checked_by",
)  # fmt: skip


def remove() -> int:
    """Removes all that bears the mark of an example; returns how many pages, entries, files and people it was.

    What others wrote bears no mark and stays, with the organisation that an offer of theirs belongs to; except a
    practice's adoption, which goes with its example.
    """
    with transaction.atomic():
        _keep_organisations()
        pages = _pages()
        files = _files(pages)
        people = list(User.objects.filter(is_example=True))
        entries = [*Offer.objects.filter(is_example=True), *Organisation.objects.filter(is_example=True)]
        things: list[Model] = [*pages, *files, *people, *entries]
        forget(tasks_about(things))
        _remove_pages(pages)
        for file in files:
            file.delete()
        Message.objects.filter(is_example=True).delete()
        Offer.objects.filter(is_example=True).delete()
        Organisation.objects.filter(is_example=True).delete()
        _reset_posts()
        _remove_log([*files, *people, *entries])
        _remove_people(people)
        forget(tasks_about_what_is_gone())
    remove_orphaned_files()
    _tell_search()
    return len(things)


def _keep_organisations() -> None:
    """What somebody's own offer belongs to is no example any more."""
    kept = Organisation.objects.filter(is_example=True, offers__is_example=False).distinct()
    for organisation in kept:
        organisation.is_example = False
        organisation.save(update_fields=["is_example"])


def _pages() -> list[BasePage]:
    """Except those of which somebody keeps an own draft."""
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage)]
    marked = [page for kind in kinds for page in kind.objects.filter(is_example=True).select_related("latest_revision")]
    return [page for page in marked if not page.latest_revision or page.latest_revision.content["is_example"]]


def _files(pages: Iterable[BasePage]) -> list[StoredFile]:
    """Except those that a material uses which stays."""
    marked = StoredFile.objects.filter(file__startswith=f"{FOLDER}/{FILE_MARK}")
    going = [page.pk for page in pages]
    return [
        file
        for file in marked
        if not file.materials.exclude(pk__in=going).exists()
        and not file.earlier_versions.exclude(material__in=going).exists()
    ]


def _remove_pages(pages: Iterable[BasePage]) -> None:
    ids = [page.pk for page in pages]
    for page in pages:
        page.delete()
    PageLogEntry.objects.filter(page_id__in=ids).delete()


def _reset_posts() -> None:
    """As `setup` made them: the posts themselves are no example."""
    fresh = Post()
    posts = Post.objects.filter(is_example=True)
    districts = list(posts.values_list("district", flat=True))
    posts.update(is_example=False, next_check_on=first_check(), **{name: getattr(fresh, name) for name in FILLED})
    pages = DistrictPage.objects.filter(district__in=districts)
    mark(key_of(DistrictPage, pk) for pk in pages.values_list("pk", flat=True))


def _remove_log(things: Iterable[Model]) -> None:
    """What the admin noted about them."""
    ids: dict[type[Model], list[str]] = {}
    for thing in things:
        ids.setdefault(type(thing), []).append(str(thing.pk))
    for model, numbers in ids.items():
        kind = ContentType.objects.get_for_model(model)
        ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()


def _remove_people(people: Iterable[User]) -> None:
    addresses = [person.email for person in people]
    ids = {str(person.pk) for person in people}
    Session.objects.filter(
        pk__in=[row.pk for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") in ids]
    ).delete()
    OutgoingMail.objects.filter(to__in=addresses).delete()
    for attempts in (AccessAttempt, AccessFailureLog, AccessLog):
        attempts.objects.filter(username__in=addresses).delete()
    User.objects.filter(pk__in=ids).delete()


def _tell_search() -> None:
    """At once, not when the work process comes round: nobody shall find what is gone."""
    while jobs.build_waiting():
        pass
    while jobs.deliver_waiting():
        pass
    jobs.forget_unused()
