"""Addresses below /praxis/."""

from django.urls import path

from bestpractice.takealong import views

urlpatterns = [
    path("feed.atom", views.feed, {"kind": "atom"}, name="practices_atom"),
    path("feed.rss", views.feed, {"kind": "rss"}, name="practices_rss"),
    path("<int:pk>/", views.permalink, name="practice_permalink"),
    path("<int:pk>/praxisbeispiel.pdf", views.pdf, name="practice_pdf"),
]
