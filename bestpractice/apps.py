"""Tells the search what a practice is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BestpracticeConfig(AppConfig):
    name = "bestpractice"
    verbose_name = _("Praxisbeispiele")

    def ready(self) -> None:
        from accounts.personal_data import OnErase, register_relation
        from bestpractice import dependents, review
        from bestpractice.documents import PracticeSource
        from bestpractice.models import Adoption, Recommendation
        from bestpractice.queries import words_on_practices_of
        from directory.posts.texts import register_texts
        from search import registry

        registry.register_kind(registry.Kind("practice", _("Praxisbeispiel"), _("Praxisbeispiele"), 10))
        registry.register_source(PracticeSource())
        dependents.register()
        review.connect()
        register_texts(Adoption, "district")
        register_texts(Recommendation, words_on_practices_of)
        decided = ("practice__title", "state", "decided_at")
        register_relation(Recommendation, "reviewer", decided, OnErase.KEEP)
