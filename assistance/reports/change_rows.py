"""From the keys of public changes to what is told of each, without what is withheld of its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    DeliveryEvent,
    Need,
    Organisation,
    Project,
    StatedTotal,
    StatusChange,
    Withholding,
)
from assistance.reports.change_sources import AMOUNT, PERIOD, Source
from assistance.reports.public_change import PublicChange
from assistance.reports.versions import first_of, held_then, shown_versions, versions_of
from assistance.vocabulary import (
    ChangeKind,
    CommitmentStatus,
    PartyRole,
    Relation,
    Subject,
    Visibility,
    WithheldScope,
    step_kind,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A change as its source has it, with the keys of the public rows that it speaks of.

    ``made`` tells that the commitment's first claim says it, ``earlier`` is the version before.
    """

    row: Any
    commitment: int | None = None
    claim: int | None = None
    made: bool = False
    earlier: Any = None


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The public rows that the changes of a page speak of, by key; ``first`` by commitment the claim that made it."""

    commitments: dict[int, Commitment]
    claims: dict[int, Claim]
    first: dict[int, Claim]
    needs: dict[int, Need]
    stated_totals: dict[int, StatedTotal]
    donors: frozenset[int]

    def claim_of(self, found: Found) -> Claim | None:
        """Return the claim that says it, as far as it is public with this commitment today."""
        claim = self.first.get(found.commitment or 0) if found.made else self.claims.get(found.claim or 0)
        return claim if claim and claim.link.commitment_id == found.commitment else None


def changes_at(keys: list[tuple[int, int, datetime]]) -> list[PublicChange]:
    """Return the changes of ``keys`` (source, key, time) in their order, without those that went meanwhile.

    Takes as many queries for many changes as for few: those of each source, and those of what is behind them.
    """
    found: dict[Source, dict[int, Found]] = {}
    for source, load in LOADS.items():
        asked = [key for number, key, _at in keys if number == source]
        found[source] = load(asked) if asked else {}
    behind = _behind(found)
    told = []
    for number, key, at in keys:
        source = Source(number)
        entry = found[source].get(key)
        facts = TELLS[source](entry, behind) if entry else None
        if facts is not None:
            told.append(PublicChange(name=f"{number}-{key}", recorded_at=at, **facts))
    return told


def _behind(found: dict[Source, dict[int, Found]]) -> Behind:
    entries = [entry for rows in found.values() for entry in rows.values()]
    commitments = {entry.commitment for entry in entries if entry.commitment}
    made = [entry.commitment for entry in entries if entry.made]
    said = [entry.claim for entry in entries if entry.claim]
    claims: dict[int, Claim] = {}
    if made or said:
        speaking = Q(pk__in=said) | Q(link__relation=Relation.FIRST, link__commitment__in=made)
        fetched = Claim.objects.published().filter(speaking).with_facts()
        claims = {each.pk: each for each in fetched.select_related("link").prefetch_related("decisions__evidence")}
    organisations = [entry.row.merged_into_id for entry in found[Source.ORGANISATION].values()]
    donors = Organisation.objects.published_in_role(PartyRole.FUNDING).filter(pk__in=organisations)
    return Behind(
        commitments={row.pk: row for row in Commitment.objects.published().with_parties().filter(pk__in=commitments)},
        claims=claims,
        first={each.link.commitment_id: each for each in claims.values() if each.link.relation == Relation.FIRST},
        needs=_asked_for(Need.objects.published(), found, Source.NEED, Source.NEED_AGAIN),
        stated_totals=_asked_for(
            StatedTotal.objects.published().prefetch_related("donors"), found, Source.TOTAL, Source.TOTAL_AGAIN
        ),
        donors=frozenset(donors.values_list("pk", flat=True)),
    )


def _asked_for(
    rows: QuerySet[Any], found: dict[Source, dict[int, Found]], first: Source, again: Source
) -> dict[int, Any]:
    keys = {*found[first], *(entry.row.id for entry in found[again].values())}
    return {row.pk: row for row in rows.filter(pk__in=keys).select_related("release")}


# How the changes of a source are fetched.


def _first_versions(keys: list[int]) -> dict[int, Found]:
    """Return commitments with the version in which each was public first, its amount left out where it was withheld.

    Of an embargo that ended by itself there is none.
    """
    shown = versions_of(Commitment).filter(id=OuterRef("pk"), visibility=Visibility.PUBLIC)
    first = Commitment.objects.filter(pk__in=keys).annotate(version=first_of(shown, "history_id"))
    versions = versions_of(Commitment).filter(history_id__in=first.values("version"))
    by_key = {row.id: row for row in versions.annotate(amount_held=held_then(WithheldScope.AMOUNT))}
    return {key: Found(row=by_key.get(key), commitment=key, made=True) for key in keys}


def _bare(keys: list[int]) -> dict[int, Found]:
    return {key: Found(row=key) for key in keys}


def _versions(model: type[Model]) -> Callable[[list[int]], dict[int, Found]]:
    def load(keys: list[int]) -> dict[int, Found]:
        rows = versions_of(model).in_bulk(keys)
        is_commitment = model is Commitment
        return {key: Found(row=row, commitment=row.id if is_commitment else None) for key, row in rows.items()}

    return load


def _with_earlier(keys: list[int]) -> dict[int, Found]:
    """Return versions of commitments, each with the public one before it."""
    earlier = shown_versions(Commitment).filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    rows = list(versions_of(Commitment).filter(history_id__in=keys).annotate(earlier=before))
    versions = versions_of(Commitment).in_bulk([row.earlier for row in rows])
    return {
        row.history_id: Found(row=row, commitment=row.id, earlier=versions[row.earlier])
        for row in rows
        if row.earlier in versions
    }


def _rows(
    rows: Callable[[], Iterable[Any]], commitment: str = "commitment_id"
) -> Callable[[list[int]], dict[int, Found]]:
    """Return what fetches rows of the ledger; ``commitment`` is where the key of each one's commitment is."""

    def load(keys: list[int]) -> dict[int, Found]:
        chosen: Any = rows()
        return {
            row.pk: Found(row=row, commitment=_at(row, commitment), claim=getattr(row, "claim_id", None))
            for row in chosen.filter(pk__in=keys)
        }

    return load


