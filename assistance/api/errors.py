"""The one shape of every error: names, each with a list of messages in plain words."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler

#: The name that messages about the request as a whole stand under.
WHOLE = "detail"


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to ``error``, or None where it is a fault of ours.

    Its body is ``{"year": ["Enter a number."]}`` where a parameter is wrong, else ``{"detail": ["…"]}``.
    """
    if isinstance(error, Http404):
        error = NotFound(_("There is nothing public at this address."))
    response = exception_handler(error, context)
    if response is not None:
        response.data = in_one_shape(response.data)
    return response


def in_one_shape(detail: Any) -> dict[str, list[str]]:
    """Return ``detail``, as the REST framework has it, as names with lists of plain strings."""
    named = detail if isinstance(detail, dict) else {WHOLE: detail}
    return {name: [str(message) for message in _listed(messages)] for name, messages in named.items()}


def _listed(messages: Any) -> list[Any]:
    return messages if isinstance(messages, list) else [messages]
