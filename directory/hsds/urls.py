"""The HSDS interface's addresses, as the standard's openapi.json names them."""

from django.urls import path, re_path

from directory.hsds import api

urlpatterns = [
    path("", api.MetaView.as_view()),
    path("organizations", api.Organizations.as_view()),
    path("organizations/<str:id>", api.Organization.as_view()),
    path("services", api.Services.as_view()),
    path("services/<str:id>", api.Service.as_view()),
    path("service_at_locations", api.ServiceAtLocations.as_view()),
    path("service_at_locations/<str:id>", api.ServiceAtLocation.as_view()),
    path("taxonomies", api.Taxonomies.as_view()),
    path("taxonomies/<str:id>", api.Taxonomy.as_view()),
    path("taxonomy_terms", api.TaxonomyTerms.as_view()),
    path("taxonomy_terms/<str:id>", api.TaxonomyTerm.as_view()),
    re_path(r"^.+$", api.Nowhere.as_view()),
]
