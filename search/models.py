"""The search's rows: marks (what changed), documents (what is found), vectors, and how far each index has come."""

import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


class Mark(models.Model):
    """A thing (or a subtree of pages) that changed; written in the change's own transaction, built after it.

    Never deleted: its version only rises, also over deletion and re-creation under the same key, so that a late
    writer can be told from a newer one.
    """

    key = models.CharField(max_length=255, unique=True)  # registry.key_of(), "subtree:<page id>" or "everything"
    version = models.PositiveBigIntegerField(default=1)
    built_version = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at", "id"], condition=Q(version__gt=F("built_version")), name="search_mark_open"
            )
        ]


class SearchDocument(models.Model):
    """One thing that can be found, as every index gets it. A tombstone (alive=False) keeps key and version."""

    key = models.CharField(max_length=255, unique=True)
    version = models.PositiveBigIntegerField()
    alive = models.BooleanField(default=True)
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    owner = models.CharField(max_length=255, blank=True)
    facets = models.JSONField(default=dict)  # {facet: [values]}; "district": [] means everywhere
    points = models.JSONField(default=list)  # [[latitude, longitude]], degrees WGS84, 5 decimals (a metre)
    date = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64, blank=True)  # of the draft it was built from, see Draft.digest()
    terms = models.JSONField(default=dict)  # {field of analysis.Fields: [terms in order]}

    class Meta:
        indexes = [models.Index(fields=["kind", "date"]), models.Index(fields=["version"])]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Passage(models.Model):
    """A piece of a document of about 400 characters: what is highlighted, and what a vector stands for."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField()
    heading = models.CharField(max_length=255, blank=True)
    page = models.PositiveIntegerField(null=True)
    text_hash = models.CharField(max_length=64, db_index=True)  # of what is embedded: title and text

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="search_passage_position")]


class Embedding(models.Model):
    """The vector of a text under a model, made once in the background and shared by all passages with that text."""

    text_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=60)
    vector = models.BinaryField()  # (384,) float32, normalised, little-endian

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text_hash", "model"], name="search_embedding_text")]


class Word(models.Model):
    """A word that public documents use, as it is mostly written: see words_in_use.py."""

    text = models.CharField(max_length=60, unique=True)
    terms = models.CharField(max_length=400)  # under which analysis finds it and its parts, one space between
    documents = models.PositiveIntegerField()  # titles and passages that have it

    def __str__(self) -> str:
        return self.text


class IndexProgress(models.Model):
    """Which version of a document an index holds. An index that was away has old versions, and catches up.

    A row that the index refuses keeps its old version here and is tried again later, without holding up the others.
    """

    index = models.CharField(max_length=100)  # name of the concrete index, e.g. "integrationsnetz-20261123-1"
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="progress")
    version = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "document"], name="search_progress_once")]


class Timeline(models.Model):
    """Which history the rows belong to; the indices of a server outside the database belong to one of them.

    A restore puts rows back to versions that such an index has already passed: it must neither answer nor be written
    any more. So a restore begins a new timeline, and an engine knows no index of another one. No row: the first one.
    """

    name = models.CharField(max_length=12)

    @classmethod
    def current(cls) -> str:
        return cls.objects.order_by("-pk").values_list("name", flat=True).first() or ""

    @classmethod
    def begin(cls) -> None:
        """By chance, for the same backup may be restored twice."""
        cls.objects.all().delete()
        cls.objects.create(name=secrets.token_hex(4))


class DatabaseIndex(models.Model):
    """One index of the database engine; a rebuild makes a second one beside the live one."""

    name = models.CharField(max_length=100, unique=True)
    live = models.BooleanField(default=False)
    revision = models.PositiveBigIntegerField(default=0)  # ns since 1970 of its last write, only ever rising

    class Meta:
        constraints = [models.UniqueConstraint(fields=["live"], condition=Q(live=True), name="search_one_live_index")]


class IndexedDocument(models.Model):
    """A document as the database engine holds it: what filters and sorting need. Dead ones keep their version."""

    index = models.ForeignKey(DatabaseIndex, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveBigIntegerField()
    revision = models.PositiveBigIntegerField()  # of the index's write that it came with
    alive = models.BooleanField()
    audience = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    facets = models.JSONField()  # {facet: [values]}, kind among them
    points = models.JSONField(default=list)  # as SearchDocument.points
    list_key = models.CharField(max_length=110)  # the order of a list: newest first, then by title

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "document"], name="search_indexed_once")]
        indexes = [models.Index(fields=["index", "revision"])]


class Posting(models.Model):
    """That a document has a term, and how much that says about it (0 to 1, see engines/database_weights.py)."""

    index = models.ForeignKey(DatabaseIndex, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="+", db_constraint=False)
    term = models.CharField(max_length=100)
    impact = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["index", "term", "document", "impact"], name="search_posting_term")]
