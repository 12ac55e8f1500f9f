"""Equipment: what was promised, item by item, and what of it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse

from assistance.filters import EquipmentFilter
from assistance.models import Claim, ClaimItem, DecidedEvidence, DeliveryEvent, EquipmentLine
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.reports import Balance, balances
from assistance.vocabulary import DeliveryStage, Fact, Outcome, normalise_name
from assistance.web.evidence import Passage, passage_of, public_links
from assistance.web.pages import matching, page_of, render_list

STAGES = list(DeliveryStage)

#: The words that staff chose for an item, by commitment and folded name.
Chosen = Mapping[tuple[int | None, str], DecidedEvidence]


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A delivery with the words that report it; without them it rests on the grounds a person gave.

    ``told_by_several`` tells that other reports speak of the same delivery, with which it counts once.
    """

    event: DeliveryEvent
    passage: Passage | None
    told_by_several: bool


@dataclass(frozen=True, kw_only=True)
class EquipmentRow:
    """A line's account with the words behind each of its figures, the deliveries of a stage and of later ones."""

    balance: Balance
    promised: Passage | None
    shipped: tuple[Arrival, ...]
    handed_over: tuple[Arrival, ...]
    on_balance: tuple[Arrival, ...]


def index(request: HttpRequest) -> HttpResponse:
    """List the equipment of public commitments."""
    lines = EquipmentLine.objects.published().order_by("-commitment_id", "pk")
    filterset = EquipmentFilter(request.GET, queryset=lines, request=request)
    filterset.form.fields["commitment"].widget = HiddenInput()
    page = page_of(request, matching(filterset))
    rows = EquipmentLine.objects.published().filter(pk__in=[line.pk for line in page]).order_by("-commitment_id", "pk")
    return render_list(request, "web/equipment.html", filterset, {"page": page, "equipment": equipment_rows(rows)})


def equipment_rows(lines: EquipmentLineQuerySet) -> list[EquipmentRow]:
    """Return the accounts of ``lines`` with their evidence, in a fixed number of queries."""
    accounts = balances(lines)
    commitments = {account.line.commitment_id for account in accounts}
    public, chosen = public_links(commitments), _chosen(commitments)
    return [equipment_row(account, public, chosen) for account in accounts]


def _chosen(commitments: Collection[int]) -> Chosen:
    """Return the words that staff chose for items of ``commitments``, the latest by commitment and name."""
    rows = DecidedEvidence.objects.filter(
        fact=Fact.ITEM, decision__commitment__in=commitments, decision__outcome=Outcome.ACCEPTED
    )
    fetched = rows.select_related("decision__claim__release").order_by("decision__made_at", "pk")
    return {(row.decision.commitment_id, normalise_name(row.subject)): row for row in fetched}


def equipment_row(
    account: Balance, public: Collection[tuple[int, int]], chosen: Chosen = MappingProxyType({})
) -> EquipmentRow:
    """Return one account with the words behind it, as far as their claims are ``public`` with its commitment."""
    line = account.line

    def words(claim: Claim | None, item: ClaimItem | DecidedEvidence | None) -> Passage | None:
        return passage_of(claim, item) if claim and (claim.pk, line.commitment_id) in public else None

    names = [normalise_name(name) for name in (line.name_en, line.name_uk) if name]
    own = next((row for name in names if (row := chosen.get((line.commitment_id, name)))), None)
    promised = words(own.decision.claim, own) if own else None
    if promised is None and line.claim_item:
        promised = words(line.claim_item.claim, line.claim_item)
    events = list(line.deliveries.all())
    told = Counter(event.occasion_id for event in events)
    arrivals = [
        Arrival(
            event=event,
            passage=words(event.claim, event.claim_item),
            told_by_several=event.occasion_id is not None and told[event.occasion_id] > 1,
        )
        for event in events
    ]

    def since(stage: DeliveryStage) -> tuple[Arrival, ...]:
        later = STAGES[STAGES.index(stage) :]
        return tuple(arrival for arrival in arrivals if arrival.event.stage in later)

    return EquipmentRow(
        balance=account,
        promised=promised,
        shipped=since(DeliveryStage.SHIPPED),
        handed_over=since(DeliveryStage.HANDED_OVER),
        on_balance=since(DeliveryStage.ON_BALANCE),
    )
