"""Where public changes are recorded: for each source a query for the keys of its changes and when they were recorded.

Nothing is stored for the purpose: what is told follows from what staff wrote down. A change counts from the time on
at which its record was public, so that nothing of a draft is told, and only while what it tells is not withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from functools import reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    DeliveryEvent,
    EquipmentLine,
    Need,
    Organisation,
    Project,
    StatedTotal,
    StatusChange,
    Withholding,
)
from assistance.reports.versions import (
    Publishable,
    by_themselves,
    first_of,
    held_then,
    public_since,
    shown_versions,
    versions_of,
    with_before,
)
from assistance.vocabulary import STEPS, ChangeKind, PartyRole, Relation, Visibility, WithheldScope

#: The figures of a commitment whose changes are told.
AMOUNT = ("amount", "amount_upper", "currency", "amount_hedge")
PERIOD = ("period_start", "period_end")

ADDED = frozenset({ChangeKind.ADDED})
GONE = frozenset({ChangeKind.WITHDRAWN, ChangeKind.WITHHELD})
MERGED = frozenset({ChangeKind.MERGED})

#: Finds the changes of one source: rows with ``key`` and ``recorded``.
Find = Callable[["Scope"], QuerySet[Any]]


class Source(IntEnum):
    """Where a change is recorded. Its number is part of the change's name, so it never becomes another source's."""

    COMMITMENT = 1
    COMMITMENT_AGAIN = 2
    COMMITMENT_GONE = 3
    NEED = 4
    NEED_AGAIN = 5
    NEED_GONE = 6
    TOTAL = 7
    TOTAL_AGAIN = 8
    TOTAL_GONE = 9
    STATUS = 10
    AMOUNT = 11
    PERIOD = 12
    DELIVERY = 13
    RELEASE = 14
    FACT = 15
    ORGANISATION = 16
    PROJECT = 17


class Place(NamedTuple):
    """Where a change stands among all: no two stand at the same."""

    at: datetime
    source: int
    key: int


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What changes are told of: public rows of each kind, and whether what is public no longer counts too.

    ``kinds`` are those asked for, all where there is none; ``since`` and ``until`` the days they were recorded on, or
    the moment from which on; ``before`` and ``after`` the places that they lie between.
    """

    commitments: QuerySet[Commitment]
    lines: QuerySet[EquipmentLine]
    needs: QuerySet[Need]
    stated_totals: QuerySet[StatedTotal]
    organisations: QuerySet[Organisation]
    projects: QuerySet[Project]
    unnamed: bool
    kinds: frozenset[ChangeKind] = frozenset()
    since: date | None = None
    until: date | None = None
    before: Place | None = None
    after: Place | None = None

    def asks_for(self, kinds: frozenset[ChangeKind]) -> bool:
        """Return whether any of ``kinds`` is asked for."""
        return not self.kinds or bool(self.kinds & kinds)

    def any_of(self, conditions: dict[ChangeKind, Q]) -> Q:
        """Return the conditions of the kinds that are asked for, as one."""
        return reduce(or_, (condition for kind, condition in conditions.items() if self.asks_for(frozenset({kind}))))


def keys_of(scope: Scope) -> QuerySet[Any, tuple[int, int, datetime]] | None:
    """Return source, key and time of every change of ``scope``, the newest first; None where no source is asked for.

    It is one query, whatever part of it is fetched: the database puts the sources together, orders them, and hands
    over the rows of a page alone.
    """
    sources = [
        _in_columns(source, _recorded_within(find(scope), scope, source))
        for source, (kinds, find) in SOURCES.items()
        if scope.asks_for(kinds)
    ]
    if not sources:
        return None
    first, *others = sources
    return first.union(*others, all=True).order_by("-told_at", "told_source", "-told_key")


