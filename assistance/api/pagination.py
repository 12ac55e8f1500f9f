"""Lists come in numbered pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assistance.api.errors import WrongParameterError
from assistance.reports import withheld_beside

R = TypeVar("R")


class NumberedPages(PageNumberPagination):
    """Pages of ``page_size`` rows (50, at most 200), chosen by ``page``, counted from 1.

    A page or a size that cannot be answers 400 under the parameter's name.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    page_query_description = gettext_lazy("Number of the page, counted from 1.")  # type: ignore[assignment]
    page_size_query_description = gettext_lazy("Rows on a page: 50 unless given, at most 200.")  # type: ignore[assignment]

    @property
    def parameters(self) -> tuple[str, str]:
        """The names of the parameters it reads."""
        return self.page_query_param, self.page_size_query_param

    def paginate_queryset(
        self, queryset: QuerySet[Any, R] | Sequence[R], request: Request, view: APIView | None = None
    ) -> list[R] | None:
        """Return the rows of the page that ``request`` asks for."""
        self.request = request
        self.listed = getattr(queryset, "model", None)
        paginator = Paginator(queryset, self.get_page_size(request))
        number = request.query_params.get(self.page_query_param) or 1
        try:
            self.page = paginator.page(number)
        except PageNotAnInteger as error:
            raise WrongParameterError({self.page_query_param: [_("Enter a whole number.")]}) from error
        except EmptyPage as error:
            message = _("There is no page %(number)s. Pages run from 1 to %(last)s.")
            values = {"number": number, "last": paginator.num_pages}
            raise WrongParameterError({self.page_query_param: [message % values]}) from error
        return list(self.page)

    def get_page_size(self, request: Request) -> int:
        """Return the number of rows on a page; raise ``WrongParameterError`` unless it is from 1 to the maximum."""
        text = request.query_params.get(self.page_size_query_param)
        if not text:
            return self.page_size
        if not (text.isdecimal() and len(text) <= len(str(self.max_page_size)) and self._fits(int(text))):
            message = _("Enter a whole number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise WrongParameterError({self.page_size_query_param: [message]})
        return int(text)

    def _fits(self, size: int) -> bool:
        return 1 <= size <= self.max_page_size

    def get_paginated_response(self, data: Any) -> Response:
        """Return a page of rows, with how much is withheld beside them."""
        response: Response = super().get_paginated_response(data)
        response.data["withheld"] = asdict(withheld_beside(self.listed))
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page of rows that ``schema`` describes."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "withheld", "results"],
            "properties": {
                "count": {"type": "integer", "description": "Rows on all pages together."},
                "next": {**link, "description": "Address of the next page; null on the last one."},
                "previous": {**link, "description": "Address of the page before; null on the first one."},
                "withheld": {
                    "type": "object",
                    "description": "What is held back in the whole tracker, never narrowed by a filter.",
                    "required": ["records", "amounts", "places", "equipment"],
                    "properties": {
                        "records": {"type": "integer", "description": "Records of this kind withheld as a whole."},
                        "amounts": {"type": "integer", "description": "Public commitments with amount withheld."},
                        "places": {"type": "integer", "description": "Public commitments with places withheld."},
                        "equipment": {"type": "integer", "description": "Public commitments with equipment withheld."},
                    },
                },
                "results": schema,
            },
        }
