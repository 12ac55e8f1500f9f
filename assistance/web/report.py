"""Report a mistake: the one form of the public pages that is stored."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from assistance.models import Claim, Commitment, Correction, Release
from assistance.templatetags.as_of import without_prefix
from assistance.throttling import may_send
from assistance.web.releases import MEANINGS

#: The most characters of a release that are kept as the words a report is about.
LONGEST_SENTENCE = 2000


class ReportForm(forms.Form):
    """What is wrong, and how that can be seen. Whoever fills in ``website``, which people do not see, is a machine."""

    text = forms.CharField(
        label=_("What is wrong?"), min_length=10, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    source_url = forms.URLField(label=_("A source that shows it (optional)"), max_length=500, required=False)
    email = forms.EmailField(label=_("Your e-mail address (optional)"), max_length=254, required=False)
    website = forms.CharField(label=_("Leave this empty"), max_length=200, required=False)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a report is about: a page, and on it the words a fact rests on, as far as both are public."""

    address: str
    commitment: Commitment | None = None
    release: Release | None = None
    claim: Claim | None = None
    fact: str = ""
    sentence: str = ""

    @property
    def meaning(self) -> Promise | str:
        """What kind of words they are."""
        return MEANINGS.get(self.fact, "")


def show(request: HttpRequest) -> HttpResponse:
    """Show the form; take what was sent, unless too much came from the same address."""
    asked = request.POST if request.method == "POST" else request.GET
    subject = subject_of(asked)
    form = ReportForm(request.POST if request.method == "POST" else None)
    too_many = False
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return _thanks(subject)
        if may_send(request, form="report"):
            _store(form, subject)
            return _thanks(subject)
        too_many = True
    names = ("about", "release", "start", "end", "fact")
    hidden = [(name, asked[name]) for name in names if asked.get(name)]
    context = {"form": form, "subject": subject, "hidden": hidden, "too_many": too_many}
    response = render(request, "web/report.html", context, status=429 if too_many else 400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def sent(request: HttpRequest) -> HttpResponse:
    """Say that a report was taken, and lead back."""
    return render(request, "web/report_sent.html", {"back": local_address(request.GET.get("about", ""))})


def subject_of(asked: QueryDict) -> Subject:
    """Return what is reported: nothing of it is believed that is not public, so that no draft is told by an answer."""
    address = local_address(asked.get("about", ""))
    match = page_at(address)
    name, key = (match.url_name, int(match.kwargs.get("pk", 0))) if match else ("", 0)
    commitment = Commitment.objects.published().filter(pk=key).first() if name == "commitment" else None
    told = key if name == "release" else _number(asked, "release")
    release = Release.objects.published().filter(pk=told).first() if told else None
    start, end = _number(asked, "start"), _number(asked, "end")
    if release is None or start is None or end is None or not start < end <= len(release.text):
        return Subject(address=address, commitment=commitment, release=release)
    fact = asked.get("fact", "")
    return Subject(
        address=address,
        commitment=commitment,
        release=release,
        claim=_claim_at(release, start, end, commitment),
        fact=fact if fact in MEANINGS else "",
        sentence=release.text[start:end][:LONGEST_SENTENCE],
    )


def local_address(written: str) -> str:
    """Return the path and query ``written``, or the overview's where no public page has that path."""
    parts = urlsplit(written)
    local = parts.path + (f"?{parts.query}" if parts.query else "")
    is_ours = not parts.scheme and not parts.netloc and len(local) <= 500 and page_at(local) is not None
    return local if is_ours else reverse("web:overview")


def page_at(address: str) -> ResolverMatch | None:
    """Return the public page at the path of ``address``, in whichever language and as of whichever day, or None."""
    path = without_prefix(urlsplit(address).path)
    language = path.split("/")[1] if path.startswith("/") else ""
    if language not in dict(settings.LANGUAGES):
        return None
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    return match if match.namespace == "web" else None


def _claim_at(release: Release, start: int, end: int, commitment: Commitment | None) -> Claim | None:
    """Return the public claim whose passage holds the words: of ``commitment``, where the page is one's."""
    claims = Claim.objects.published().filter(release=release, start__lte=start, end__gte=end)
    if commitment is not None:
        claims = claims.filter(link__commitment=commitment)
    return claims.order_by("number", "pk").first()


def _number(asked: QueryDict, name: str) -> int | None:
    written = asked.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 12 else None


def _store(form: ReportForm, subject: Subject) -> None:
    Correction.objects.create(
        address=subject.address,
        commitment=subject.commitment,
        release=subject.release,
        claim=subject.claim,
        fact=subject.fact,
        sentence=subject.sentence,
        text=form.cleaned_data["text"],
        source_url=form.cleaned_data["source_url"],
        email=form.cleaned_data["email"],
        language=get_language() or settings.LANGUAGE_CODE,
    )


def _thanks(subject: Subject) -> HttpResponse:
    return redirect(f"{reverse('web:report_sent')}?{urlencode({'about': subject.address})}")
