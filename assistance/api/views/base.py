"""What every view of the API holds to: it reads, it refuses unknown parameters, its errors have one shape."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar, cast

from django.db.models import F, Model, OrderBy, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from assistance.api.deprecation import Deprecation
from assistance.api.errors import WrongParameterError, answer_error
from assistance.api.files import batches_of, csv_file, ndjson_file, xlsx_file
from assistance.api.filtering import FilterBackend, refuse_unknown
from assistance.api.formats import FORMAT, HXL, RENDERERS, Negotiation
from assistance.api.pagination import Pages
from assistance.api.parameters import AS_OF, LANG, RECORDED, asked_choice, choice, names, speak
from assistance.api.schema import PublicSchema
from assistance.api.serializers.gone import GoneSerializer
from assistance.api.shapes import Shape, shape_of
from assistance.api.since import UPDATED_SINCE, asked_moment_in
from assistance.interchange.public import PublicTable, taken_now, with_address
from assistance.interchange.public.freshness import keep
from assistance.interchange.tables import TableError
from assistance.models.moments import asked_moment
from assistance.reports.gone import Tells
from assistance.reports.updates import changed_at, changed_since

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")

#: Parameters as the schema describes them.
Parameters = list[OpenApiParameter]
#: The forms that answers have.
Renderers = list[BaseRenderer]
#: What pages of a list are asked by, what its fields are, and all that does not narrow it.
PAGING = ("page", "page_size", "cursor")
SHAPING = ("fields", "expand", "in")
UNNARROWING = {"order", "lang", "format", "hxl", "as_of", "recorded", *SHAPING}
#: What a list is ordered by; the last is always the key.
Order = tuple[str | OrderBy | F, ...]
#: What fetches along with the rows what one more field of theirs shows.
Expand = Callable[[QuerySet[Any]], QuerySet[Any]]


class PublicView(APIView):
    """Answers GET, HEAD and OPTIONS, and 405 to anything else."""

    http_method_names = ["get", "head", "options"]
    schema = PublicSchema()
    #: Set on a view that is going to be removed.
    deprecation: ClassVar[Deprecation | None] = None
    #: Whether it can be asked as of a day.
    dated: ClassVar[bool] = True

    def parameters(self) -> Collection[str]:
        """Return the names of the query parameters it knows beside those that are ``described()``."""
        return ()

    def described(self) -> Parameters:
        """Return the parameters that are no filters, as the schema describes them."""
        return [LANG, AS_OF, RECORDED] if self.dated else [LANG]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse unknown parameters before anything is looked up, in the language and form that were asked for."""
        self.format_kwarg = self.get_format_suffix(**kwargs)
        speak(request)
        refuse_unknown(request, {*self.parameters(), *(each.name for each in self.described())})
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let the answer be kept for as long as a page; tell of what is going to be removed that it is."""
        finished = super().finalize_response(request, response, *args, **kwargs)
        keep(finished)
        if self.deprecation:
            self.deprecation.tell(finished)
        return finished

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse | None]:
        """Return the handler that gives every error the one shape."""
        return answer_error


class PublicRows(PublicView, ReadOnlyModelViewSet[M]):
    """A list, lean, in pages and narrowed by the pages' own filters; and each row whole at its own address."""

    filter_backends = [FilterBackend]
    pagination_class = Pages
    content_negotiation_class = Negotiation
    lookup_value_converter = "int"
    filterset_class: type[FilterSet]
    rows: ClassVar[Callable[[], QuerySet[Any]]]
    whole_rows: ClassVar[Callable[[], QuerySet[Any]]]
    whole_serializer_class: type[BaseSerializer[Any]]
    #: The columns of its files, and the page that each row has, if any.
    table: ClassVar[PublicTable]
    page: ClassVar[str] = ""
    #: What counts as a change of one of its rows, and what tells which of them went.
    updates: ClassVar[Tells]
    #: The orders of the list by name, the first unless asked otherwise; none where its filters have them.
    orders: ClassVar[Mapping[str, Order]] = {}
    #: The fields of a row of the list that are left out unless asked for.
    expansions: ClassVar[Mapping[str, Expand]] = {}
    shape: Shape | None = None

    def parameters(self) -> Collection[str]:
        """Return the filters and the page of a list; none for a single row."""
        if self.detail:
            return ()
        return [*self.filterset_class.base_filters, *Pages().parameters]

    def described(self) -> Parameters:
        """Return what the form of the answer is asked by."""
        found = [*super().described(), names("fields", self.offered(), "The fields to show, and no others.")]
        if not self.detail:
            found += [FORMAT, HXL, UPDATED_SINCE]
        if self.orders and not self.detail:
            found.append(choice("order", self.orders, "The order of the rows.", default=next(iter(self.orders))))
        if self.expandable():
            found.append(names("expand", self.expandable(), "Fields to show that are left out of a list otherwise."))
        return found

    def offered(self) -> Sequence[str]:
        """Return the names of the fields that can be asked for."""
        declared = cast("Any", self.get_serializer_class())._declared_fields
        return [name for name in declared if name not in self.unoffered()]

    def unoffered(self) -> Sequence[str]:
        """Return the names of fields that a row has only where something else is asked for."""
        return ()

    def added(self) -> Sequence[str]:
        """Return the names of those that every row has then."""
        return ()

    def expandable(self) -> Sequence[str]:
        """Return the names of those that are left out unless asked for."""
        return [] if self.detail else list(self.expansions)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out what fields are asked for."""
        super().initial(request, *args, **kwargs)
        self.shape = shape_of(request, offered=self.offered(), expandable=self.expandable(), added=self.added())

    def get_queryset(self) -> QuerySet[M]:
        """Return the public rows, fetched for what is shown of them."""
        if self.detail:
            return type(self).whole_rows()
        rows = type(self).rows()
        for name in sorted(self.shape.expanded if self.shape else ()):
            rows = self.expansions[name](rows)
        return rows

    def get_serializer_class(self) -> type[BaseSerializer[M]]:
        """Return the lean form for the list, the whole one for a single row."""
        return self.whole_serializer_class if self.detail else super().get_serializer_class()

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[M]:
        """Return what writes rows, with the fields that are asked for."""
        serializer: BaseSerializer[M] = super().get_serializer(*args, **kwargs)
        if self.shape:
            self.shape.cut(serializer)
        return serializer

    def filter_queryset(self, queryset: QuerySet[M, Row]) -> QuerySet[M, Row]:
        """Narrow and order a list; a single row is there or not."""
        if self.detail:
            return queryset
        order = asked_choice(self.request, "order", self.orders) if self.orders else ""
        found = super().filter_queryset(queryset)
        if since := asked_moment_in(self.request):
            found = changed_since(found, self.updates.changed(), since)
        return found.order_by(*self.orders[order or next(iter(self.orders))]) if self.orders else found

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Return a page of the rows, or all of them as a file."""
        tagged = bool(asked_choice(request, HXL.name, ["1"]))
        if self.ending != "json":
            return self.file(tagged=tagged)
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        response = self.get_paginated_response(self.written(page))
        if since := asked_moment_in(request):
            went: Any = self.updates.went(since)
            response.data["gone"] = GoneSerializer(went, many=True).data
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one of them."""
        (row,) = self.written([self.get_object()])
        return Response(row)

    def written(self, rows: Sequence[M]) -> Sequence[Any]:
        """Return ``rows`` as they stand in the answer."""
        context = {**self.get_serializer_context(), **self.beside(rows)}
        return list(self.get_serializer(self.told(rows), many=True, context=context).data)

    def told(self, rows: Sequence[M]) -> Sequence[Any]:
        """Return what is told of ``rows``, in their order."""
        return rows

    def beside(self, rows: Sequence[M]) -> dict[str, Any]:
        """Return what the fields of ``rows`` need beside them, fetched for all of them at once."""
        if asked_moment() or not (self.shape and "updated_at" in self.shape.shown) or not rows:
            return {}
        return {"updated": changed_at(type(rows[0]), [row.pk for row in rows], self.updates.changed())}

    @property
    def ending(self) -> str:
        """The form that is asked for, by the end of the name of such a file."""
        return str(self.request.accepted_renderer.format)

    def get_renderers(self) -> Renderers:
        """Return the forms of the answer: a single row is JSON."""
        return [JSONRenderer()] if self.detail else [each() for each in RENDERERS]

    def file(self, *, tagged: bool) -> HttpResponseBase:
        """Return all rows as a file; raise ``WrongParameterError`` for what a file cannot be asked."""
        self.refuse_for_files(PAGING, _("A file is the whole list. Leave out “%(name)s”, or ask for JSON."))
        taken = taken_now(self.selection(), source=self.request.build_absolute_uri())
        if self.ending == "ndjson":
            return ndjson_file(self.table.name, self.batches(self.get_queryset()), self.written, taken)
        self.refuse_for_files(SHAPING, _("A table has columns of its own. Leave out “%(name)s”, or ask for NDJSON."))
        records = (record for batch in self.batches(self.table_rows()) for record in self.records(batch))
        table = replace(self.with_address(), tagged=tagged)
        try:
            return (csv_file if self.ending == "csv" else xlsx_file)(table, records, taken)
        except TableError as error:
            raise WrongParameterError({FORMAT.name: [str(error)]}) from error

    def refuse_for_files(self, names: Collection[str], message: str) -> None:
        """Raise ``WrongParameterError`` with ``message`` for each of ``names`` that is asked for."""
        wrong = {name: [message % {"name": name}] for name in names if name in self.request.query_params}
        if wrong:
            raise WrongParameterError(wrong)

    def selection(self) -> str:
        """Return what the list is narrowed to, as it is asked for."""
        asked = [(name, value) for name, values in self.request.query_params.lists() for value in values]
        narrowing = [f"{name}={value}" for name, value in asked if name not in UNNARROWING]
        return "; ".join(narrowing) or _("everything public")

    def batches(self, fetched: QuerySet[Any]) -> Iterator[Sequence[Any]]:
        """Return all rows that are asked for, a batch at a time, as they are ``fetched``."""
        return batches_of(self.filter_queryset(type(self).rows()), fetched)

    def table_rows(self) -> QuerySet[Any]:
        """Return the public rows, fetched for their table."""
        return type(self).rows()

    def records(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Return ``rows`` as their table takes them."""
        return self.told(rows)

    def with_address(self) -> PublicTable:
        """Return the table, with the address of each row's own page where rows have such."""
        if not self.page:
            return self.table
        page, whole = self.page, self.request.build_absolute_uri

        def address(record: Any) -> str:
            row = record[0] if isinstance(record, tuple) else record
            return whole(reverse(page, args=[row.pk]))

        return with_address(self.table, address)


class NothingHere(PublicView):
    """Answers 404 for every other address below the API's."""

    schema = None  # type: ignore[assignment]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say so, whatever was asked."""
        raise Http404
