"""One commitment whole: with its equipment, every delivery, and the words that releases tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicTable, Value, column, word
from assistance.models import Claim, ClaimParty, DecidedEvidence, DeliveryEvent, Evidence
from assistance.models.claims import ClaimEvidence, ClaimItem, ClaimPlace, ClaimSector
from assistance.vocabulary import Counting, DeliveryStage, Fact, Hedge, Relation, ValueScope


@dataclass(frozen=True, kw_only=True)
class Told:
    """Words of a public claim that state a ``fact``, or its whole passage; ``chosen`` by staff or as they were read."""

    claim: Claim
    fact: Fact | None
    words: Claim | Evidence | DecidedEvidence
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A delivery as the public sees it, and the claim that reports it where that is public."""

    event: DeliveryEvent
    claim: Claim | None


#: Which fact the rows of a claim state that do not name it themselves.
FACTS: dict[type[Evidence], Fact] = {
    ClaimParty: Fact.PARTY,
    ClaimItem: Fact.ITEM,
    ClaimPlace: Fact.PLACE,
    ClaimSector: Fact.SECTOR,
}


def told_by(claims: Iterable[Claim]) -> Iterator[Told]:
    """Yield the passage of each claim and the words of its facts; expects facts and decisions to be fetched."""
    for claim in claims:
        yield Told(claim=claim, fact=None, words=claim)
        rows = [claim.evidence, claim.parties, claim.items, claim.places, claim.sectors]
        found = [row for related in rows for row in related.all()]
        for row in sorted(found, key=lambda row: (row.start, row.end)):
            fact = Fact(row.fact) if isinstance(row, ClaimEvidence) else FACTS[type(row)]
            yield Told(claim=claim, fact=fact, words=row)
        for row in claim.all_decided_words():
            yield Told(claim=claim, fact=Fact(row.fact), words=row, chosen=True)


def _value_upper(row: Delivered) -> Decimal | None:
    return row.event.value_upper


def _scope(row: Delivered) -> Value:
    return None if row.event.value is None else word(ValueScope, row.event.value_scope)


DELIVERIES = PublicTable(
    name="deliveries",
    columns=(
        column("id", _("Number of the delivery."), lambda row: row.event.pk, hxl="#event+id"),
        column("item_id", _("Number of the item."), lambda row: row.event.line_id, hxl="#item+id"),
        column("stage", _("How far it came."), lambda row: word(DeliveryStage, row.event.stage),
               hxl="#status+text+delivery"),
        column("counting", _("Whether it adds to earlier ones or tells all so far."),
               lambda row: word(Counting, row.event.counting), hxl="#meta+counting"),
        column("quantity", _("How many; empty where nobody said how many."), lambda row: row.event.quantity,
               hxl="#item+num+delivered"),
        column("occasion", _("Rows with the same number tell of one delivery, which counts once."),
               lambda row: row.event.occasion_id, hxl="#event+id+occasion"),
        column("settled", _("How many staff settled that this one delivery brought; empty while it is open."),
               lambda row: row.event.settled, hxl="#item+num+delivered+settled"),
        column("happened_on", _("Day of the delivery."), lambda row: row.event.happened_on, hxl="#date+occurred"),
        column("value", _("What it is stated to be worth; empty where that is not told or withheld."),
               lambda row: row.event.value, hxl="#value+delivered"),
        column("value_upper", _("Upper end of a range."), _value_upper, hxl="#value+delivered+max"),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.event.currency or None, hxl="#value+delivered+currency"),
        column("value_hedge", _("How firmly the value is stated."),
               lambda row: None if row.event.value is None else word(Hedge, row.event.value_hedge),
               hxl="#value+delivered+precision"),
        column("value_of", _("What the value is that of: of this item, or of all items of its release."), _scope,
               hxl="#value+delivered+scope"),
        column("grounds", _("What it rests on where no release tells it."), lambda row: row.event.grounds or None,
               hxl="#meta+grounds"),
        column("claim_id", _("Number of the claim that reports it."), lambda row: row.claim.pk if row.claim else None,
               hxl="#meta+id+claim"),
        column("release_id", _("Number of the release that reports it."),
               lambda row: row.claim.release_id if row.claim else None, hxl="#meta+id+release"),
    ),
)  # fmt: skip

EVIDENCE = PublicTable(
    name="evidence",
    columns=(
        column("claim_id", _("Number of the claim."), lambda row: row.claim.pk),
        column("relation", _("What staff decided that the claim is to the commitment."),
               lambda row: word(Relation, row.claim.link.relation)),
        column("fact", _("What the words state; empty for the whole passage."),
               lambda row: row.fact.value if row.fact else None),
        column("words", _("The words."), lambda row: row.words.words),
        column("start", _("Where they begin in the text of the release."), lambda row: row.words.start),
        column("end", _("Where they end there."), lambda row: row.words.end),
        column("chosen_by_staff", _("Whether staff chose the words as evidence."),
               lambda row: "yes" if row.chosen else "no"),
        column("release_id", _("Number of the release."), lambda row: row.claim.release_id),
        column("release", _("Title in the language of the release."), lambda row: row.claim.release.title),
        column("publisher", _("Who published it."), lambda row: row.claim.release.publisher or None),
        column("published_on", _("Day of publication."), lambda row: row.claim.release.published_on),
        column("original", _("Address of the original."), lambda row: row.claim.release.source_url or None),
    ),
)  # fmt: skip
