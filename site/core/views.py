"""Health, metrics and the pages for what went wrong."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from core import status
from core.problems import not_found


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each component by name; 503 only when one is missing without which nothing can be answered.

    What broke it, in the words of the exception, is for operators.
    """
    report = status.report()
    ready = all(health.ok for health in report.values() if health.needed)
    components = {name: {"ok": health.ok, "detail": health.detail} for name, health in report.items()}
    if ready and getattr(request.user, "is_superuser", False):  # who asks is known only while the database answers
        for name, health in report.items():
            components[name]["cause"] = health.cause
    return JsonResponse({"ready": ready, "components": components}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The same for Prometheus: 1 for each component that is well, and what waits."""
    registry = CollectorRegistry()
    up = Gauge("portal_component_up", "1 when the component is well", ["component"], registry=registry)
    for name, health in status.report().items():
        up.labels(component=name).set(1 if health.ok else 0)
    for name, count in status.waiting().items():
        Gauge(f"portal_{name}", f"Number of {name.replace('_', ' ')}", registry=registry).set(count)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Searches with the words of the address that was not there; other programs get a problem."""
    if request.path.startswith("/api/"):
        return not_found(_("Diese Adresse gibt es nicht."))
    last = request.path.strip("/").rpartition("/")[2]
    words = " ".join(part for part in last.replace("-", " ").replace("_", " ").split() if not part.isdigit())
    return render(request, "404.html", {"words": words[:100]}, status=404)
