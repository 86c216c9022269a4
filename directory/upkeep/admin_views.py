"""Actors' changes in the admin: the list, what can be decided, and the link that is sent to an actor."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.models import OutgoingMail
from directory.admin.entry_views import signed_in
from directory.entries import function_of
from directory.models import Proposal
from directory.upkeep import changes
from directory.upkeep.links import send_link
from directory.upkeep.queries import actors_for, decides, proposals_for
from directory.upkeep.values import labels_of, present, shown

PAGE = 20
State = Proposal.State


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; with ?entschieden=1 everything, the newest first."""
    person = signed_in(request)
    if not decides(person):
        raise PermissionDenied
    if request.method == "POST":
        _decide(request)
        return redirect(request.get_full_path())
    every = "entschieden" in request.GET
    rows = proposals_for(person).order_by("-created_at") if every else proposals_for(person).waiting().order_by("pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": [{"proposal": proposal, "fields": compared(proposal)} for proposal in page],
        "page": page,
        "every": every,
        "header_title": _("Änderungen der Einrichtungen"),
    }
    return TemplateResponse(request, "directory/admin/proposals.html", context)


def compared(proposal: Proposal) -> list[dict[str, str]]:
    """Each field as it was, as it shall be, and as it stands now where that is neither."""
    entry = proposal.offer or proposal.organisation
    is_offer = proposal.is_new or proposal.offer is not None
    labels = labels_of(proposal.offer or proposal.organisation.offers.model() if is_offer else proposal.organisation)
    now = {} if proposal.is_new else present(entry, proposal.location)
    rows = []
    for field, (was, shall) in proposal.values.items():
        other = field in now and now[field] not in (was, shall)
        rows.append(
            {
                "label": str(labels[field]),
                "was": "" if proposal.is_new else shown(field, was),
                "shall": shown(field, shall),
                "now": shown(field, now[field]) if other else "",
            }
        )
    return rows


def _decide(request: HttpRequest) -> None:
    """On the locked row: of two who press at once, one is told that it is decided already."""
    person = signed_in(request)
    number = request.POST.get("proposal", "")
    with transaction.atomic():
        own = proposals_for(person).values("pk")
        rows = Proposal.objects.select_for_update().filter(pk__in=own)
        proposal = rows.filter(pk=number).first() if number.isdecimal() else None
        deed = DEEDS.get((request.POST.get("act", ""), proposal.state)) if proposal else None
        if proposal is None or deed is None:
            messages.warning(request, _("Darüber ist schon entschieden."))
            return
        try:
            deed(request, proposal, function_of(person, proposal.organisation.home_district))
        except ValueError as error:
            messages.error(request, str(error))


def _take(request: HttpRequest, proposal: Proposal, by: str) -> None:
    changes.take(proposal, by)
    messages.success(request, _("„%s“ ist geändert.") % proposal)


def _refuse(request: HttpRequest, proposal: Proposal, by: str) -> None:
    changes.refuse(proposal, by, request.POST.get("reason", ""))
    messages.success(request, _("Abgelehnt. Die Einrichtung erfährt den Grund per Mail."))


def _undo(request: HttpRequest, proposal: Proposal, by: str) -> None:
    left = changes.undo(proposal, by)
    if left:
        fields = ", ".join(left)
        messages.warning(request, _("Zurückgenommen, außer: %s. Das wurde seither noch einmal geändert.") % fields)
    else:
        messages.success(request, _("„%s“ ist wieder wie zuvor.") % proposal)


Deed = Callable[[HttpRequest, Proposal, str], None]
DEEDS: dict[tuple[str, str], Deed] = {
    ("take", State.WAITING): _take,
    ("refuse", State.WAITING): _refuse,
    ("undo", State.LIVE): _undo,
    ("undo", State.TAKEN): _undo,
}


@require_http_methods(["GET", "HEAD", "POST"])
def invite_actor(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows to which address the link would go, and when one went last; a POST sends it."""
    organisation = actors_for(signed_in(request)).filter(pk=pk).first()
    if organisation is None:
        raise PermissionDenied
    if request.method == "POST" and organisation.keeper and not organisation.is_kept_elsewhere:
        with transaction.atomic():
            sent = send_link(organisation)
        if sent:
            messages.success(request, _("Der Link ist unterwegs an %s.") % organisation.keeper)
        else:
            messages.info(request, _("Vor wenigen Minuten ging schon ein Link dorthin."))
        return redirect("organisation:edit", pk)
    subject = _("Ihr Eintrag: %s") % organisation
    context = {
        "organisation": organisation,
        "last_sent": OutgoingMail.objects.filter(to=organisation.keeper, subject=subject[:200]).last(),
        "last_change": organisation.proposals.first(),
        "header_title": _("Link an die Einrichtung schicken"),
    }
    return TemplateResponse(request, "directory/admin/invite_actor.html", context)
