"""The admin's addresses for a post, what is logged about it, and the way to one's own name."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from directory.posts import views, views_deputy, views_handover

LOGGED = {
    "show_name": (_("Name zeigen"), _("Name mit Rechtsgrundlage gezeigt")),
    "withdraw_name": (_("Name zurücknehmen"), _("Name zurückgenommen")),
    "appoint_deputy": (_("Vertretung bestimmen"), _("Vertretung bestimmt")),
    "change_deputy": (_("Vertretung ändern"), _("Letzten Tag einer Vertretung geändert")),
    "end_deputy": (_("Vertretung beenden"), _("Vertretung beendet")),
    "plan_handover": (_("Übergabe planen"), _("Übergabe geplant")),
    "cancel_handover": (_("Übergabe absagen"), _("Übergabe abgesagt")),
    "hand_over": (_("Übergeben"), _("Stelle übergeben")),
}


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("ansprechstelle/<int:pk>/", views.overview, name="post_overview"),
        path("ansprechstelle/<int:pk>/name/", views.show_name, name="post_show_name"),
        path("ansprechstelle/<int:pk>/name/zuruecknehmen/", views.withdraw_name, name="post_withdraw_name"),
        path("ansprechstelle/<int:pk>/vertretung/", views_deputy.appoint, name="post_appoint_deputy"),
        path("ansprechstelle/<int:pk>/vertretung/<int:role>/", views_deputy.change, name="post_change_deputy"),
        path("ansprechstelle/<int:pk>/vertretung/<int:role>/beenden/", views_deputy.end, name="post_end_deputy"),
        path("ansprechstelle/<int:pk>/uebergabe/", views_handover.hand_over, name="post_hand_over"),
        path("ansprechstelle/<int:pk>/uebergabe/absagen/", views_handover.cancel, name="post_cancel_handover"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, (label, message) in LOGGED.items():
        actions.register_action(f"directory.{name}", label, message)


@hooks.register("register_account_menu_item")
def my_name(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("my_name"),
        "label": _("Mein Name auf den Seiten"),
        "help_text": _("Wo Ihr Name steht, und wie Sie ihn zurücknehmen."),
    }
