"""What was public and is no longer: the number of each record and when it went, and nothing else of it.

A row that belongs to a commitment was seen while it was there, while its commitment was public and while nothing held
it back: it went when the first of these ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    DeliveryEvent,
    EquipmentLine,
    ExchangeRate,
    Need,
    Organisation,
    Project,
    Release,
    StatedTotal,
    Withholding,
)
from assistance.models.withholdings import public
from assistance.reports.updates import Source, held_then
from assistance.reports.versions import by_themselves, public_since, versions_of, with_before
from assistance.vocabulary import PartyRole, Visibility, WithheldScope

#: By key when records went.
Times = Mapping[int, datetime]


@dataclass(frozen=True, kw_only=True)
class Gone:
    """The key of a record that is public no longer, when it went, and the record it was merged into, if it was."""

    key: int
    at: datetime
    merged_into: int | None = None


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A version of a ``row``: ``name`` is the key of what went with it, ``shown`` since when its commitment was seen.

    ``held`` tells that the equipment of the commitment was withheld then.
    """

    row: int
    at: datetime
    deleted: bool
    commitment: int
    name: int
    shown: datetime | None
    held: bool


def _went(model: Any) -> dict[int, datetime]:
    """Return when the records of ``model`` went that staff had made public and that are not public today."""
    rows = versions_of(model).exclude(id__in=model.objects.published().order_by().values("pk"))
    versions = by_themselves(model, with_before(rows, "visibility").filter(before=Visibility.PUBLIC))
    ceased = versions.filter(~Q(visibility=Visibility.PUBLIC) | Q(history_type="-"))
    return dict(ceased.order_by("history_id").values_list("id", "history_date"))


def _held(scope: WithheldScope) -> dict[int, datetime]:
    """Return by commitment since when ``scope`` of it is withheld."""
    standing = Withholding.objects.standing().of(scope).filter(commitment__isnull=False)
    return {commitment: at for commitment, at in standing.values_list("commitment", "made_at") if commitment}


def _gone(times: Times, since: datetime, merged: Mapping[int, int] | None = None) -> list[Gone]:
    told = [Gone(key=key, at=at, merged_into=(merged or {}).get(key)) for key, at in times.items() if at >= since]
    return sorted(told, key=lambda each: (each.at, each.key))


def _versions(rows: QuerySet[Any], way: str, name: str, *, equipment: bool = False) -> list[_Seen]:
    held = held_then(way, WithheldScope.EQUIPMENT) if equipment else Value(False)  # noqa: FBT003 - an expression
    told = rows.annotate(shown=public_since(Commitment, way), held=held).order_by("id", "history_id")
    fetched = told.values_list("id", "history_date", "history_type", way, name, "shown", "held")
    return [
        _Seen(row=row, at=at, deleted=kind == "-", commitment=commitment, name=named, shown=shown, held=hidden)
        for row, at, kind, commitment, named, shown, hidden in fetched
        if commitment and named
    ]


def _last_seen(versions: Iterable[_Seen], *ends: Times, of_names: Times | None = None) -> dict[int, datetime]:
    """Return by name until when it was seen in any of ``versions``.

    ``ends`` say by commitment, ``of_names`` by name when it was seen no longer.
    """
    by_row: dict[int, list[_Seen]] = defaultdict(list)
    for version in versions:
        by_row[version.row].append(version)
    found: dict[int, datetime] = {}
    for rows in by_row.values():
        if rows[0].held and rows[-1].held and rows[-1].deleted:  # it came and went while it was withheld
            continue
        for version, following in zip(rows, [*rows[1:], None], strict=True):
            moved = following if following and _leaves(version, following) else None
            times = [end.get(version.commitment) for end in ends]
            times += [moved.at if moved else None, (of_names or {}).get(version.name)]
            end = min(filter(None, times), default=None)
            if not version.deleted and version.shown and end and max(version.at, version.shown) < end:
                found[version.name] = max(end, found.get(version.name, end))
    return found


def _leaves(version: _Seen, following: _Seen) -> bool:
    return following.deleted or (following.name, following.commitment) != (version.name, version.commitment)


def gone_commitments(since: datetime) -> list[Gone]:
    """Return the commitments that went from ``since`` on."""
    return _gone(_went(Commitment), since)


def gone_needs(since: datetime) -> list[Gone]:
    """Return the needs that went from ``since`` on."""
    return _gone(_went(Need), since)


def gone_totals(since: datetime) -> list[Gone]:
    """Return the stated totals that went from ``since`` on."""
    return _gone(_went(StatedTotal), since)


