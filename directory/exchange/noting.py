"""What a plan says, as rows that the admin shows and that taking back needs."""

from directory.exchange.images import differing
from directory.exchange.perform import ended
from directory.exchange.plan import Here, Plan, Step
from directory.exchange.problems import Problem
from directory.exchange.write import AT_ONCE
from directory.models import ImportChange, ImportRun

MOST_PROBLEMS = 2_000  # kept of a file; more are a file of another kind


def noted(run: ImportRun, plan: Plan) -> None:
    """Leaves on the run what the plan says, in place of what was there."""
    run.changes.all().delete()
    rows = [_change(run, step) for step in plan.steps if step.is_changed]
    rows += [_gone(run, noun, here, is_ending=here in plan.ending) for noun, here in plan.gone]
    ImportChange.objects.bulk_create(rows, batch_size=AT_ONCE)
    run.counts, run.digest = plan.counts(), plan.digest()
    run.problems = [[one.row, one.column, str(one.text), one.left_out] for one in first(plan.problems)]


def first(problems: list[Problem]) -> list[Problem]:
    """Whole rows that are left out, then single values, each as they stand in the file."""
    return sorted(problems, key=lambda problem: (not problem.left_out, problem.row))[:MOST_PROBLEMS]


def _change(run: ImportRun, step: Step) -> ImportChange:
    before, after = ({}, step.after) if step.is_new else differing(step.before, step.after)
    return ImportChange(
        run=run,
        kind=ImportChange.Kind.NEW if step.is_new else ImportChange.Kind.CHANGED,
        noun=step.noun,
        key=step.key,
        row=step.row,
        title=step.title,
        uid=step.here.uid if step.here else None,
        before=before,
        after=after,
        same_as=step.same.uid if step.same else None,
        same_title=step.same.title if step.same else "",
        why_same=step.same.why if step.same else "",
    )


def _gone(run: ImportRun, noun: str, here: Here, is_ending: bool) -> ImportChange:
    before, after = differing(here.image, here.image | ended()) if is_ending else ({}, {})
    title = str(here.image["name" if noun == "organisation" else "title"])
    kind = ImportChange.Kind.GONE
    return ImportChange(run=run, kind=kind, noun=noun, title=title, uid=here.uid, before=before, after=after)
