"""Every address of the portal, in the order in which they are tried."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import bestpractice.fit.views
import bestpractice.views
import core.files
import core.views
import directory.checking.views
import directory.lists.views
import directory.posts.own_name
import directory.takealong.views
import directory.views
import library.views
from bestpractice.takealong.api import AdoptionsView, PracticesView
from directory.api import DistrictsView
from directory.lists.api import SearchView
from search.api import SuggestView

urlpatterns = [
    path("suche/", directory.views.search, name="search"),
    path("praxis/", bestpractice.views.practices, name="practices"),
    path("praxis/passt-zu-uns/", bestpractice.fit.views.fitting, name="fitting_practices"),
    path("praxis/", include("bestpractice.takealong.urls")),
    path("", include("bestpractice.preview.urls")),
    path("", include("directory.upkeep.urls")),
    path("angebote/", directory.lists.views.offers, name="offers"),
    path("angebote/<slug:slug>-<int:pk>/", directory.views.offer, name="offer"),
    path("einrichtungen/", directory.lists.views.organisations, name="organisations"),
    path("angebote/<slug:slug>-<int:pk>/termine.ics", directory.takealong.views.offer_calendar, name="offer_calendar"),
    path("angebote/liste.csv", directory.takealong.views.list_file, {"kind": "offer", "form": "csv"}),
    path("angebote/liste.xlsx", directory.takealong.views.list_file, {"kind": "offer", "form": "xlsx"}),
    path("einrichtungen/<slug:slug>-<int:pk>/", directory.views.organisation, name="organisation"),
    path(
        "einrichtungen/<slug:slug>-<int:pk>/kontakt.vcf",
        directory.takealong.views.organisation_card,
        name="organisation_card",
    ),
    path("einrichtungen/liste.csv", directory.takealong.views.list_file, {"kind": "organisation", "form": "csv"}),
    path("einrichtungen/liste.xlsx", directory.takealong.views.list_file, {"kind": "organisation", "form": "xlsx"}),
    path("kreise/<slug:slug>/ansprechstelle.vcf", directory.takealong.views.post_card, name="post_card"),
    path("kreise/<slug:slug>/verzeichnis.pdf", directory.takealong.views.district_brochure, name="brochure"),
    path("merkliste/", directory.takealong.views.board, name="pinboard"),
    path("bibliothek/", library.views.materials, name="materials"),
    path("dossiers/", library.views.dossiers, name="dossiers"),
    path("ansprechstelle/", directory.views.responsible_post, name="responsible_post"),
    path("zuschriften/", include("directory.messages.urls")),
    path("", include("directory.exchange.embedding.urls")),
    path("pruefung/<str:token>/", directory.checking.views.check_entry, name="check_entry"),
    path("pruefung/mail/<str:token>/", directory.checking.views.check_all, name="check_all"),
    path("pruefung/abbestellen/<str:token>/", directory.checking.views.check_stop, name="check_stop"),
    path("abdeckung/", include("directory.coverage.urls")),
    path("api/v1/search", SearchView.as_view(), name="api_search"),
    path("api/v1/suggest", SuggestView.as_view(), name="api_suggest"),
    path("api/v1/practices", PracticesView.as_view(), name="api_practices"),
    path("api/v1/adoptions", AdoptionsView.as_view(), name="api_adoptions"),
    path("api/v1/districts", DistrictsView.as_view(), name="api_districts"),
    path("api/hsds/v3/", include("directory.hsds.urls")),
    path("api/openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path("healthz", core.views.healthz),
    path("readyz", core.views.readyz),
    path("metrics", core.views.metrics),
    path("konto/mein-name/", directory.posts.own_name.my_name, name="my_name"),
    path("", include("accounts.urls")),
    path("verwaltung/", include(wagtailadmin_urls)),
    path("konto/", include("allauth.urls")),
    re_path(r"^dokumente/(\d+)/(.*)$", core.files.serve_document),
    path("dokumente/", include(wagtaildocs_urls)),
    path("dateien/<path:path>", core.files.serve),
    path("", include(wagtail_urls)),
]
handler404 = "core.views.page_not_found"
