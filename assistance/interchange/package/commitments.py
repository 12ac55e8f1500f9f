"""Commitments, and what of them are several: parties, sectors, regions, steps of the status, what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.fields import (
    Field,
    Table,
    code,
    currency,
    day,
    each,
    moment,
    number,
    own_key,
    text,
    truth,
    whole,
)
from assistance.models import Claim, Commitment, StatusChange
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.held_back import HeldBack
from assistance.vocabulary import (
    FIRM_STATUSES,
    IATI_ACTIVITY_STATUS,
    IATI_ORGANISATION_ROLE,
    CommitmentStatus,
    Hedge,
    Kind,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    WithheldManner,
    WithheldScope,
    WithholdingReason,
)

_OF_ONE = whole(
    "commitment_id", _("Number of the commitment."), lambda row: row.commitment_id, required=True, of="commitments"
)


def _public() -> CommitmentQuerySet:
    """Return the public commitments without what is withheld of them."""
    return Commitment.objects.published().with_parties()


def _commitments() -> Iterator[Commitment]:
    """Yield them with how many releases speak of each, and since when."""
    return each(_public().with_sources(public=True).newest_first())


def _related(name: str, *key: str) -> Callable[[], Iterator[Any]]:
    """Return what yields the rows ``name`` of public commitments, of each in the order of the fields ``key``."""

    def rows() -> Iterator[Any]:
        for commitment in each(_public()):
            yield from sorted(getattr(commitment, name).all(), key=attrgetter(*key))

    return rows


def _held_back() -> Iterator[tuple[Commitment, HeldBack]]:
    for commitment in each(_public()):
        for entry in sorted(commitment.held_back, key=lambda entry: entry.scope):
            yield commitment, entry


def _status_changes() -> Iterator[StatusChange]:
    """Yield the steps of the status, with the claims that readers may know, in the order of their keys."""
    claims = Prefetch("claim", Claim.objects.published())
    commitments = Prefetch("commitment", Commitment.objects.published())
    steps = StatusChange.objects.filter(commitment__in=Commitment.objects.published().order_by().values("pk"))
    return each(steps.prefetch_related(claims, commitments))


def _withheld(scope: WithheldScope) -> Callable[[Commitment], bool]:
    return lambda row: row.withholds(scope)


COMMITMENTS = Table(
    name="commitments",
    about=_("Pieces of assistance as staff decided them, each once."),
    rows=_commitments,
    fields=(
        own_key(_("Number of the commitment.")),
        text("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en),
        text("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk),
        code("status", _("Status: what is only under consideration is promised by nobody."), CommitmentStatus,
             lambda row: row.status, required=True),
        truth("in_sums", _("Whether its amount may enter a sum: neither merely considered nor called off."),
              lambda row: row.status in FIRM_STATUSES),
        text("iati_activity_status", _("Status, by its code in IATI 2.03."),
             lambda row: IATI_ACTIVITY_STATUS[row.status], required=True),
        code("kind", _("Kind of assistance."), Kind, lambda row: row.kind, required=True),
        number("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated or it is withheld."), lambda row: row.amount),
        number("amount_upper", _("Upper end of a range."), lambda row: row.amount_upper),
        currency("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
                 lambda row: row.currency),
        code("amount_hedge", _("How firmly the amount is stated."), Hedge,
             lambda row: None if row.amount is None else row.amount_hedge),
        code("valuation_basis", _("What the amount rests on."), ValuationBasis,
             lambda row: None if row.amount is None else row.valuation_basis),
        whole("project_id", _("Number of the project it belongs to."), lambda row: row.project_id, of="projects"),
        day("period_start", _("First day of its period."), lambda row: row.period_start),
        day("period_end", _("Last day of its period."), lambda row: row.period_end),
        day("first_reported", _("Day of the first dated release that speaks of it."), lambda row: row.first_reported),
        whole("independent_sources", _("How many public releases speak of it, copies and translations of one text "
                                       "being one."), lambda row: row.independent_sources, required=True),
        truth("sources_withheld", _("Whether any of these is not shown, because it tells something that is withheld."),
              lambda row: row.sources_withheld),
        truth("amount_withheld", _("Whether its amount is withheld."), _withheld(WithheldScope.AMOUNT)),
        truth("places_withheld", _("Whether its regions are withheld."), _withheld(WithheldScope.PLACE)),
        truth("equipment_withheld", _("Whether its equipment is withheld."), _withheld(WithheldScope.EQUIPMENT)),
    ),
)  # fmt: skip

PARTIES = Table(
    name="commitment_parties",
    about=_("Who gives, hands on, carries out and receives a commitment."),
    rows=_related("parties", "organisation_id", "role"),
    key=("commitment_id", "organisation_id", "role"),
    fields=(
        _OF_ONE,
        whole("organisation_id", _("Number of the organisation."), lambda row: row.organisation_id, required=True,
              of="organisations"),
        code("role", _("Its role."), PartyRole, lambda row: row.role, required=True),
        text("iati_role", _("Its role, by its code in IATI 2.03; recipients have none."),
             lambda row: IATI_ORGANISATION_ROLE.get(PartyRole(row.role))),
    ),
)  # fmt: skip


def sector_fields() -> tuple[Field, Field]:
    """Return what tells of a sector."""
    return (
        code("sector", _("Sector."), Sector, lambda row: row.sector, required=True),
        text("dac_code", _("OECD DAC purpose code the sector is reported under."), lambda row: row.dac_code,
             required=True, pattern="[0-9]{5}"),
    )  # fmt: skip


def place_field() -> Field:
    """Return what tells of a region."""
    return code("region", _("Region, by its ISO 3166-2 code."), Region, lambda row: row.region, required=True)


SECTORS = Table(
    name="commitment_sectors",
    about=_("The sectors of a commitment."),
    rows=_related("sectors", "sector"),
    key=("commitment_id", "sector"),
    fields=(_OF_ONE, *sector_fields()),
)

PLACES = Table(
    name="commitment_places",
    about=_("The regions a commitment goes to."),
    rows=_related("places", "region"),
    key=("commitment_id", "region"),
    fields=(_OF_ONE, place_field()),
)

HELD_BACK = Table(
    name="commitment_withheld",
    about=_("Facts of public commitments that are withheld, and what is told instead."),
    rows=_held_back,
    key=("commitment_id", "scope"),
    fields=(
        whole("commitment_id", _("Number of the commitment."), lambda row: row[0].pk, required=True, of="commitments"),
        code("scope", _("Which of its facts is withheld."), WithheldScope, lambda row: row[1].scope, required=True),
        code("manner", _("Whether it is hidden or told less exactly."), WithheldManner, lambda row: row[1].manner,
             required=True),
        code("reason", _("Why, as the public is told."), WithholdingReason, lambda row: row[1].reason, required=True),
        day("until", _("The day on which it is public again; empty where none is set."), lambda row: row[1].until),
        text("told_instead", _("What is told instead: two bounds of the amount, parts of the country or categories of "
                               "items, separated by semicolons."), lambda row: "; ".join(row[1].told)),
        currency("currency", _("Currency of these bounds."), lambda row: row[1].currency),
    ),
)  # fmt: skip

STATUS_CHANGES = Table(
    name="status_changes",
    about=_("Every step of a commitment's status."),
    rows=_status_changes,
    fields=(
        own_key(_("Number of the step.")),
        _OF_ONE,
        code("status_before", _("Status before, by its code."), CommitmentStatus, lambda row: row.old_status),
        code("status", _("Status after, by its code."), CommitmentStatus, lambda row: row.status, required=True),
        day("happened_on", _("Day on which it happened, where a source gives it."), lambda row: row.happened_on),
        moment("recorded_at", _("Time at which it was recorded."), lambda row: row.made_at, required=True),
        whole("claim_id", _("Number of the claim that reports it."), lambda row: row.claim.pk if row.claim else None,
              of="claims"),
        text("reason", _("What it rests on where no release tells it."),
             lambda row: None if row.commitment.held_back else row.reason),
    ),
)  # fmt: skip

TABLES = (COMMITMENTS, PARTIES, SECTORS, PLACES, HELD_BACK, STATUS_CHANGES)
