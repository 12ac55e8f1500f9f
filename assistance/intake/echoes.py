"""Claims that say again what a claim of the same text said: in a copy, a translation or an earlier version of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistance.extraction import Claim as ClaimFinding
from assistance.models import Claim, Release
from assistance.vocabulary import PartyRole, normalise_name

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Said:
    """What is compared of a claim: its words, and what it says apart from them.

    ``counted`` tells whether that holds a sum or a number of things, without which it is too little to go by.
    """

    words: str
    language: str
    facts: tuple[object, ...]
    donors: frozenset[str]
    counted: bool


def echoes_in(release: Release, found: Sequence[ClaimFinding]) -> list[Claim | None]:
    """Return, for each claim ``found`` in ``release``, the earlier claim that it says again, if there is one.

    Earlier claims are those of the version that ``release`` supersedes and of the releases it is one witness with.
    The same words in one claim of each are enough; otherwise status, kind, sum and counted items have to be the same,
    and within one language the donors. A claim that is itself an echo nobody decided on stands for its first.
    """
    known = [(claim, _said_in(claim)) for claim in _earlier_claims(release)]
    new = [_said_by(one, release) for one in found]
    times = Counter(one.words for one in new)
    return [_first_of(_alike(one, known, unique=times[one.words] == 1)) for one in new]


def _earlier_claims(release: Release) -> Iterable[Claim]:
    """Return the claims to compare with: those of the earlier version first, then those of the same witness."""
    witness = release.witness_of_id
    same = Release.objects.filter(pk__in=[key for key in (release.supersedes_id, witness) if key])
    if witness:
        same |= Release.objects.filter(witness_of=witness).exclude(pk=release.pk)
    fetched = Claim.objects.filter(release__in=same).select_related("release", "echo_of")
    claims = fetched.prefetch_related("items", "parties", "decisions").order_by("release", "number", "pk")
    return sorted(claims, key=lambda claim: claim.release_id != release.supersedes_id)


def _alike(new: Said, known: Sequence[tuple[Claim, Said]], *, unique: bool) -> Claim | None:
    """Return the first of the ``known`` that says the same, those with the same words and facts before others."""
    times = Counter((claim.release_id, said.words) for claim, said in known)
    worded = [(claim, said) for claim, said in known if said.words == new.words]
    both = [claim for claim, said in worded if said.facts == new.facts and said.donors == new.donors]
    alone = [claim for claim, said in worded if unique and times[claim.release_id, said.words] == 1]
    facts = [claim for claim, said in known if new.counted and said.facts == new.facts and _same_donors(new, said)]
    return next(iter([*both, *alone, *facts]), None)


def _same_donors(one: Said, other: Said) -> bool:
    return one.language != other.language or one.donors == other.donors


def _first_of(claim: Claim | None) -> Claim | None:
    if claim is None or claim.echo_of is None or claim.decisions.all():
        return claim
    return claim.echo_of


def _said_in(claim: Claim) -> Said:
    items = [(item.category, item.quantity, item.unit) for item in claim.items.all()]
    donors = claim.parties_in(PartyRole.FUNDING)
    return Said(
        words=_words(claim.release, claim.words),
        language=claim.release.language,
        facts=_facts(claim.kind, claim.status, claim.amount, claim.currency, items),
        donors=frozenset(normalise_name(party.name) for party in donors),
        counted=claim.amount is not None or any(quantity for _category, quantity, _unit in items),
    )


def _said_by(found: ClaimFinding, release: Release) -> Said:
    items = [(item.category.value, item.quantity, item.unit or "") for item in found.items]
    amount, currency = (found.amount.value.quantize(CENT), found.amount.currency) if found.amount else (None, "")
    return Said(
        words=_words(release, found.span.words(release.text)),
        language=release.language,
        facts=_facts(found.kind.value.value, found.status.value.value, amount, currency, items),
        donors=frozenset(normalise_name(one.name) for one in found.parties if one.role is PartyRole.FUNDING),
        counted=amount is not None or any(quantity for _category, quantity, _unit in items),
    )


def _words(release: Release, passage: str) -> str:
    """Return the words that say it, as compared: of a record of data all of it, as any element may tell a fact."""
    return normalise_name(release.text if release.reference else passage)


def _facts(
    kind: str, status: str, amount: Decimal | None, currency: str, items: list[tuple[str, Decimal | None, str]]
) -> tuple[object, ...]:
    """Return what a translation keeps; units are words of their language, so only whether there is one counts."""
    return kind, status, amount, currency, frozenset((name, number, bool(unit)) for name, number, unit in items)
