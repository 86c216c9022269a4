"""Refuses to start while a page type is neither found nor excluded: forgetting the search must be a decision."""

from typing import Any

from django.apps import apps
from django.core import checks
from django.core.checks import CheckMessage, Error
from wagtail.models import Page

from search import registry


def register() -> None:
    checks.register(every_page_type_is_decided)


def every_page_type_is_decided(**kwargs: Any) -> list[CheckMessage]:
    """One error for each page type (and each source's unknown kind) that nobody decided on."""
    undecided = [
        model
        for model in apps.get_models()
        if issubclass(model, Page)
        and model is not Page
        and model not in registry.sources
        and model not in registry.excluded
    ]
    return [*map(_undecided, undecided), *_unknown_kinds()]


def _undecided(model: type[Page]) -> CheckMessage:
    app = model._meta.app_label
    return Error(
        f"The page type {model._meta.label} is neither found by the search nor excluded from it.",
        hint=(
            f"Write a Source in {app}/documents.py and call search.registry.register_source(…) in {app}'s "
            f"AppConfig.ready(), or search.registry.exclude({model.__name__}) with the reason beside it."
        ),
        obj=model,
        id="search.E001",
    )


def _unknown_kinds() -> list[CheckMessage]:
    return [
        Error(
            f"The source of {model._meta.label} names the kind '{source.kind}', which is not registered.",
            hint=f"Call search.registry.register_kind(Kind('{source.kind}', …)) in {model._meta.app_label}'s ready().",
            obj=model,
            id="search.E002",
        )
        for model, source in registry.sources.items()
        if source.kind not in registry.kinds
    ]
