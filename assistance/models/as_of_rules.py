"""What of each table is known at a moment, as conditions and values in SQL: one rule a table, in order of dependence.

In every rule ``r`` is a row of the table, as it is today or as it was recorded by then. A row is *told* where a release
that is published by the day tells it; what stands on no release is told from the day it happened or was recorded. Who
may see a row is no matter of these rules: that is as it is today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone

from assistance.models.claims import (
    Claim,
    ClaimEvidence,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    Decision,
)
from assistance.models.commitments import (
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
)
from assistance.models.decided import DecidedEvidence
from assistance.models.equipment import DeliveryEvent, DeliveryOccasion, DeliverySettlement, EquipmentLine
from assistance.models.needs import Need, NeedCoverage
from assistance.models.organisations import Organisation, OrganisationAlias
from assistance.models.projects import Project, ProjectPlace, ProjectReference, ProjectSector
from assistance.models.rates import ExchangeRate
from assistance.models.releases import Release
from assistance.models.sights import Sight, end_of
from assistance.models.status_changes import StatusChange
from assistance.models.totals import StatedTotal
from assistance.models.traps import Trap
from assistance.models.withholdings import TARGETS, Withholding
from assistance.vocabulary import Hedge, Relation

#: Columns by name, each with what stands there instead of what is stored.
Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What of a table is known: the rows that fulfil ``condition``, with ``values`` in some columns.

    ``rows`` are where they come from, those recorded by then unless it says otherwise.
    """

    condition: str = ""
    values: Values = field(default_factory=dict)
    rows: str = ""


Rule = Callable[[Sight], Known]


def of(model: type[models.Model], column: str) -> Rule:
    """Return the rule of rows that are known with the one row that ``column`` names."""
    return lambda sight: Known(condition=sight.knows(model, f"r.{column}"))


def of_both(first: tuple[type[models.Model], str], second: tuple[type[models.Model], str]) -> Rule:
    """Return the rule of rows that are known with the two rows they join."""
    return lambda sight: Known(condition=f"{sight.knows(*_on_r(first))} AND {sight.knows(*_on_r(second))}")


def _on_r(named: tuple[type[models.Model], str]) -> tuple[type[models.Model], str]:
    return named[0], f"r.{named[1]}"


def releases(sight: Sight) -> Known:
    """By the day a release bears; without one by the day its text was taken, when it was certainly out."""
    witness = standing_for(sight, Release, "witness_of_id", _release_told)
    return Known(
        condition=_release_told(sight, "r"),
        values={
            # A later version supersedes nothing before it is published.
            "supersedes_id": sight.only_if(_exists_told(sight, Release, "r.supersedes_id"), "r.supersedes_id"),
            # A copy that came out before its original stands for the text until then.
            "witness_of_id": witness,
            "likeness": f"CASE WHEN {witness} IS NULL THEN '' ELSE r.likeness END",
        },
    )


def _release_told(sight: Sight, row: str) -> str:
    return f"({row}.published_on <= {sight.day} OR {row}.published_on IS NULL AND {row}.retrieved_at < {sight.end})"


def _exists_told(sight: Sight, model: type[models.Model], key: str) -> str:
    return f"EXISTS (SELECT 1 FROM {sight.recorded(model)} o WHERE o.id = {key} AND {_release_told(sight, 'o')})"


def standing_for(sight: Sight, model: type[models.Model], column: str, told: Callable[[Sight, str], str]) -> str:
    """Return the row that stands for a group which ``column`` names the first of, NULL for that row itself.

    Where the first is not told yet, it is the oldest row of the group that is.
    """
    rows = sight.recorded(model)
    first = f"EXISTS (SELECT 1 FROM {rows} o WHERE o.id = r.{column} AND {told(sight, 'o')})"
    oldest = f"(SELECT MIN(o.id) FROM {rows} o WHERE o.{column} = r.{column} AND {told(sight, 'o')})"
    return f"CASE WHEN {first} THEN r.{column} ELSE NULLIF({oldest}, r.id) END"


