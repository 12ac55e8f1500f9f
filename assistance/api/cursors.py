"""Walking a list by the keys of its rows: what a cursor says, and the part of the list it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assistance.api.errors import WrongParameterError
from assistance.reports import PublicChanges
from assistance.reports.change_sources import Place

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """Beside which row a page lies: before it where ``backwards``, else after it; at the start without a ``place``.

    ``place`` is a key, or for changes their time, source and key.
    """

    place: Any = None
    backwards: bool = False

    def written(self, path: str) -> str:
        """Return it as it stands in the address of ``path``, signed so that it is used nowhere else."""
        return _signer(path).sign_object([self.place, self.backwards])


@dataclass(frozen=True, kw_only=True)
class Part(Generic[R]):
    """The rows of one page, of ``count`` in all, and the cursors of its neighbours."""

    rows: list[R]
    count: int
    before: Cursor | None
    after: Cursor | None


def read_cursor(written: str, path: str) -> Cursor:
    """Return the cursor that was ``written`` for ``path``; raise ``WrongParameterError`` where it was not."""
    if not written:
        return Cursor()
    try:
        place, backwards = _signer(path).unsign_object(written)
    except (BadSignature, ValueError) as error:
        message = _("This cursor is not of this list. Begin again with an empty one.")
        raise WrongParameterError({"cursor": [message]}) from error
    return Cursor(place=place, backwards=backwards)


def _signer(path: str) -> Signer:
    return Signer(salt=f"assistance.api.cursors:{path}")


def part_of(rows: Any, cursor: Cursor, size: int) -> Part[Any]:
    """Return the ``size`` rows beside ``cursor``, in the order of their keys; as many queries however far it is."""
    of_changes = isinstance(rows, PublicChanges)
    places: list[Any] = (_places_of_changes if of_changes else _keys)(rows, cursor, size + 1)
    further, places = len(places) > size, places[:size]
    if cursor.backwards:
        places.reverse()
    first, last = (places[0], places[-1]) if places else (None, None)
    return Part(
        rows=rows.at(places) if of_changes else _rows_at(rows, places),
        count=len(rows) if of_changes else rows.count(),
        before=Cursor(place=_plain(first), backwards=True)
        if first and (further if cursor.backwards else cursor.place is not None)
        else None,
        after=Cursor(place=_plain(last)) if last and (cursor.backwards or further) else None,
    )


def _keys(rows: QuerySet[Any], cursor: Cursor, number: int) -> list[int]:
    if cursor.place is not None:
        rows = rows.filter(**{"pk__lt" if cursor.backwards else "pk__gt": cursor.place})
    return list(rows.order_by("-pk" if cursor.backwards else "pk").values_list("pk", flat=True)[:number])


def _rows_at(rows: QuerySet[Any], keys: list[int]) -> list[Any]:
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _places_of_changes(rows: PublicChanges, cursor: Cursor, number: int) -> list[Place]:
    place = None
    if cursor.place is not None:
        at, source, key = cursor.place
        place = Place(datetime.fromisoformat(at), source, key)
    return rows.places(place, number, backwards=cursor.backwards)


def _plain(place: Any) -> Any:
    """Return ``place`` as it is written into a cursor."""
    return [place.at.isoformat(), place.source, place.key] if isinstance(place, Place) else place
