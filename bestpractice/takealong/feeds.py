"""What is new among the practices, for readers of feeds: of all, of a topic, of a district; RSS and Atom."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, QueryDict
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from bestpractice.models import Edition, PracticePage
from bestpractice.takealong.citing import permalink
from bestpractice.takealong.structured import description_of
from directory.queries import districts_by_page
from regions.models import District
from vocabulary.models import Topic
from vocabulary.queries import topic_called

MOST = 30  # entries; who asks more seldom than once a quarter has missed some
KINDS: dict[str, type[SyndicationFeed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])  # XML knows no such characters


@dataclass(frozen=True, slots=True)
class Asked:
    """Which practices a feed tells of: None for all topics or districts."""

    topic: Topic | None
    district: District | None

    @property
    def parameters(self) -> str:
        """As in an address: "?topic=sprache", "" for all."""
        said = QueryDict(mutable=True)
        if self.topic:
            said["topic"] = self.topic.slug
        if self.district:
            said["district"] = self.district.ags
        return f"?{said.urlencode()}" if said else ""

    @property
    def title(self) -> str:
        names = [one for one in (self.topic and self.topic.name, self.district and self.district.full_name) if one]
        return ": ".join([_("Praxisbeispiele"), ", ".join(names)]) if names else _("Praxisbeispiele")


def asked(said: QueryDict) -> Asked:
    """Raises Http404 for a topic or a district that there is not: an empty feed would look as if nothing happened."""
    slug, ags = said.get("topic", ""), said.get("district", "")
    topic = topic_called(slug) if slug and "\0" not in slug else None
    known = District.objects.exclude(page=None).select_related("page")
    district = known.filter(ags=ags).first() if ags and "\0" not in ags else None
    if (slug and topic is None) or (ags and district is None):
        raise Http404
    return Asked(topic, district)


def feed_question(said: QueryDict) -> str:
    """What of a list's address its feed can follow: one topic, one district."""
    kept = QueryDict(mutable=True)
    for name in ("topic", "district"):
        values = [value for value in said.getlist(name) if value]
        if len(values) == 1:
            kept[name] = values[0]
    return f"?{kept.urlencode()}" if kept else ""


def newest(question: Asked) -> QuerySet[PracticePage]:
    """What everybody may read, last changed first; a topic with its narrower ones."""
    last = Edition.objects.filter(practice=OuterRef("pk")).order_by("-number").values("published_at")[:1]
    practices: QuerySet[PracticePage] = PracticePage.objects.live().public().annotate(changed_at=Subquery(last))
    if question.topic:
        practices = practices.filter(Q(topics=question.topic) | Q(topics__parent=question.topic)).distinct()
    if question.district:
        practices = practices.filter(path__startswith=question.district.page.path)
    return practices.exclude(changed_at=None).order_by("-changed_at", "-pk")[:MOST]


def feed(question: Asked, kind: str, portal: str) -> str:
    """The feed as XML. `kind`: atom or rss; `portal`: the name it goes by here."""
    base = settings.WAGTAILADMIN_BASE_URL
    made = KINDS[kind](
        title=f"{question.title} – {portal}".translate(CONTROL),
        link=f"{base}/praxis/{question.parameters}",
        description=_("Neue und geänderte Praxisbeispiele aus Städten und Landkreisen."),
        language="de",
        feed_url=f"{base}/praxis/feed.{kind}{question.parameters}",
        feed_guid=f"{base}/praxis/feed.{kind}{question.parameters}",
    )
    practices = list(newest(question).prefetch_related("topics"))
    districts = districts_by_page()
    for practice in practices:
        district = districts[practice.path[: -practice.steplen]]
        changed: dt.datetime = practice.changed_at
        made.add_item(
            title=practice.title.translate(CONTROL),
            link=f"{base}{practice.get_url()}",
            description=escape(description_of(practice).translate(CONTROL)),  # feeds take it for HTML
            unique_id=permalink(practice),
            unique_id_is_permalink=True,
            author_name=district.full_name,
            pubdate=practice.first_published_at,
            updateddate=changed,
            categories=[topic.name.translate(CONTROL) for topic in practice.topics.all()],
        )
    return made.writeString("utf-8")