def commitments(sight: Sight) -> Known:
    """Once any release that is told speaks of it; where none ever does, once it is in our records.

    Its amount is without what later releases topped it up by, its status that of the last change told by then.
    """
    links, claims = sight.recorded(CommitmentClaim), sight.shown(Claim)
    of_it = f"SELECT 1 FROM {links} l WHERE l.commitment_id = r.id"
    spoken_of = f"EXISTS ({of_it} AND {sight.knows(Claim, 'l.claim_id')})"
    later = (
        f"FROM {links} l JOIN {sight.stored(Claim)} c ON c.id = l.claim_id WHERE l.commitment_id = b.id "
        f"AND l.relation = '{Relation.TOPS_UP.value}' AND NOT {sight.knows(Claim, 'l.claim_id')}"
    )
    topped_up = (
        f"(SELECT b.*, (SELECT SUM(c.amount) {later}) AS later, "
        f"(SELECT SUM(COALESCE(c.amount_upper, c.amount)) {later}) AS later_upper, "
        f"EXISTS (SELECT 1 {later} AND c.amount_hedge <> '{Hedge.EXACT.value}') AS later_hedged "
        f"FROM {sight.recorded(Commitment)} b)"
    )
    first_hedge = (
        f"SELECT c.amount_hedge FROM {links} l JOIN {claims} c ON c.id = l.claim_id "
        f"WHERE l.commitment_id = r.id AND l.relation = '{Relation.FIRST.value}'"
    )
    left = "CASE WHEN r.later IS NULL THEN r.amount WHEN r.amount > r.later THEN r.amount - r.later END"
    upper = (
        "CASE WHEN r.later IS NULL THEN r.amount_upper "
        "WHEN r.amount_upper - r.later_upper > r.amount - r.later THEN r.amount_upper - r.later_upper END"
    )
    return Known(
        rows=topped_up,
        condition=f"({spoken_of} OR NOT EXISTS ({of_it}) AND r.created_at < {sight.end})",
        values={
            # Cast, so that SQLite compares it as a number.
            "amount": f"CAST({left} AS NUMERIC)",
            "amount_upper": f"CAST({upper} AS NUMERIC)",
            "currency": "CASE WHEN r.amount <= r.later THEN '' ELSE r.currency END",
            "amount_hedge": f"CASE WHEN r.later_hedged THEN COALESCE(({first_hedge}), r.amount_hedge) "
            "ELSE r.amount_hedge END",
            "status": _status(sight, links),
        },
    )


def _status(sight: Sight, links: str) -> str:
    """Return the status by the last change told; before the first, that which the last claim told reads."""
    changes = f"FROM {sight.recorded(StatusChange)} s WHERE s.commitment_id = r.id"
    last = f"SELECT s.status {changes} AND {_change_told(sight, 's')} ORDER BY s.made_at DESC, s.id DESC LIMIT 1"
    read = (
        f"SELECT c.status FROM {links} l JOIN {sight.shown(Claim)} c ON c.id = l.claim_id "
        f"JOIN {sight.shown(Release)} o ON o.id = c.release_id "
        "WHERE l.commitment_id = r.id ORDER BY o.published_on DESC, c.id DESC LIMIT 1"
    )
    return f"CASE WHEN EXISTS (SELECT 1 {changes}) THEN COALESCE(({last}), ({read}), r.status) ELSE r.status END"


def _change_told(sight: Sight, row: str) -> str:
    own = f"({row}.happened_on <= {sight.day} OR {row}.made_at < {sight.end})"
    return f"({row}.claim_id IS NULL AND {own} OR {sight.knows(Claim, f'{row}.claim_id')})"


def status_changes(sight: Sight) -> Known:
    """With the release that reports it; without one from the day it happened or was made."""
    return Known(condition=f"{sight.knows(Commitment, 'r.commitment_id')} AND {_change_told(sight, 'r')}")


def lines(sight: Sight) -> Known:
    """With the words that promise it, or the first delivery of it; without either with its commitment.

    How many were promised is unknown until the promise is told.
    """
    promised = f"(r.claim_item_id IS NULL OR {sight.knows(ClaimItem, 'r.claim_item_id')})"
    deliveries = f"SELECT 1 FROM {sight.recorded(DeliveryEvent)} d WHERE d.line_id = r.id"
    delivered = f"EXISTS ({deliveries} AND {_delivery_told(sight, 'd')})"
    alone = f"r.claim_item_id IS NULL AND NOT EXISTS ({deliveries})"
    told = f"({sight.knows(ClaimItem, 'r.claim_item_id')} OR {delivered} OR {alone})"
    return Known(
        condition=f"{sight.knows(Commitment, 'r.commitment_id')} AND {told}",
        values={
            "quantity": f"CAST({sight.only_if(promised, 'r.quantity')} AS NUMERIC)",
            "due_on": sight.only_if(promised, "r.due_on"),
            "claim_item_id": sight.only_if(promised, "r.claim_item_id"),
        },
    )


def _delivery_told(sight: Sight, row: str) -> str:
    own = f"({row}.happened_on <= {sight.day} OR {sight.was_recorded(DeliveryEvent, f'{row}.id', sight.end)})"
    return f"({row}.claim_id IS NULL AND {own} OR {sight.knows(Claim, f'{row}.claim_id')})"


