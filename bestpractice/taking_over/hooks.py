"""Taking over a text: its addresses, and the button at a district's and an association's page."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from bestpractice.taking_over import views
from core.adminhome import Action, register_action
from directory.models import AssociationPage, DistrictPage


def url(owner: Page) -> str:
    return reverse("taken_texts") if isinstance(owner, DistrictPage | AssociationPage) else ""


register_action(Action(_("Text übernehmen"), 15, url))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("text-uebernehmen/", views.texts, name="taken_texts"),
        path("text-uebernehmen/<int:pk>/", views.one_text, name="taken_text"),
    ]
