"""Copies and translations of one release: the stored release that a new one is the same witness as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Q, QuerySet

from assistance.extraction import Extraction
from assistance.extraction.witness import Print, likeness
from assistance.models import Claim, ClaimItem, Release, StatedTotal
from assistance.models.validation import MONEY_LIMIT
from assistance.vocabulary import Likeness

#: How many days apart copies are published, and with how many releases a new one is compared at most.
DAYS_APART = timedelta(days=14)
MOST_CANDIDATES = 300
#: How many sums and how many quantities are looked for, and below what a quantity is.
#: Texts up to this many characters are kept as they are compared: some 300 kB of memory each.
LONGEST_KEPT = 8_000
MOST_FIGURES = 20
MOST_THINGS = 10**9


@dataclass(frozen=True, kw_only=True)
class Witness:
    """The release a new one is the same witness as, how, and why that is thought."""

    release: Release
    likeness: Likeness
    reason: str


def find_witness(text: str, found: Extraction, published: date | None, *, besides: Release | None) -> Witness | None:
    """Return the stored release whose copy or translation ``text`` is, the first of them where there are several.

    ``besides`` is the earlier version that the new release supersedes: likeness to that says nothing.
    """
    new = Print(text, found.language)
    candidates = _candidates(found, published, besides)
    compared = ((release, likeness(new, _print(release.text, release.language))) for release in candidates)
    alike = [(release, verdict) for release, verdict in compared if verdict.kind is not None]
    if not alike:
        return None
    release, verdict = max(alike, key=lambda pair: (pair[1].score, -pair[0].pk))
    kind = verdict.kind or Likeness.REPRINT
    reason = f"{kind.label} of release {release.pk}: {'; '.join(verdict.reasons)}"
    return Witness(release=release.witness_of or release, likeness=kind, reason=reason)


def _candidates(found: Extraction, published: date | None, besides: Release | None) -> QuerySet[Release]:
    """Return the standing texts of those days to compare with, the newest first, no more than can be compared.

    Records of data are no texts. Of those in the other language, the ones that tell a sum or a quantity of things that
    the new one tells too.
    """
    near = Release.objects.standing().filter(reference="")
    if besides is not None:
        near = near.exclude(pk=besides.pk)
    if published is not None:
        days = (published - DAYS_APART, published + DAYS_APART)
        near = near.filter(Q(published_on__range=days) | Q(published_on__isnull=True))
    comparable = near.filter(Q(language=found.language) | _tells_a_figure_of(found))
    return comparable.select_related("witness_of").order_by("-pk")[:MOST_CANDIDATES]


def _tells_a_figure_of(found: Extraction) -> Q:
    """Return the condition that a release tells a sum, or a quantity of one kind of things, that ``found`` has."""
    amounts = [claim.amount for claim in found.claims] + [total.amount for total in found.stated_totals]
    sums = {(one.value, one.currency) for one in amounts if one is not None and one.value < MONEY_LIMIT}
    items = (item for claim in found.claims for item in claim.items)
    things = {(item.quantity, item.category.value) for item in items if item.quantity and item.quantity < MOST_THINGS}
    told = Q(pk__in=[])
    for amount, currency in sorted(sums)[:MOST_FIGURES]:
        for model in (Claim, StatedTotal):
            releases = model.objects.filter(amount=amount, currency=currency).values("release")
            told |= Q(pk__in=releases)
    for quantity, category in sorted(things)[:MOST_FIGURES]:
        told |= Q(pk__in=ClaimItem.objects.filter(quantity=quantity, category=category).values("claim__release"))
    return told


def _print(text: str, language: str) -> Print:
    """Return what is compared of a stored text; that of a short one is kept for the next one compared with it."""
    return _kept(text, language) if len(text) <= LONGEST_KEPT else Print(text, language)


@lru_cache(maxsize=MOST_CANDIDATES)
def _kept(text: str, language: str) -> Print:
    return Print(text, language)
