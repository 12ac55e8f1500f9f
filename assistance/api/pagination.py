"""Lists come in numbered pages, or in pages from one row on to the next by a cursor."""

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
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from assistance.api.cursors import Cursor, Part, part_of, read_cursor
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
    def parameters(self) -> tuple[str, ...]:
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
                "gone": {
                    "type": "array",
                    "description": "With `updated_since`: rows of this list that ceased to be public since.",
                    "items": {"$ref": "#/components/schemas/Gone"},
                },
            },
        }


class StaffPages(NumberedPages):
    """Numbered pages of what staff see whole: nothing is withheld from them."""

    def get_paginated_response(self, data: Any) -> Response:
        """Return a page of rows."""
        return PageNumberPagination.get_paginated_response(self, data)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page of rows that ``schema`` describes."""
        told = super().get_paginated_response_schema(schema)
        names = ("count", "next", "previous", "results")
        properties = {name: told["properties"][name] for name in names}
        return {"type": "object", "required": list(names), "properties": properties}


class Pages(NumberedPages):
    """Numbered pages or, where ``cursor`` is given, pages in the order of the keys that begin where the last one ended.

    Rows that come or go meanwhile are neither skipped nor shown twice. An empty ``cursor`` begins such a walk.
    """

    cursor_query_param = "cursor"
    part: Part[Any] | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters it reads."""
        return *super().parameters, self.cursor_query_param

    def paginate_queryset(
        self, queryset: QuerySet[Any, R] | Sequence[R], request: Request, view: APIView | None = None
    ) -> list[R] | None:
        """Return the rows of the page that ``request`` asks for."""
        asked = request.query_params.get(self.cursor_query_param)
        if asked is None:
            return super().paginate_queryset(queryset, request, view)
        for other in ("page", "order"):
            if other in request.query_params:
                message = _("A cursor goes by the keys of the rows. Leave out “%(name)s”, or the cursor.")
                raise WrongParameterError({other: [message % {"name": other}]})
        self.asked = request
        self.listed = getattr(queryset, "model", None)
        self.part = part_of(queryset, read_cursor(asked, request.path_info), self.get_page_size(request))
        return self.part.rows

    def get_paginated_response(self, data: Any) -> Response:
        """Return a page of rows with the addresses of its neighbours, and with how much is withheld beside them."""
        if self.part is None:
            return super().get_paginated_response(data)
        return Response(
            {
                "count": self.part.count,
                "next": self._link(self.part.after),
                "previous": self._link(self.part.before),
                "results": data,
                "withheld": asdict(withheld_beside(self.listed)),
            }
        )

    def _link(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        written = cursor.written(self.asked.path_info)
        return replace_query_param(self.asked.build_absolute_uri(), self.cursor_query_param, written)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Return the parameters it reads, described."""
        about = (
            "Walk the list by the keys of its rows: empty to begin, then as `next` and `previous` give it. "
            "Not together with `page` and `order`."
        )
        cursor = {
            "name": self.cursor_query_param,
            "in": "query",
            "required": False,
            "description": about,
            "schema": {"type": "string"},
        }
        return [*super().get_schema_operation_parameters(view), cursor]
