"""The directory's addresses: search, lists, one organisation, one offer, and who is responsible for a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.rights import is_member
from directory.answers import answer
from directory.lists.place import asked_place
from directory.models import DistrictPage, Offer, Organisation, Post
from directory.queries import offers_of, places_to_go, public_address, served_beside_home, topic_chips
from regions.queries import find_place


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/suche/`. A place without a radius becomes its district in the address; one in several districts asks back."""
    place = asked_place(request.GET)
    if place.text and not place.radius_km and not request.GET.get("q", "").strip():
        return redirect(f"/ansprechstelle/?{urlencode({'ort': place.text})}")
    if place.district and not place.radius_km:
        return redirect(_with_district(request, place.district))
    return answer(request, "search/results.html", "/suche/", place=place)


def _with_district(request: HttpRequest, ags: str) -> str:
    params = request.GET.copy()
    for name in ("ort", "umkreis"):
        params.pop(name, None)
    params.setlist("district", [ags])
    return f"/suche/?{params.urlencode()}"


@require_safe
def responsible_post(request: HttpRequest) -> HttpResponse:
    """`/ansprechstelle/?ort=`: the post for a place; never guesses between districts."""
    place = find_place(request.GET.get("ort", ""))
    district = place.district
    return render(
        request,
        "directory/place.html",
        {
            "place_text": place.text,
            "district": district,
            "district_url": public_address(DistrictPage.objects.filter(district=district).first()),
            "post": Post.objects.filter(district=district).select_related("district").first() if district else None,
            "place_choices": [
                {"label": choice.full_name, "url": f"/ansprechstelle/?ort={choice.ags}"}
                for choice in (place.districts if not district else ())
            ],
        },
    )


@require_safe
def organisation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Organisation.objects.select_related("home_district__page", "source").prefetch_related(
            "topics", "languages", "offers", "locations", "contacts"
        ),
        pk=pk,
    )
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": found,
            "topics": topic_chips(found.topics.all(), "/einrichtungen/"),
            "post": _post_of(found),
            "offers": offers_of(found),
            "served": served_beside_home(found),
        },
    )


@require_safe
def offer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An offer that is over still opens from a bookmark, and says so; lists and search no longer show it."""
    found = get_object_or_404(
        Offer.objects.select_related("organisation__home_district__page", "source").prefetch_related(
            "topics",
            "languages",
            "target_groups",
            "locations",
            "schedules",
            "organisation__locations",
            "organisation__contacts",
            "organisation__languages",
        ),
        pk=pk,
    )
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return render(
        request,
        "directory/offer.html",
        {
            "offer": found,
            "topics": topic_chips(found.topics.all(), "/angebote/"),
            "post": _post_of(found.organisation),
            "places": places_to_go(found),
            "for_members": is_member(request.user),
        },
    )


def _post_of(organisation: Organisation) -> Post | None:
    """Whom to ask in the organisation's district."""
    return Post.objects.filter(district=organisation.home_district).select_related("district").first()