def _at(row: Any, way: str) -> Any:
    for name in filter(None, way.split(".")):
        row = getattr(row, name)
    return row


def _merged(model: type[Organisation] | type[Project]) -> Callable[[list[int]], dict[int, Found]]:
    def load(keys: list[int]) -> dict[int, Found]:
        rows = model._default_manager.filter(pk__in=keys).select_related("merged_into")
        return {row.pk: Found(row=row) for row in rows}

    return load


# What is told of a change of a source: the fields of ``PublicChange``, or None where its record is not public.

Facts = dict[str, Any]


def _of_commitment(kind: ChangeKind, found: Found, behind: Behind, **facts: Any) -> Facts | None:
    commitment = behind.commitments.get(found.commitment or 0)
    claim = behind.claim_of(found)
    if commitment is None:
        return None
    return {
        "kind": kind,
        "subject": Subject.COMMITMENT,
        "record": commitment,
        "claim": claim,
        "release": claim.release if claim else None,
        **facts,
    }


def _figures(version: Any, fields: tuple[str, ...]) -> Commitment:
    """Return a commitment of nothing but ``fields`` of ``version``."""
    return Commitment(**{name: getattr(version, name) for name in fields})


def _added_commitment(found: Found, behind: Behind) -> Facts | None:
    facts = _of_commitment(ChangeKind.ADDED, found, behind)
    if facts is None:
        return None
    commitment, version = facts["record"], found.row
    told = not (commitment.withholds(WithheldScope.AMOUNT) or (version and version.amount_held))
    status = CommitmentStatus((version or commitment).status)
    return {**facts, "status": status, "after": _figures(version or commitment, AMOUNT) if told else None}


def _commitment_again(found: Found, behind: Behind) -> Facts | None:
    return _of_commitment(ChangeKind.ADDED, found, behind, again=True, status=CommitmentStatus(found.row.status))


def _added_need(found: Found, behind: Behind, *, again: bool = False) -> Facts | None:
    return _on_a_release(Subject.NEED, behind.needs.get(found.row.id if again else found.row), again=again)


def _added_total(found: Found, behind: Behind, *, again: bool = False) -> Facts | None:
    key = found.row.id if again else found.row
    return _on_a_release(Subject.STATED_TOTAL, behind.stated_totals.get(key), again=again)


def _on_a_release(subject: Subject, record: Need | StatedTotal | None, *, again: bool) -> Facts | None:
    if record is None:
        return None
    return {
        "kind": ChangeKind.ADDED, "subject": subject, "record": record, "release": record.release, "again": again
    }  # fmt: skip


