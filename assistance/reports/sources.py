"""The words of public releases that figures rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistance.models import Claim, Release


@dataclass(frozen=True, kw_only=True)
class Source:
    """Words of a public release, as they stand there."""

    release: Release
    words: str


class Sources:
    """What public releases say of ``commitments``, by key; fetched in a fixed number of queries."""

    def __init__(self, commitments: Iterable[int]) -> None:
        claims = Claim.objects.published().filter(link__commitment__in=list(commitments))
        fetched = claims.select_related("release", "link").defer("release__text")
        self._claims: dict[int, Claim] = {claim.pk: claim for claim in fetched}
        self._of: dict[int, list[Claim]] = defaultdict(list)
        for claim in sorted(self._claims.values(), key=_in_time):
            self._of[claim.link.commitment_id].append(claim)

    def of(self, commitment: int) -> tuple[Source, ...]:
        """Return what is said of ``commitment``, the first report first; of copies and translations the first alone."""
        told_by: dict[int, int] = {}
        for claim in self._of[commitment]:
            told_by.setdefault(claim.release.witness_key, claim.release_id)
        kept = [claim for claim in self._of[commitment] if told_by[claim.release.witness_key] == claim.release_id]
        return tuple(Source(release=claim.release, words=claim.words) for claim in kept)

    def by_claim(self, claim: int | None, commitment: int, words: str = "") -> Source | None:
        """Return what ``claim`` says, or the ``words`` in it, where it is public and still speaks of ``commitment``."""
        found = self._claims.get(claim or 0)
        if found is None or found.link.commitment_id != commitment:
            return None
        return Source(release=found.release, words=words or found.words)


def _in_time(claim: Claim) -> tuple[date, int]:
    return claim.release.published_on or date.max, claim.pk
