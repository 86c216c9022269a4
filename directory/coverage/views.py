"""`/abdeckung/`: topics × districts as a page, a picture and a file, for those who may see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.coverage import bars, file, picture
from directory.coverage.answer import answer
from directory.coverage.queries import landwide_offers
from search.params import renewed


@never_cache
@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The matrix; on a narrow screen the topics, those of one district, or the districts of one topic."""
    if now := renewed(request.GET):
        return HttpResponsePermanentRedirect(f"{request.path}?{now.urlencode()}")
    coverage = answer(request)
    context = {
        "coverage": coverage,
        "question": coverage.question,
        "matrix": coverage.matrix,
        "district_bars": bars.of_districts(coverage.row) if coverage.row else [],
        "topic_bars": bars.of_topics(coverage) if coverage.question.district else [],
        "landwide": landwide_offers(coverage.question),
        "picture_url": coverage.question.address("/abdeckung/abdeckung.svg"),
        "file_url": coverage.question.address("/abdeckung/abdeckung.csv"),
    }
    return render(request, "directory/coverage/page.html", context)


@never_cache
@require_safe
@login_required
def svg(request: HttpRequest) -> HttpResponse:
    """The same matrix as a picture to print or to put into a presentation."""
    coverage = answer(request)
    context = {"coverage": coverage, "drawing": picture.draw(coverage.matrix), "today": timezone.localdate()}
    response = render(request, "directory/coverage/matrix.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="abdeckung.svg"'
    return response


@never_cache
@require_safe
@login_required
def csv(request: HttpRequest) -> HttpResponse:
    """One line per topic and district, both tiers of topics."""
    coverage = answer(request, all_lower=True)
    response = HttpResponse(file.write(coverage.matrix), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="abdeckung.csv"'
    return response
