"""What of each kind of record counts as a change of its public face."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.models import (
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    DeliveryEvent,
    DeliveryOccasion,
    DeliverySettlement,
    EquipmentLine,
    ExchangeRate,
    Need,
    NeedCoverage,
    Organisation,
    Project,
    ProjectPlace,
    ProjectReference,
    ProjectSector,
    Release,
    StatedTotal,
    StatusChange,
)
from assistance.reports.updates import Source, held_then, named, own, withheld
from assistance.vocabulary import PartyRole, WithheldScope

AMOUNT, PLACE, EQUIPMENT, RECORD = (
    WithheldScope.AMOUNT, WithheldScope.PLACE, WithheldScope.EQUIPMENT, WithheldScope.RECORD
)  # fmt: skip
SCOPES = (AMOUNT, PLACE, EQUIPMENT, RECORD)

OF_COMMITMENT = ("title_en", "title_uk", "project", "kind", "status", "period_start", "period_end", "visibility")
OF_LINK = ("title_en", "title_uk", "status", "visibility")
MONEY = ("amount", "amount_upper", "currency", "amount_hedge", "valuation_basis")
OF_LINE = ("commitment", "name_en", "name_uk", "category", "quantity", "unit", "claim_item")
OF_DELIVERY = ("line", "stage", "counting", "quantity", "happened_on", "claim", "claim_item", "occasion")
OF_VALUE = ("value", "value_upper", "currency", "value_hedge", "valuation_basis", "value_scope", "note")
OF_ORGANISATION = ("name_en", "name_uk", "type", "country", "identifier", "merged_into")
OF_RELEASE = (
    "publisher", "language", "published_on", "title", "source_url", "licence", "rendition", "supersedes", "visibility"
)  # fmt: skip
OF_PROJECT = ("title_en", "title_uk", "description_en", "description_uk", "start", "end", "merged_into")
OF_NEED = ("what_en", "what_uk", "category", "quantity", "unit", "repeats", "visibility")
OF_TOTAL = (
    "amount", "currency", "hedge", "scope_en", "scope_uk", "period_start", "period_end", "visibility"
)  # fmt: skip


def of_commitments() -> Sequence[Source]:
    """Return what changes a commitment: itself, its parties, sectors, places, equipment, claims and status."""
    parties = CommitmentParty.objects.all()
    return [
        own(Commitment, *OF_COMMITMENT),
        own(Commitment, *MONEY, unless=held_then("id", AMOUNT)),
        own(CommitmentParty, "organisation", "role", key="commitment"),
        own(CommitmentSector, "sector", key="commitment"),
        own(CommitmentPlace, "region", key="commitment", unless=held_then("commitment", PLACE)),
        named(parties, "organisation", "commitment", Organisation, *OF_ORGANISATION),
        named(Commitment.objects.all(), "project", "pk", Project, *OF_PROJECT),
        Source(rows=StatusChange.objects.all(), key="commitment", at="made_at"),
        *_links("commitment"),
        *_lines("commitment"),
        *_deliveries("line__commitment"),
        *withheld("commitment", "commitment", *SCOPES),
    ]


def _links(key: str) -> list[Source]:
    """Return what changes the claims of a commitment, as far as their releases are public."""
    shown = Release.objects.published().order_by().values("pk")
    links = own(CommitmentClaim, "commitment", "relation", key=key)
    told = Source(rows=links.rows.filter(claim__release__in=shown), key=key, at=links.at)
    standing = CommitmentClaim.objects.filter(claim__release__in=shown)
    return [told, named(standing, "claim__release", key, Release, *OF_RELEASE)]


def _lines(key: str) -> list[Source]:
    return [own(EquipmentLine, *OF_LINE, key=key, unless=held_then("commitment", EQUIPMENT))]


def _deliveries(key: str) -> list[Source]:
    """Return what changes deliveries; ``key`` leads from a delivery to the record."""
    way = "line__commitment"
    rows = own(DeliveryEvent, *OF_DELIVERY, key=key, unless=held_then(way, EQUIPMENT))
    values = own(DeliveryEvent, *OF_VALUE, key=key, unless=held_then(way, *SCOPES))
    if not key.startswith("line"):
        return [rows, values]
    settled = DeliverySettlement.objects.exclude(held_then(f"occasion__{way}", *SCOPES, at="made_at"))
    together = DeliveryOccasion.objects.exclude(held_then(way, EQUIPMENT, at="made_at"))
    return [
        rows,
        values,
        Source(rows=settled, key=f"occasion__{key}", at="made_at"),
        Source(rows=together, key=key, at="made_at"),
    ]


def of_claims() -> Sequence[Source]:
    """Return what changes a claim: its link, its release, the name and status of its commitment."""
    commitments = CommitmentClaim.objects.all()
    return [
        *_links("claim"),
        named(commitments, "commitment", "claim", Commitment, *OF_LINK),
        *withheld("commitment", "commitment__claim_links__claim", *SCOPES),
        *withheld("release", "release__claims", RECORD),
    ]


def _of_party(role: PartyRole) -> Sequence[Source]:
    parties = CommitmentParty.objects.filter(role=role)
    versions = own(CommitmentParty, "organisation", "role", "commitment", key="organisation")
    public = Commitment.objects.published().order_by().values("pk")
    told = versions.rows.filter(role=role, commitment__in=public)
    return [
        own(Organisation, *OF_ORGANISATION),
        Source(rows=told, key="organisation", at="history_date"),
        named(parties.filter(commitment__in=public), "commitment", "organisation", Commitment, "status", "visibility"),
    ]


def of_donors() -> Sequence[Source]:
    """Return what changes a donor: itself, and what public commitments it funds."""
    return _of_party(PartyRole.FUNDING)


def of_recipients() -> Sequence[Source]:
    """Return what changes a recipient: itself, and what public commitments it receives."""
    return _of_party(PartyRole.RECIPIENT)


def of_projects() -> Sequence[Source]:
    """Return what changes a project: itself, its sectors, places and numbers, and what belongs to it."""
    public = Commitment.objects.published()
    return [
        own(Project, *OF_PROJECT),
        own(ProjectSector, "sector", key="project"),
        own(ProjectPlace, "region", key="project"),
        own(ProjectReference, "scheme", "number", key="project"),
        named(public, "pk", "project", Commitment, "project", "status", "visibility"),
    ]


def of_equipment() -> Sequence[Source]:
    """Return what changes an equipment line: itself, its deliveries, the name and status of its commitment."""
    return [
        *_lines("id"),
        *_deliveries("line"),
        named(EquipmentLine.objects.all(), "commitment", "pk", Commitment, *OF_LINK),
        own_parties("commitment__equipment"),
        *withheld("commitment", "commitment__equipment", *SCOPES),
    ]


def own_parties(key: str) -> Source:
    """Return the changes of the parties of commitments; ``key`` leads on from these to the record."""
    return own(CommitmentParty, "organisation", "role", key=key)


def of_deliveries() -> Sequence[Source]:
    """Return what changes a delivery: itself, what was settled of it, its item and commitment."""
    events = DeliveryEvent.objects.all()
    settled = DeliverySettlement.objects.exclude(held_then("occasion__line__commitment", *SCOPES, at="made_at"))
    return [
        *_deliveries("id"),
        Source(rows=settled, key="occasion__reports", at="made_at"),
        named(events, "line", "pk", EquipmentLine, *OF_LINE),
        named(events, "line__commitment", "pk", Commitment, *OF_LINK),
        *withheld("commitment", "commitment__equipment__deliveries", *SCOPES),
    ]


def of_releases() -> Sequence[Source]:
    """Return what changes a release: itself, its claims, and what of its commitments is withheld no longer."""
    public = Commitment.objects.published().order_by().values("pk")
    links = own(CommitmentClaim, "commitment", "relation", key="claim__release")
    return [
        own(Release, *OF_RELEASE),
        Source(rows=links.rows.filter(commitment__in=public), key=links.key, at=links.at),
        *withheld("release", "release", RECORD),
        *withheld("commitment", "commitment__claim_links__claim__release", AMOUNT, PLACE, EQUIPMENT),
    ]


def of_needs() -> Sequence[Source]:
    """Return what changes a need: itself, its release, and what covers it."""
    shown = EquipmentLine.objects.published().order_by().values("pk")
    coverage = own(NeedCoverage, "line", "quantity", key="need")
    return [
        own(Need, *OF_NEED),
        named(Need.objects.all(), "release", "pk", Release, *OF_RELEASE),
        Source(rows=coverage.rows.filter(line__in=shown), key="need", at=coverage.at),
        *withheld("need", "need", RECORD),
    ]


def of_totals() -> Sequence[Source]:
    """Return what changes a stated total: itself and its release."""
    return [
        own(StatedTotal, *OF_TOTAL),
        named(StatedTotal.objects.all(), "release", "pk", Release, *OF_RELEASE),
        *withheld("stated_total", "stated_total", RECORD),
    ]


def of_rates() -> Sequence[Source]:
    """Return what changes an exchange rate."""
    return [own(ExchangeRate, "currency", "target", "date", "rate", "source")]
