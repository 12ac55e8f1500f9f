"""Columns of the lists that have no page of their own: claims, deliveries, stated totals and exchange rates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.records import DELIVERIES as OF_ONE
from assistance.interchange.public.tables import PublicTable, column, word
from assistance.vocabulary import CommitmentStatus, Fact, Hedge, ItemCategory, Kind, PartyRole, Relation


def _named(role: PartyRole) -> Any:
    return lambda row: tuple(party.name for party in row.parties_in(role))


def _read_from(fact: Fact) -> Any:
    """Return what reads the words of a claim that state ``fact``."""

    def read(row: Any) -> str | None:
        words = row.evidence_of(fact)
        return words.words if words else None

    return read


#: Rows are claims with their facts.
CLAIMS = PublicTable(
    name="claims",
    columns=(
        column("id", _("Number of the claim."), lambda row: row.pk),
        column("commitment_id", _("Number of the commitment."), lambda row: row.link.commitment_id),
        column("relation", _("What staff decided that the claim is to the commitment."),
               lambda row: word(Relation, row.link.relation)),
        column("kind", _("Kind of assistance."), lambda row: word(Kind, row.kind)),
        column("status", _("Status, as the release says."), lambda row: word(CommitmentStatus, row.status)),
        column("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated."), lambda row: row.amount),
        column("amount_upper", _("Upper end of a range."), lambda row: row.amount_upper),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.currency or None),
        column("amount_hedge", _("How firmly the amount is stated."),
               lambda row: None if row.amount is None else word(Hedge, row.amount_hedge)),
        column("donors", _("Those who fund it, as named there."), _named(PartyRole.FUNDING)),
        column("recipients", _("Those who receive it, as named there."), _named(PartyRole.RECIPIENT)),
        column("items", _("Items, as named there."), lambda row: tuple(item.name for item in row.items.all())),
        column("period_start", _("First day of its period."), lambda row: row.period_start),
        column("period_end", _("Last day of its period."), lambda row: row.period_end),
        column("passage", _("The words that say it."), lambda row: row.words),
        column("start", _("Where they begin in the text of the release."), lambda row: row.start),
        column("end", _("Where they end there."), lambda row: row.end),
        column("amount_words", _("The words that state the amount."), _read_from(Fact.AMOUNT)),
        column("status_words", _("The words that state the status."), _read_from(Fact.STATUS)),
        column("release_id", _("Number of the release."), lambda row: row.release_id),
        column("release", _("Title in the language of the release."), lambda row: row.release.title),
        column("publisher", _("Who published it."), lambda row: row.release.publisher or None),
        column("published_on", _("Day of publication."), lambda row: row.release.published_on),
        column("original", _("Address of the original."), lambda row: row.release.source_url or None),
    ),
)  # fmt: skip

#: Rows are deliveries with their claim, as in the file of one commitment, with the item and the commitment of each.
DELIVERIES = replace(
    OF_ONE,
    columns=(
        *OF_ONE.columns,
        column("commitment_id", _("Number of the commitment."), lambda row: row.event.line.commitment_id),
        column("item_en", _("Item in English, empty where there is no name."),
               lambda row: row.event.line.name_en or None),
        column("item_uk", _("Item in Ukrainian, empty where there is no name."),
               lambda row: row.event.line.name_uk or None),
        column("category", _("Category."), lambda row: word(ItemCategory, row.event.line.category)),
        column("unit", _("Unit; empty for pieces."), lambda row: row.event.line.unit or None),
    ),
)  # fmt: skip

#: Rows are stated totals beside what is itemised of them.
STATED_TOTALS = PublicTable(
    name="stated-totals",
    columns=(
        column("id", _("Number of the total."), lambda row: row.total.pk),
        column("donors", _("The donors that the release names."), lambda row: tuple(each.name for each in row.donors)),
        column("amount", _("Amount as stated, in full units of the currency."), lambda row: row.total.amount),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.total.currency),
        column("amount_hedge", _("How firmly the amount is stated."), lambda row: word(Hedge, row.total.hedge)),
        column("scope_en", _("What the release says it is the sum of, in English."),
               lambda row: row.total.scope_en or None),
        column("scope_uk", _("What the release says it is the sum of, in Ukrainian."),
               lambda row: row.total.scope_uk or None),
        column("period_start", _("First day of its period."), lambda row: row.total.period_start),
        column("period_end", _("Last day of its period."), lambda row: row.total.period_end),
        column("itemised", _("What firm public commitments of these donors add up to in the currency; empty where "
                             "there is nothing to compare with."), lambda row: row.itemised),
        column("itemised_count", _("How many commitments these are."), lambda row: row.count),
        column("gap", _("What is stated and not itemised; below zero, more is itemised."), lambda row: row.gap),
        column("words", _("The words that state it."), lambda row: row.total.words),
        column("release_id", _("Number of the release."), lambda row: row.total.release_id),
        column("release", _("Title in the language of the release."), lambda row: row.total.release.title),
        column("published_on", _("Day of publication."), lambda row: row.total.release.published_on),
    ),
)  # fmt: skip

RATES = PublicTable(
    name="rates",
    columns=(
        column("id", _("Number of the rate."), lambda row: row.pk),
        column("date", _("Day of the rate."), lambda row: row.date),
        column("currency", _("The currency of which one unit is told."), lambda row: row.currency),
        column("target", _("The currency it is told in."), lambda row: row.target),
        column("rate", _("What one unit of the first was worth in units of the second."), lambda row: row.rate),
        column("source", _("Who says so."), lambda row: row.source),
    ),
)  # fmt: skip
