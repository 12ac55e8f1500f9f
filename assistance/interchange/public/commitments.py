"""Columns of the public commitments, fetched ``published()``: what is withheld is empty and named in ``withheld``."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicTable, Value, column, labels, word
from assistance.models import Commitment, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import CommitmentStatus, Hedge, ItemCategory, Kind, PartyRole, Region, Sector, ValuationBasis


def with_items(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    """Fetch along what the columns of a commitment need beside its parties."""
    return commitments.with_parties().prefetch_related(Prefetch("equipment", EquipmentLine.objects.published()))


def _names(*roles: PartyRole) -> Callable[[Commitment], Value]:
    return lambda commitment: tuple(organisation.name for organisation in commitment.organisations_in(*roles))


def _keys(*roles: PartyRole) -> Callable[[Commitment], Value]:
    return lambda commitment: tuple(str(organisation.pk) for organisation in commitment.organisations_in(*roles))


def _upper(commitment: Commitment) -> Decimal | None:
    return commitment.amount_upper


def _categories(commitment: Commitment) -> tuple[str, ...]:
    return tuple(sorted({word(ItemCategory, line.category) for line in commitment.equipment.all()}))


COMMITMENTS = PublicTable(
    name="commitments",
    columns=(
        column("id", _("Number of the commitment."), lambda row: row.pk),
        column("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en or None),
        column("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk or None),
        column("status_code", _("Status, by its code."), lambda row: row.status),
        column("status", _("Status: what is only under consideration is promised by nobody."),
               lambda row: word(CommitmentStatus, row.status)),
        column("donors", _("Those who fund it."), _names(PartyRole.FUNDING)),
        column("donor_ids", _("Their numbers."), _keys(PartyRole.FUNDING)),
        column("channels", _("Those through whom it passes or who carry it out."),
               _names(PartyRole.ACCOUNTABLE, PartyRole.EXTENDING, PartyRole.IMPLEMENTING)),
        column("recipients", _("Those who receive it."), _names(PartyRole.RECIPIENT)),
        column("recipient_ids", _("Their numbers."), _keys(PartyRole.RECIPIENT)),
        column("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated or it is withheld."), lambda row: row.amount),
        column("amount_upper", _("Upper end of a range."), _upper),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.currency or None),
        column("amount_hedge", _("How firmly the amount is stated."),
               lambda row: None if row.amount is None else word(Hedge, row.amount_hedge)),
        column("valuation_basis", _("What the amount rests on."),
               lambda row: None if row.amount is None else word(ValuationBasis, row.valuation_basis)),
        column("kind", _("Kind of assistance."), lambda row: word(Kind, row.kind)),
        column("sectors", _("Sectors."), lambda row: labels(Sector, row.sectors.all(), "sector")),
        column("sector_codes", _("Sectors, by their codes."),
               lambda row: tuple(each.sector for each in row.sectors.all())),
        column("places", _("Regions it goes to."),
               lambda row: labels(Region, row.places.all(), "region")),
        column("place_codes", _("Regions, by their ISO 3166-2 codes."),
               lambda row: tuple(each.region for each in row.places.all())),
        column("item_categories", _("Categories of the equipment it promises."), _categories),
        column("project", _("Project it belongs to."), lambda row: row.project.title if row.project else None),
        column("period_start", _("First day of its period."), lambda row: row.period_start),
        column("period_end", _("Last day of its period."), lambda row: row.period_end),
        column("first_reported", _("Day of the first dated release that speaks of it."),
               lambda row: row.first_reported),
        column("withheld", _("Which of its facts are withheld: these are empty here."),
               lambda row: tuple(entry.scope.value for entry in row.held_back)),
    ),
)  # fmt: skip
