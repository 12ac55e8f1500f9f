"""What every view of the API holds to: it reads, it refuses unknown parameters, its errors have one shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from assistance.api.deprecation import Deprecation
from assistance.api.errors import answer_error
from assistance.api.filtering import FilterBackend, refuse_unknown
from assistance.api.pagination import NumberedPages
from assistance.api.schema import PublicSchema
from assistance.interchange.public.freshness import keep

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


class PublicView(APIView):
    """Answers GET, HEAD and OPTIONS, and 405 to anything else."""

    http_method_names = ["get", "head", "options"]
    schema = PublicSchema()
    #: Set on a view that is going to be removed.
    deprecation: ClassVar[Deprecation | None] = None

    def parameters(self) -> Collection[str]:
        """Return the names of the query parameters it knows."""
        return ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse unknown parameters before anything is looked up, in the form that was asked for."""
        self.format_kwarg = self.get_format_suffix(**kwargs)
        refuse_unknown(request, self.parameters())
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
    pagination_class = NumberedPages
    lookup_value_converter = "int"
    filterset_class: type[FilterSet]
    rows: ClassVar[Callable[[], QuerySet[Any]]]
    whole_rows: ClassVar[Callable[[], QuerySet[Any]]]
    whole_serializer_class: type[BaseSerializer[Any]]

    def parameters(self) -> Collection[str]:
        """Return the filters and the page of a list; none for a single row."""
        if self.detail:
            return ()
        return [*self.filterset_class.base_filters, *NumberedPages().parameters]

    def get_queryset(self) -> QuerySet[M]:
        """Return the public rows, fetched for what is shown of them."""
        return type(self).whole_rows() if self.detail else type(self).rows()

    def get_serializer_class(self) -> type[BaseSerializer[M]]:
        """Return the lean form for the list, the whole one for a single row."""
        return self.whole_serializer_class if self.detail else super().get_serializer_class()

    def filter_queryset(self, queryset: QuerySet[M, Row]) -> QuerySet[M, Row]:
        """Narrow a list; a single row is there or not."""
        return queryset if self.detail else super().filter_queryset(queryset)


class NothingHere(PublicView):
    """Answers 404 for every other address below the API's."""

    schema = None  # type: ignore[assignment]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say so, whatever was asked."""
        raise Http404
