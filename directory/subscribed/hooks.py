"""Subscribed sources in the admin: their list and forms, what can be done with one, their place in the menu."""

from django.urls import URLPattern, path
from wagtail import hooks

from directory.subscribed import views
from directory.subscribed.admin import SourceViewSet


@hooks.register("register_admin_viewset")
def viewset() -> SourceViewSet:
    return SourceViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("quellen/<int:pk>/abrufen/", views.pull_now, name="pull_source"),
        path("quellen/<int:pk>/abbestellen/", views.unsubscribe_source, name="unsubscribe_source"),
    ]
