"""Tells the search what a practice is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BestpracticeConfig(AppConfig):
    name = "bestpractice"
    verbose_name = _("Praxisbeispiele")

    def ready(self) -> None:
        from accounts.personal_data import OnErase, register_relation
        from bestpractice import dependents, editions, review
        from bestpractice.documents import PracticeSource
        from bestpractice.models import (
            Adoption,
            AdoptionStep,
            Indicator,
            PracticePicture,
            PracticeStep,
            Recommendation,
            Requirement,
            ReviewComment,
        )
        from bestpractice.preview import ready as preview
        from bestpractice.queries import on_practices_of
        from directory.posts.texts import register_texts
        from search import registry

        registry.register_kind(registry.Kind("practice", _("Praxisbeispiel"), _("Praxisbeispiele"), 10))
        registry.register_source(PracticeSource())
        dependents.register()
        review.connect()
        editions.connect()
        preview.register()
        register_texts(Adoption, "district")
        register_texts(AdoptionStep, "adoption__district")
        for model in (Recommendation, PracticeStep, Indicator, PracticePicture, Requirement):
            register_texts(model, on_practices_of(model))
        register_texts(ReviewComment, on_practices_of(ReviewComment, "recommendation__practice"))
        decided = ("practice__title", "state", "decided_at")
        register_relation(Recommendation, "reviewer", decided, OnErase.KEEP)
        register_relation(Recommendation, "assigned_to", decided, OnErase.KEEP)
        register_relation(
            ReviewComment, "author", ("recommendation__practice__title", "text", "written_at"), OnErase.KEEP
        )
        told = ("practice__title", "district__name", "stage", "since")
        register_relation(Adoption, "confirmed_by", told, OnErase.KEEP)
        register_relation(Adoption, "reported_by", told, OnErase.KEEP)
        register_relation(AdoptionStep, "told_by", ("adoption__practice__title", "stage", "on"), OnErase.KEEP)
