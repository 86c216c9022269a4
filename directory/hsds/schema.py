"""What the HSDS interface's answers look like, for /api/openapi.json. The words are HSDS's own."""

from typing import Any

from rest_framework import serializers

Text = serializers.CharField
Id = serializers.UUIDField


class Described(serializers.Serializer[Any]):
    """Everything but `id` and what a class names again may be missing."""

    id = Id()


class TaxonomySerializer(Described):
    name = Text()
    description = Text()


class TaxonomyTermSerializer(Described):
    code = Text()
    name = Text()
    description = Text()
    parent_id = Id(required=False)
    taxonomy = Text()
    taxonomy_id = Id()
    language = Text()


class AttributeSerializer(Described):
    link_id = Id()
    link_entity = Text()
    link_type = Text()
    taxonomy_term_id = Id()
    value = Text(required=False)
    taxonomy_term = TaxonomyTermSerializer()


class PhoneSerializer(Described):
    organization_id = Id(required=False)
    contact_id = Id(required=False)
    number = Text()
    type = Text()


class ContactSerializer(Described):
    organization_id = Id()
    title = Text()
    email = Text(required=False)
    phones = PhoneSerializer(many=True, required=False)


class ScheduleSerializer(Described):
    service_id = Id(required=False)
    location_id = Id(required=False)
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False)
    dtstart = serializers.DateField(required=False)
    freq = Text(required=False)
    interval = serializers.IntegerField(required=False)
    count = serializers.IntegerField(required=False)
    byday = Text(required=False)
    description = Text(required=False)
    opens_at = Text(required=False)
    closes_at = Text(required=False)


class AddressSerializer(Described):
    location_id = Id()
    address_1 = Text()
    city = Text()
    state_province = Text()
    postal_code = Text()
    country = Text()
    address_type = Text()


class AccessibilitySerializer(Described):
    location_id = Id()
    description = Text()


class LocationSerializer(Described):
    organization_id = Id(required=False)
    location_type = Text()
    name = Text(required=False)
    transportation = Text(required=False)
    latitude = serializers.FloatField(required=False)
    longitude = serializers.FloatField(required=False)
    addresses = AddressSerializer(many=True, required=False)
    accessibility = AccessibilitySerializer(many=True, required=False)
    schedules = ScheduleSerializer(many=True, required=False)
    attributes = AttributeSerializer(many=True, required=False)


class LanguageSerializer(Described):
    service_id = Id()
    name = Text()
    code = Text()


class CostOptionSerializer(Described):
    service_id = Id()
    currency = Text()
    amount = serializers.FloatField()


class RequiredDocumentSerializer(Described):
    service_id = Id()
    document = Text()


class ServiceAreaSerializer(Described):
    service_id = Id()
    name = Text()
    extent = Text(required=False)
    extent_type = Text(required=False)


class OrganizationBriefSerializer(Described):
    """One-to-one fields, as lists have them."""

    name = Text()
    description = Text()
    email = Text(required=False)
    website = Text(required=False)
    uri = Text(required=False)


class ServiceBriefSerializer(Described):
    """One-to-one fields, as lists have them; `minimal` ones have nothing but `modified_date`."""

    modified_date = serializers.DateTimeField(required=False)
    organization_id = Id(required=False)
    name = Text(required=False)
    description = Text(required=False)
    url = Text(required=False)
    status = serializers.ChoiceField(choices=["active", "inactive"], required=False)
    application_process = Text(required=False)
    fees_description = Text(required=False)
    wait_time = Text(required=False)
    eligibility_description = Text(required=False)
    assured_date = serializers.DateField(required=False)
    alert = Text(required=False)
    last_modified = serializers.DateTimeField(required=False)
    organization = OrganizationBriefSerializer(required=False)


class PlaceOfServiceSerializer(Described):
    service_id = Id()
    location_id = Id()
    location = LocationSerializer()


class ServiceSerializer(ServiceBriefSerializer):
    """With everything that hangs on it."""

    schedules = ScheduleSerializer(many=True, required=False)
    service_areas = ServiceAreaSerializer(many=True, required=False)
    service_at_locations = PlaceOfServiceSerializer(many=True, required=False)
    languages = LanguageSerializer(many=True, required=False)
    cost_options = CostOptionSerializer(many=True, required=False)
    required_documents = RequiredDocumentSerializer(many=True, required=False)
    attributes = AttributeSerializer(many=True, required=False)


class ServiceAtLocationSerializer(PlaceOfServiceSerializer):
    service = ServiceSerializer()


class OrganizationSerializer(OrganizationBriefSerializer):
    """With everything that hangs on it; services in their one-to-one fields unless `full_service`."""

    phones = PhoneSerializer(many=True, required=False)
    contacts = ContactSerializer(many=True, required=False)
    locations = LocationSerializer(many=True, required=False)
    attributes = AttributeSerializer(many=True, required=False)
    services = ServiceSerializer(many=True, required=False)


class MetaSerializer(serializers.Serializer[Any]):
    version = Text()
    profile = Text()
    openapi_url = Text()


def page(content: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """A page of such items; `full` gives them nested."""
    fields: dict[str, Any] = {
        name: serializers.IntegerField() for name in ("total_items", "total_pages", "page_number", "size")
    }
    fields |= {name: serializers.BooleanField() for name in ("first_page", "last_page", "empty")}
    name = content.__name__.replace("Serializer", "PageSerializer")
    return type(name, (serializers.Serializer,), {**fields, "contents": content(many=True), "__doc__": page.__doc__})
