"""How an announcement is found: by members, or by everybody when it is public."""

from wagtail.rich_text import get_text_for_indexing

from directory.pagesource import PageSource
from network.models import AnnouncementPage
from search.query import Audience
from search.registry import Draft, TextPart
from vocabulary.queries import with_parents


class AnnouncementSource(PageSource[AnnouncementPage]):
    """For everywhere; who may find it is the author's word."""

    kind = "announcement"
    model = AnnouncementPage

    def describe(self, page: AnnouncementPage) -> Draft:
        text = get_text_for_indexing(page.text)
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=text[:250],
            body=(TextPart(text),),
            owner=page.get_parent().title,
            topics=with_parents(page.topics.select_related("parent")),
            audience=Audience.PUBLIC if page.is_public else Audience.MEMBERS,
            date=page.published_on,
            facts={"deadline": page.deadline.isoformat() if page.deadline else None, "is_example": page.is_example},
        )
