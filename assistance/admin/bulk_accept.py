"""Accepting the claims without a doubt together, after a look at what would be written for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance import review
from assistance.admin.links import record_link, review_link
from assistance.admin.visibility import acting_user
from assistance.models import Claim
from assistance.vocabulary import Outcome, PartyRole

if TYPE_CHECKING:
    ClaimModelAdmin = admin.ModelAdmin[Claim]
else:
    ClaimModelAdmin = admin.ModelAdmin

#: How many claims are looked at together: as many as somebody can read before pressing the button.
TOGETHER = 100


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A claim that can be accepted as read, and what that writes down."""

    claim: Claim
    facts: review.CommitmentFacts

    @property
    def parties(self) -> list[tuple[str, str, bool]]:
        """Role and name of each party, and whether it is made anew."""
        return [(_(PartyRole(one.role).label), one.name, one.organisation is None) for one in self.facts.parties]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A claim that somebody has to look at by itself, and why."""

    claim: Claim
    why: list[str]


def accept_together(
    model_admin: ClaimModelAdmin, request: HttpRequest, queryset: QuerySet[Claim]
) -> HttpResponse | None:
    """Show what accepting the selected claims would write; write it, each by itself, once that is confirmed.

    Only claims without a doubt are accepted, and whether they are is looked at again before each is written.
    """
    claims = list(queryset.order_by("pk")[:TOGETHER])
    proposals, left_out = _sorted_out(claims)
    if "confirmed" in request.POST:
        _accept(model_admin, request, [one.claim for one in proposals])
        for one in left_out:
            model_admin.message_user(request, _refused(one.claim, " ".join(one.why)), messages.WARNING)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Accept the claims without a doubt"),
        "opts": model_admin.opts,
        "proposals": proposals,
        "left_out": left_out,
        "together": TOGETHER if queryset.count() > TOGETHER else None,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/assistance/claim/accept_together.html", context)


def _sorted_out(claims: list[Claim]) -> tuple[list[Proposal], list[LeftOut]]:
    standing = review.standings(claims)
    proposals, left_out = [], []
    for claim in claims:
        if claim.outcome not in {None, Outcome.REOPENED}:  # type: ignore[attr-defined]
            left_out.append(LeftOut(claim=claim, why=[_("It is decided already.")]))
        elif standing[claim.pk].is_clear:
            proposals.append(Proposal(claim=claim, facts=review.propose(claim)))
        else:
            left_out.append(LeftOut(claim=claim, why=_doubts(standing[claim.pk])))
    return proposals, left_out


def _doubts(standing: review.Standing) -> list[str]:
    reasons = [str(reason) for reason in standing.reasons]
    return reasons or [match.sentence for match in standing.matches if match.relation][:1]


def _accept(model_admin: ClaimModelAdmin, request: HttpRequest, claims: list[Claim]) -> None:
    """Accept each of ``claims`` in a transaction of its own; say which were refused and why.

    What the first of two claims of the same money makes is known to the second, which is then left to a person.
    """
    done = 0
    for claim in claims:
        if not review.standings([claim])[claim.pk].is_clear:
            words = _("It looks like what was accepted just before it. Decide on it by itself.")
            model_admin.message_user(request, _refused(claim, words), messages.WARNING)
            continue
        try:
            commitment = review.accept(claim, by=acting_user(request))
        except review.ReviewError as error:
            model_admin.message_user(request, _refused(claim, str(error)), messages.ERROR)
            continue
        told = format_html("{} {}", _("Accepted as commitment"), record_link(commitment, f"#{commitment.pk}"))
        model_admin.log_change(request, claim, _("Accepted as commitment") + f" #{commitment.pk}")
        model_admin.message_user(request, format_html("{}: {}", review_link(claim), told), messages.SUCCESS)
        done += 1
    words = ngettext("%(count)d claim was accepted.", "%(count)d claims were accepted.", done) % {"count": done}
    model_admin.message_user(request, words, messages.SUCCESS if done else messages.WARNING)


def _refused(claim: Claim, why: str) -> str:
    return format_html("{} – {}", review_link(claim), why)
