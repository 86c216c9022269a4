"""What other apps put on the home page: each registers a function that adds to its context."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Contribution = Callable[[HttpRequest], dict[str, Any]]
_contributions: list[Contribution] = []


def contribute(contribution: Contribution) -> None:
    """Called in AppConfig.ready(); the context's names are told in templates/core/home_page.html."""
    _contributions.append(contribution)


def home_context(request: HttpRequest) -> dict[str, Any]:
    context: dict[str, Any] = {}
    for contribution in _contributions:
        context |= contribution(request)
    return context
