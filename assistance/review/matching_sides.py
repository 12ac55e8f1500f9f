"""What is compared of a claim and of a commitment, in one form; read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from assistance.models import Claim, ClaimParty, Commitment, Organisation, OrganisationAlias, Trap
from assistance.vocabulary import Fact, Hedge, OrganisationType, PartyRole, TrapReason, normalise_name

#: Who passes the money on or carries the work out.
CHANNELS = (PartyRole.IMPLEMENTING, PartyRole.EXTENDING, PartyRole.ACCOUNTABLE)

#: Types of organisations that act for the state they belong to.
OF_A_STATE = (OrganisationType.GOVERNMENT, OrganisationType.OTHER_PUBLIC)

#: Letters that the first words of two names share where they are forms of one word.
STEM = 5


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A stated amount in full units of ``currency``; ``upper`` is the end of a range. ``second`` was said beside it."""

    value: Decimal
    currency: str
    upper: Decimal | None = None
    exact: bool = True
    second: bool = False


@dataclass(frozen=True, kw_only=True)
class Thing:
    """An item by all its names, as compared; ``quantity`` None is unknown."""

    names: frozenset[str]
    category: str
    quantity: Decimal | None
    unit: str

    @cached_property
    def sort(self) -> tuple[str, str]:
        """Its category and its unit: only things that agree in both can be the same."""
        return self.category, self.unit

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of the words of its names, which the forms of a word share."""
        return frozenset(word[:STEM] for name in self.names for word in name.split() if len(word) >= STEM)


@dataclass(frozen=True, kw_only=True)
class Side:
    """A claim, or a commitment with all that was ever said of it, as the two are compared.

    Organisations are keys of the ledger's; ``states`` are countries whose state gives. ``texts`` are the witnesses it
    rests on (copies are one), ``releases`` the releases, ``wordings`` the passages as compared. ``lead`` is what
    stands right before the claim's amount or items, ``around`` that with what follows. ``corrects`` are the earlier
    releases that the claim's own one supersedes.
    """

    status: str
    kind: str
    givers: frozenset[int] = frozenset()
    states: frozenset[str] = frozenset()
    channels: frozenset[int] = frozenset()
    recipients: frozenset[int] = frozenset()
    sums: tuple[Sum, ...] = ()
    things: tuple[Thing, ...] = ()
    sectors: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    starts: date | None = None
    ends: date | None = None
    day: date | None = None
    texts: frozenset[int] = frozenset()
    releases: frozenset[int] = frozenset()
    wordings: frozenset[str] = frozenset()
    lead: str = ""
    around: str = ""
    corrects: frozenset[int] = frozenset()

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies of its sums."""
        return frozenset(one.currency for one in self.sums)

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """The numbers of its sums, whatever their currency."""
        return frozenset(one.value for one in self.sums)

    @cached_property
    def sorts(self) -> frozenset[tuple[str, str]]:
        """The categories and units of its things."""
        return frozenset(one.sort for one in self.things)


#: How many characters before and after its amount are looked at for words that tell what the amount is.
BEFORE, AFTER = 60, 40


def sides_of(claims: Sequence[Claim], earlier: Mapping[int, frozenset[int]]) -> dict[int, Side]:
    """Return ``claims`` as they are compared, by key, in one query, and one more where there are records of data.

    ``earlier`` are, by the key of each claim, the releases that its own one supersedes. Expects claims
    ``with_facts()`` and with the traps of their releases.
    """
    names = {name for claim in claims for party in claim.parties.all() for name in names_of(party)}
    aliases = OrganisationAlias.objects.filter(normalised__in=names).select_related("organisation")
    known = _identified(claims) | {alias.normalised: alias.organisation for alias in aliases}
    return {claim.pk: replace(_side(claim, known), corrects=earlier[claim.pk]) for claim in claims}


