"""How a practice is found."""

from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from bestpractice.models import PracticePage
from bestpractice.queries import recommending, strip_of
from directory.pagesource import PageSource
from search.registry import Draft, TextPart
from vocabulary.queries import with_parents


class PracticeSource(PageSource[PracticePage]):
    """Found by everything its author wrote, in the sections of the page."""

    kind = "practice"
    model = PracticePage

    def describe(self, page: PracticePage) -> Draft:
        district = page.district
        sections = [
            (_("Woran es gefehlt hat"), page.starting_point),
            (_("So geht es"), page.what_we_did),
            (_("Was es gebraucht hat"), page.what_it_took),
            (_("Was nicht geklappt hat"), page.what_did_not_work),
            (_("Was es braucht, damit es trägt"), page.conditions),
            (_("Was es gebracht hat"), page.results),
            (_("Tipps für andere"), page.transfer_tips),
        ]
        strip = strip_of(page, page.adoptions.all())
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=page.lead or get_text_for_indexing(page.what_we_did)[:250],
            body=(
                TextPart(page.summary),
                *(TextPart(get_text_for_indexing(text), heading=heading) for heading, text in sections if text),
            ),
            owner=district.full_name,
            districts=(district.ags,),
            topics=with_parents(page.topics.select_related("parent")),
            target_groups=tuple(page.target_groups.values_list("slug", flat=True)),
            tags=tuple(page.tags.values_list("name", flat=True)),
            date=page.published_on,
            facts={
                "status": page.status,
                "since": page.since.isoformat() if page.since else None,
                "recommended_by": [association.short_name for association in recommending(page)],
                "strip": strip,
                "used": sum(stage in ("piloting", "running") for stage in strip),
                "is_example": page.is_example,
            },
        )
