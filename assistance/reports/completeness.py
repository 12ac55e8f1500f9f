"""How complete the tracker is: what was read, and how much of it a person has decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from assistance.models import Claim, Release
from assistance.reports.desk import ENOUGH_DECIDED
from assistance.reports.withheld import Withheld, withheld
from assistance.vocabulary import Outcome


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What the figures leave out: silence may mean that nobody has read or decided yet.

    Releases, publishers and claims are counted public or not; of no draft is more told than that it is one of them.
    """

    releases_read: int
    releases_public: int
    publishers: int
    last_release: date | None
    claims_decided: int
    claims_waiting: int
    withheld: Withheld

    @property
    def share_decided(self) -> int | None:
        """How many of a hundred claims are decided on, rounded down; None where there are too few to say."""
        claims = self.claims_decided + self.claims_waiting
        return 100 * self.claims_decided // claims if claims >= ENOUGH_DECIDED else None


def completeness() -> Completeness:
    """Return how much has been read and decided, in a fixed number of queries."""
    read = Release.objects.aggregate(number=Count("pk"), publishers=Count("publisher", distinct=True))
    public = Release.objects.published().aggregate(number=Count("pk"), last=Max("published_on"))
    standing = ~Q(outcome=Outcome.REOPENED) & Q(outcome__isnull=False)
    return Completeness(
        releases_read=read["number"],
        releases_public=public["number"],
        publishers=read["publishers"],
        last_release=public["last"],
        claims_decided=Claim.objects.with_outcome().filter(standing).count(),
        claims_waiting=Claim.objects.needing_review().count(),
        withheld=withheld(),
    )
