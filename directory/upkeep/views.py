"""What an actor sees behind its link. Opening a page, also by a scanner that opens every link, changes nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.checking.links import entry_path
from directory.models import Location, Offer, Organisation, Proposal
from directory.upkeep import changes
from directory.upkeep.forms import OfferUpkeepForm, OrganisationUpkeepForm, UpkeepForm
from directory.upkeep.links import ask_for_link as send_or_tell
from directory.upkeep.links import read_token, token_for
from directory.upkeep.values import Values, labels_of, present, shown

VIEW_AND_ACT = ["GET", "HEAD", "POST"]
Page = Callable[..., HttpResponse]


def with_link(page: Page) -> Page:
    """Gives the page the organisation whose link it is; an unknown, old or superseded link says so."""

    @never_cache
    @require_http_methods(VIEW_AND_ACT)
    def opened(request: HttpRequest, token: str, **arguments: Any) -> HttpResponse:
        organisation = read_token(token)
        if organisation is None:
            return render(request, "directory/upkeep/closed.html", status=404)
        if organisation.is_kept_elsewhere:
            return render(request, "directory/upkeep/elsewhere.html", {"organisation": organisation})
        return page(request, token, organisation, **arguments)

    return opened


@with_link
def overview(request: HttpRequest, token: str, organisation: Organisation) -> HttpResponse:
    """The organisation and its offers, each with its form, and what of their changes is still undecided."""
    offers = list(organisation.offers.select_related("source", "organisation__home_district"))
    context = {
        "token": token,
        "organisation": organisation,
        "check_url": entry_path(organisation),
        "offers": [{"offer": offer, "check_url": entry_path(offer)} for offer in offers if not offer.is_over()],
        "over": [offer for offer in offers if offer.is_over()],
        "waiting": organisation.proposals.waiting().select_related("offer", "organisation"),
    }
    return render(request, "directory/upkeep/overview.html", context)


@with_link
def organisation_form(request: HttpRequest, token: str, organisation: Organisation) -> HttpResponse:
    """One of several places is chosen by ?ort=, its number; the others stay as they are."""
    locations = list(organisation.locations.all())
    wanted = request.GET.get("ort", "")
    location = next((found for found in locations if str(found.pk) == wanted), locations[0] if locations else None)
    form = OrganisationUpkeepForm(request.POST or None, organisation=organisation, initial=present_address(location))
    context = {"heading": organisation.name, "locations": locations, "location": location}
    return _form_page(request, token, organisation, location, form, context)


def present_address(location: Location | None) -> Values:
    """What the form shows of a place. Whoever keeps the entry may see its own hidden address."""
    place = location or Location()
    return {field: getattr(place, field) for field in ("street", "postcode", "place", "hide_address")}


@with_link
def offer_form(request: HttpRequest, token: str, organisation: Organisation, pk: int) -> HttpResponse:
    """An offer of this organisation; the number of another's is not found."""
    offer = get_object_or_404(organisation.offers.select_related("source"), pk=pk)
    if offer.is_kept_elsewhere:
        return render(request, "directory/upkeep/elsewhere.html", {"organisation": offer})
    if request.method == "POST" and request.POST.get("act") == "end":
        proposal = changes.end_offer(offer)
        _thank(request, proposal, offer)
        return redirect("upkeep", token)
    form = OfferUpkeepForm(request.POST or None, organisation=organisation, offer=offer)
    return _form_page(request, token, offer, None, form, {"heading": offer.title, "offer": offer})


@with_link
def new_offer(request: HttpRequest, token: str, organisation: Organisation) -> HttpResponse:
    """A suggestion: the district puts it into the directory."""
    form = OfferUpkeepForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        changes.suggest(organisation, form.values())
        messages.success(request, _("Danke. Das Angebot erscheint, sobald die Ansprechstelle es angesehen hat."))
        return redirect("upkeep", token)
    context = {"heading": _("Neues Angebot"), "token": token, "form": form, "opened": changes.remember({})}
    return render(request, "directory/upkeep/form.html", context)


def _form_page(
    request: HttpRequest,
    token: str,
    entry: Organisation | Offer,
    location: Location | None,
    form: UpkeepForm,
    context: dict[str, Any],
) -> HttpResponse:
    """Shows the form; saves what was changed. What somebody else changed meanwhile is shown, never overwritten."""
    fresh = type(entry)._default_manager.get(pk=entry.pk)  # a form that is refused has changed `entry` in memory
    opened = changes.remembered(request.POST.get("opened", "")) or present(fresh, location)
    conflicts: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            proposal = changes.change(fresh, location, opened, form.values())
        except changes.Conflict as conflict:
            labels = labels_of(fresh)
            conflicts = [{"label": str(labels[name]), "now": shown(name, now)} for name, now in conflict.now.items()]
            opened = {**opened, **conflict.now}
        else:
            _thank(request, proposal, fresh)
            return redirect("upkeep", _token_now(entry))
    context |= {
        "token": token,
        "form": form,
        "opened": changes.remember(opened),
        "conflicts": conflicts,
    }
    return render(request, "directory/upkeep/form.html", context)


def _token_now(entry: Organisation | Offer) -> str:
    """A changed mail address ends the links to the old one; whoever changed it goes on with a new one."""
    pk = entry.organisation_id if isinstance(entry, Offer) else entry.pk
    return token_for(Organisation.objects.get(pk=pk))


def _thank(request: HttpRequest, proposal: Proposal | None, entry: Organisation | Offer) -> None:
    if proposal is None:
        messages.info(request, _("An „%s“ wurde nichts geändert.") % entry)
    elif proposal.state == Proposal.State.WAITING:
        messages.success(request, _("Danke. Die Änderung gilt, sobald die Ansprechstelle sie angesehen hat."))
    else:
        messages.success(request, _("Danke. Die Änderung gilt ab sofort."))


@require_http_methods(VIEW_AND_ACT)
def ask_for_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A lost link goes to the address on file. The answer is the same whether there is one or not."""
    organisation = Organisation.objects.select_related("home_district", "source").filter(pk=pk).first()
    if organisation is None:
        raise Http404
    if request.method == "POST":
        send_or_tell(organisation)
        return render(request, "directory/upkeep/sent.html", {"organisation": organisation})
    return render(request, "directory/upkeep/ask.html", {"organisation": organisation})
