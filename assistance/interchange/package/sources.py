"""Releases, what they claim with the words it stands in, what is not counted, and the totals they state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.fields import (
    Field,
    Table,
    code,
    currency,
    day,
    each,
    number,
    own_key,
    text,
    truth,
    whole,
)
from assistance.interchange.public import told_by
from assistance.models import Claim, Release, StatedTotal, Trap
from assistance.vocabulary import (
    CommitmentStatus,
    Fact,
    Hedge,
    Kind,
    Language,
    Likeness,
    Relation,
    Rendition,
    TrapReason,
)


def shown_releases() -> QuerySet[Release]:
    """Return the public releases, without their texts."""
    return Release.objects.published().defer("text")


def stated_totals() -> QuerySet[StatedTotal]:
    """Return the public totals that public releases state."""
    return StatedTotal.objects.published().filter(release__in=Release.objects.published())


def _releases() -> Iterator[Release]:
    fetched = shown_releases().prefetch_related(
        Prefetch("supersedes", shown_releases()), Prefetch("witness_of", shown_releases())
    )
    return each(fetched)


def _claims() -> Iterator[Claim]:
    return each(Claim.objects.published().select_related("link"))


def _evidence() -> Iterator[tuple[int, Any]]:
    """Yield the words of each claim's facts, numbered from 1 in the order of the text."""
    fetched = Claim.objects.published().with_facts().select_related("link").prefetch_related("decisions__evidence")
    for claim in each(fetched):
        told = [row for row in told_by([claim]) if row.fact]
        told.sort(key=lambda row: (row.words.start, row.words.end, row.fact or "", row.chosen, row.words.pk))
        yield from enumerate(told, 1)


def _uncounted() -> Iterator[Trap]:
    return each(Trap.objects.filter(release__in=Release.objects.published().order_by().values("pk")))


def _donors_of_totals() -> Iterator[tuple[int, int]]:
    for total in each(stated_totals().prefetch_related("donors")):
        for donor in sorted(total.donors.all(), key=lambda donor: donor.pk):
            yield total.pk, donor.pk


_RELEASE = whole("release_id", _("Number of the release."), lambda row: row.release_id, required=True, of="releases")


def _words(about_words: Any) -> tuple[Field, ...]:
    """Return where words stand in the text of the release, which the API has."""
    return (
        text("words", about_words, lambda row: row.words, required=True),
        whole("start", _("Where they begin in the text of the release."), lambda row: row.start, required=True),
        whole("end", _("Where they end there."), lambda row: row.end, required=True),
    )


RELEASES = Table(
    name="releases",
    about=_("The texts everything rests on, without the texts themselves, which belong to their publishers."),
    rows=_releases,
    fields=(
        own_key(_("Number of the release.")),
        text("title", _("Title in the language of the release."), lambda row: row.title, required=True),
        text("publisher", _("Who published it."), lambda row: row.publisher),
        code("language", _("Language, by its code."), Language, lambda row: row.language, required=True),
        day("published_on", _("Day of publication."), lambda row: row.published_on),
        text("original", _("Address of the original."), lambda row: row.source_url),
        text("licence", _("Licence of its text, where it is known."), lambda row: row.licence),
        code("rendition", _("Whether the text is the original or our retelling."), Rendition,
             lambda row: row.rendition, required=True),
        text("sha256", _("SHA-256 of its text."), lambda row: row.sha256, required=True, pattern="[0-9a-f]{64}"),
        whole("supersedes_id", _("Number of the earlier version of the same page that it supersedes."),
              lambda row: row.supersedes.pk if row.supersedes else None, of="releases"),
        whole("copy_of_id", _("Number of the release whose copy or translation it is: the two are one witness."),
              lambda row: row.witness_of.pk if row.witness_of else None, of="releases"),
        code("likeness", _("In which way it is a copy."), Likeness,
             lambda row: row.likeness if row.witness_of else None),
    ),
)  # fmt: skip

