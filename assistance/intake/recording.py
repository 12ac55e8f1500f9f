"""Storing a release and all that was found in it: whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistance.extraction import Amount, Extraction, Finding, extract
from assistance.extraction import Claim as ClaimFinding
from assistance.extraction import Need as NeedFinding
from assistance.extraction import StatedTotal as TotalFinding
from assistance.intake.copies import Witness, find_witness
from assistance.intake.documents import ReleaseDocument
from assistance.intake.echoes import echoes_in
from assistance.models import (
    Claim,
    ClaimEvidence,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    Need,
    Organisation,
    Release,
    StatedTotal,
    Trap,
    sha256_of,
)
from assistance.models.history import write
from assistance.models.validation import MONEY_LIMIT
from assistance.readers import DocumentError
from assistance.vocabulary import Fact, Language
from assistance.vocabulary.labels import gettext_noop

CENT = Decimal("0.01")


class Stored(Enum):
    """What recording a release came to."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, kw_only=True)
class Recording:
    """The stored release and what became of it."""

    outcome: Stored
    release: Release
    claims: int
    needs: int


def is_stored(document: ReleaseDocument) -> bool:
    """Tell whether the text of ``document`` is stored already, so that nobody needs to read it again."""
    return Release.objects.filter(sha256=sha256_of(document.text)).exists()


@transaction.atomic
def record_release(document: ReleaseDocument, *, by: User, found: Extraction | None = None, why: str = "") -> Recording:
    """Store ``document`` with its claims, needs, stated totals and traps.

    ``found`` is what was found in it, where it was read beforehand; without it, it is read here. ``why`` is told in the
    release's history.
    The same text again changes nothing. A changed text from the same address, or a record of data with the same
    number, supersedes the stored one. A copy or a
    translation of a stored release is linked to it, with the reason in its history; nothing is merged by that. What
    a claim of the same text said already is marked as its echo: where that was rejected, it is not proposed again.
    Raises ``DocumentError`` where the release cannot be stored; nothing of it is then.
    """
    known = Release.objects.filter(sha256=sha256_of(document.text)).first()
    if known is not None:
        return Recording(outcome=Stored.UNCHANGED, release=known, claims=0, needs=0)
    if found is None:
        found = extract(document.text, title=document.title, published=document.published, language=document.language)
    older = _standing_version(document)
    witness = (
        None
        if document.reference
        else find_witness(document.text, found, document.published or found.published, besides=older)
    )
    release = _store_release(document, found, older, witness, by=by, why=why)
    for number, (claim, echo) in enumerate(zip(found.claims, echoes_in(release, found.claims), strict=True), start=1):
        _store_claim(release, number, claim, found.version, echo)
    for need in found.needs:
        _store_need(release, need, by)
    for total in found.stated_totals:
        _store_total(release, total, by)
    Trap.objects.bulk_create(
        Trap(release=release, reason=trap.reason, **_second_sum(trap.amount), **_evidence(trap, release))
        for trap in found.traps
    )
    return Recording(
        outcome=Stored.SUPERSEDES if older else Stored.NEW,
        release=release,
        claims=len(found.claims),
        needs=len(found.needs),
    )


def _standing_version(document: ReleaseDocument) -> Release | None:
    """Return the version that ``document`` supersedes: of a record the one of its number, else of its address."""
    texts = Release.objects.standing().order_by("pk")
    if document.reference:
        return texts.filter(reference=document.reference).last()
    return texts.filter(source_url=document.source_url, reference="").last() if document.source_url else None


def _store_release(
    document: ReleaseDocument,
    found: Extraction,
    older: Release | None,
    witness: Witness | None,
    *,
    by: User,
    why: str,
) -> Release:
    release = Release(
        publisher=document.publisher,
        language=document.language or found.language,
        published_on=document.published or found.published,
        title=(document.title or found.title)[:500],
        source_url=document.source_url,
        licence=document.licence,
        rendition=document.rendition,
        reference=document.reference,
        text=document.text,
        sha256=sha256_of(document.text),
        retrieved_at=document.retrieved_at or timezone.now(),
        supersedes=older,
        witness_of=witness.release if witness else None,
        likeness=witness.likeness.value if witness else "",
    )
    try:
        release.full_clean()
    except ValidationError as error:
        raise DocumentError(gettext_noop("cannot be stored: %(problem)s"), problem="; ".join(error.messages)) from error
    write(release, by=by, why=" ".join(filter(None, [why, witness.reason if witness else ""])))
    return release


