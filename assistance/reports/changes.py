"""What changed in public, the newest first: picked out in the database, fetched a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistance.models import Commitment, EquipmentLine, Need, Organisation, Project, Release, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.change_rows import changes_at
from assistance.reports.change_sources import Place, Scope, keys_of
from assistance.reports.public_change import PublicChange
from assistance.vocabulary import ChangeKind, PartyRole

#: What is asked for that leaves only changes of commitments, and of what belongs to them.
NARROWING = ("donor", "recipient", "item_category", "project", "commitment")
#: How many changes are fetched at once where all of them are asked for.
BATCH = 500
#: The order of their places.
_IN_PLACE = ("told_at", "told_source", "told_key")


class PublicChanges:
    """The changes of ``scope``, the newest first unless ``oldest_first``: to count, to take parts of, to walk through.

    Without a scope there are none.
    """

    ordered = True

    def __init__(self, scope: Scope | None, *, oldest_first: bool = False) -> None:
        self._scope = scope
        keys = keys_of(scope) if scope else None
        self._keys = keys.order_by(*_IN_PLACE) if keys is not None and oldest_first else keys

    def __len__(self) -> int:
        """Return how many there are, in one query."""
        return 0 if self._keys is None else self._keys.count()

    def __getitem__(self, part: slice) -> list[PublicChange]:
        """Return a part of them: one query for their keys, and for their rows as many as for any other part."""
        return [] if self._keys is None else changes_at(list(self._keys[part]))

    def places(self, place: Place | None, number: int, *, backwards: bool) -> list[Place]:
        """Return ``number`` of their places after ``place``, the oldest first; ``backwards`` before it, nearest first.

        One query; without a ``place`` from the very first on.
        """
        if self._scope is None:
            return []
        keys = keys_of(replace(self._scope, before=place) if backwards else replace(self._scope, after=place))
        if keys is None:
            return []
        order = [f"-{name}" for name in _IN_PLACE] if backwards else _IN_PLACE
        return [Place(at, source, key) for source, key, at in keys.order_by(*order)[:number]]

    def at(self, places: Iterable[Place]) -> list[PublicChange]:
        """Return the changes at ``places``, in that order, without those that went meanwhile; in fixed queries."""
        return changes_at([(place.source, place.key, place.at) for place in places])

    def __iter__(self) -> Iterator[PublicChange]:
        """Yield all of them, fetched in batches."""
        keys = [] if self._keys is None else list(self._keys)
        for start in range(0, len(keys), BATCH):
            yield from changes_at(keys[start : start + BATCH])


def changes_of_all(**narrower: Any) -> Scope:
    """Return the scope of everything public, or of less: ``narrower`` replaces fields of ``Scope``."""
    shown = Release.objects.published()
    everything: dict[str, Any] = {
        "commitments": Commitment.objects.published(),
        "lines": EquipmentLine.objects.published(),
        "needs": Need.objects.published().filter(release__in=shown),
        "stated_totals": StatedTotal.objects.published().filter(release__in=shown),
        "organisations": Organisation.objects.published_in_role(PartyRole.FUNDING, PartyRole.RECIPIENT),
        "projects": Project.objects.published(),
        "unnamed": True,
    }
    return Scope(**{**everything, **narrower})


def changes_of(commitments: CommitmentQuerySet, **narrower: Any) -> Scope:
    """Return the scope of public ``commitments`` and of nothing beside them, unless ``narrower`` gives it."""
    nothing: dict[str, Any] = {
        "needs": Need.objects.none(),
        "stated_totals": StatedTotal.objects.none(),
        "organisations": Organisation.objects.none(),
        "projects": Project.objects.none(),
        "unnamed": False,
    }
    return changes_of_all(**{**nothing, "commitments": commitments, **narrower})


def changes_asked_for(asked: Mapping[str, Any], commitments: CommitmentQuerySet) -> Scope:
    """Return the scope that the cleaned values of ``filters.ChangeFilter`` ask for; it keeps ``commitments``."""
    narrower: dict[str, Any] = {
        "kinds": frozenset(map(ChangeKind, asked["kind"])),
        "since": asked["recorded_after"],
        "until": asked["recorded_before"],
    }
    everything = changes_of_all(**narrower)
    narrowing = {name for name in NARROWING if asked[name]}
    if not narrowing:
        return everything
    if asked["item_category"]:
        narrower["lines"] = everything.lines.filter(category__in=asked["item_category"])
    if narrowing == {"item_category"}:
        narrower["needs"] = everything.needs.filter(category__in=asked["item_category"])
    elif narrowing == {"donor"}:
        totals = StatedTotal.donors.through._default_manager.filter(organisation__in=asked["donor"])
        narrower["stated_totals"] = everything.stated_totals.filter(pk__in=totals.values("statedtotal"))
        narrower["organisations"] = everything.organisations.filter(pk__in=_keys(asked["donor"]))
    elif narrowing == {"recipient"}:
        narrower["organisations"] = everything.organisations.filter(pk__in=_keys(asked["recipient"]))
    elif narrowing == {"project"}:
        narrower["projects"] = everything.projects.filter(pk=asked["project"].pk)
    return changes_of(commitments, **narrower)


def _keys(rows: Iterable[Organisation]) -> list[int]:
    return [row.pk for row in rows]
