"""What organisations and offers share: they are checked, they may come from elsewhere, they may be examples."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.freshness import CheckedEntry
from directory.models.source import Source


class DirectoryEntry(CheckedEntry):
    """`source_key` is the entry's name in its source: the same key again is the same entry, not a double."""

    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False
    )  # its name in exports and the HSDS interface
    source = models.ForeignKey(
        Source,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="%(class)ss",
        verbose_name=_("Quelle"),
    )
    source_key = models.CharField(_("Schlüssel in der Quelle"), max_length=200, blank=True, editable=False)
    is_example = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(_("zuletzt geändert"), auto_now=True, db_index=True)  # kept by directory.changes

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~Q(source_key=""),
                name="%(app_label)s_%(class)s_once_a_source",
            )
        ]

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether the entry is read-only here, because its subscribed source is where people change it."""
        return self.source is not None and self.source.is_subscribed

    @property
    def unconfirmed_since(self) -> dt.date | None:
        """As for every checked entry; one that a subscribed source keeps is not ours to confirm."""
        return None if self.is_kept_elsewhere else super().unconfirmed_since
