"""The pages behind mailed links. Opening one, also by a scanner that opens every link, changes nothing; a POST acts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.checking import confirm
from directory.checking.links import Link, State, entry_path, read_all_link, read_entry_link, read_stop_link
from directory.checking.values import present_values, read_ahead
from directory.entries import district_of, organisation_of
from directory.models import Post
from directory.upkeep.links import form_path

VIEW_AND_ACT = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(VIEW_AND_ACT)
def check_entry(request: HttpRequest, token: str) -> HttpResponse:
    """One entry: its present values and "Stimmt noch"."""
    acts: dict[str, Callable[[str], Any]] = {
        "confirm": confirm.confirm_by_link,
        "gone": confirm.report_gone_by_link,
        "renew": confirm.send_new_link,
    }
    link = read_entry_link(token)
    if link is None:
        return unknown(request)
    if request.method == "POST":
        act = acts.get(request.POST.get("act", ""))
        if act is confirm.send_new_link:
            act(token)
            return render(request, "directory/checking/sent.html")
        if act is not None:
            act(token)
        return redirect("check_entry", token)
    templates = {State.OPEN: "entry.html", State.USED: "used.html"}
    template = templates.get(link.state, "closed.html")
    status = 410 if template == "closed.html" else 200
    return render(request, f"directory/checking/{template}", _of_entry(link), status=status)


def _of_entry(link: Link) -> dict[str, Any]:
    entry, is_open = link.entry, link.state is State.OPEN
    return {
        "link": link,
        "entry": entry,
        "organisation": organisation_of(entry),
        "values": present_values(entry) if is_open else [],
        "change_url": form_path(entry) if is_open else "",  # an answered link may be in anybody's hands
        "expired": link.state is State.EXPIRED,
        "may_renew": confirm.may_renew(link),
        "post": Post.objects.filter(district=district_of(entry)).select_related("district").first(),
    }


@never_cache
@require_http_methods(VIEW_AND_ACT)
def check_all(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that one mail asked about, and one button for all that is still open."""
    links = read_all_link(token)
    if not links:
        return unknown(request)
    if request.method == "POST":
        confirm.confirm_all_by_link(token)
        return redirect("check_all", token)
    read_ahead([link.entry for link in links])
    rows = [
        {
            "link": link,
            "is_open": link.state is State.OPEN,
            "values": present_values(link.entry),
            "url": entry_path(link.entry),
        }
        for link in links
    ]
    context = {"rows": rows, "open": sum(link.state is State.OPEN for link in links)}
    return render(request, "directory/checking/all.html", context)


@never_cache
@require_http_methods(VIEW_AND_ACT)
def check_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ends the bundled mails to a person or an organisation, or takes them up again."""
    found = read_stop_link(token)
    if found is None:
        return unknown(request)
    if request.method == "POST":
        act = {"stop": confirm.stop, "resume": confirm.resume}.get(request.POST.get("act", ""))
        if act is not None:
            act(*found)
        return redirect("check_stop", token)
    person, organisations = found
    context = {"stopped": confirm.is_stopped(*found), "person": person is not None, "organisations": organisations}
    return render(request, "directory/checking/stop.html", context)


def unknown(request: HttpRequest) -> HttpResponse:
    """A link that was never ours, or that a mail program has cut."""
    return render(request, "directory/checking/unknown.html", status=404)
