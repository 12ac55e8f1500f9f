"""What the extractor finds: frozen values, each with its place in the text and the rule that found it.

Every ``Span`` counts characters (not bytes) of the very text handed to ``extract``; ``span.words(text)`` is verbatim.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    ItemCategory,
    Kind,
    OrganisationType,
    PartyRole,
    Region,
    Sector,
    TrapReason,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range ``[start, end)`` of the source text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def words(self, text: str) -> str:
        """Return the words of ``text`` this span stands for, verbatim."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Anything found: where it stands and the name of the rule that found it."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Finding):
    """A sum of money in full units of an ISO 4217 currency. For a range, ``value`` is its lower end."""

    value: Decimal
    currency: str
    hedge: Hedge = Hedge.EXACT
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Finding):
    """An organisation or state in a role.

    ``name`` is the canonical English name where the lexicon knows the party, else the name as the text has it;
    ``aliases`` are the other names the text uses for it. ``country`` is ISO 3166-1 alpha-2.
    """

    name: str
    role: PartyRole
    type: OrganisationType | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Finding):
    """A kind of equipment. ``quantity`` is None where the text gives no number: unknown, not zero."""

    name: str
    category: ItemCategory
    quantity: Decimal | None = None
    unit: str | None = None
    hedge: Hedge = Hedge.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMention(Finding):
    """The words that tell how sure the assistance is."""

    value: CommitmentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class KindMention(Finding):
    """The words that tell what form the assistance takes."""

    value: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorMention(Finding):
    """The words that tell what the assistance is for."""

    value: Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """Where the assistance goes: an English name, and the region's code where it lies in a known one."""

    name: str
    region: Region | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Finding):
    """When the assistance runs; an open side is None."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Finding):
    """What the release says about one piece of assistance. ``span`` is the sentence or sentences that say so."""

    kind: KindMention
    status: StatusMention
    parties: tuple[Party, ...] = ()
    amount: Amount | None = None
    items: tuple[Item, ...] = ()
    sectors: tuple[SectorMention, ...] = ()
    places: tuple[Place, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Finding):
    """A thing the recipient side lacks or asks for and nobody promises. ``span`` is the passage that tells it."""

    what: str
    category: ItemCategory = ItemCategory.OTHER
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal(Finding):
    """A sum the release states over many commitments; kept for comparison, never added to anything."""

    amount: Amount
    donors: tuple[Party, ...] = ()
    implementers: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap(Finding):
    """A number or a sum that is not assistance, and why; ``amount`` where it tells a sum again in another currency."""

    reason: TrapReason
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one text. ``sentences`` are in order and do not overlap."""

    title: str
    language: str
    published: date | None
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    needs: tuple[Need, ...]
    stated_totals: tuple[StatedTotal, ...]
    traps: tuple[Trap, ...]
    version: str
