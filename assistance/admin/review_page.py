"""The page where one claim is decided on: its release on one side, what is proposed on the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assistance import review
from assistance.admin.comparing import Comparison, comparison_of
from assistance.admin.delivery_forms import DeliveriesForm, deliveries_form
from assistance.admin.evidence import legend, marks_beside, marks_decided
from assistance.admin.links import public_url, record_link, review_url
from assistance.admin.merge_form import EFFECTS, DecisionReasonForm, MergeForm
from assistance.admin.review_forms import ProposedFacts, with_spare_rows
from assistance.admin.visibility import acting_user
from assistance.models import Claim, Commitment, Decision
from assistance.templatetags.evidence import marks_of
from assistance.vocabulary import Outcome

if TYPE_CHECKING:
    ClaimModelAdmin = admin.ModelAdmin[Claim]
else:
    ClaimModelAdmin = admin.ModelAdmin

#: The buttons of the page, by their names.
ACTIONS = ("check", "accept", "accept_publish", "compare", "merge", "reject", "reopen")

#: The field that says that what was typed stands beside the decision of somebody else.
KEPT = "kept"

#: Where the filters of the queue are kept while its claims are looked at, as in the rest of the admin.
FILTERS = "_changelist_filters"


@dataclass
class ReviewForms:
    """Everything that can be typed on the page, and what went wrong with it."""

    claim: Claim
    action: str
    proposed: ProposedFacts
    merge: MergeForm
    deliveries: DeliveriesForm | None
    accept: DecisionReasonForm
    reject: DecisionReasonForm
    reopen: DecisionReasonForm
    errors: list[str] = field(default_factory=list)
    comparison: Comparison | None = None

    @property
    def keep_typed(self) -> bool:
        """Whether the page stood with what was typed beside the decision that is taken back: it is shown again."""
        return self.action == "reopen" and KEPT in self.reopen.data

    @property
    def moved(self) -> bool:
        """Whether the deliveries were looked at with another commitment than the one they are to go to."""
        return bool(self.deliveries and self.deliveries.moved and self.merge.delivers_under())

    def decided_merge(self) -> dict[str, Any]:
        """Return what ``review.merge`` wants beside the claim, without a relation where none was chosen."""
        decided = self.merge.decided()
        if self.deliveries and self.merge.delivers_under():
            decided["deliveries"] = self.deliveries.decided()
        return decided

    def is_valid(self) -> bool:
        """Return whether what the pressed button needs is all there."""
        delivered = [self.deliveries] if self.deliveries and self.merge.delivers_under() else []
        needed = {
            "check": [self.proposed],
            "accept": [self.proposed, self.accept],
            "accept_publish": [self.proposed, self.accept],
            "compare": [self.merge, *delivered],
            "merge": [self.merge, *delivered],
            "reject": [self.reject],
            "reopen": [self.reopen],
        }
        return all([form.is_valid() for form in needed[self.action]])  # type: ignore[attr-defined]  # noqa: C419 - all of them tell their errors


def review_page(
    model_admin: ClaimModelAdmin,
    request: HttpRequest,
    pk: int,
    *,
    neighbours: Callable[[HttpRequest, str, Claim], tuple[int | None, int | None]],
) -> HttpResponse:
    """Show the page, and take the decision that is sent; then go on to the next claim of the queue."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    claims = Claim.objects.with_outcome().with_facts().prefetch_related("release__traps")
    claim = get_object_or_404(claims, pk=pk)
    may_decide = request.user.has_perm("assistance.decide_claim")
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    candidates = review.matches_for(claim)
    forms = _forms(request, claim, candidates)
    earlier, later = neighbours(request, request.GET.get(FILTERS, ""), claim)
    if request.method == "POST":
        done = _decide(request, forms)
        if done is not None:
            model_admin.log_change(request, claim, strip_tags(done))
            messages.success(request, done)
            onward = claim.pk if forms.action == "reopen" else later
            if not forms.keep_typed:
                return HttpResponseRedirect(_with_filters(request, onward))
        claim = claims.get(pk=pk)
    context = _context(claim, forms, candidates) | {
        **_surroundings(model_admin, request, forms),
        "may_decide": may_decide,
        "earlier_url": earlier and _with_filters(request, earlier),
        "later_url": later and _with_filters(request, later),
    }
    return TemplateResponse(request, "admin/assistance/claim/review.html", context)


def _surroundings(model_admin: ClaimModelAdmin, request: HttpRequest, forms: ReviewForms) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media + forms.proposed.parties.media + forms.merge.media,
        "may_publish": request.user.has_perm("assistance.publish_commitment"),
        "queue_url": _with_filters(request, None),
    }