CLAIMS = Table(
    name="claims",
    about=_("What one release says of one commitment; staff may have decided otherwise."),
    rows=_claims,
    fields=(
        own_key(_("Number of the claim.")),
        _RELEASE,
        whole("commitment_id", _("Number of the commitment."), lambda row: row.link.commitment_id, required=True,
              of="commitments"),
        code("relation", _("What staff decided that the claim is to the commitment."), Relation,
             lambda row: row.link.relation, required=True),
        code("kind", _("Kind of assistance."), Kind, lambda row: row.kind, required=True),
        code("status", _("Status, as the release says."), CommitmentStatus, lambda row: row.status, required=True),
        number("amount", _("Amount as stated, in full units of the currency; of a range the lower end. "
                           "Empty where none is stated."), lambda row: row.amount),
        number("amount_upper", _("Upper end of a range."), lambda row: row.amount_upper),
        currency("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
                 lambda row: row.currency),
        code("amount_hedge", _("How firmly the amount is stated."), Hedge,
             lambda row: None if row.amount is None else row.amount_hedge),
        day("period_start", _("First day of its period."), lambda row: row.period_start),
        day("period_end", _("Last day of its period."), lambda row: row.period_end),
        *_words(_("The words that say it.")),
    ),
)  # fmt: skip

EVIDENCE = Table(
    name="evidence",
    about=_("The words of a release that state a fact of a claim."),
    rows=_evidence,
    key=("claim_id", "number"),
    fields=(
        whole("claim_id", _("Number of the claim."), lambda row: row[1].claim.pk, required=True, of="claims"),
        whole("number", _("Counted from 1 within the claim."), lambda row: row[0], required=True),
        code("fact", _("What the words state."), Fact, lambda row: row[1].fact, required=True),
        text("words", _("The words."), lambda row: row[1].words.words, required=True),
        whole("start", _("Where they begin in the text of the release."), lambda row: row[1].words.start,
              required=True),
        whole("end", _("Where they end there."), lambda row: row[1].words.end, required=True),
        truth("chosen_by_staff", _("Whether staff chose the words as evidence."), lambda row: row[1].chosen),
    ),
)  # fmt: skip

UNCOUNTED = Table(
    name="uncounted",
    about=_("Numbers of releases that are not counted as assistance, and why."),
    rows=_uncounted,
    fields=(
        own_key(_("Number of the row.")),
        _RELEASE,
        code("reason", _("Why a number is not counted"), TrapReason, lambda row: row.reason, required=True),
        *_words(_("The words.")),
    ),
)

STATED_TOTALS = Table(
    name="stated_totals",
    about=_("Sums that releases state over many commitments: to compare with, never to add to anything."),
    rows=lambda: each(stated_totals()),
    fields=(
        own_key(_("Number of the total.")),
        _RELEASE,
        number("amount", _("Amount as stated, in full units of the currency."), lambda row: row.amount,
               required=True),
        currency("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
                 lambda row: row.currency, required=True),
        code("amount_hedge", _("How firmly the amount is stated."), Hedge, lambda row: row.hedge, required=True),
        text("scope_en", _("What the release says it is the sum of, in English."), lambda row: row.scope_en),
        text("scope_uk", _("What the release says it is the sum of, in Ukrainian."), lambda row: row.scope_uk),
        day("period_start", _("First day of its period."), lambda row: row.period_start),
        day("period_end", _("Last day of its period."), lambda row: row.period_end),
        *_words(_("The words that state it.")),
    ),
)  # fmt: skip

STATED_TOTAL_DONORS = Table(
    name="stated_total_donors",
    about=_("The donors that a release names for a total."),
    rows=_donors_of_totals,
    key=("stated_total_id", "organisation_id"),
    fields=(
        whole("stated_total_id", _("Number of the total."), lambda row: row[0], required=True, of="stated_totals"),
        whole("organisation_id", _("Number of the organisation."), lambda row: row[1], required=True,
              of="organisations"),
    ),
)  # fmt: skip

TABLES = (RELEASES, CLAIMS, EVIDENCE, UNCOUNTED, STATED_TOTALS, STATED_TOTAL_DONORS)