def _identified(claims: Sequence[Claim]) -> dict[str, Organisation]:
    """Return the organisations that records of data name by their identifiers, by these as compared."""
    records = [claim for claim in claims if claim.release.reference]
    named = {name for claim in records for party in claim.parties.all() for name in (party.name, *party.aliases)}
    return {normalise_name(one.identifier or ""): one for one in Organisation.objects.identified(named)}


def names_of(party: ClaimParty) -> list[str]:
    """Return the names ``party`` goes by in the text, as compared."""
    return [normalise_name(name) for name in (party.name, *party.aliases)]


def _side(claim: Claim, known: Mapping[str, Organisation]) -> Side:
    def those_in(*roles: PartyRole) -> list[Organisation]:
        named = (
            next((known[name] for name in names_of(row) if name in known), None) for row in claim.parties_in(*roles)
        )
        return [one for one in named if one is not None]

    givers = those_in(PartyRole.FUNDING)
    lead, around = _stretch(claim)
    return Side(
        status=claim.status,
        kind=claim.kind,
        givers=keys_of(givers),
        states=states_of(givers),
        channels=keys_of(those_in(*CHANNELS)),
        recipients=keys_of(those_in(PartyRole.RECIPIENT)),
        sums=(*stated_sum(claim), *second_sums(claim, claim.release.traps.all())),
        things=tuple(thing_of((row.name,), row.category, row.quantity, row.unit) for row in claim.items.all()),
        sectors=frozenset(row.sector for row in claim.sectors.all()),
        regions=frozenset(row.region for row in claim.places.all() if row.region),
        starts=claim.period_start,
        ends=claim.period_end,
        day=claim.release.published_on,
        texts=frozenset({claim.release.witness_key}),
        releases=frozenset({claim.release_id}),
        wordings=frozenset({normalise_name(claim.words)}),
        lead=lead,
        around=around,
    )


def keys_of(organisations: Iterable[Organisation]) -> frozenset[int]:
    """Return the keys of ``organisations``."""
    return frozenset(one.pk for one in organisations)


def states_of(organisations: Iterable[Organisation]) -> frozenset[str]:
    """Return the countries, Ukraine aside, for whose state one of ``organisations`` acts."""
    return frozenset(one.country for one in organisations if one.type in OF_A_STATE) - {"", "UA"}


def stated_sum(stated: Claim | Commitment) -> list[Sum]:
    """Return the amount of a claim or commitment, if it has one."""
    if stated.amount is None:
        return []
    exact = stated.amount_hedge == Hedge.EXACT and stated.amount_upper is None
    return [Sum(value=stated.amount, currency=stated.currency, upper=stated.amount_upper, exact=exact)]


def second_sums(claim: Claim, traps: Iterable[Trap]) -> list[Sum]:
    """Return what the passage of ``claim`` says of its amount in another currency."""
    return [
        Sum(value=trap.amount, currency=trap.currency, second=True)
        for trap in traps
        if trap.reason == TrapReason.OTHER_CURRENCY
        and trap.amount is not None
        and claim.start <= trap.start
        and trap.end <= claim.end
    ]


def thing_of(names: Iterable[str], category: str, quantity: Decimal | None, unit: str) -> Thing:
    """Return an item as it is compared."""
    folded = frozenset(normalise_name(name) for name in names if name)
    return Thing(names=folded, category=category, quantity=quantity, unit=normalise_name(unit))


def _stretch(claim: Claim) -> tuple[str, str]:
    """Return the words before the claim's amount, or before its first item, and those with what follows."""
    amount = claim.evidence_of(Fact.AMOUNT)
    facts = [amount] if amount else sorted(claim.items.all(), key=lambda item: item.start)[:1]
    if not facts:
        return "", ""
    start, end = facts[0].start, facts[0].end
    text = claim.release.text
    sentence = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    begin = max(start - BEFORE, sentence)
    return normalise_name(text[begin:start]), normalise_name(text[begin : end + AFTER])
