"""The dossier of a donor as a page to print and as a document."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from assistance import reports
from assistance.admin.dossier_text import dossier_document
from assistance.interchange.documents import Document, write_docx
from assistance.models import Commitment, Organisation
from assistance.vocabulary import Language

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOTH = "both"


def may_see_dossiers(site: AdminSite, request: HttpRequest) -> bool:
    """Return whether the user may look at donors and at commitments, drafts among them."""
    return all(site._registry[model].has_view_permission(request) for model in (Organisation, Commitment))


def dossier_page(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the dossier in the language asked for, or in both one after the other."""
    donor, language, documents = _asked(site, request, pk)
    choices = [(word.value, _(word.label)) for word in Language]
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _("Dossier: %(donor)s") % {"donor": donor},
        "donor": donor,
        "documents": documents,
        "asked": language,
        "languages": [*choices, (BOTH, _("Both languages"))],
        "donor_url": reverse("admin:assistance_organisation_change", args=[donor.pk]),
        "docx_url": reverse("admin:assistance_organisation_dossier_docx", args=[donor.pk]),
    }
    return TemplateResponse(request, "admin/assistance/desk/dossier.html", context)


def dossier_docx(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Send the dossier as a DOCX."""
    donor, language, documents = _asked(site, request, pk)
    name = f"dossier-{donor.pk}-{timezone.localdate():%Y-%m-%d}-{language}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_docx(documents), content_type=DOCX, headers=headers)


def _asked(site: AdminSite, request: HttpRequest, pk: int) -> tuple[Organisation, str, list[Document]]:
    """Return the donor, the language asked for (the user's own unless one is) and the dossier in it."""
    if not may_see_dossiers(site, request):
        raise PermissionDenied
    donor = get_object_or_404(Organisation.objects.current().select_related("desk_officer"), pk=pk)
    known = [word.value for word in Language]
    language = request.GET.get("lang", "")
    if language not in {*known, BOTH}:
        language = (get_language() or known[0])[:2]
    found = reports.dossier(donor, today=timezone.localdate())
    documents = []
    for code in known if language == BOTH else [language]:
        with override(code):
            documents.append(dossier_document(found))
    return donor, language, documents
