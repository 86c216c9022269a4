"""Addresses below /praxis/."""

from django.urls import path

from bestpractice.takealong import views

urlpatterns = [
    path("feed.atom", views.feed, {"kind": "atom"}, name="practices_atom"),
    path("feed.rss", views.feed, {"kind": "rss"}, name="practices_rss"),
    path("liste.csv", views.practice_list, {"form": "csv"}, name="practices_csv"),
    path("liste.xlsx", views.practice_list, {"form": "xlsx"}),
    path("nachnutzungen.csv", views.ledger, {"form": "csv"}, name="ledger_csv"),
    path("nachnutzungen.xlsx", views.ledger, {"form": "xlsx"}),
    path("<int:pk>/", views.permalink, name="practice_permalink"),
    path("<int:pk>/praxisbeispiel.pdf", views.pdf, name="practice_pdf"),
]
