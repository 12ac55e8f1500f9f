"""What a desk officer is told once a week: what is due of their donors, what was read of them, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User

from assistance.models import Claim, Commitment, Decision, Organisation, OrganisationAlias
from assistance.reports.clocks import Clock, clocks
from assistance.reports.desk import Lately, day_begins, lately
from assistance.vocabulary import PartyRole, normalise_name


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A week of one officer's donors. ``claims`` are those read in it that still await a decision."""

    officer: User
    today: date
    donors: tuple[Organisation, ...]
    clocks: tuple[Clock, ...]
    claims: tuple[Claim, ...]
    lately: Lately

    @property
    def has_news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.clocks or self.claims or self.lately.events)


def desk_officers() -> tuple[User, ...]:
    """Return those who keep the dossier of a donor, by name; those who may no longer log in are left out."""
    desks = Organisation.objects.current().filter(desk_officer__isnull=False).values("desk_officer")
    return tuple(User.objects.filter(pk__in=desks, is_active=True, is_staff=True).order_by("username", "pk"))


def digest(officer: User, *, today: date) -> Digest:
    """Return what to tell ``officer`` on ``today`` of the seven days up to it, in a fixed number of queries."""
    donors = tuple(Organisation.objects.current().filter(desk_officer=officer))
    funded = Commitment.objects.filter(parties__organisation__in=donors, parties__role=PartyRole.FUNDING)
    commitments = Commitment.objects.filter(pk__in=funded.values("pk"))
    running = clocks(commitments, today=today)
    since = day_begins(today - timedelta(days=6))
    return Digest(
        officer=officer,
        today=today,
        donors=donors,
        clocks=tuple(clock for clock in running if clock.snooze is None),
        claims=tuple(_claims_of(donors, Claim.objects.needing_review().filter(recorded_at__gte=since).with_facts())),
        lately=lately(
            since=since, decisions=Decision.objects.filter(commitment__in=commitments), commitments=commitments
        ),
    )


def _claims_of(donors: Iterable[Organisation], claims: Iterable[Claim]) -> Iterable[Claim]:
    """Return those of ``claims`` that name one of ``donors``, by any of its names, as the one who gives."""
    names = set(OrganisationAlias.objects.filter(organisation__in=donors).values_list("normalised", flat=True))
    for claim in claims:
        if any(normalise_name(party.name) in names for party in claim.parties_in(PartyRole.FUNDING)):
            yield claim
