"""The addresses behind an actor's mailed link, and the one that sends it."""

from django.urls import path

from directory.upkeep import views

urlpatterns = [
    path("pflege/<str:token>/", views.overview, name="upkeep"),
    path("pflege/<str:token>/eintrag/", views.organisation_form, name="upkeep_form"),
    path("pflege/<str:token>/angebot/neu/", views.new_offer, name="upkeep_new_offer"),
    path("pflege/<str:token>/angebot/<int:pk>/", views.offer_form, name="upkeep_offer"),
    path("einrichtungen/<slug:slug>-<int:pk>/link/", views.ask_for_link, name="upkeep_ask"),
]
