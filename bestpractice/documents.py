"""How a practice is found."""

from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from bestpractice.ledger.queries import figures_of, stages_of, strip
from bestpractice.models import PracticePage
from bestpractice.queries import recommending
from bestpractice.sections import written
from directory.pagesource import PageSource
from search.query import YES
from search.registry import Draft, TextPart
from vocabulary.queries import with_parents


def recommended_labels() -> dict[str, str]:
    return {YES: _("empfohlen")}


class PracticeSource(PageSource[PracticePage]):
    """Found by what every visitor may read. What only members read is in no row: rows know one audience a thing."""

    kind = "practice"
    model = PracticePage

    def describe(self, page: PracticePage) -> Draft:
        district = page.district
        uses = stages_of(page)
        recommended_by = [association.short_name for association in recommending(page)]
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=page.lead or get_text_for_indexing(page.what_we_did)[:250],
            body=(
                TextPart(page.summary),
                *(
                    TextPart(get_text_for_indexing(part.html), heading=part.heading)
                    for part in written(page, for_member=False)
                ),
            ),
            owner=district.full_name,
            districts=(district.ags,),
            topics=with_parents(page.topics.select_related("parent")),
            target_groups=tuple(page.target_groups.values_list("slug", flat=True)),
            tags=tuple(page.tags.values_list("name", flat=True)),
            recommended=bool(recommended_by),
            date=page.published_on,
            facts={
                "status": page.status,
                "since": page.since.isoformat() if page.since else None,
                "recommended_by": recommended_by,
                "strip": strip(page, uses),
                "used": figures_of(uses.values()).used,
                "is_example": page.is_example,
            },
        )
