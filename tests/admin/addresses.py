"""The addresses of the staff pages: every view there is, and a row of every model to open it with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse

from assistance.admin.site import site
from assistance.models import Withholding
from tests.admin.pages import one_of_everything
from tests.factories import DeliveryOccasionFactory, OrganisationFactory, UserFactory, WithholdingFactory


def views(patterns: Any = None, route: str = "") -> Iterator[tuple[str, str]]:
    """Return the name of every address of the staff pages, empty for a nameless one, and its route."""
    for each in site.get_urls() if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from views(each.url_patterns, str(each.pattern))
        elif isinstance(each, URLPattern):
            yield each.name or "", str(each.pattern)


def name_of(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def records() -> dict[str, Model]:
    """Return a row of every model that has staff pages, by the name its views begin with; all of them drafts."""
    one_of_everything()
    found: dict[str, Model] = {
        name_of(model): model._default_manager.order_by("pk").first() for model in site._registry
    }
    found["assistance_organisation"] = OrganisationFactory()
    found["auth_user"] = UserFactory()
    return found


def held_back(record: Any) -> Withholding:
    """Return what of ``record`` is withheld."""
    of = {"commitment": None, type(record).objects.all().target: record}
    return record.withholdings.standing().first() or WithholdingFactory(**of)


def address_of(name: str, route: str, rows: dict[str, Model]) -> str:
    """Return an address of the view ``name``: of a row of its model where its ``route`` takes one."""
    record = next((row for model, row in rows.items() if name.startswith(f"{model}_")), None)
    if name == "view_on_site":
        row = rows["assistance_commitment"]
        return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(row).pk, row.pk])
    if name == "autocomplete":
        return reverse("admin:autocomplete") + "?app_label=assistance&model_name=commitment&field_name=project"
    if name == "app_list":
        return reverse("admin:app_list", args=["assistance"])
    if name.endswith("_download"):
        return reverse(f"admin:{name}", args=["csv"])
    if record is not None and re.search(r"[<(]", route):
        arguments: list[Any] = [record.pk]
        if "occasion" in route:
            arguments.append(DeliveryOccasionFactory(line=record).pk)
        elif "withholding" in route:
            arguments.append(held_back(record).pk)
        elif route.count("(") + route.count("<") > 1:
            arguments.append(record.history.last().pk)  # type: ignore[attr-defined]
        return reverse(f"admin:{name}", args=arguments)
    return reverse(f"admin:{name}")
