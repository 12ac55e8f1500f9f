"""What the tests of staff pages share: what a browser sends of them, and one row of every model."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assistance.models import Claim
from tests.factories import (
    ApiTokenUseFactory,
    BulkChangeFactory,
    ClaimFactory,
    CommitmentFactory,
    CorrectionFactory,
    DecisionFactory,
    DeliveryEventFactory,
    ExchangeRateFactory,
    FetchedAddressFactory,
    ImportRunItemFactory,
    NeedCoverageFactory,
    OrganisationFactory,
    ProjectFactory,
    SavedFilterFactory,
    StatedTotalFactory,
    TrapFactory,
    WithholdingFactory,
)


def one_of_everything() -> None:
    """Make at least one row of every model that has staff pages."""
    commitment = CommitmentFactory(complete=True)
    BulkChangeFactory(entries=[{"model": "commitment", "id": commitment.pk, "before": [0], "after": [0]}])
    DeliveryEventFactory(line=commitment.equipment.get(), reported=True)
    NeedCoverageFactory(line=commitment.equipment.get())
    StatedTotalFactory(donors=[OrganisationFactory()])
    ProjectFactory(with_sector=True, with_place=True, with_reference=True)
    claim = ClaimFactory(complete=True)
    DecisionFactory(claim=claim, rejected=True)
    TrapFactory(release=claim.release)
    WithholdingFactory(commitment=commitment, dated=True)
    ClaimFactory(complete=True)
    ExchangeRateFactory()
    CorrectionFactory(commitment=commitment)
    SavedFilterFactory(shared=True)
    ImportRunItemFactory(stored=True)
    FetchedAddressFactory()
    ApiTokenUseFactory()
    OrganisationFactory(merged_into=OrganisationFactory())


def review_url(claim: Claim) -> str:
    """Return the address of the claim's review page."""
    return reverse("admin:assistance_claim_review", args=[claim.pk])


def sent_by(form: BaseForm) -> dict[str, Any]:
    """Return what a browser sends of ``form`` where nothing was touched."""
    sent = {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        sent[field.html_name] = [str(part) for part in value] if isinstance(value, list | tuple) else str(value)
    return sent


def typed(page: HttpResponse, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the review page, with ``changes`` typed (``__`` for ``-`` in the names)."""
    forms = page.context["forms"]  # type: ignore[attr-defined]
    sent: dict[str, Any] = {}
    proposed = forms.proposed
    beside = ("passage", "merge", "accept", "reject", "reopen")
    parts = [
        proposed.facts,
        *proposed.words.values(),
        *(getattr(forms, name) for name in beside if hasattr(forms, name)),
    ]
    for rows in (proposed.parties, proposed.items, proposed.spots):
        parts += [rows.management_form, *rows.forms]
    deliveries = getattr(forms, "deliveries", None)
    if deliveries:
        parts += [*deliveries.rows, deliveries.worth]
        sent["deliveries-of"] = str(deliveries.into.pk)
    for part in parts:
        sent |= sent_by(part)
    sent |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in sent.items() if value is not None}


def address(model: type[Model], page: str, *args: int) -> str:
    return reverse(f"admin:assistance_{model._meta.model_name}_{page}", args=args)


def form_sent(page: Any, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of a change page, with ``changes`` typed (``__`` for ``-`` in the names)."""
    sent = sent_by(page.context["adminform"].form)
    for rows in page.context["inline_admin_formsets"]:
        for form in (rows.formset.management_form, *rows.formset.forms):
            sent |= sent_by(form)
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def save(client: Client, record: Model, **changes: Any) -> Any:
    """Open the record's page, type ``changes`` and save."""
    url = address(type(record), "change", record.pk)
    return client.post(url, form_sent(client.get(url), **changes))


def add(client: Client, model: type[Model], **values: Any) -> Any:
    url = address(model, "add")
    return client.post(url, form_sent(client.get(url), **values))


def errors_of(page: Any) -> str:
    assert page.status_code == 200, "The form was taken."
    found = [page.context["adminform"].form.errors.as_text()]
    found += [str(rows.formset.errors) for rows in page.context["inline_admin_formsets"]]
    return " ".join(found)


def words(page: HttpResponse) -> str:
    """Return the HTML of ``page``."""
    return page.content.decode()
