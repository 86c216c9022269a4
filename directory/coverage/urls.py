"""Addresses of the coverage, below `/abdeckung/`."""

from django.urls import path

from directory.coverage import views

urlpatterns = [
    path("", views.page, name="coverage"),
    path("abdeckung.svg", views.svg, name="coverage_picture"),
    path("abdeckung.csv", views.csv, name="coverage_file"),
]
