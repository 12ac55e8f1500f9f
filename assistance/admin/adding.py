"""The page where a claim that the extractor missed is added: its words are marked, its facts are typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.evidence import legend, marks_in_release
from assistance.admin.links import review_url
from assistance.admin.review_forms import FactsForm, ProposedFacts, with_spare_rows
from assistance.admin.visibility import acting_user
from assistance.admin.words_forms import WordsForm
from assistance.models import Claim, Release
from assistance.vocabulary import CommitmentStatus, Kind

if TYPE_CHECKING:
    ReleaseModelAdmin = admin.ModelAdmin[Release]
else:
    ReleaseModelAdmin = admin.ModelAdmin

#: The facts that the form starts from.
NOTHING_READ = review.CommitmentFacts(kind=Kind.MIXED, status=CommitmentStatus.ANNOUNCED)


class PassageForm(WordsForm):
    """The words of the claim; the first of the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        words.required = True
        words.label = gettext_lazy("Words of the claim")
        words.help_text = gettext_lazy("The sentence or sentences that tell of it, as they stand in the text.")
        words.error_messages["required"] = gettext_lazy("Mark the words of the release that tell of it.")


class NewClaimForm(FactsForm):
    """The facts of a new claim; titles are proposed where they are left empty."""

    untitled = False

    def check_titles(self, data: dict[str, Any]) -> None:
        """Ask for none; a commitment is refused without, so that a dash holds the place."""
        if not (data.get("title_en") or data.get("title_uk")):
            self.untitled = True
            data["title_en"] = "–"


class NewClaimFacts(ProposedFacts):
    """All parts of the form for a new claim."""

    facts_form = NewClaimForm

    def decided(self) -> review.CommitmentFacts:
        """Return the facts as a person typed them, without titles where they typed none."""
        untitled = isinstance(self.facts, NewClaimForm) and self.facts.untitled
        return super().decided().with_changes(**({"title_en": ""} if untitled else {}))


@dataclass
class AddingForms:
    """Everything that can be typed on the page, under the names the templates of the review page know."""

    release: Release
    action: str
    passage: PassageForm
    proposed: NewClaimFacts
    errors: list[str] = field(default_factory=list)

    def is_valid(self) -> bool:
        """Return whether the claim can be added; every part says what is wrong with it."""
        return all([self.passage.is_valid(), self.proposed.is_valid()])


def add_claim_page(model_admin: ReleaseModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text beside an empty form; add the claim that is sent, and go to the page where it is decided on."""
    if not request.user.has_perm("assistance.decide_claim"):
        raise PermissionDenied
    release = get_object_or_404(Release, pk=pk)
    forms = _forms(request, release)
    if request.method == "POST":
        claim = _add(request, forms)
        if claim is not None:
            told = _("Claim %(number)d was added.") % {"number": claim.number}
            model_admin.log_change(request, release, told)
            messages.success(request, told)
            return HttpResponseRedirect(review_url(claim))
    marks = marks_in_release(release, list(release.claims.with_facts().order_by("number")))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media + forms.proposed.parties.media + forms.proposed.facts.media,
        "title": _("Add a claim that was missed"),
        "release": release,
        "marks": marks,
        "legend": legend(marks),
        "forms": forms,
        "facts_wrong": bool(forms.action),
    }
    return TemplateResponse(request, "admin/assistance/claim/add.html", context)


def _forms(request: HttpRequest, release: Release) -> AddingForms:
    sent: Any = request.POST if request.method == "POST" else None
    action = next((name for name in ("add", "add_accept") if f"_{name}" in request.POST), "check")
    data = with_spare_rows(sent) if sent is not None and action == "check" else sent
    whole = review.Stretch(text=release.text, start=0, end=len(release.text))
    passage = PassageForm(data, prefix="passage", within=whole, initial=_marked(request, release))
    within = whole
    if sent is not None and passage.is_valid() and passage.span:
        within = review.Stretch(text=release.text, start=passage.span[0], end=passage.span[1])
    proposed = NewClaimFacts(NOTHING_READ, data, within=within)
    return AddingForms(release=release, action=action if sent is not None else "", passage=passage, proposed=proposed)


def _marked(request: HttpRequest, release: Release) -> dict[str, Any]:
    """Return the words that the address names by ``start`` and ``end``, if it names any."""
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    if not (start.isdecimal() and end.isdecimal()):
        return {}
    return {"words": release.text[int(start) : int(end)], "start": int(start)}


def _add(request: HttpRequest, forms: AddingForms) -> Claim | None:
    if not forms.is_valid() or forms.passage.span is None:
        forms.errors.append(_("Nothing was added yet. Correct what is marked below."))
        return None
    if forms.action == "check":
        messages.info(request, _("All facts can be written down as they stand. Nothing was added yet."))
        return None
    what: dict[str, Any] = {
        "by": acting_user(request),
        "span": forms.passage.span,
        "facts": forms.proposed.decided(),
        "words": forms.proposed.chosen_words(),
    }
    try:
        if forms.action == "add":
            return review.add_claim(forms.release, **what)
        commitment = review.add_accepted_claim(forms.release, **what)
    except review.ReviewError as error:
        forms.errors.append(str(error))
        return None
    claim: Claim = commitment.claim_links.get().claim
    return claim
