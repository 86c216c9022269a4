"""The addresses that a preview link opens."""

from django.urls import path

from bestpractice.preview import views

urlpatterns = [
    path("entwurf/<str:token>/", views.preview, name="preview"),
    path("entwurf/<str:token>/dateien/<path:path>", views.preview_picture, name="preview_picture"),
]