def _releases_went() -> dict[int, datetime]:
    """Return when releases went, also those that are not shown because they tell a fact that is withheld."""
    facts = Withholding.objects.standing().facts()
    telling = facts.filter(commitment__claim_links__claim__release=OuterRef("pk")).order_by("-made_at")
    hidden = Release.objects.filter(public("release")).exclude(pk__in=Release.objects.published().order_by())
    since: Any = public_since(Release)  # type: ignore[arg-type]
    times = hidden.order_by().annotate(at=Subquery(telling.values("made_at")[:1]), shown=since)
    latest = facts.order_by("-made_at").values_list("made_at", flat=True).first()
    went = _went(Release)
    for key, telling_at, shown in times.values_list("pk", "at", "shown"):
        at = telling_at or latest  # a copy of what tells it is linked to the commitment by its original alone
        if at and shown and shown < at:
            went[key] = at
    return went


def gone_releases(since: datetime) -> list[Gone]:
    """Return the releases that went from ``since`` on."""
    return _gone(_releases_went(), since)


def gone_equipment(since: datetime) -> list[Gone]:
    """Return the equipment lines that went from ``since`` on."""
    rows = versions_of(EquipmentLine).exclude(id__in=EquipmentLine.objects.published().order_by().values("pk"))
    seen = _versions(rows, "commitment", "id", equipment=True)
    return _gone(_last_seen(seen, _went(Commitment), _held(WithheldScope.EQUIPMENT)), since)


def gone_deliveries(since: datetime) -> list[Gone]:
    """Return the deliveries that went from ``since`` on."""
    lines = EquipmentLine.objects.published().order_by().values("pk")
    shown = DeliveryEvent.objects.filter(line__in=lines).order_by().values("pk")
    seen = _versions(versions_of(DeliveryEvent).exclude(id__in=shown), "line__commitment", "id", equipment=True)
    return _gone(_last_seen(seen, _went(Commitment), _held(WithheldScope.EQUIPMENT)), since)


def gone_claims(since: datetime) -> list[Gone]:
    """Return the claims that went from ``since`` on: unlinked, or with their commitment or their release."""
    rows = versions_of(CommitmentClaim).exclude(claim__in=Claim.objects.published().order_by().values("pk"))
    seen = _versions(rows, "commitment", "claim")
    releases = _releases_went()
    hidden = dict(Claim.objects.filter(release__in=releases).values_list("pk", "release"))
    drafts = Claim.objects.filter(pk__in=[version.name for version in seen]).exclude(release__in=releases)
    never = set(drafts.exclude(release__in=Release.objects.published()).values_list("pk", flat=True))
    times = {claim: releases[release] for claim, release in hidden.items()}
    told = (version for version in seen if version.name not in never)
    return _gone(_last_seen(told, _went(Commitment), of_names=times), since)


def _gone_parties(role: PartyRole, since: datetime) -> list[Gone]:
    """Return the organisations that are ``role`` in no public commitment any more."""
    current = Organisation.objects.published_in_role(role).order_by().values("pk")
    parties = versions_of(CommitmentParty).filter(role=role).exclude(organisation__in=current)
    seen = _versions(versions_of(CommitmentParty).filter(id__in=parties.values("id")), "commitment", "organisation")
    shown = set(current.values_list("pk", flat=True))
    times = {key: at for key, at in _last_seen(seen, _went(Commitment)).items() if key not in shown}
    merged = Organisation.objects.filter(pk__in=times, merged_into__isnull=False)
    return _gone(times, since, {key: kept for key, kept in merged.values_list("pk", "merged_into") if kept})


def gone_donors(since: datetime) -> list[Gone]:
    """Return the donors that went from ``since`` on, merged into another or naming nothing public any more."""
    return _gone_parties(PartyRole.FUNDING, since)


def gone_recipients(since: datetime) -> list[Gone]:
    """Return the recipients that went from ``since`` on."""
    return _gone_parties(PartyRole.RECIPIENT, since)


def gone_projects(since: datetime) -> list[Gone]:
    """Return the projects that went from ``since`` on, merged into another or with nothing public any more."""
    current = Project.objects.published().order_by().values("pk")
    once = versions_of(Commitment).filter(project__isnull=False).exclude(project__in=current)
    rows = versions_of(Commitment).filter(id__in=once.values("id")).annotate(commitment=F("id"))
    seen = _versions(rows, "commitment", "project")
    shown = set(current.values_list("pk", flat=True))
    times = {key: at for key, at in _last_seen(seen, _went(Commitment)).items() if key not in shown}
    merged = Project.objects.filter(pk__in=times, merged_into__isnull=False)
    return _gone(times, since, {key: kept for key, kept in merged.values_list("pk", "merged_into") if kept})


def gone_rates(since: datetime) -> list[Gone]:
    """Return the exchange rates that went from ``since`` on."""
    deleted = versions_of(ExchangeRate).filter(history_type="-")
    return _gone(dict(deleted.values_list("id", "history_date")), since)


@dataclass(frozen=True, kw_only=True)
class Tells:
    """What tells of the records of one kind which ``went`` from a moment on, and what ``changed`` the others."""

    changed: Callable[[], Sequence[Source]]
    went: Callable[[datetime], list[Gone]]
