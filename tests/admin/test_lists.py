"""What the lists of the ledger show and are narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from assistance.admin.site import site
from assistance.models import (
    Commitment,
    DeliveryEvent,
    Donor,
    EquipmentLine,
    Organisation,
    Project,
    Release,
    StatedTotal,
)
from tests.admin.pages import address, one_of_everything, words
from tests.factories import (
    CommitmentClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def listed(client: Client, model: type[Model], **asked: Any) -> set[Any]:
    page: Any = client.get(address(model, "changelist"), asked)
    assert page.status_code == 200
    return set(page.context["cl"].result_list)


def told_on(day: str | None, **kwargs: Any) -> Commitment:
    """Return a commitment that a release of ``day`` speaks of."""
    commitment: Commitment = CommitmentFactory(**kwargs)
    CommitmentClaimFactory(commitment=commitment, claim__release__published_on=day)
    return commitment


def test_commitments_are_narrowed_by_donor(admin_page: Client) -> None:
    japan, norway = OrganisationFactory(japan=True), OrganisationFactory(name_en="Norway")
    ours = CommitmentFactory(donors=[japan])
    theirs = CommitmentFactory(donors=[norway])
    theirs.parties.create(organisation=japan, role="implementing")
    assert listed(admin_page, Commitment, donor=japan.pk) == {ours}
    assert listed(admin_page, Commitment, donor=norway.pk) == {theirs}
    assert listed(admin_page, Commitment, donor="nobody") == {ours, theirs}


def test_commitments_are_narrowed_and_sorted_by_the_last_word(admin_page: Client) -> None:
    # The clock of the tests stands on 22 November 2026.
    told = {
        "month": told_on("2026-10-24"),
        "quarter": told_on("2026-08-30"),
        "year": told_on("2025-12-01"),
        "older": told_on("2025-11-21"),
    }
    CommitmentClaimFactory(commitment=told["month"], claim__release__published_on="2020-01-01", relation="repeats")
    never = told_on(None)
    assert listed(admin_page, Commitment, last_word="month") == {told["month"]}
    assert listed(admin_page, Commitment, last_word="quarter") == {told["month"], told["quarter"]}
    assert listed(admin_page, Commitment, last_word="older") == {told["older"]}
    assert listed(admin_page, Commitment, last_word="never") == {never}
    assert Commitment.objects.with_last_word().get(pk=told["month"].pk).last_reported == date(2026, 10, 24)
    columns = site._registry[Commitment].list_display
    page: Any = admin_page.get(address(Commitment, "changelist"), {"o": f"-{columns.index('last_reported') + 1}"})
    rows = [row for row in page.context["cl"].result_list if row != never]
    assert rows == [told["month"], told["quarter"], told["year"], told["older"]]


def test_commitments_are_narrowed_by_sources_and_by_whether_the_amount_is_known(admin_page: Client) -> None:
    none, one, two = CommitmentFactory(), told_on("2026-01-01", with_amount=True), told_on("2026-01-01")
    CommitmentClaimFactory(commitment=two, relation="repeats")
    for asked, expected in (("none", none), ("one", one), ("more", two)):
        assert listed(admin_page, Commitment, sources=asked) == {expected}
    assert listed(admin_page, Commitment, known="yes") == {one}
    assert listed(admin_page, Commitment, known="no") == {none, two}


def test_commitments_show_sectors_and_project(admin_page: Client) -> None:
    commitment = CommitmentFactory(with_project=True)
    commitment.sectors.create(sector="energy")
    page = words(admin_page.get(address(Commitment, "changelist")))
    assert f'Energy, <a href="{address(Project, "change", commitment.project.pk)}">' in page


def test_organisations_show_their_roles_and_are_narrowed_by_them(admin_page: Client) -> None:
    giver, idle = OrganisationFactory(name_en="Giver"), OrganisationFactory(name_en="Idle")
    commitment = CommitmentFactory(donors=[giver])
    commitment.parties.create(organisation=giver, role="implementing")
    assert listed(admin_page, Organisation, role="funding") == listed(admin_page, Organisation, role="implementing")
    assert listed(admin_page, Organisation, role="funding") == {giver}
    assert listed(admin_page, Organisation, role="none") == {idle}
    assert '<td class="field-roles">Donor, Implementer</td>' in words(
        admin_page.get(address(Organisation, "changelist"))
    )


@pytest.mark.parametrize(
    ("promised", "came", "kinds"),
    [
        (5, None, {"nothing", "outstanding"}),
        (5, 2, {"something", "outstanding"}),
        (5, 5, {"something", "everything"}),
        (None, None, {"nothing", "unknown"}),
        (None, 3, {"something", "unknown"}),
    ],
)
def test_lines_are_narrowed_by_what_came(
    admin_page: Client, promised: int | None, came: int | None, kinds: set[str]
) -> None:
    line = EquipmentLineFactory(quantity=promised)
    if came:
        DeliveryEventFactory(line=line, quantity=came, stage="handed_over")
    choices = ("nothing", "something", "outstanding", "everything", "unknown")
    assert {one for one in choices if listed(admin_page, EquipmentLine, handed_over=one)} == kinds


def test_lines_and_deliveries_show_the_donor_and_are_narrowed_by_it(admin_page: Client) -> None:
    japan = OrganisationFactory(japan=True)
    ours = DeliveryEventFactory(line__commitment=CommitmentFactory(donors=[japan]))
    DeliveryEventFactory(line__commitment=CommitmentFactory(donors=[OrganisationFactory(name_en="Norway")]))
    assert listed(admin_page, EquipmentLine, donor=japan.pk) == {ours.line}
    assert listed(admin_page, DeliveryEvent, donor=japan.pk) == {ours}
    for model in (EquipmentLine, DeliveryEvent):
        assert '<td class="field-donors">Japan</td>' in words(admin_page.get(address(model, "changelist")))


def test_releases_show_their_copies_and_are_narrowed_by_them(admin_page: Client) -> None:
    alone, original = ReleaseFactory(), ReleaseFactory()
    copy = ReleaseFactory(witness_of=original, likeness="reprint")
    for asked, expected in (("alone", alone), ("original", original), ("copy", copy)):
        assert listed(admin_page, Release, witness=asked) == {expected}
    page = words(admin_page.get(address(Release, "changelist")))
    for shown in ("–", "1", "a copy itself"):
        assert f'<td class="field-copies">{shown}</td>' in page


def test_projects_show_sectors_and_are_narrowed_by_use(admin_page: Client) -> None:
    used, idle = ProjectFactory(with_sector=True), ProjectFactory()
    CommitmentFactory(project=used)
    assert listed(admin_page, Project, used="yes") == {used}
    assert listed(admin_page, Project, used="no") == {idle}
    sector = str(used.sectors.get())
    assert f'<td class="field-sectors_named">{sector}</td>' in words(admin_page.get(address(Project, "changelist")))


def test_totals_say_how_firm_they_are_and_are_narrowed_by_donor(admin_page: Client) -> None:
    japan = OrganisationFactory(japan=True)
    ours = StatedTotalFactory(donors=[japan], hedge="about", amount=5, currency="USD")
    StatedTotalFactory(donors=[OrganisationFactory(name_en="Norway")])
    assert listed(admin_page, StatedTotal, donors__id__exact=japan.pk) == {ours}
    assert f"USD 5 ({ours.get_hedge_display()})" in words(admin_page.get(address(StatedTotal, "changelist")))


def test_donors_show_the_desk_officer_and_are_narrowed_by_the_desk(admin_page: Client) -> None:
    officer = UserFactory(username="olena", staff=True)
    kept, free = OrganisationFactory(desk_officer=officer), OrganisationFactory(name_en="Norway")
    CommitmentFactory(donors=[kept, free])
    assert {one.pk for one in listed(admin_page, Donor, desk="nobody")} == {free.pk}
    assert "olena" in words(admin_page.get(address(Donor, "changelist")))


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model.__name__)
def test_every_list_is_in_a_total_order(admin_page: Client, model: type[Model]) -> None:
    page: Any = admin_page.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/")
    assert str(page.context["cl"].queryset.query.order_by[-1]).lstrip("-") in {"pk", "id"}


def test_every_filter_of_every_list_opens(admin_page: Client) -> None:
    one_of_everything()
    for model in site._registry:
        url = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        changelist = admin_page.get(url).context["cl"]
        for spec in changelist.filter_specs:
            chosen = list(spec.choices(changelist))[-1]["query_string"]
            assert admin_page.get(url + str(chosen)).status_code == 200, (model, chosen)


def test_search_box_is_named_by_words_on_the_page(admin_page: Client) -> None:
    page = words(admin_page.get(address(Organisation, "changelist")))
    assert '<span class="visually-hidden">Search</span>' in page
    assert 'aria-describedby="searchbar_helptext"' in page
