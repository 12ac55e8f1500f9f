"""What changed in public, the newest first: picked out in the database, fetched a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistance.models import Commitment, EquipmentLine, Need, Organisation, Project, Release, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.change_rows import changes_at
from assistance.reports.change_sources import Scope, keys_of
from assistance.reports.public_change import PublicChange
from assistance.vocabulary import PartyRole

#: How many changes are fetched at once where all of them are asked for.
BATCH = 500


class PublicChanges:
    """The changes of ``scope``, the newest first: a list to count, to take parts of and to walk through.

    Without a scope there are none.
    """

    ordered = True

    def __init__(self, scope: Scope | None) -> None:
        self._keys = keys_of(scope) if scope else None

    def __len__(self) -> int:
        """Return how many there are, in one query."""
        return 0 if self._keys is None else self._keys.count()

    def __getitem__(self, part: slice) -> list[PublicChange]:
        """Return a part of them: one query for their keys, and for their rows as many as for any other part."""
        return [] if self._keys is None else changes_at(list(self._keys[part]))

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