def _in_columns(source: Source, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    number = Value(source.value, output_field=IntegerField())
    columns = rows.annotate(told_source=number, told_key=F("key"), told_at=F("recorded")).order_by()
    found: QuerySet[Any, Any] = columns.values_list("told_source", "told_key", "told_at")
    return found


def _recorded_within(rows: QuerySet[Any], scope: Scope, source: Source) -> QuerySet[Any]:
    rows = rows.filter(recorded__isnull=False)
    if scope.since:
        rows = rows.filter(recorded__gte=begin_of(scope.since))
    if scope.until:
        rows = rows.filter(recorded__lt=begin_of(scope.until + timedelta(days=1)))
    if scope.before:
        rows = rows.filter(_beyond(scope.before, source, "lt", tied=source < scope.before.source))
    if scope.after:
        rows = rows.filter(_beyond(scope.after, source, "gt", tied=source > scope.after.source))
    return rows


def _beyond(place: Place, source: Source, side: str, *, tied: bool) -> Q:
    """Return the condition that a change of ``source`` lies beyond ``place``; ``tied`` if one of the same time does."""
    beyond = Q(**{f"recorded__{side}": place.at})
    if source == place.source:
        return beyond | Q(**{"recorded": place.at, f"key__{side}": place.key})
    return beyond | Q(recorded=place.at) if tied else beyond


def begin_of(day: date) -> datetime:
    """Return the moment at which ``day`` begins; a moment as it is."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time.min))


def _keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")


def _keyed(rows: QuerySet[Any], *, recorded: Any) -> QuerySet[Any]:
    found: QuerySet[Any, Any] = rows.order_by().annotate(key=F("pk"), recorded=recorded)
    return found


def _by_version(model: Publishable, versions: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any, Any] = by_themselves(model, versions).annotate(key=F("history_id"), recorded=F("history_date"))
    return found


def _added(model: Publishable, rows: str) -> Find:
    """Return what finds the records that are public, by when they were shown first."""
    of = attrgetter(rows)
    return lambda scope: _keyed(of(scope), recorded=public_since(model))


def _again(model: Publishable, rows: str) -> Find:
    """Return what finds the versions in which a record became public that had been public before."""
    of = attrgetter(rows)

    def find(scope: Scope) -> QuerySet[Any]:
        versions = with_before(versions_of(model).filter(id__in=_keys(of(scope))), "visibility")
        after = _by_version(model, versions.filter(before__in=[Visibility.DRAFT, Visibility.WITHHELD]))
        return after.filter(visibility=Visibility.PUBLIC, recorded__gt=public_since(model, "id"))

    return find


def _gone(model: Publishable) -> Find:
    """Return what finds the versions in which a record ceased to be public that is not public today."""

    def find(scope: Scope) -> QuerySet[Any]:
        rows = versions_of(model).exclude(id__in=_keys(model.objects.published()))
        became = scope.any_of(
            {
                ChangeKind.WITHDRAWN: Q(visibility=Visibility.DRAFT) | Q(history_type="-"),
                ChangeKind.WITHHELD: Q(visibility=Visibility.WITHHELD),
            }
        )
        versions = with_before(rows if scope.unnamed else rows.none(), "visibility")
        return _by_version(model, versions.filter(before=Visibility.PUBLIC)).filter(became)

    return find


def _statuses(scope: Scope) -> QuerySet[Any]:
    steps = {kind: reduce(or_, (Q(old_status=old, status=new) for old, new in pairs)) for kind, pairs in STEPS.items()}
    changes = StatusChange.objects.filter(scope.any_of(steps), commitment__in=_keys(scope.commitments))
    return _keyed(changes, recorded=F("made_at")).filter(recorded__gt=public_since(Commitment, "commitment"))


def _differing(scope: Scope, fields: tuple[str, ...], *held: WithheldScope) -> QuerySet[Any]:
    """Return the public versions of commitments that differ in ``fields`` from the one before.

    Left out is what changed while one of ``held`` was withheld: it may never have been public.
    """
    shown = shown_versions(Commitment).filter(id__in=_keys(scope.commitments))
    versions = shown.annotate(figures=_as_text(fields))
    differing = with_before(versions, "figures").filter(~Q(before=F("figures")), before__isnull=False)
    told = _by_version(Commitment, differing).exclude(held_then(*held))
    return told.filter(recorded__gt=public_since(Commitment, "id"))


def _as_text(fields: tuple[str, ...]) -> Concat:
    """Return ``fields`` as one text, for a query: it differs where any of them does, empty ones included."""
    empty, end = Value("", output_field=TextField()), Value("|", output_field=TextField())
    return Concat(*(part for name in fields for part in (Coalesce(Cast(name, TextField()), empty), end)))


def _amounts(scope: Scope) -> QuerySet[Any]:
    held = Withholding.objects.standing().of(WithheldScope.AMOUNT).keys("commitment")
    return _differing(scope, AMOUNT, WithheldScope.AMOUNT, WithheldScope.RECORD).exclude(id__in=held)


def _periods(scope: Scope) -> QuerySet[Any]:
    return _differing(scope, PERIOD, WithheldScope.RECORD)


def _deliveries(scope: Scope) -> QuerySet[Any]:
    made = versions_of(DeliveryEvent).filter(id=OuterRef("pk"), history_type="+")
    deliveries = DeliveryEvent.objects.filter(
        line__in=_keys(scope.lines), line__commitment__in=_keys(scope.commitments)
    )
    rows = _keyed(deliveries, recorded=first_of(made))
    return rows.filter(recorded__gt=public_since(Commitment, "line__commitment"))


def _releases(scope: Scope) -> QuerySet[Any]:
    """Return the links of further releases, but for those that are told with a delivery or a change of status."""
    made = versions_of(CommitmentClaim).filter(id=OuterRef("pk"), history_type="+")
    delivers = DeliveryEvent.objects.filter(claim=OuterRef("claim"), line__in=_keys(EquipmentLine.objects.published()))
    cancels = StatusChange.objects.filter(claim=OuterRef("claim"), commitment=OuterRef("commitment"))
    links = (
        CommitmentClaim.objects.filter(commitment__in=_keys(scope.commitments))
        .filter(claim__in=_keys(Claim.objects.published()))
        .exclude(relation=Relation.FIRST)
        .exclude(Exists(delivers), relation=Relation.DELIVERS)
        .exclude(Exists(cancels), relation=Relation.CANCELS)
    )
    return _keyed(links, recorded=first_of(made)).filter(recorded__gt=public_since(Commitment, "commitment"))


def _facts(scope: Scope) -> QuerySet[Any]:
    facts = Withholding.objects.standing().facts().filter(commitment__in=_keys(scope.commitments))
    return _keyed(facts, recorded=F("made_at")).filter(recorded__gt=public_since(Commitment, "commitment"))


def _organisations(scope: Scope) -> QuerySet[Any]:
    """Return organisations that were merged after a public commitment had named them."""
    merged = versions_of(Organisation).filter(id=OuterRef("pk"), merged_into__isnull=False)
    rows = Organisation.objects.filter(merged_into__in=_keys(scope.organisations))
    named = versions_of(CommitmentParty).filter(
        organisation=OuterRef("pk"),
        role__in=[PartyRole.FUNDING, PartyRole.RECIPIENT],
        commitment__in=_keys(Commitment.objects.published()),
        history_date__lt=OuterRef("recorded"),
    )
    shown = named.annotate(shown=public_since(Commitment, "commitment")).filter(shown__lt=OuterRef("recorded"))
    return _keyed(rows, recorded=first_of(merged)).filter(Exists(shown))


def _projects(scope: Scope) -> QuerySet[Any]:
    """Return projects that were merged after a public commitment had belonged to them."""
    merged = versions_of(Project).filter(id=OuterRef("pk"), merged_into__isnull=False)
    rows = Project.objects.filter(merged_into__in=_keys(scope.projects))
    shown = shown_versions(Commitment).filter(
        project=OuterRef("pk"),
        id__in=_keys(Commitment.objects.published()),
        history_date__lt=OuterRef("recorded"),
    )
    return _keyed(rows, recorded=first_of(merged)).filter(Exists(shown))


#: By source the kinds of change it tells of, and what finds them.
SOURCES: dict[Source, tuple[frozenset[ChangeKind], Find]] = {
    Source.COMMITMENT: (ADDED, _added(Commitment, "commitments")),
    Source.COMMITMENT_AGAIN: (ADDED, _again(Commitment, "commitments")),
    Source.COMMITMENT_GONE: (GONE, _gone(Commitment)),
    Source.NEED: (ADDED, _added(Need, "needs")),
    Source.NEED_AGAIN: (ADDED, _again(Need, "needs")),
    Source.NEED_GONE: (GONE, _gone(Need)),
    Source.TOTAL: (ADDED, _added(StatedTotal, "stated_totals")),
    Source.TOTAL_AGAIN: (ADDED, _again(StatedTotal, "stated_totals")),
    Source.TOTAL_GONE: (GONE, _gone(StatedTotal)),
    Source.STATUS: (frozenset(STEPS), _statuses),
    Source.AMOUNT: (frozenset({ChangeKind.AMOUNT}), _amounts),
    Source.PERIOD: (frozenset({ChangeKind.PERIOD}), _periods),
    Source.DELIVERY: (frozenset({ChangeKind.DELIVERY}), _deliveries),
    Source.RELEASE: (frozenset({ChangeKind.RELEASE}), _releases),
    Source.FACT: (frozenset({ChangeKind.WITHHELD}), _facts),
    Source.ORGANISATION: (MERGED, _organisations),
    Source.PROJECT: (MERGED, _projects),
}
