"""What may be asked of every list or row beside its filters, each described for the schema."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.utils.translation import activate
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from assistance.api.errors import WrongParameterError

LANG = OpenApiParameter(
    "lang",
    str,
    enum=[code for code, _name in settings.LANGUAGES],
    description="Language of labels, messages and the addresses of pages. Goes before the header `Accept-Language`.",
)
AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATE,
    description="Answer by what releases published by this day tell. The same as the address below `/as-of/DAY/`.",
)
RECORDED = OpenApiParameter(
    "recorded",
    OpenApiTypes.DATE,
    description="With `as_of`: by our records as they stood at the end of this day, so that the answer stays the same.",
)


def choice(name: str, values: Iterable[str], about: str, *, default: str | None = None) -> OpenApiParameter:
    """Return the description of a parameter that has one of ``values``."""
    return OpenApiParameter(name, str, enum=list(values), default=default, description=about)


def names(name: str, values: Iterable[str], about: str) -> OpenApiParameter:
    """Return the description of a parameter that has several of ``values``, with commas between them."""
    return OpenApiParameter(name, str, many=True, explode=False, style="form", enum=list(values), description=about)


def asked_names(request: Request, name: str, allowed: Collection[str]) -> tuple[str, ...]:
    """Return the names that the parameter ``name`` lists; raise ``WrongParameterError`` for one that is not allowed."""
    written = ",".join(request.query_params.getlist(name))
    asked = tuple(part.strip() for part in written.split(",") if part.strip())
    unknown = [part for part in asked if part not in allowed]
    if unknown:
        refuse(name, unknown[0], allowed)
    return asked


def asked_choice(request: Request, name: str, allowed: Collection[str]) -> str:
    """Return the value of the parameter ``name``, empty where it is not given; raise for one that is not allowed."""
    value = request.query_params.get(name, "")
    if value and value not in allowed:
        refuse(name, value, allowed)
    return value


def refuse(name: str, value: str, allowed: Collection[str]) -> None:
    """Raise ``WrongParameterError`` for a ``value`` of the parameter ``name`` that is not among ``allowed``."""
    message = _("There is no “%(value)s” here. Allowed: %(names)s.")
    told = message % {"value": value, "names": ", ".join(allowed) or _("none")}
    raise WrongParameterError({name: [told]}, {name: tuple(allowed)})


def speak(request: Request) -> None:
    """Answer in the language that ``lang`` names, if any; raise ``WrongParameterError`` for one there is not."""
    code = asked_choice(request, LANG.name, [code for code, _name in settings.LANGUAGES])
    if code:
        activate(code)
