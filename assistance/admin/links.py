"""Links and quotations as the staff pages show them."""

from __future__ import annotations

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from assistance.models import Claim, Commitment, Organisation

NOTHING = "–"


def record_url(record: Model) -> str:
    """Return the address of the staff page of ``record``."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def record_link(record: Model | None, text: str = "") -> SafeString | str:
    """Return a link to the staff page of ``record``, or a dash where there is none."""
    if record is None:
        return NOTHING
    return format_html('<a href="{}">{}</a>', record_url(record), text or str(record))


def review_url(claim: Claim | int) -> str:
    """Return the address of the page where ``claim`` (or the one of that key) is decided on."""
    return reverse("admin:assistance_claim_review", args=[claim if isinstance(claim, int) else claim.pk])


def review_link(claim: Claim | None, text: str = "") -> SafeString | str:
    """Return a link to the page where ``claim`` is decided on."""
    if claim is None:
        return NOTHING
    return format_html('<a href="{}">{}</a>', review_url(claim), text or opening(claim.words))


def dossier_url(organisation: Organisation) -> str:
    """Return the address of the dossier of ``organisation``."""
    return reverse("admin:assistance_organisation_dossier", args=[organisation.pk])


def opening(words: str) -> str:
    """Return the first words of a passage."""
    return Truncator(" ".join(words.split())).words(14, truncate="…")


def quotation(words: str) -> SafeString:
    """Return the words that a fact rests on, as a quotation."""
    return format_html('<q class="evidence">{}</q>', " ".join(words.split()))


def public_url(commitment: Commitment) -> str | None:
    """Return the address of the public page of ``commitment``, None unless it is shown."""
    shown = Commitment.objects.published().filter(pk=commitment.pk).exists()
    return reverse("web:commitment", args=[commitment.pk]) if shown else None
