"""How a commitment or a release is cited: a sentence to copy, and the same for reference managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assistance.interchange.citations import Cited, bibtex, csl_json
from assistance.models import Claim, Commitment, Release
from assistance.templatetags.figures import hedged
from assistance.vocabulary import Relation, Rendition
from assistance.web.facts import stating_amount


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A sentence to copy, and an entry for reference managers."""

    sentence: str
    entry: Cited

    @property
    def bibtex(self) -> str:
        """The entry of BibTeX."""
        return bibtex(self.entry)

    @property
    def csl_json(self) -> str:
        """The item of CSL-JSON."""
        return csl_json(self.entry)


def citation_of_commitment(request: HttpRequest, commitment: Commitment, claims: Sequence[Claim]) -> Citation:
    """Return how ``commitment``, with its public ``claims`` in order, is cited: what it says today and its source."""
    address = request.build_absolute_uri(reverse("web:commitment", args=[commitment.pk]))
    facts = _("%(amount)s; status: %(status)s.") % {
        "amount": hedged(commitment),
        "status": commitment.get_status_display(),
    }
    said = f"{facts} {_source_of(commitment, claims)}".strip()
    return Citation(
        sentence=f"{_quoted(commitment.title)}: {said} {_tracker()}, {_reached(address)}",
        entry=Cited(
            key=f"assistance-tracker-commitment-{commitment.pk}",
            title=commitment.title,
            author=_tracker(),
            published_on=None,
            address=address,
            accessed=timezone.localdate(),
            language=(get_language() or "en")[:2],
            note=said,
        ),
    )


def citation_of_release(request: HttpRequest, release: Release) -> Citation:
    """Return how the original of ``release`` is cited; that we retell it, and where, is told in the note."""
    here = request.build_absolute_uri(reverse("web:release", args=[release.pk]))
    retold = release.rendition == Rendition.RETELLING
    kept = (
        _("Retold in own words by %(tracker)s: %(address)s.") if retold else _("Text kept by %(tracker)s: %(address)s.")
    )
    note = kept % {"tracker": _tracker(), "address": here}
    original = _reached(release.source_url) if release.source_url else _("No address of the original is recorded.")
    return Citation(
        sentence=f"{_named(release)}. {original} {note}",
        entry=Cited(
            key=f"assistance-tracker-release-{release.pk}",
            title=release.title,
            author=release.publisher,
            published_on=release.published_on,
            address=release.source_url or here,
            accessed=timezone.localdate(),
            language=release.language,
            note=note,
        ),
    )


def _tracker() -> str:
    return _("Assistance tracker")


def _source_of(commitment: Commitment, claims: Sequence[Claim]) -> str:
    """Return the release its amount rests on, else the one it was first recorded from; or that it is not shown."""
    first = [claim for claim in claims if claim.link.relation == Relation.FIRST]
    if source := next(iter((*stating_amount(commitment, claims), *first, *claims)), None):
        return _("Source: %(release)s.") % {"release": _named(source.release)}
    if commitment.sources_withheld:  # type: ignore[attr-defined]
        return _("Its source is not shown while something it tells is withheld.")
    return ""


def _named(release: Release) -> str:
    """Return title, publisher and day of ``release``."""
    publisher = release.publisher or _("publisher not stated")
    day = date_format(release.published_on, "j E Y") if release.published_on else _("undated")
    return f"{_quoted(release.title)}, {publisher}, {day}"


def _quoted(title: str) -> str:
    return _("“%(title)s”") % {"title": title}


def _reached(address: str) -> str:
    day = date_format(timezone.localdate(), "j E Y")
    return _("%(address)s, accessed on %(day)s.") % {"address": address, "day": day}