def deliveries(sight: Sight) -> Known:
    """With the release that reports it; without one from the day it happened or was recorded.

    What followed it, a notice, the customs, a report, only from its own day on.
    """
    followed = {name: f"r.{name} <= {sight.day}" for name in ("notice_published_on", "cleared_on", "report_filed_on")}
    return Known(
        condition=f"{sight.knows(EquipmentLine, 'r.line_id')} AND {_delivery_told(sight, 'r')}",
        values={
            **{name: sight.only_if(by_then, f"r.{name}") for name, by_then in followed.items()},
            "claim_item_id": sight.only_if(sight.knows(ClaimItem, "r.claim_item_id"), "r.claim_item_id"),
            "occasion_id": sight.only_if(sight.knows(DeliveryOccasion, "r.occasion_id"), "r.occasion_id"),
        },
    )


def settlements(sight: Sight) -> Known:
    """Once all reports are told between which staff settled."""
    untold = (
        f"SELECT 1 FROM {sight.recorded(DeliveryEvent)} d WHERE d.occasion_id = r.occasion_id "
        f"AND NOT {sight.knows(DeliveryEvent, 'd.id')}"
    )
    return Known(condition=f"{sight.knows(DeliveryOccasion, 'r.occasion_id')} AND NOT EXISTS ({untold})")


def needs(sight: Sight) -> Known:
    """With the release that asks. The first time it was asked is the first that is told."""

    def told(sight: Sight, row: str) -> str:
        return sight.knows(Release, f"{row}.release_id")

    return Known(condition=told(sight, "r"), values={"repeats_id": standing_for(sight, Need, "repeats_id", told)})


def rates(sight: Sight) -> Known:
    """Up to the day: no amount is converted at a rate that nobody knew."""
    return Known(condition=f"r.date <= {sight.day}")


def withholdings(sight: Sight) -> Known:
    """Beside those that hold today, those that held on the day of the records: its figures stay as they were.

    None is brought back where another holds back the same today: two would not be told alike.
    """
    moment = sight.moment
    today = f"'{timezone.localdate().isoformat()}'"
    holds = f"{{0}}.lifted_at IS NULL AND ({{0}}.until IS NULL OR {{0}}.until > {today})"
    end = sight.time(end_of(moment.recorded or moment.day))
    on_the_day = f"'{(moment.recorded or moment.day).isoformat()}'"
    held = (
        f"r.made_at < {end} AND (r.lifted_at IS NULL OR r.lifted_at >= {end}) "
        f"AND (r.until IS NULL OR r.until > {on_the_day})"
    )
    same = " OR ".join(f"w.{target}_id = r.{target}_id" for target in TARGETS)
    again = f"SELECT 1 FROM {sight.stored(Withholding)} w WHERE w.scope = r.scope AND ({same}) AND {holds.format('w')}"
    ended = f"{held} AND NOT EXISTS ({again})"
    return Known(
        rows=sight.stored(Withholding),
        values={name: f"CASE WHEN NOT ({ended}) THEN r.{name} END" for name in ("until", "lifted_at", "lifted_by_id")},
    )


#: What only our records tell: names stay the same at every day, and who is shown follows from the commitments that are.
OURS: dict[type[models.Model], Rule] = {
    Withholding: withholdings,
    Organisation: lambda sight: Known(),
    OrganisationAlias: of(Organisation, "organisation_id"),
    Project: lambda sight: Known(),
    ProjectSector: of(Project, "project_id"),
    ProjectPlace: of(Project, "project_id"),
    ProjectReference: of(Project, "project_id"),
}

#: What is told, each table after those its rule asks of.
TOLD: dict[type[models.Model], Rule] = {
    ExchangeRate: rates,
    Release: releases,
    # Whatever was read from a release, and what staff made of it, is known with the release.
    Claim: of(Release, "release_id"),
    ClaimEvidence: of(Claim, "claim_id"),
    ClaimParty: of(Claim, "claim_id"),
    ClaimItem: of(Claim, "claim_id"),
    ClaimPlace: of(Claim, "claim_id"),
    ClaimSector: of(Claim, "claim_id"),
    Trap: of(Release, "release_id"),
    Decision: of(Claim, "claim_id"),
    DecidedEvidence: of(Decision, "decision_id"),
    Commitment: commitments,
    CommitmentClaim: of_both((Commitment, "commitment_id"), (Claim, "claim_id")),
    StatusChange: status_changes,
    CommitmentParty: of_both((Commitment, "commitment_id"), (Organisation, "organisation_id")),
    CommitmentSector: of(Commitment, "commitment_id"),
    CommitmentPlace: of(Commitment, "commitment_id"),
    EquipmentLine: lines,
    # Several reports of one delivery are known to be one as soon as there is anything to tell of it.
    DeliveryOccasion: of(EquipmentLine, "line_id"),
    DeliveryEvent: deliveries,
    DeliverySettlement: settlements,
    Need: needs,
    NeedCoverage: of_both((Need, "need_id"), (EquipmentLine, "line_id")),
    StatedTotal: of(Release, "release_id"),
    StatedTotal.donors.through: of_both((StatedTotal, "statedtotal_id"), (Organisation, "organisation_id")),
}