def _gone(subject: Subject) -> Callable[[Found, Behind], Facts]:
    def tell(found: Found, behind: Behind) -> Facts:
        withheld = found.row.visibility == Visibility.WITHHELD and found.row.history_type != "-"
        return {"kind": ChangeKind.WITHHELD if withheld else ChangeKind.WITHDRAWN, "subject": subject}

    return tell


def _step(found: Found, behind: Behind) -> Facts | None:
    step: StatusChange = found.row
    kind = step_kind(CommitmentStatus(step.old_status), CommitmentStatus(step.status))
    return _of_commitment(kind, found, behind, step=step, happened_on=step.happened_on)


def _differing(kind: ChangeKind, fields: tuple[str, ...]) -> Callable[[Found, Behind], Facts | None]:
    def tell(found: Found, behind: Behind) -> Facts | None:
        figures = {"before": _figures(found.earlier, fields), "after": _figures(found.row, fields)}
        return _of_commitment(kind, found, behind, **figures)

    return tell


def _delivery(found: Found, behind: Behind) -> Facts | None:
    delivery: DeliveryEvent = found.row
    return _of_commitment(ChangeKind.DELIVERY, found, behind, delivery=delivery, happened_on=delivery.happened_on)


def _release(found: Found, behind: Behind) -> Facts | None:
    return _of_commitment(ChangeKind.RELEASE, found, behind, relation=Relation(found.row.relation))


def _fact(found: Found, behind: Behind) -> Facts | None:
    facts = _of_commitment(ChangeKind.WITHHELD, found, behind)
    entries = facts["record"].held_back if facts else ()
    held = next((entry for entry in entries if entry.scope == found.row.scope), None)
    return {**facts, "held_back": held} if facts and held else None


def _organisation(found: Found, behind: Behind) -> Facts:
    kept = found.row.merged_into
    role = PartyRole.FUNDING if kept.pk in behind.donors else PartyRole.RECIPIENT
    return {
        "kind": ChangeKind.MERGED, "subject": Subject.ORGANISATION, "record": kept, "merged": found.row, "role": role
    }  # fmt: skip


def _project(found: Found, behind: Behind) -> Facts:
    kept = found.row.merged_into
    return {"kind": ChangeKind.MERGED, "subject": Subject.PROJECT, "record": kept, "merged": found.row}


def _deliveries() -> QuerySet[DeliveryEvent]:
    return DeliveryEvent.objects.told().select_related("line", "claim_item")


LOADS: dict[Source, Callable[[list[int]], dict[int, Found]]] = {
    Source.COMMITMENT: _first_versions,
    Source.COMMITMENT_AGAIN: _versions(Commitment),
    Source.COMMITMENT_GONE: _versions(Commitment),
    Source.NEED: _bare,
    Source.NEED_AGAIN: _versions(Need),
    Source.NEED_GONE: _versions(Need),
    Source.TOTAL: _bare,
    Source.TOTAL_AGAIN: _versions(StatedTotal),
    Source.TOTAL_GONE: _versions(StatedTotal),
    Source.STATUS: _rows(StatusChange.objects.all),
    Source.AMOUNT: _with_earlier,
    Source.PERIOD: _with_earlier,
    Source.DELIVERY: _rows(_deliveries, "line.commitment_id"),
    Source.RELEASE: _rows(CommitmentClaim.objects.all),
    Source.FACT: _rows(Withholding.objects.all),
    Source.ORGANISATION: _merged(Organisation),
    Source.PROJECT: _merged(Project),
}
TELLS: dict[Source, Callable[[Found, Behind], Facts | None]] = {
    Source.COMMITMENT: _added_commitment,
    Source.COMMITMENT_AGAIN: _commitment_again,
    Source.COMMITMENT_GONE: _gone(Subject.COMMITMENT),
    Source.NEED: _added_need,
    Source.NEED_AGAIN: lambda found, behind: _added_need(found, behind, again=True),
    Source.NEED_GONE: _gone(Subject.NEED),
    Source.TOTAL: _added_total,
    Source.TOTAL_AGAIN: lambda found, behind: _added_total(found, behind, again=True),
    Source.TOTAL_GONE: _gone(Subject.STATED_TOTAL),
    Source.STATUS: _step,
    Source.AMOUNT: _differing(ChangeKind.AMOUNT, AMOUNT),
    Source.PERIOD: _differing(ChangeKind.PERIOD, PERIOD),
    Source.DELIVERY: _delivery,
    Source.RELEASE: _release,
    Source.FACT: _fact,
    Source.ORGANISATION: _organisation,
    Source.PROJECT: _project,
}
