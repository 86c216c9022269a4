"""`/api/hsds/v3/`: the directory for other programs, as HSDS 3.0 has it. Public, readable from every website."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from core.interface import InterfaceView, asked
from core.problems import responses
from directory.hsds import parameters, queries, schema
from directory.hsds.answers import answer, page_of, stream
from directory.hsds.items import Telling, Told, minimal, with_parts
from directory.hsds.taxonomy import Terms, taxonomies, terms
from directory.models import Offer, Organisation
from search.params import clean_text

STANDARD = "https://docs.openreferral.org/en/v3.0/"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
}
AT_ONCE = 200  # rows in memory while all are streamed


class HsdsView(InterfaceView):
    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Any website may read this; refusals, too."""
        finished = super().finalize_response(request, response, *args, **kwargs)
        for name, value in CORS.items():
            finished[name] = value
        return finished


class MetaView(HsdsView):
    @extend_schema(operation_id="hsds_meta", responses={200: schema.MetaSerializer, **responses(429)})
    def get(self, request: Request) -> HttpResponseBase:
        openapi = request.build_absolute_uri("/api/openapi.json")
        return answer(request._request, {"version": "3.0", "profile": STANDARD, "openapi_url": openapi})


@extend_schema(exclude=True)
class Nowhere(HsdsView):
    """Every other address below: a problem here, too, not a page."""

    def get(self, request: Request, **rest: str) -> HttpResponseBase:
        raise Http404


class ListView(HsdsView):
    """Rows of a table, page by page in the order in which they came to be, or all in one stream."""

    given: ClassVar[type[serializers.Serializer[Any]]]

    def rows(self, values: queries.Asked, words: Terms) -> QuerySet[Any]:
        raise NotImplementedError

    def tell(self, telling: Telling, values: queries.Asked) -> Callable[[Any], Told]:
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponseBase:
        values = asked(self.given, request)
        words = terms()
        rows = self.rows(values, words)
        if values.get("minimal"):
            items = list(minimal(rows))
            return answer(request._request, page_of(items, len(items), 1, max(1, len(items))))
        tell = self.tell(Telling.now(words, request.build_absolute_uri), values)
        if values["format"] == "ndjson":
            return stream(tell(row)[0] for row in with_parts(rows).iterator(chunk_size=AT_ONCE))
        number, size = values["page"], values["per_page"]
        told = [tell(row) for row in with_parts(rows)[(number - 1) * size : number * size]]
        content = page_of([item for item, _moment in told], rows.count(), number, size)
        return answer(request._request, content, max((moment for _item, moment in told), default=None))


def described(name: str, content: type[serializers.Serializer[Any]], given: type[serializers.Serializer[Any]]) -> Any:
    lines = {(200, "application/x-ndjson"): OpenApiTypes.STR}
    answers: dict[Any, Any] = {200: schema.page(content), **lines, **responses(400, 429)}
    return extend_schema(operation_id=name, parameters=[given], responses=answers)


class Organizations(ListView):
    given = parameters.OrganizationParameters

    @described("hsds_organizations", schema.OrganizationSerializer, given)
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def rows(self, values: queries.Asked, words: Terms) -> QuerySet[Organisation]:
        return queries.organisations(values)

    def tell(self, telling: Telling, values: queries.Asked) -> Callable[[Any], Told]:
        full_service = values["full_service"]
        return partial(telling.organization, full=values["full"] or full_service, full_service=full_service)


class Services(ListView):
    given = parameters.ServiceParameters

    @described("hsds_services", schema.ServiceSerializer, given)
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def rows(self, values: queries.Asked, words: Terms) -> QuerySet[Offer]:
        return queries.offers(values, words)

    def tell(self, telling: Telling, values: queries.Asked) -> Callable[[Any], Told]:
        return partial(telling.service, full=values["full"])


class ServiceAtLocations(ListView):
    given = parameters.PlaceParameters

    @described("hsds_service_at_locations", schema.ServiceAtLocationSerializer, given)
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def rows(self, values: queries.Asked, words: Terms) -> QuerySet[Any]:
        return queries.places(values, words)

    def tell(self, telling: Telling, values: queries.Asked) -> Callable[[Any], Told]:
        return partial(telling.at_location, full=values["full"])


