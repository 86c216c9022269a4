"""Tells the search what a practice is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BestpracticeConfig(AppConfig):
    name = "bestpractice"
    verbose_name = _("Praxisbeispiele")

    def ready(self) -> None:
        from accounts.personal_data import OnErase, register_relation
        from bestpractice import dependents, editions, review
        from bestpractice.documents import PracticeSource, recommended_labels
        from bestpractice.for_districts import ready as for_districts
        from bestpractice.ledger import ready as ledger
        from bestpractice.models import (
            Indicator,
            PracticePicture,
            PracticeStep,
            Recommendation,
            Requirement,
            ReviewComment,
        )
        from bestpractice.preview import ready as preview
        from bestpractice.queries import on_practices_of
        from bestpractice.taking_over import ready as taking_over
        from directory.posts.texts import register_texts
        from search import registry
        from search.query import Facet

        registry.register_kind(registry.Kind("practice", _("Praxisbeispiel"), _("Praxisbeispiele"), 10))
        registry.register_source(PracticeSource())
        registry.register_labels(Facet.RECOMMENDED, recommended_labels)
        dependents.register()
        review.connect()
        editions.connect()
        preview.register()
        ledger.register()
        for_districts.register()
        taking_over.register()
        for model in (Recommendation, PracticeStep, Indicator, PracticePicture, Requirement):
            register_texts(model, on_practices_of(model))
        register_texts(ReviewComment, on_practices_of(ReviewComment, "recommendation__practice"))
        decided = ("practice__title", "state", "decided_at")
        register_relation(Recommendation, "reviewer", decided, OnErase.KEEP)
        register_relation(Recommendation, "assigned_to", decided, OnErase.KEEP)
        register_relation(
            ReviewComment, "author", ("recommendation__practice__title", "text", "written_at"), OnErase.KEEP
        )
