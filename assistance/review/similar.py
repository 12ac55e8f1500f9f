"""Commitments a claim may speak of too: what a reviewer compares it with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from assistance.models import Claim, Commitment, CommitmentClaim, CommitmentParty, Release
from assistance.vocabulary import Outcome, PartyRole, normalise_name


def similar_commitments(claim: Claim) -> list[Commitment]:
    """Return what ``claim`` may speak of too: what its earlier text made, then same donor and same amount."""
    return list(dict.fromkeys([*corrected_by_claim([claim])[claim.pk], *similar_by_claim([claim])[claim.pk]]))


def corrected_by_claim(claims: Sequence[Claim]) -> dict[int, list[Commitment]]:
    """Return, by the key of each claim, the commitments that rest on earlier texts its release supersedes.

    Takes no query where no release supersedes another. Expects claims with their releases fetched.
    """
    earlier = {claim.pk: _earlier_texts(claim.release) for claim in claims}
    releases = set[int]().union(*earlier.values())
    links = CommitmentClaim.objects.filter(claim__release__in=releases).select_related("commitment").order_by("pk")
    found: dict[int, list[Commitment]] = {claim.pk: [] for claim in claims}
    for link in links.annotate(text=F("claim__release")) if releases else ():
        for claim in claims:
            if link.text in earlier[claim.pk] and link.commitment not in found[claim.pk]:
                found[claim.pk].append(link.commitment)
    return found


def _earlier_texts(release: Release) -> set[int]:
    earlier = set[int]()
    older = release.supersedes_id
    while older is not None:
        earlier.add(older)
        older = Release.objects.values_list("supersedes", flat=True).get(pk=older)
    return earlier


def similar_by_claim(claims: Sequence[Claim]) -> dict[int, list[Commitment]]:
    """Return the similar commitments of each of ``claims``, by its key, in a fixed number of queries.

    Neither the commitment a claim is linked with nor the one it left behind when it was reopened is among them.
    Expects claims fetched ``with_facts()``.
    """
    stated = [claim for claim in claims if claim.amount is not None]
    donors = {claim.pk: _donor_names(claim) for claim in stated}
    names = set[str]().union(*donors.values())
    funded = CommitmentParty.objects.filter(
        role=PartyRole.FUNDING,
        organisation__aliases__normalised__in=names,
        commitment__amount__in={claim.amount for claim in stated},
    )
    funders: dict[int, set[str]] = defaultdict(set)
    for number, name in funded.values_list("commitment", "organisation__aliases__normalised"):
        funders[number].add(name)
    known = Commitment.objects.filter(pk__in=funders).prefetch_related("claim_links", "decisions").order_by("pk")
    found: dict[int, list[Commitment]] = {claim.pk: [] for claim in claims}
    for commitment in known if funders else ():
        for claim in stated:
            same = (commitment.amount, commitment.currency) == (claim.amount, claim.currency)
            if same and funders[commitment.pk] & donors[claim.pk] and not _made_by(commitment, claim):
                found[claim.pk].append(commitment)
    return found


def commitments_of_donors(claim: Claim, *, limit: int) -> list[Commitment]:
    """Return up to ``limit`` commitments of the claim's donors whatever their amount, the newest first."""
    parties = CommitmentParty.objects.filter(
        role=PartyRole.FUNDING, organisation__aliases__normalised__in=_donor_names(claim)
    )
    known = Commitment.objects.filter(pk__in=parties.values("commitment")).prefetch_related("claim_links", "decisions")
    own = [commitment.pk for commitment in known.filter(decisions__claim=claim) if _made_by(commitment, claim)]
    return list(known.exclude(pk__in=own).newest_first()[:limit])


def _donor_names(claim: Claim) -> set[str]:
    donors = claim.parties_in(PartyRole.FUNDING)
    return {normalise_name(name) for party in donors for name in (party.name, *party.aliases)}


def _made_by(commitment: Commitment, claim: Claim) -> bool:
    """Return whether ``claim`` is linked with ``commitment``, or accepting it made what nothing supports now."""
    links = commitment.claim_links.all()
    if links:
        return any(link.claim_id == claim.pk for link in links)
    return any(row.claim_id == claim.pk and row.outcome == Outcome.ACCEPTED for row in commitment.decisions.all())
