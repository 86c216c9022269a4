"""Every address of the portal, in the order in which they are tried."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("verwaltung/", include(wagtailadmin_urls)),
    path("konto/", include("allauth.urls")),
    path("dokumente/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
