"""Equipment: what was promised, item by item, and what of it has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse

from assistance.filters import EquipmentFilter
from assistance.interchange.public import EQUIPMENT
from assistance.models import Claim, DecidedEvidence, DeliveryEvent, EquipmentLine, Evidence
from assistance.models.claims import ClaimEvidence
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.reports import Balance, StatedValue, balances, stated_values
from assistance.vocabulary import DeliveryStage, Fact, Outcome, ValueScope, normalise_name
from assistance.web.downloads import download, wanted
from assistance.web.evidence import Passage, passage_of, public_links
from assistance.web.facets import facets_of
from assistance.web.pages import matching, page_of, render_list

STAGES = list(DeliveryStage)

#: The words that staff chose for an item, by commitment and folded name.
Chosen = Mapping[tuple[int | None, str], DecidedEvidence]


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A delivery with the words that report it; without them it rests on the grounds a person gave.

    ``told_by_several`` tells that other reports speak of the same delivery, with which it counts once; ``values`` are
    then what they state it was worth. ``valued`` is the delivery that its value stands on, which it shares with others
    of its release, and ``value_passage`` the words that state it.
    """

    event: DeliveryEvent
    passage: Passage | None
    told_by_several: bool
    values: tuple[StatedValue, ...] = ()
    valued: DeliveryEvent | None = None
    value_passage: Passage | None = None


@dataclass(frozen=True, kw_only=True)
class EquipmentRow:
    """A line's account with the words behind each of its figures, the deliveries of a stage and of later ones.

    ``decided`` tells that no words promise the quantity; without it they may be there and not be shown.
    """

    balance: Balance
    promised: Passage | None
    decided: bool
    shipped: tuple[Arrival, ...]
    handed_over: tuple[Arrival, ...]
    on_balance: tuple[Arrival, ...]


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What the accounts of some commitments rest on: public claims, words that staff chose, values and their words.

    ``shared`` holds by claim the delivery with the value of all its items, ``amounts`` the words that state it.
    """

    public: Collection[tuple[int, int]]
    chosen: Chosen
    shared: Mapping[int | None, DeliveryEvent]
    amounts: Mapping[int | None, ClaimEvidence]

    def words(self, line: EquipmentLine, claim: Claim | None, row: Evidence | DecidedEvidence | None) -> Passage | None:
        """Return the words of ``row``, if their claim is public with the commitment of ``line``."""
        return passage_of(claim, row) if claim and (claim.pk, line.commitment_id) in self.public else None

    def valued(self, event: DeliveryEvent) -> DeliveryEvent | None:
        """Return the delivery that the value of ``event`` stands on, None where none is stated."""
        return event if event.value is not None else self.shared.get(event.claim_id) if event.claim_id else None

    def words_of_value(self, line: EquipmentLine, valued: DeliveryEvent) -> Passage | None:
        """Return the words that state the value, None where staff decided on another."""
        claim, row = valued.claim, self.amounts.get(valued.claim_id)
        if claim is None or row is None or (valued.value, valued.currency) != (claim.amount, claim.currency):
            return None
        return self.words(line, claim, row)


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the equipment of public commitments."""
    lines = EquipmentLine.objects.published().order_by("-commitment_id", "pk")
    filterset = EquipmentFilter(request.GET, queryset=lines, request=request)
    for name in ("item", "project", "commitment"):
        filterset.form.fields[name].widget = HiddenInput()
    found = cast("EquipmentLineQuerySet", matching(filterset))
    if wanted(filterset, ending):
        return download(request, filterset, EQUIPMENT, balances(found), page="web:equipment", ending=ending)
    page = page_of(request, found)
    rows = EquipmentLine.objects.published().filter(pk__in=[line.pk for line in page]).order_by("-commitment_id", "pk")
    context = {"page": page, "equipment": equipment_rows(rows), "facets": facets_of(filterset)}
    return render_list(request, "web/equipment.html", filterset, context)


def equipment_rows(lines: EquipmentLineQuerySet) -> list[EquipmentRow]:
    """Return the accounts of ``lines`` with their evidence, in a fixed number of queries."""
    accounts = balances(lines)
    commitments = {account.line.commitment_id for account in accounts}
    behind = Behind(
        public=public_links(commitments),
        chosen=_chosen(commitments),
        shared=_shared_values(commitments),
        amounts=_value_words(commitments),
    )
    return [equipment_row(account, behind) for account in accounts]


def _shared_values(commitments: Collection[int]) -> Mapping[int | None, DeliveryEvent]:
    """Return by claim the delivery that bears the value of all items its release tells of."""
    rows = DeliveryEvent.objects.told().filter(line__commitment__in=commitments, value_scope=ValueScope.BATCH)
    return {row.claim_id: row for row in rows.select_related("claim__release") if row.value is not None}


def _value_words(commitments: Collection[int]) -> Mapping[int | None, ClaimEvidence]:
    """Return by claim the words in which it states the amount of what was delivered."""
    rows = ClaimEvidence.objects.filter(fact=Fact.AMOUNT, claim__deliveries__line__commitment__in=commitments)
    return {row.claim_id: row for row in rows.distinct()}


def _chosen(commitments: Collection[int]) -> Chosen:
    """Return the words that staff chose for items of ``commitments``, the latest by commitment and name."""
    rows = DecidedEvidence.objects.filter(
        fact=Fact.ITEM, decision__commitment__in=commitments, decision__outcome=Outcome.ACCEPTED
    )
    fetched = rows.select_related("decision__claim__release").order_by("decision__made_at", "pk")
    return {(row.decision.commitment_id, normalise_name(row.subject)): row for row in fetched}


def equipment_row(account: Balance, behind: Behind) -> EquipmentRow:
    """Return one account with the words ``behind`` it, as far as their claims are public with its commitment."""
    line = account.line
    names = [normalise_name(name) for name in (line.name_en, line.name_uk) if name]
    own = next((row for name in names if (row := behind.chosen.get((line.commitment_id, name)))), None)
    promised = behind.words(line, own.decision.claim, own) if own else None
    if promised is None and line.claim_item:
        promised = behind.words(line, line.claim_item.claim, line.claim_item)
    arrivals = _arrivals(line, behind)

    def since(stage: DeliveryStage) -> tuple[Arrival, ...]:
        later = STAGES[STAGES.index(stage) :]
        return tuple(arrival for arrival in arrivals if arrival.event.stage in later)

    return EquipmentRow(
        balance=account,
        promised=promised,
        decided=own is None and line.claim_item is None,
        shipped=since(DeliveryStage.SHIPPED),
        handed_over=since(DeliveryStage.HANDED_OVER),
        on_balance=since(DeliveryStage.ON_BALANCE),
    )


def _arrivals(line: EquipmentLine, behind: Behind) -> list[Arrival]:
    events = list(line.deliveries.all())
    together: dict[int | None, list[DeliveryEvent]] = {}
    for event in events:
        together.setdefault(event.occasion_id, []).append(event)
    arrivals = []
    for event in events:
        reports = together[event.occasion_id] if event.occasion_id else []
        valued = behind.valued(event)
        arrivals.append(
            Arrival(
                event=event,
                passage=behind.words(line, event.claim, event.claim_item),
                told_by_several=len(reports) > 1,
                values=stated_values(filter(None, map(behind.valued, reports))) if len(reports) > 1 else (),
                valued=valued,
                value_passage=behind.words_of_value(line, valued) if valued else None,
            )
        )
    return arrivals
