"""Lists whose amounts can be asked for in another currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from assistance.api.parameters import refuse
from assistance.api.views.base import Parameters, PublicRows
from assistance.reports import Stated, converted_amounts, targets

M = TypeVar("M", bound=Model)

IN = OpenApiParameter(
    "in",
    str,
    pattern="^[A-Z]{3}$",
    description="A currency (ISO 4217): every row gets `converted`, its amount at the rate of its day, with every rate "
    "named; null where there is no rate. The filter `currency` is another thing: it keeps what is stated in one.",
)
#: The fields of a row that are there only where a currency is asked for.
FIELDS = ("converted", "converted_reason")


class ConvertibleRows(PublicRows[M]):
    """Rows that get ``converted`` where ``in`` names a currency."""

    target = ""

    def described(self) -> Parameters:
        """Return what the form of the answer is asked by, the currency too."""
        return [*super().described(), IN]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out which currency is asked for; refuse one that there are no rates of."""
        self.target = request.query_params.get(IN.name, "")
        super().initial(request, *args, **kwargs)
        if self.target and self.target not in (known := targets()):
            refuse(IN.name, self.target, known)

    def added(self) -> Sequence[str]:
        """Return the fields that the currency asked for adds."""
        return FIELDS if self.target else ()

    def unoffered(self) -> Sequence[str]:
        """Return the fields there are only where a currency is asked for."""
        return () if self.target else FIELDS

    def beside(self, rows: Sequence[M]) -> dict[str, Any]:
        """Return what the amounts of ``rows`` are in the currency asked for, by key."""
        told = {row.pk: stated for row in rows if self.target and (stated := self.stated_of(row))}
        found = converted_amounts(list(told.values()), to=self.target) if self.target else ()
        return {**super().beside(rows), "converted": dict(zip(told, found, strict=bool(self.target)))}

    def stated_of(self, row: M) -> Stated | None:
        """Return the amount of ``row`` with the day whose rate counts, None where none is told."""
        raise NotImplementedError
