"""Every error of the API in the one shape of ``interchange.problems``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.views import exception_handler

from assistance.interchange.problems import BAD_PARAMETER, Fault, kind_of, problem


class WrongParameterError(ValidationError):
    """Parameters that cannot be answered: each with its messages, and with the values it may have where ``allowed``."""

    def __init__(self, messages: Mapping[str, list[str]], allowed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        super().__init__(dict(messages))
        self.allowed = allowed or {}


class WrongContentError(ValidationError):
    """What was sent cannot be taken: what is wrong with it by field, or in one sentence as a whole."""

    status_code = 422


class ConflictError(APIException):
    """Something was decided meanwhile, or stands in the way; the message says what."""

    status_code = 409


class TooLargeError(APIException):
    """More was sent than is taken; the message says how much that is."""

    status_code = 413


def answer_error(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Return the answer to ``error``, or None where it is a fault of ours.

    It is JSON whatever form was asked for, and bears the headers that the REST framework gives the error.
    """
    if isinstance(error, Http404):
        error = NotFound(_("There is nothing public at this address."))
    plain = exception_handler(error, context)
    if plain is None:
        return None
    if isinstance(plain.data, dict) and "detail" not in plain.data:
        faults = faults_in(plain.data, getattr(error, "allowed", {}))
        told = " ".join(f"{fault.field}: {fault.message}" for fault in faults)
        kind = BAD_PARAMETER if plain.status_code == BAD_PARAMETER.status else kind_of(plain.status_code)
        answer = problem(kind, detail=told, errors=faults)
    else:
        answer = problem(kind_of(plain.status_code), detail=_whole(plain.data))
    for name in set(plain.headers) - {"Content-Type"}:
        answer[name] = plain.headers[name]
    return answer


def faults_in(detail: Mapping[str, Any], allowed: Mapping[str, tuple[str, ...]]) -> list[Fault]:
    """Return what is wrong with each parameter of ``detail``, as the REST framework has it."""
    return [
        Fault(field=name, message=str(message), allowed=allowed.get(name))
        for name, messages in detail.items()
        for message in _listed(messages)
    ]


def _whole(detail: Any) -> str:
    """Return what is wrong with the request as a whole."""
    told = detail["detail"] if isinstance(detail, dict) else detail
    return " ".join(str(message) for message in _listed(told))


def _listed(messages: Any) -> list[Any]:
    return messages if isinstance(messages, list) else [messages]