def _context(claim: Claim, forms: ReviewForms, candidates: list[review.Match]) -> dict[str, Any]:
    marks = [*marks_of(claim), *marks_beside(claim), *marks_decided(claim)]
    decisions = list(claim.decisions.select_related("commitment", "made_by").prefetch_related("evidence"))
    standing = decisions[0] if decisions and decisions[0].outcome != Outcome.REOPENED else None
    return {
        "title": _("Claim %(number)d of “%(release)s”") % {"number": claim.number, "release": claim.release},
        "claim": claim,
        "release": claim.release,
        "superseded": getattr(claim.release, "superseded_by", None),
        "marks": marks,
        "legend": legend(marks),
        "reasons": review.reasons_by_claim([claim], {claim.pk: candidates})[claim.pk],
        "read": review.propose(claim),
        "forms": forms,
        "facts_wrong": forms.action in {"check", "accept", "accept_publish"},
        "candidates": candidates,
        "effects": [(_(relation.label), words) for relation, words in EFFECTS],
        "decisions": decisions,
        "standing": standing,
        "comparison": forms.comparison,
    }


def _forms(request: HttpRequest, claim: Claim, candidates: list[review.Match]) -> ReviewForms:
    action = next((name for name in ACTIONS if f"_{name}" in request.POST), "check")
    sent = request.POST if request.method == "POST" else None
    data: Any = with_spare_rows(sent) if sent is not None and action == "check" else sent
    merge = MergeForm(data, prefix="merge", candidates=candidates, wanted_for=action)
    return ReviewForms(
        claim=claim,
        action=action if sent is not None else "",
        proposed=ProposedFacts(review.propose(claim), data, within=review.Stretch.of(claim), claim=claim),
        merge=merge,
        deliveries=deliveries_form(claim, merge.delivers_under(), sent),
        accept=DecisionReasonForm(data, prefix="accept"),
        reject=DecisionReasonForm(data, prefix="reject"),
        reopen=DecisionReasonForm(data, prefix="reopen"),
    )


def _decide(request: HttpRequest, forms: ReviewForms) -> SafeString | None:
    """Take the decision of the pressed button and return what to tell of it; None where it was not taken."""
    by = acting_user(request)
    if forms.action == "accept_publish" and not by.has_perm("assistance.publish_commitment"):
        raise PermissionDenied
    if not forms.is_valid():
        forms.errors.append(_("Nothing was decided yet. Correct what is marked below."))
        return None
    if forms.action == "check":
        messages.info(request, _("All facts can be written down as they stand. Nothing was decided yet."))
        return None
    if forms.action == "compare":
        forms.comparison = comparison_of(forms.claim, forms.decided_merge(), by=by)
        return None
    if forms.action == "merge" and forms.moved:
        forms.errors.append(_("Nothing was decided yet. The deliveries go to another commitment: look at their lines."))
        return None
    try:
        return _taken(forms, by)
    except review.ReviewError as error:
        forms.errors.append(str(error))
        return None


def _taken(forms: ReviewForms, by: User) -> SafeString:
    claim = forms.claim
    if forms.action == "merge":
        commitment = review.merge(claim, by=by, **forms.decided_merge())
        return _told(_("The claim was merged into commitment"), commitment)
    if forms.action == "reject":
        return _told_of(review.reject(claim, by=by, reason=forms.reject.cleaned_data["reason"]))
    if forms.action == "reopen":
        return _told_of(review.reopen(claim, by=by, reason=forms.reopen.cleaned_data["reason"]))
    commitment = review.accept(
        claim,
        by=by,
        facts=forms.proposed.decided(),
        words=forms.proposed.chosen_words(),
        reason=forms.accept.cleaned_data["reason"],
        publish=forms.action == "accept_publish",
    )
    return _told(_("The claim was accepted as commitment"), commitment)


def _told(words: str, commitment: Commitment) -> SafeString:
    """Return what was done, with links to the commitment and to its public page, if it has one."""
    told = format_html("{} {}.", words, record_link(commitment, f"#{commitment.pk} {commitment}"))
    address = public_url(commitment)
    return format_html('{} <a href="{}">{}</a>', told, address, _("See it on the site")) if address else told


def _told_of(decision: Decision) -> SafeString:
    words = _("The claim was rejected.") if decision.outcome == Outcome.REJECTED else _("The claim was reopened.")
    return format_html("{}", words)


def _with_filters(request: HttpRequest, pk: int | None) -> str:
    """Return the address of the claim's page, or of the queue, that keeps the filters of the queue."""
    filters = request.GET.get(FILTERS, "")
    if pk is None:
        address = reverse("admin:assistance_claim_changelist")
        return f"{address}?{filters}" if filters else address
    kept = QueryDict(mutable=True)
    kept[FILTERS] = filters
    return f"{review_url(pk)}?{kept.urlencode()}" if filters else review_url(pk)
