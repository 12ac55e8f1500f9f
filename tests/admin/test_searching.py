"""Searching the lists: both languages, any form of a word."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assistance.filters import CommitmentFilter
from assistance.models import Commitment
from assistance.review import refresh_search_text
from tests.admin.pages import address
from tests.factories import (
    CommitmentFactory,
    EquipmentLineFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
)

#: A record, the words it bears and words that ask for it in another form.
FOUND = [
    (ProjectFactory, "title_uk", "Тепла зима", "теплої ЗИМИ"),
    (ProjectFactory, "title_en", "Warm winters", "winter"),
    (ReleaseFactory, "title", "Генератори від Японії", "генераторів Японія"),
    (NeedFactory, "what_uk", "пожежні автомобілі", "пожежних автомобілів"),
    (StatedTotalFactory, "scope_uk", "військова допомога", "військової допомоги"),
    (EquipmentLineFactory, "name_uk", "Рятувальні човни", "човнів"),
    (OrganisationFactory, "name_uk", "Програма розвитку ООН", "програми розвитку"),
]


@pytest.mark.parametrize(("make", "field", "said", "asked"), FOUND)
def test_list_is_searched_by_any_form_of_a_word(
    admin_page: Client, make: Any, field: str, said: str, asked: str
) -> None:
    record = make(**{field: said})
    make(**{field: "Щось інше"})
    page: Any = admin_page.get(address(type(record), "changelist"), {"q": asked})
    assert list(page.context["cl"].result_list) == [record]


@pytest.mark.parametrize("asked", ["генератори", "генераторами для Харкова", "Японії", "японією", "GENERATOR"])
def test_commitment_is_found_by_any_form_in_the_list_and_in_public(admin_page: Client, asked: str) -> None:
    commitment = CommitmentFactory(
        title_uk="Десять генераторів для Харкова", donors=[OrganisationFactory(japan=True)], public=True
    )
    EquipmentLineFactory(commitment=commitment)
    refresh_search_text(commitment)
    refresh_search_text(CommitmentFactory(public=True))
    page: Any = admin_page.get(address(Commitment, "changelist"), {"q": asked})
    assert list(page.context["cl"].result_list) == [commitment]
    assert list(CommitmentFilter({"q": asked}, queryset=Commitment.objects.published()).qs) == [commitment]
    offered = admin_page.get(
        reverse("admin:autocomplete"),
        {"app_label": "assistance", "model_name": "equipmentline", "field_name": "commitment", "term": asked},
    ).json()["results"]
    assert [row["id"] for row in offered] == [str(commitment.pk)]


def test_refresh_search_writes_every_text_anew(db: None, capsys: Any) -> None:
    commitment = CommitmentFactory(title_en="Boilers", title_uk="")
    call_command("refresh_search")
    commitment.refresh_from_db()
    assert commitment.search_text == "boilers — boiler "
    assert "1" in capsys.readouterr().out
