"""Curated vocabulary. Editors keep it in the admin; the search takes its words from here at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag


class Topic(models.Model):
    """A theme, in two tiers."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=80)
    description = models.TextField(_("Beschreibung"), max_length=300, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"parent": None},
        verbose_name=_("übergeordnetes Thema"),
    )
    order = models.PositiveIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class TopicTerm(models.Model):
    """Another word for a topic, or its name in another language."""

    class Kind(models.TextChoices):
        SYNONYM = "synonym", _("anderes Wort")
        TRANSLATION = "translation", _("Übersetzung")

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(_("Sprache"), max_length=8, default="de")
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.SYNONYM)
    text = models.CharField(_("Wort"), max_length=120)

    class Meta:
        verbose_name = _("Wort zum Thema")
        verbose_name_plural = _("Wörter zum Thema")
        ordering: ClassVar = ["language", "text"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "language", "text"], name="vocabulary_term_once")
        ]

    def __str__(self) -> str:
        return self.text


class TargetGroup(models.Model):
    """Whom something is for."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=80)
    order = models.PositiveIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language in which something is offered or written."""

    code = models.CharField(_("Kürzel"), max_length=8, unique=True)  # ISO 639-1, or 639-3 where there is none
    name = models.CharField(_("Name"), max_length=60)
    own_name = models.CharField(_("Eigenname"), max_length=60)
    order = models.PositiveIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class SynonymGroup(models.Model):
    """Words that mean the same to a reader who searches, and belong to no topic."""

    words = models.TextField(_("Wörter"), help_text=_("Durch Komma getrennt: Ausländeramt, Ausländerbehörde"))

    class Meta:
        verbose_name = _("gleichbedeutende Wörter")
        verbose_name_plural = _("gleichbedeutende Wörter")

    def __str__(self) -> str:
        return self.words

    def as_words(self) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.words.split(",") if word.strip())


class Former(models.Model):
    """A word that was merged into another: where its addresses lead since, who merged it, and what moved."""

    name = models.CharField(_("Name"), max_length=100)
    former_pk = models.BigIntegerField()  # forms that were open meanwhile still send it
    moved = models.JSONField(_("was umgezogen ist"), default=dict)  # {in words: how many}
    merged_at = models.DateTimeField(_("zusammengeführt am"), default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["-merged_at"]

    def __str__(self) -> str:
        return self.name


class FormerTopic(Former):
    """A merged topic. The row outlives the topic that took it in, so that `setup` never brings it back."""

    slug = models.SlugField(_("früheres Kürzel"), unique=True)
    topic = models.ForeignKey(
        Topic, on_delete=models.SET_NULL, null=True, related_name="former", verbose_name=_("Thema")
    )

    class Meta(Former.Meta):
        verbose_name = _("zusammengeführtes Thema")
        verbose_name_plural = _("zusammengeführte Themen")


class FormerTag(Former):
    """A merged free tag; tags stand in addresses by their name. Somebody may write the word anew: then it is a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former", verbose_name=_("Schlagwort"))

    class Meta(Former.Meta):
        verbose_name = _("zusammengeführtes Schlagwort")
        verbose_name_plural = _("zusammengeführte Schlagwörter")
