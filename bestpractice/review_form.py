"""An editor's work on one review as one form: checklist, a remark at each section, the reason. Saved as one goes."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bestpractice.blocks import BLOCKS
from bestpractice.checklist import POINTS
from bestpractice.models import Recommendation, ReviewComment
from bestpractice.review import open_row


class ReviewForm(forms.Form):
    """Each field brings along what it held when the page was opened, so that only one's own changes are written: two
    colleagues on one review do not undo each other's.
    """

    reason = forms.CharField(
        label=_("Was fehlt noch?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, recommendation: Recommendation, data: Any = None) -> None:
        self.recommendation = recommendation
        self.remarks = {comment.section: comment for comment in recommendation.comments.all()}
        super().__init__(data)
        for point in POINTS:
            self.fields[f"tick_{point.key}"] = forms.BooleanField(
                label=str(point.label), required=False, initial=point.key in recommendation.checklist
            )
        for block in BLOCKS.values():
            remark = self.remarks.get(block.field)
            self.fields[f"remark_{block.field}"] = forms.CharField(
                label=block.heading,
                max_length=2000,
                required=False,
                initial=remark.text if remark else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["reason"].initial = recommendation.reason
        for field in self.fields.values():
            field.show_hidden_initial = True

    @transaction.atomic
    def save(self, editor: User, revision_id: int | None) -> None:
        """Writes what the editor changed about the version they read. Raises as review.grant."""
        if not self.changed_data:
            return
        row = open_row(self.recommendation, editor)
        ticked = set(row.checklist)
        for name in self.changed_data:
            value = self.cleaned_data[name]
            kind, _underscore, key = name.partition("_")
            if kind == "tick":
                ticked = ticked | {key} if value else ticked - {key}
            elif kind == "remark":
                self._remark(row, editor, key, value, revision_id)
            else:
                row.reason = value
        row.checklist = [point.key for point in POINTS if point.key in ticked]
        row.assigned_to = row.assigned_to or editor
        row.save(update_fields=["checklist", "reason", "assigned_to"])

    def _remark(self, row: Recommendation, editor: User, section: str, text: str, revision_id: int | None) -> None:
        if text:
            values = {"text": text, "author": editor, "revision_id": revision_id}
            ReviewComment.objects.update_or_create(recommendation=row, section=section, defaults=values)
        else:
            row.comments.filter(section=section).delete()
