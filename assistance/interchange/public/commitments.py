"""Columns of the public commitments, fetched ``published()``: what is withheld is empty and named in ``withheld``."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicTable, Value, column, labels, word
from assistance.models import Commitment, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import (
    IATI_ACTIVITY_STATUS,
    CommitmentStatus,
    Hedge,
    ItemCategory,
    Kind,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
)


def with_items(commitments: CommitmentQuerySet, *, accounts: bool = False) -> CommitmentQuerySet:
    """Fetch along what the columns of a commitment need beside its parties; with ``accounts`` what came too."""
    lines = EquipmentLine.objects.published()
    return commitments.with_parties().prefetch_related(
        Prefetch("equipment", lines.with_accounts() if accounts else lines)
    )


def _names(*roles: PartyRole) -> Callable[[Commitment], Value]:
    return lambda commitment: tuple(organisation.name for organisation in commitment.organisations_in(*roles))


def _keys(*roles: PartyRole) -> Callable[[Commitment], Value]:
    return lambda commitment: tuple(str(organisation.pk) for organisation in commitment.organisations_in(*roles))


def _upper(commitment: Commitment) -> Decimal | None:
    return commitment.amount_upper


def _of_donors(name: str) -> Callable[[Commitment], Value]:
    """Return what reads ``name`` of each donor that has it."""

    def read(commitment: Commitment) -> Value:
        donors = commitment.organisations_in(PartyRole.FUNDING)
        return tuple(value for donor in donors if (value := getattr(donor, name)))

    return read


def _categories(commitment: Commitment) -> tuple[str, ...]:
    return tuple(sorted({word(ItemCategory, line.category) for line in commitment.equipment.all()}))


COMMITMENTS = PublicTable(
    name="commitments",
    columns=(
        column("id", _("Number of the commitment."), lambda row: row.pk, hxl="#activity+id+internal"),
        column("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en or None,
               hxl="#activity+project+name+i_en"),
        column("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk or None,
               hxl="#activity+project+name+i_uk"),
        column("status_code", _("Status, by its code."), lambda row: row.status, hxl="#status+code"),
        column("status", _("Status: what is only under consideration is promised by nobody."),
               lambda row: word(CommitmentStatus, row.status), hxl="#status+text"),
        column("donors", _("Those who fund it."), _names(PartyRole.FUNDING), hxl="#org+name+funder"),
        column("donor_ids", _("Their numbers."), _keys(PartyRole.FUNDING), hxl="#org+id+funder"),
        column("channels", _("Those through whom it passes or who carry it out."),
               _names(PartyRole.ACCOUNTABLE, PartyRole.EXTENDING, PartyRole.IMPLEMENTING), hxl="#org+name+impl"),
        column("recipients", _("Those who receive it."), _names(PartyRole.RECIPIENT), hxl="#org+name+recipient"),
        column("recipient_ids", _("Their numbers."), _keys(PartyRole.RECIPIENT), hxl="#org+id+recipient"),
        column("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated or it is withheld."), lambda row: row.amount,
               hxl="#value+funding+total"),
        column("amount_upper", _("Upper end of a range."), _upper, hxl="#value+funding+total+max"),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.currency or None, hxl="#value+funding+total+currency"),
        column("amount_hedge", _("How firmly the amount is stated."),
               lambda row: None if row.amount is None else word(Hedge, row.amount_hedge),
               hxl="#value+funding+total+precision"),
        column("valuation_basis", _("What the amount rests on."),
               lambda row: None if row.amount is None else word(ValuationBasis, row.valuation_basis),
               hxl="#value+funding+total+basis"),
        column("kind", _("Kind of assistance."), lambda row: word(Kind, row.kind), hxl="#activity+type"),
        column("sectors", _("Sectors."), lambda row: labels(Sector, row.sectors.all(), "sector"), hxl="#sector+name"),
        column("sector_codes", _("Sectors, by their codes."),
               lambda row: tuple(each.sector for each in row.sectors.all()), hxl="#sector+code"),
        column("places", _("Regions it goes to."),
               lambda row: labels(Region, row.places.all(), "region"), hxl="#adm1+name"),
        column("place_codes", _("Regions, by their ISO 3166-2 codes."),
               lambda row: tuple(each.region for each in row.places.all()), hxl="#adm1+code+v_iso3166_2"),
        column("item_categories", _("Categories of the equipment it promises."), _categories, hxl="#item+type"),
        column("project", _("Project it belongs to."), lambda row: row.project.title if row.project else None,
               hxl="#activity+programme+name"),
        column("period_start", _("First day of its period."), lambda row: row.period_start, hxl="#date+start"),
        column("period_end", _("Last day of its period."), lambda row: row.period_end, hxl="#date+end"),
        column("first_reported", _("Day of the first dated release that speaks of it."),
               lambda row: row.first_reported, hxl="#date+reported"),
        column("withheld", _("Which of its facts are withheld: these are empty here."),
               lambda row: tuple(entry.scope.value for entry in row.held_back), hxl="#meta+withheld"),
        column("channel_ids", _("Numbers of those through whom it passes or who carry it out."),
               _keys(PartyRole.ACCOUNTABLE, PartyRole.EXTENDING, PartyRole.IMPLEMENTING), hxl="#org+id+impl"),
        column("donor_types", _("Types of the donors, by their codes in IATI 2.03."), _of_donors("type"),
               hxl="#org+type+funder"),
        column("donor_countries", _("Countries of the donors, by their ISO 3166-1 codes; international bodies have "
                                    "none."), _of_donors("country"), hxl="#country+code+funder"),
        column("kind_code", _("Kind of assistance, by its code."), lambda row: row.kind, hxl="#activity+type+code"),
        column("amount_hedge_code", _("How firmly the amount is stated, by its code."),
               lambda row: None if row.amount is None else row.amount_hedge, hxl="#value+funding+total+precision+code"),
        column("valuation_basis_code", _("What the amount rests on, by its code."),
               lambda row: None if row.amount is None else row.valuation_basis, hxl="#value+funding+total+basis+code"),
        column("iati_status_code", _("Status, by its code in IATI 2.03."),
               lambda row: IATI_ACTIVITY_STATUS[row.status], hxl="#status+code+v_iati"),
        column("dac_codes", _("OECD DAC purpose codes the sectors are reported under."),
               lambda row: tuple(each.dac_code for each in row.sectors.all()), hxl="#sector+code+v_dac"),
        column("item_category_codes", _("Categories of the equipment it promises, by their codes."),
               lambda row: tuple(sorted({line.category for line in row.equipment.all()})), hxl="#item+type+code"),
    ),
)  # fmt: skip