class DetailView(HsdsView):
    """One thing with all that hangs on it."""

    def one(self, rows: QuerySet[Any]) -> Any:
        row = with_parts(rows).first()
        if row is None:
            raise Http404
        return row

    def telling(self, request: Request) -> Telling:
        return Telling.now(terms(), request.build_absolute_uri)

    def answer(self, request: Request, told: Told) -> HttpResponseBase:
        item, moment = told
        return answer(request._request, item, moment, by_date=True)


def key_of(text: str) -> uuid.UUID:
    """Raises Http404 where the address holds no UUID: nothing of ours is called so."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


class Organization(DetailView):
    @extend_schema(
        operation_id="hsds_organization",
        parameters=[parameters.OrganizationDetailParameters],
        responses={200: schema.OrganizationSerializer, **responses(400, 404, 429)},
    )
    def get(self, request: Request, id: str) -> HttpResponseBase:
        values = asked(parameters.OrganizationDetailParameters, request)
        row = self.one(Organisation.objects.filter(uid=key_of(id)))
        told = self.telling(request).organization(row, full=True, full_service=values["full_service"])
        return self.answer(request, told)


class Service(DetailView):
    """An offer that is over still answers, as inactive; who keeps a copy learns it here."""

    @extend_schema(operation_id="hsds_service", responses={200: schema.ServiceSerializer, **responses(404, 429)})
    def get(self, request: Request, id: str) -> HttpResponseBase:
        row = self.one(Offer.objects.filter(uid=key_of(id)))
        return self.answer(request, self.telling(request).service(row, full=True))


class ServiceAtLocation(DetailView):
    @extend_schema(
        operation_id="hsds_service_at_location",
        responses={200: schema.ServiceAtLocationSerializer, **responses(404, 429)},
    )
    def get(self, request: Request, id: str) -> HttpResponseBase:
        row = self.one(queries.place_by_id(key_of(id)))
        return self.answer(request, self.telling(request).at_location(row, full=True))


class Taxonomies(HsdsView):
    @described("hsds_taxonomies", schema.TaxonomySerializer, parameters.PageParameters)
    def get(self, request: Request) -> HttpResponseBase:
        values = asked(parameters.PageParameters, request)
        return _from_memory(request, taxonomies(), values)


class Taxonomy(HsdsView):
    @extend_schema(operation_id="hsds_taxonomy", responses={200: schema.TaxonomySerializer, **responses(404, 429)})
    def get(self, request: Request, id: str) -> HttpResponseBase:
        return _the_one(request, taxonomies(), id)


class TaxonomyTerms(HsdsView):
    @described("hsds_taxonomy_terms", schema.TaxonomyTermSerializer, parameters.TermParameters)
    def get(self, request: Request) -> HttpResponseBase:
        values = asked(parameters.TermParameters, request)
        items = [term.as_hsds() for term in terms().values()]
        for name in ("taxonomy_id", "parent_id"):
            if key := values.get(name):
                items = [item for item in items if item.get(name) == str(key)]
        if values["top_only"]:
            items = [item for item in items if "parent_id" not in item]
        return _from_memory(request, items, values)


class TaxonomyTerm(HsdsView):
    @extend_schema(
        operation_id="hsds_taxonomy_term", responses={200: schema.TaxonomyTermSerializer, **responses(404, 429)}
    )
    def get(self, request: Request, id: str) -> HttpResponseBase:
        return _the_one(request, [term.as_hsds() for term in terms().values()], id)


def _from_memory(request: Request, items: list[Any], values: queries.Asked) -> HttpResponseBase:
    for word in clean_text(values["search"]).lower().split():
        items = [item for item in items if word in f"{item['name']} {item['description']}".lower()]
    if values["format"] == "ndjson":
        return stream(items)
    number, size = values["page"], values["per_page"]
    contents = items[(number - 1) * size : number * size]
    return answer(request._request, page_of(contents, len(items), number, size))


def _the_one(request: Request, items: list[Any], id: str) -> HttpResponseBase:
    key = str(key_of(id))
    for item in items:
        if item["id"] == key:
            return answer(request._request, item)
    raise Http404
