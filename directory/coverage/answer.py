"""One answer for the page, the picture and the file: who asks, what they may see, and how it stands there."""

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from directory.coverage.matrix import Matrix, Row, build, columns_of
from directory.coverage.queries import count_offers
from directory.coverage.question import Question, QuestionForm
from directory.coverage.rights import Sight, sight_of
from regions.models import District
from regions.similar import MOST_ALIKE, Similar, similar_districts
from search.params import renewed
from vocabulary.queries import topics_in_order


@dataclass(frozen=True, slots=True)
class Coverage:
    """`question.district` is set for all but those who see everything and ask for no district."""

    sight: Sight
    question: Question
    form: QuestionForm
    matrix: Matrix
    similar: list[Similar]

    @property
    def filters(self) -> str:
        """What narrows the figures, in words; "" when nothing does."""
        question = self.question
        parts = [_("für {group}").format(group=question.target_group.name)] if question.target_group else []
        parts += [_("auf {language}").format(language=question.language.name)] if question.language else []
        return ", ".join(parts)

    @property
    def row(self) -> Row | None:
        """The row of the topic that was asked for."""
        return next((row for row in self.matrix.rows if row.topic and row.topic == self.question.topic), None)

    @property
    def untended(self) -> list[str]:
        """Districts in which no offer at all is confirmed: their noughts say little."""
        return [
            cell.column.full_name for cell in self.matrix.rows[0].cells if cell.column.ags and not cell.tally.confirmed
        ]


def answer(request: HttpRequest, *, all_lower: bool = False) -> Coverage:
    """`all_lower`: with every topic of the lower tier. Raises PermissionDenied for what the person may not see."""
    sight = sight_of(request.user)
    if sight is None:
        raise PermissionDenied
    topics = topics_in_order()
    districts = list(District.objects.all()) if sight.everywhere else list(sight.own)
    asked_for = request.GET.get("district", "")
    if not sight.everywhere and asked_for and not sight.may_ask_for(asked_for):
        raise PermissionDenied
    form = QuestionForm(renewed(request.GET) or request.GET, topics=topics, districts=districts)
    question = form.question()
    if not sight.everywhere and question.district is None:
        question = replace(question, district=sight.own[0])
    similar = similar_districts(question.district, MOST_ALIKE) if question.district else []
    if question.district:
        districts = [question.district, *(found.district for found in similar)]
    columns = columns_of(districts, question, linked=sight.everywhere)
    tallies = count_offers(question, all_lower=all_lower)
    return Coverage(sight, question, form, build(question, topics, columns, tallies, all_lower=all_lower), similar)
