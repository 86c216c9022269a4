"""The part of the admin that belongs to verification: its addresses."""

from django.urls import URLPattern, path
from wagtail import hooks

from directory.checking import admin_views


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("pruefen/", admin_views.todo_list, name="todo_list"),
        path("pruefen/mails/", admin_views.switch_mails, name="switch_check_mails"),
        path("pruefen/<str:kind>/<int:pk>/", admin_views.confirm_entry, name="confirm_entry"),
    ]
