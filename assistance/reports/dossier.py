"""What is known of one donor, for a meeting: open promises, last words, what is overdue, what has come, thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    DeliveryEvent,
    EquipmentLine,
    Organisation,
    StatedTotal,
    Thanks,
)
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.clocks import Clock, clocks
from assistance.reports.equipment import Balance, balance
from assistance.reports.ladder import Ladder, ladder
from assistance.reports.questions import Question, questions_on
from assistance.reports.stated import StatedRow, stated_totals
from assistance.vocabulary import CLOSED_STATUSES, DELIVERY_CLOCKS, CommitmentStatus, PartyRole


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment with the claim that spoke of it last, None where no claim is linked, and those who give with it.

    ``due_on`` is the end of its period or else of its project.
    """

    commitment: Commitment
    status: CommitmentStatus
    last_word: Claim | None
    beside: tuple[Organisation, ...]
    due_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether something is still expected."""
        return self.status not in CLOSED_STATUSES


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """All of one donor on a day. Joint commitments stand in ``ladder`` with their full sums.

    ``overdue`` are clocks on what the donor promised, ``owed`` those that the law sets to the recipients.
    ``valued`` are the deliveries whose value is stated; they are not added.
    """

    donor: Organisation
    today: date
    ladder: Ladder
    promises: tuple[Promise, ...]
    overdue: tuple[Clock, ...]
    owed: tuple[Clock, ...]
    equipment: tuple[Balance, ...]
    valued: tuple[DeliveryEvent, ...]
    thanks: tuple[Thanks, ...]
    totals: tuple[StatedRow, ...]
    questions: tuple[Question, ...]

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """The promises of which something is still expected."""
        return tuple(promise for promise in self.promises if promise.is_open)

    @property
    def last_word(self) -> Claim | None:
        """The claim that spoke last of anything the donor gives."""
        words = [promise.last_word for promise in self.promises if promise.last_word]
        return max(words, key=said_on, default=None)


def said_on(claim: Claim) -> tuple[date, int]:
    """Return what orders claims by when they were said: an unknown day comes before all others."""
    return claim.release.published_on or date.min, claim.pk


def dossier(donor: Organisation, *, today: date) -> Dossier:
    """Return what is known of ``donor`` on ``today``, drafts too, in a fixed number of queries."""
    funded = Commitment.objects.filter(parties__organisation=donor, parties__role=PartyRole.FUNDING)
    own = Commitment.objects.filter(pk__in=funded.values("pk")).standing()
    fetched = list(_with_everything(own))
    order = list(CommitmentStatus)
    promises = sorted((_promise(each, donor) for each in fetched), key=lambda promise: order.index(promise.status))
    balances = {each.pk: [balance(line) for line in each.equipment.all()] for each in fetched}
    running = [clock for clock in clocks(own, today=today) if clock.snooze is None]
    overdue = [clock for clock in running if clock.kind not in DELIVERY_CLOCKS]
    not_called_off = [promise for promise in promises if promise.status != CommitmentStatus.CANCELLED]
    return Dossier(
        donor=donor,
        today=today,
        ladder=ladder(own),
        promises=tuple(promises),
        overdue=tuple(overdue),
        owed=tuple(clock for clock in running if clock.kind in DELIVERY_CLOCKS),
        equipment=tuple(line for promise in not_called_off for line in balances[promise.commitment.pk]),
        valued=tuple(
            event
            for promise in not_called_off
            for row in balances[promise.commitment.pk]
            for event in row.line.deliveries.all()
            if event.value is not None
        ),
        thanks=tuple(Thanks.objects.filter(donor=donor).select_related("release")),
        totals=stated_totals(StatedTotal.objects.filter(donors=donor), among=Commitment.objects.standing()),
        questions=tuple(
            question
            for promise in not_called_off
            for question in questions_on(promise.commitment, balances[promise.commitment.pk], overdue)
        ),
    )


def _with_everything(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    links = CommitmentClaim.objects.select_related("claim__release").defer("claim__release__text")
    lines = EquipmentLine.objects.with_accounts()
    return (
        commitments.select_related("project")
        .prefetch_related("parties__organisation", Prefetch("claim_links", links), Prefetch("equipment", lines))
        .order_by("pk")
    )


def _promise(commitment: Commitment, donor: Organisation) -> Promise:
    project_end = commitment.project.end if commitment.project else None
    givers = commitment.organisations_in(PartyRole.FUNDING)
    return Promise(
        commitment=commitment,
        status=CommitmentStatus(commitment.status),
        last_word=max((link.claim for link in commitment.claim_links.all()), key=said_on, default=None),
        beside=tuple(giver for giver in givers if giver.pk != donor.pk),
        due_on=commitment.period_end or project_end,
    )
