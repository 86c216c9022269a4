"""What the JSON interfaces answer when something is wrong: a problem as RFC 9457 describes it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class WrongValueSerializer(serializers.Serializer[Any]):
    """`name`: the parameter; `detail`: what is wrong with its value."""

    name = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """`errors` tells of each parameter what is wrong with it."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = WrongValueSerializer(many=True, required=False)  # type: ignore[assignment]  # a field of that name


def responses(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """For the description of an interface: the problems that an address may answer with."""
    return {(status, MEDIA_TYPE): ProblemSerializer for status in statuses}


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework asks here for each error; None leaves it to Django."""
    answer = exception_handler(error, context)
    if answer is None:
        return None
    answer.data = problem(answer.status_code, answer.data)
    answer.content_type = MEDIA_TYPE
    return answer


def problem(status: int, said: Any) -> dict[str, Any]:
    """`said`: a text, or as Django REST framework words it: {"detail": text} or {parameter: texts}."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if isinstance(said, Mapping) and "detail" not in said:
        errors = [{"name": name, "detail": _one_text(texts)} for name, texts in said.items()]
        return body | {"detail": "; ".join(f"{one['name']}: {one['detail']}" for one in errors), "errors": errors}
    return body | {"detail": _one_text(said["detail"] if isinstance(said, Mapping) else said)}


def _one_text(said: Any) -> str:
    return " ".join(map(str, said)) if isinstance(said, (list, tuple)) else str(said)


def not_found(detail: str) -> JsonResponse:
    """For addresses below /api/ that lead nowhere."""
    return JsonResponse(problem(404, detail), status=404, content_type=MEDIA_TYPE)
