"""The addresses that other websites use; they stay as they are."""

from django.urls import path

from directory.exchange.embedding import views

urlpatterns = [
    path("einbetten.js", views.embedding_script, name="embedding_script"),
    path("einbetten/<slug:slug>/", views.embedded_offers, name="embedded_offers"),
]
