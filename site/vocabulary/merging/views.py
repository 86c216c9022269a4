"""„Zusammenführen“ in the admin: choose two, see what would move, and do it. For those who keep the vocabulary."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from taggit.models import Tag

from accounts.models import User
from vocabulary.keepers import is_keeper
from vocabulary.merging.forms import PairForm, TagPairForm, TopicPairForm
from vocabulary.merging.merge import merge_tags, merge_topics, what_moves
from vocabulary.models import Former, FormerTag, FormerTopic, Topic

SHOWN = 50  # of what was merged before, the newest


@dataclass(frozen=True, slots=True)
class Sort:
    """Topics or tags: their form, how they are merged, and where the view goes on afterwards."""

    url_name: str
    heading: str | Promise
    form: type[PairForm]
    former: type[Former]
    into: str  # the field of `former` that names what took it in
    merge: Callable[[Any, Any, User, bool], Former]


TOPICS = Sort(
    "merge_topics",
    gettext_lazy("Themen zusammenführen"),
    TopicPairForm,
    FormerTopic,
    "topic",
    lambda source, target, by, keep: merge_topics(source, target, by=by, keep_words=keep),
)
TAGS = Sort(
    "merge_tags",
    gettext_lazy("Schlagwörter zusammenführen"),
    TagPairForm,
    FormerTag,
    "tag",
    lambda source, target, by, _keep: merge_tags(source, target, by=by),
)


def topics(request: HttpRequest) -> HttpResponse:
    return _answer(request, TOPICS)


def tags(request: HttpRequest) -> HttpResponse:
    return _answer(request, TAGS)


@require_http_methods(["GET", "HEAD", "POST"])
def _answer(request: HttpRequest, sort: Sort) -> HttpResponse:
    """GET with both shows what would move; only the POST moves it."""
    person = request.user
    if not isinstance(person, User) or not is_keeper(person):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    form = sort.form(given if "target" in given else None, initial={"source": request.GET.get("source")})
    if request.method == "POST" and form.is_valid():
        return _merge(request, person, sort, form)
    is_asked = form.is_bound and form.is_valid()
    context = {
        "header_title": sort.heading,
        "form": form,
        "source": form.cleaned_data["source"] if is_asked else None,
        "target": form.cleaned_data["target"] if is_asked else None,
        "moves": what_moves(form.cleaned_data["source"]) if is_asked else {},
        "is_topic": sort is TOPICS,
        "action": reverse(sort.url_name),
        "merged": _merged_before(sort),
    }
    return TemplateResponse(request, "vocabulary/admin/merge.html", context)


def _merge(request: HttpRequest, person: User, sort: Sort, form: PairForm) -> HttpResponse:
    source, target = form.cleaned_data["source"], form.cleaned_data["target"]
    try:
        sort.merge(source, target, person, "keep_words" in request.POST)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        names = {"source": source, "target": target}
        messages.success(request, _("„%(source)s“ ist in „%(target)s“ eingegangen.") % names)
    return redirect(sort.url_name)


def _merged_before(sort: Sort) -> list[dict[str, Any]]:
    """What was merged, by which function, and when; a person's name says nothing here."""
    rows = sort.former._default_manager.select_related(sort.into, "merged_by")[:SHOWN]
    return [
        {
            "name": row.name,
            "into": getattr(row, sort.into),
            "on": row.merged_at,
            "by": row.merged_by,
            "moved": row.moved,
        }
        for row in rows
    ]


def chosen(word: Topic | Tag) -> str:
    """The address at which a word is already chosen as the source."""
    name = TOPICS.url_name if isinstance(word, Topic) else TAGS.url_name
    return f"{reverse(name)}?source={word.pk}"
