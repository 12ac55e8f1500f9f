"""One public change as readers are told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistance.models import (
    Claim,
    Commitment,
    DeliveryEvent,
    Need,
    Organisation,
    Project,
    Release,
    StatedTotal,
    StatusChange,
)
from assistance.models.held_back import HeldBack
from assistance.vocabulary import ChangeKind, CommitmentStatus, PartyRole, Relation, Subject

Record = Commitment | Need | StatedTotal | Organisation | Project


@dataclass(frozen=True, kw_only=True)
class PublicChange:
    """One change of a public record; ``name`` is its own for ever.

    ``record`` is None where it is public no longer: then nothing but ``kind``, ``subject`` and the time is told.
    ``happened_on`` is the day a source gives; ``claim`` and ``release`` say it. ``before`` and ``after`` hold those
    figures of a commitment that were public then, and nothing else of it; ``again`` tells that a record had been
    public before, ``role`` in which role an organisation has its page. The rest is what the change is about.
    """

    name: str
    kind: ChangeKind
    subject: Subject
    recorded_at: datetime
    record: Record | None = None
    again: bool = False
    happened_on: date | None = None
    claim: Claim | None = None
    release: Release | None = None
    step: StatusChange | None = None
    status: CommitmentStatus | None = None
    before: Commitment | None = None
    after: Commitment | None = None
    delivery: DeliveryEvent | None = None
    relation: Relation | None = None
    held_back: HeldBack | None = None
    merged: Organisation | Project | None = None
    role: PartyRole | None = None

    @property
    def told_on(self) -> date | None:
        """The day on which the release was published that says it."""
        return self.release.published_on if self.release else None
