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
        column("id", _("Number of the claim."), lambda row: row.pk, hxl="#meta+id+claim"),
        column("commitment_id", _("Number of the commitment."), lambda row: row.link.commitment_id,
               hxl="#activity+id+internal"),
        column("relation", _("What staff decided that the claim is to the commitment."),
               lambda row: word(Relation, row.link.relation), hxl="#meta+relation"),
        column("kind", _("Kind of assistance."), lambda row: word(Kind, row.kind), hxl="#activity+type"),
        column("status", _("Status, as the release says."), lambda row: word(CommitmentStatus, row.status),
               hxl="#status+text"),
        column("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated."), lambda row: row.amount, hxl="#value+funding+total"),
        column("amount_upper", _("Upper end of a range."), lambda row: row.amount_upper,
               hxl="#value+funding+total+max"),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.currency or None, hxl="#value+funding+total+currency"),
        column("amount_hedge", _("How firmly the amount is stated."),
               lambda row: None if row.amount is None else word(Hedge, row.amount_hedge),
               hxl="#value+funding+total+precision"),
        column("donors", _("Those who fund it, as named there."), _named(PartyRole.FUNDING), hxl="#org+name+funder"),
        column("recipients", _("Those who receive it, as named there."), _named(PartyRole.RECIPIENT),
               hxl="#org+name+recipient"),
        column("items", _("Items, as named there."), lambda row: tuple(item.name for item in row.items.all()),
               hxl="#item+name"),
        column("period_start", _("First day of its period."), lambda row: row.period_start, hxl="#date+start"),
        column("period_end", _("Last day of its period."), lambda row: row.period_end, hxl="#date+end"),
        column("passage", _("The words that say it."), lambda row: row.words, hxl="#meta+evidence+text"),
        column("start", _("Where they begin in the text of the release."), lambda row: row.start,
               hxl="#meta+evidence+start"),
        column("end", _("Where they end there."), lambda row: row.end, hxl="#meta+evidence+end"),
        column("amount_words", _("The words that state the amount."), _read_from(Fact.AMOUNT),
               hxl="#meta+evidence+text+amount"),
        column("status_words", _("The words that state the status."), _read_from(Fact.STATUS),
               hxl="#meta+evidence+text+status"),
        column("release_id", _("Number of the release."), lambda row: row.release_id, hxl="#meta+id+release"),
        column("release", _("Title in the language of the release."), lambda row: row.release.title, hxl="#meta+title"),
        column("publisher", _("Who published it."), lambda row: row.release.publisher or None,
               hxl="#org+name+publisher"),
        column("published_on", _("Day of publication."), lambda row: row.release.published_on, hxl="#date+published"),
        column("original", _("Address of the original."), lambda row: row.release.source_url or None,
               hxl="#meta+url+original"),
    ),
)  # fmt: skip

#: Rows are deliveries with their claim, as in the file of one commitment, with the item and the commitment of each.
DELIVERIES = replace(
    OF_ONE,
    columns=(
        *OF_ONE.columns,
        column("commitment_id", _("Number of the commitment."), lambda row: row.event.line.commitment_id,
               hxl="#activity+id+internal"),
        column("item_en", _("Item in English, empty where there is no name."),
               lambda row: row.event.line.name_en or None, hxl="#item+name+i_en"),
        column("item_uk", _("Item in Ukrainian, empty where there is no name."),
               lambda row: row.event.line.name_uk or None, hxl="#item+name+i_uk"),
        column("category", _("Category."), lambda row: word(ItemCategory, row.event.line.category), hxl="#item+type"),
        column("unit", _("Unit; empty for pieces."), lambda row: row.event.line.unit or None, hxl="#item+unit"),
    ),
)  # fmt: skip

#: Rows are stated totals beside what is itemised of them.
STATED_TOTALS = PublicTable(
    name="stated-totals",
    columns=(
        column("id", _("Number of the total."), lambda row: row.total.pk, hxl="#meta+id"),
        column("donors", _("The donors that the release names."), lambda row: tuple(each.name for each in row.donors),
               hxl="#org+name+funder"),
        column("amount", _("Amount as stated, in full units of the currency."), lambda row: row.total.amount,
               hxl="#value+stated"),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.total.currency, hxl="#value+stated+currency"),
        column("amount_hedge", _("How firmly the amount is stated."), lambda row: word(Hedge, row.total.hedge),
               hxl="#value+stated+precision"),
        column("scope_en", _("What the release says it is the sum of, in English."),
               lambda row: row.total.scope_en or None, hxl="#meta+scope+i_en"),
        column("scope_uk", _("What the release says it is the sum of, in Ukrainian."),
               lambda row: row.total.scope_uk or None, hxl="#meta+scope+i_uk"),
        column("period_start", _("First day of its period."), lambda row: row.total.period_start, hxl="#date+start"),
        column("period_end", _("Last day of its period."), lambda row: row.total.period_end, hxl="#date+end"),
        column("itemised", _("What firm public commitments of these donors add up to in the currency; empty where "
                             "there is nothing to compare with."), lambda row: row.itemised, hxl="#value+itemised"),
        column("itemised_count", _("How many commitments these are."), lambda row: row.count,
               hxl="#indicator+num+commitments"),
        column("gap", _("What is stated and not itemised; below zero, more is itemised."), lambda row: row.gap,
               hxl="#value+gap"),
        column("words", _("The words that state it."), lambda row: row.total.words, hxl="#meta+evidence+text"),
        column("release_id", _("Number of the release."), lambda row: row.total.release_id, hxl="#meta+id+release"),
        column("release", _("Title in the language of the release."), lambda row: row.total.release.title,
               hxl="#meta+title"),
        column("published_on", _("Day of publication."), lambda row: row.total.release.published_on,
               hxl="#date+published"),
    ),
)  # fmt: skip

RATES = PublicTable(
    name="rates",
    columns=(
        column("id", _("Number of the rate."), lambda row: row.pk, hxl="#meta+id"),
        column("date", _("Day of the rate."), lambda row: row.date, hxl="#date+converted"),
        column("currency", _("The currency of which one unit is told."), lambda row: row.currency,
               hxl="#financial+fx+currency"),
        column("target", _("The currency it is told in."), lambda row: row.target, hxl="#financial+fx+target"),
        column("rate", _("What one unit of the first was worth in units of the second."), lambda row: row.rate,
               hxl="#financial+fx"),
        column("source", _("Who says so."), lambda row: row.source, hxl="#meta+rate+source"),
    ),
)  # fmt: skip

#: Rows are what covers a need, or would if it stood.
COVERAGE = PublicTable(
    name="coverage",
    columns=(
        column("item_id", _("Number of the item."), lambda row: row.line_id),
        column("commitment_id", _("Number of the commitment."), lambda row: row.line.commitment_id),
        column("item_en", _("Item in English, empty where there is no name."), lambda row: row.line.name_en or None),
        column("item_uk", _("Item in Ukrainian, empty where there is no name."), lambda row: row.line.name_uk or None),
        column("quantity", _("How many; empty where nobody said how many."), lambda row: row.quantity),
        column("stands", _("Whether its commitment is firm: otherwise it covers nothing."),
               lambda row: "yes" if row.stands else "no"),
    ),
)  # fmt: skip
