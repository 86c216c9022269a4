"""The rows below an entry (places, contacts, times): they stand in an order that every database keeps alike."""

from typing import ClassVar

from django.db import models
from wagtail.models import Orderable


class EntryRow(Orderable):
    """Wagtail's Orderable leaves the place empty until somebody sorts; PostgreSQL and SQLite sort empty ones apart."""

    sort_order = models.IntegerField(default=0, editable=False)

    class Meta(Orderable.Meta):
        abstract = True
        ordering: ClassVar = ["sort_order", "pk"]