def _evidence(finding: Finding, release: Release) -> dict[str, Any]:
    """Return where ``finding`` stands, its words taken from the text as stored."""
    span = finding.span
    return {"start": span.start, "end": span.end, "words": span.words(release.text), "rule": finding.rule}


def _store_claim(release: Release, number: int, found: ClaimFinding, version: str, echo: Claim | None) -> None:
    claim = Claim.objects.create(
        release=release,
        number=number,
        echo_of=echo,
        kind=found.kind.value,
        status=found.status.value,
        **_amount(found.amount),
        period_start=found.period.start if found.period else None,
        period_end=found.period.end if found.period else None,
        extractor_version=version,
        **_evidence(found, release),
    )
    _store_single_facts(claim, found, release)
    _store_parties(claim, found, release)
    _store_items(claim, found, release)
    ClaimPlace.objects.bulk_create(
        ClaimPlace(claim=claim, name=place.name[:255], region=place.region or "", **_evidence(place, release))
        for place in found.places
    )
    ClaimSector.objects.bulk_create(
        ClaimSector(claim=claim, sector=sector.value, **_evidence(sector, release)) for sector in found.sectors
    )


def _store_parties(claim: Claim, found: ClaimFinding, release: Release) -> None:
    ClaimParty.objects.bulk_create(
        ClaimParty(
            claim=claim,
            role=party.role,
            name=party.name[:255],
            aliases=list(party.aliases),
            type=party.type or "",
            country=party.country or "",
            **_evidence(party, release),
        )
        for party in found.parties
    )


def _store_items(claim: Claim, found: ClaimFinding, release: Release) -> None:
    ClaimItem.objects.bulk_create(
        ClaimItem(
            claim=claim,
            name=item.name[:300],
            category=item.category,
            quantity=item.quantity,
            unit=item.unit or "",
            hedge=item.hedge,
            **_evidence(item, release),
        )
        for item in found.items
    )


def _amount(amount: Amount | None) -> dict[str, Any]:
    if amount is None:
        return {}
    if max(amount.value, amount.upper or amount.value) >= MONEY_LIMIT:
        raise DocumentError(
            gettext_noop("states %(currency)s %(amount)s, more than can be kept exactly. Check the text."),
            currency=amount.currency,
            amount=f"{amount.value:,f}",
        )
    return {
        "amount": amount.value.quantize(CENT),
        "currency": amount.currency,
        "amount_hedge": amount.hedge,
        "amount_upper": amount.upper.quantize(CENT) if amount.upper is not None else None,
    }


def _second_sum(amount: Amount | None) -> dict[str, Any]:
    """Return the sum of a trap, if it has one that can be kept exactly."""
    if amount is None or not CENT <= amount.value < MONEY_LIMIT:
        return {}
    return {"amount": amount.value.quantize(CENT), "currency": amount.currency}


def _store_single_facts(claim: Claim, found: ClaimFinding, release: Release) -> None:
    single = {Fact.STATUS: found.status, Fact.KIND: found.kind, Fact.AMOUNT: found.amount, Fact.PERIOD: found.period}
    ClaimEvidence.objects.bulk_create(
        ClaimEvidence(claim=claim, fact=fact, **_evidence(finding, release))
        for fact, finding in single.items()
        if finding is not None
    )


def _in_language_of(release: Release, name: str, text: str) -> dict[str, str]:
    return {f"{name}_{'uk' if release.language == Language.UKRAINIAN else 'en'}": text[:300]}


def _store_need(release: Release, found: NeedFinding, by: User) -> None:
    need = Need(
        release=release,
        category=found.category,
        quantity=found.quantity,
        unit=found.unit or "",
        **_in_language_of(release, "what", found.what),
        **_evidence(found, release),
    )
    write(need, by=by)


def _store_total(release: Release, found: TotalFinding, by: User) -> None:
    stated = _amount(found.amount)
    total = StatedTotal(
        release=release,
        amount=stated["amount"],
        currency=stated["currency"],
        hedge=stated["amount_hedge"],
        **_in_language_of(release, "scope", found.scope),
        **_evidence(found, release),
    )
    write(total, by=by)
    for donor in found.donors:
        total.donors.add(*Organisation.objects.named(donor.name))
