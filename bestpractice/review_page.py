"""What the review shows: the version that waits, block by block, with what was said and what changed before."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision
from wagtail.rich_text import expand_db_html

from bestpractice import checklist, feedback
from bestpractice.blocks import BLOCKS, Block
from bestpractice.comparing import Change, compare
from bestpractice.in_words import heading, lines
from bestpractice.models import PracticePage, Recommendation
from bestpractice.review_form import ReviewForm
from bestpractice.sections import SECTIONS

RICH = {section.field for section in SECTIONS}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block on the page. `html`: of a rich text; `facts`: (name, value), `entries`: lines, of the others; `remark`:
    the form's field for it; `earlier`: remarks of earlier reviews.
    """

    field: str
    heading: str
    html: str
    facts: list[tuple[str, str]]
    entries: list[str]
    remark: Any
    earlier: list[feedback.Remark]

    @property
    def is_empty(self) -> bool:
        return not (self.html or self.facts or self.entries)


def review_context(word: Recommendation, form: ReviewForm, read_before: str) -> dict[str, Any]:
    """What templates/bestpractice/admin/review.html shows. `read_before`: the version of an editor whose page was out
    of date, as a number in words.
    """
    practice: PracticePage = word.revision.as_object() if word.revision else word.practice
    is_open = word.state == Recommendation.State.PENDING and word.practice.live
    earlier = list(feedback.decided(word.practice).exclude(pk=word.pk))
    judged = next((one for one in earlier if one.association_id == word.association_id), None)
    remarks = feedback.remarks(earlier, practice)
    blocks = [_shown(block, practice, form, remarks) for block in BLOCKS.values()]
    return {
        "word": word,
        "practice": practice,
        "written": [block for block in blocks if not block.is_empty],
        "empty": [block for block in blocks if block.is_empty],
        "form": form,
        "points": [(form[f"tick_{point.key}"], point.hint) for point in checklist.POINTS],
        "missing": checklist.missing(word.checklist),
        "judged": judged,
        "changes": _changes(judged.revision if judged else None, practice),
        "changes_since_read": _changes(_version(word, read_before), practice),
        "earlier": earlier,
        "sent": feedback.remarks([word], word.practice) if not is_open else [],
        "unsent": _unsent(form) if not is_open else [],
        "is_open": is_open,
        "header_title": practice.title,
    }


def _shown(block: Block, practice: PracticePage, form: ReviewForm, remarks: list[feedback.Remark]) -> Shown:
    html, facts, entries = "", [], []
    if block.field in RICH:
        html = expand_db_html(getattr(practice, block.field))
    elif len(block.parts) > 1 and block.field != "title":
        told = [(heading(part), ", ".join(lines(practice, part))) for part in block.parts]
        facts = [(name, value) for name, value in told if value]
    else:
        entries = lines(practice, block.parts[-1])
    earlier = [remark for remark in remarks if remark.comment.section == block.field]
    return Shown(block.field, block.heading, html, facts, entries, form[f"remark_{block.field}"], earlier)


def _changes(version: Revision | None, practice: PracticePage) -> list[Change]:
    return compare(version.as_object(), practice) if version else []


def _version(word: Recommendation, number: str) -> Revision | None:
    return word.practice.revisions.filter(pk=number).first() if number.isdecimal() else None


def _unsent(form: ReviewForm) -> list[tuple[str, str]]:
    """What an editor had written when a colleague's decision came first: to be copied, as it is not kept."""
    if not form.is_bound:
        return []
    texts = [name for name in form.changed_data if not name.startswith("tick_")]
    return [(str(form.fields[name].label), form.cleaned_data[name]) for name in texts if form.cleaned_data.get(name)]
