"""What our JSON interfaces have in common: public, always JSON, and parameters that are either valid or refused."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView


class AlwaysJSON(BaseContentNegotiation):
    """Whatever a browser says that it accepts; and `format` is a parameter like others."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class InterfaceView(APIView):
    """For everybody: who is signed in makes no difference."""

    authentication_classes = ()
    content_negotiation_class = AlwaysJSON


class Flag(serializers.BooleanField):
    """Exactly true or false, as the description says; "yes" or "0" would be guessed."""

    TRUE_VALUES = {"true", "True", "TRUE", True}
    FALSE_VALUES = {"false", "False", "FALSE", False}
    NULL_VALUES: set[str | None] = set()


def asked(parameters: type[serializers.Serializer[Any]], request: Request) -> Mapping[str, Any]:
    """The valid values of an address's parameters. Raises ValidationError, which becomes a problem with status 400."""
    given = {name: values[-1] for name, values in request.query_params.lists()}
    reading = parameters(data=given)
    reading.is_valid(raise_exception=True)
    valid: Mapping[str, Any] = reading.validated_data
    return valid
