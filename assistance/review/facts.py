"""The facts of a commitment as a person decides them, before they are written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from assistance.models import Claim, ClaimItem, ClaimParty, Organisation, Project, Release
from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    Kind,
    Language,
    PartyRole,
    Region,
    Rendition,
    Sector,
    ValuationBasis,
)


@dataclass(frozen=True, kw_only=True)
class PartyFact:
    """A party in its role; ``organisation`` is None where it is new and will be made from the other fields.

    ``claim_parties`` hold the words that name it.
    """

    role: PartyRole
    organisation: Organisation | None = None
    name_en: str = ""
    name_uk: str = ""
    type: str = ""
    country: str = ""
    claim_parties: tuple[ClaimParty, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """The name to tell the party by."""
        return str(self.organisation) if self.organisation else self.name_en or self.name_uk

    def name_in(self, language: Language) -> str:
        """Return the name in ``language``, or in the other one where it is missing."""
        named = self.organisation or self
        return _name_in(language, named.name_en, named.name_uk)


@dataclass(frozen=True, kw_only=True)
class LineFact:
    """An item promised; ``quantity`` None is unknown. ``claim_item`` holds the words that say so."""

    name_en: str = ""
    name_uk: str = ""
    category: str
    quantity: Decimal | None = None
    unit: str = ""
    claim_item: ClaimItem | None = None

    def name_in(self, language: Language) -> str:
        """Return the name in ``language``, or in the other one where it is missing."""
        return _name_in(language, self.name_en, self.name_uk)


@dataclass(frozen=True, kw_only=True)
class CommitmentFacts:
    """All that accepting a claim writes down. ``amount`` is in full units of ``currency``; both or neither.

    ``amount_hedge`` tells how firm it is, ``amount_upper`` is the upper end of a range. No amount has neither.
    """

    title_en: str = ""
    title_uk: str = ""
    kind: Kind
    status: CommitmentStatus
    amount: Decimal | None = None
    currency: str = ""
    amount_hedge: Hedge = Hedge.EXACT
    amount_upper: Decimal | None = None
    valuation_basis: ValuationBasis = ValuationBasis.UNKNOWN
    period_start: date | None = None
    period_end: date | None = None
    project: Project | None = None
    sectors: tuple[Sector, ...] = ()
    regions: tuple[Region, ...] = ()
    parties: tuple[PartyFact, ...] = ()
    lines: tuple[LineFact, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.amount is None:
            object.__setattr__(self, "amount_hedge", Hedge.EXACT)
            object.__setattr__(self, "amount_upper", None)

    def with_changes(self, **changes: Any) -> CommitmentFacts:
        """Return these facts with some decided otherwise."""
        return replace(self, **changes)


def _name_in(language: Language, english: str, ukrainian: str) -> str:
    return ukrainian or english if language == Language.UKRAINIAN else english or ukrainian


def propose(claim: Claim) -> CommitmentFacts:
    """Return the facts as ``claim`` was read: what accepting it unchanged would write down.

    Parties are resolved to known organisations by name; those unknown are proposed as new. The titles are a sentence
    for staff to improve, in the language of the release.
    """
    parties = _parties(claim)
    lines = tuple(_line(row, claim.release.language) for row in claim.items.all())
    regions = dict.fromkeys(Region(row.region) for row in claim.places.all() if row.region)
    title = _title(claim, parties, lines)
    return CommitmentFacts(
        title_en=title if claim.release.language == Language.ENGLISH else "",
        title_uk=title if claim.release.language == Language.UKRAINIAN else "",
        kind=Kind(claim.kind),
        status=CommitmentStatus(claim.status),
        amount=claim.amount,
        currency=claim.currency,
        amount_hedge=Hedge(claim.amount_hedge),
        amount_upper=claim.amount_upper,
        valuation_basis=ValuationBasis.STATED if claim.amount else ValuationBasis.UNKNOWN,
        period_start=claim.period_start,
        period_end=claim.period_end,
        sectors=tuple(dict.fromkeys(Sector(row.sector) for row in claim.sectors.all())),
        regions=tuple(regions),
        parties=parties,
        lines=lines,
    )


def differences(proposed: CommitmentFacts, decided: CommitmentFacts, language: Language) -> dict[str, dict[str, Any]]:
    """Return, for each fact decided otherwise than proposed, ``{"read": ..., "decided": ...}`` fit for JSON.

    Names are those in ``language``, the release's. Titles and the project are not read from it, so they are left out.
    """
    read, made = _plain(proposed, language), _plain(decided, language)
    return {name: {"read": read[name], "decided": made[name]} for name in read if read[name] != made[name]}


def _plain(facts: CommitmentFacts, language: Language) -> dict[str, Any]:
    plain = asdict(replace(facts, project=None, parties=(), lines=(), period_start=None, period_end=None))
    for name in ("title_en", "title_uk", "project", "valuation_basis"):
        del plain[name]
    return plain | {
        "sectors": sorted(facts.sectors),
        "regions": sorted(facts.regions),
        "amount": _digits(facts.amount),
        "amount_upper": _digits(facts.amount_upper),
        "period_start": facts.period_start and facts.period_start.isoformat(),
        "period_end": facts.period_end and facts.period_end.isoformat(),
        "parties": sorted([party.role.value, party.name_in(language)] for party in facts.parties),
        "lines": [
            {
                "name": line.name_in(language),
                "quantity": _digits(line.quantity),
                "unit": line.unit,
                "category": line.category,
            }
            for line in facts.lines
        ],
    }


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def _parties(claim: Claim) -> tuple[PartyFact, ...]:
    """Return each party once in a role, with all words that name it."""
    named: dict[PartyFact, list[ClaimParty]] = {}
    for row in claim.parties.all():
        named.setdefault(_party(row, claim.release), []).append(row)
    return tuple(replace(party, claim_parties=tuple(rows)) for party, rows in named.items())


def _party(row: ClaimParty, release: Release) -> PartyFact:
    """Return the party with the organisation of one of its names, or in a record of data of its identifier."""
    role, names = PartyRole(row.role), [row.name, *row.aliases]
    for name in names:
        known = Organisation.objects.named(name).first()
        if known:
            return PartyFact(role=role, organisation=known)
    if release.reference and (identified := Organisation.objects.identified(names).first()):
        return PartyFact(role=role, organisation=identified)
    in_ukrainian = release.language == Language.UKRAINIAN and not row.name.isascii()
    return PartyFact(
        role=role,
        name_en="" if in_ukrainian else row.name,
        name_uk=row.name if in_ukrainian else "",
        type=row.type,
        country=row.country,
    )


def _line(row: ClaimItem, language: str) -> LineFact:
    in_ukrainian = language == Language.UKRAINIAN
    return LineFact(
        name_en="" if in_ukrainian else row.name,
        name_uk=row.name if in_ukrainian else "",
        category=row.category,
        quantity=row.quantity,
        unit=row.unit,
        claim_item=row,
    )


def _title(claim: Claim, parties: tuple[PartyFact, ...], lines: tuple[LineFact, ...]) -> str:
    """Return a first title out of donor and items, else the opening of the passage; of a record of data its own."""
    if claim.release.rendition == Rendition.RECORD:
        return claim.release.title[:300]
    language = Language(claim.release.language)
    donors = ", ".join(party.name_in(language) for party in parties if party.role == PartyRole.FUNDING)
    items = ", ".join(line.name_en or line.name_uk for line in lines[:4])
    if donors and items:
        return f"{donors}: {items}"[:300]
    opening = " ".join(claim.words.split()[:14])
    return (f"{donors}: {opening}" if donors else opening)[:300]
