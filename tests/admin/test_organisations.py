"""Organisations and their names."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assistance.models import (
    Organisation,
)
from tests.admin.pages import (
    add,
    address,
    errors_of,
    save,
    words,
)
from tests.factories import (
    CommitmentFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.review.states import unchanged


def test_organisation_added_goes_by_its_names(staff_page: Client, staff: User) -> None:
    names = {"name_en": "Norway", "name_uk": "Норвегія", "country": "no", "aliases__0__name": "Kingdom of Norway"}
    assert add(staff_page, Organisation, type="10", **names).status_code == 302
    norway = Organisation.objects.get()
    assert {alias.normalised for alias in norway.aliases.all()} == {"norway", "норвегія", "kingdom of norway"}
    assert (norway.country, norway.identifier) == ("NO", None)
    assert norway.history.get().history_user == staff


@pytest.mark.parametrize(
    "names",
    [
        {"name_en": "UNDP"},
        {"name_uk": "проон"},
        {"name_en": "New", "aliases__0__name": "undp"},
        {"name_en": "New", "aliases__0__name": "One", "aliases__TOTAL_FORMS": "2", "aliases__1__name": "ONE"},
    ],
    ids=["name in English", "name in Ukrainian", "alias", "alias twice"],
)
def test_organisation_with_a_taken_name_is_a_form_error(staff_page: Client, names: dict[str, str]) -> None:
    OrganisationFactory(undp=True)
    with unchanged():
        page = add(staff_page, Organisation, type="10", **names)
    assert "already belongs" in errors_of(page) or "twice" in errors_of(page)


def test_organisation_without_a_name_is_a_form_error(staff_page: Client) -> None:
    assert "Give a name" in errors_of(add(staff_page, Organisation, type="10"))


def test_organisation_saved_untouched_keeps_its_names(staff_page: Client) -> None:
    undp = OrganisationFactory(undp=True)
    names = set(undp.aliases.values_list("pk", flat=True))
    assert save(staff_page, undp).status_code == 302
    assert set(undp.aliases.values_list("pk", flat=True)) == names


def test_organisation_renamed_is_found_in_its_commitments(staff_page: Client) -> None:
    japan = OrganisationFactory(japan=True)
    commitment = CommitmentFactory(donors=[japan])
    assert save(staff_page, japan, name_en="State of Japan", aliases__2__name="Ніппон").status_code == 302
    commitment.refresh_from_db()
    assert "state of japan" in commitment.search_text
    assert "ніппон" in commitment.search_text


@pytest.mark.parametrize(("term", "found"), [("проон", 1), ("РОЗВИТКУ програма", 1), ("Норвегія", 0)])
def test_organisation_search_tells_no_capitals_apart(staff_page: Client, term: str, found: int) -> None:
    OrganisationFactory(undp=True)
    page = staff_page.get(address(Organisation, "changelist"), {"q": term})
    assert page.context["cl"].result_count == found


def test_merged_organisation_is_shown_apart_and_offered_nowhere(staff_page: Client) -> None:
    kept = OrganisationFactory(name_en="Japan")
    merged = OrganisationFactory(name_en="Japan, Government of", merged_into=kept)
    url = address(Organisation, "changelist")
    assert list(staff_page.get(url).context["cl"].result_list) == [kept]
    assert list(staff_page.get(url, {"merged": "yes"}).context["cl"].result_list) == [merged]
    assert staff_page.get(url, {"merged": "all"}).context["cl"].result_count == 2
    query = {"app_label": "assistance", "model_name": "commitmentparty", "field_name": "organisation", "term": "japan"}
    offered = staff_page.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in offered] == [str(kept.pk)]
    assert staff_page.post(address(Organisation, "change", merged.pk), {}).status_code == 403


def test_organisation_merged_through_its_page(staff_page: Client) -> None:
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    url = address(Organisation, "merge", duplicate.pk)
    assert staff_page.get(url).status_code == 200
    with unchanged():
        assert "itself" in words(staff_page.get(url, {"kept": duplicate.pk}))
        assert "itself" in words(staff_page.post(url, {"kept": duplicate.pk, "reason": "Twice."}))
    staff_page.post(url, {"kept": kept.pk, "reason": "Twice."})
    duplicate.refresh_from_db()
    assert duplicate.merged_into == kept


def test_organisation_merge_is_looked_at_first(staff_page: Client) -> None:
    kept = OrganisationFactory(name_en="Japan", country="", identifier="JP-1")
    duplicate = OrganisationFactory(name_en="Nippon", country="JP", aliases=("Nihon",))
    for number in range(7):
        CommitmentFactory(title_en=f"Boilers {number}", donors=[duplicate], recipients=[duplicate])
    with unchanged():
        page = staff_page.get(address(Organisation, "merge", duplicate.pk), {"kept": kept.pk})
    rows = {row.name: (row.kept, row.duplicate, row.after) for row in page.context["fields"]}
    assert rows["Name in English"] == ("Japan", "Nippon", "Japan")
    assert rows["Country"] == ("", "JP", "JP")
    assert rows["Identifier"] == ("JP-1", "", "JP-1")
    moved = {row.kind: (row.number, row.more) for row in page.context["moved"]}
    assert (moved["Names"], moved["Commitments"]) == ((3, 0), (7, 2))
    assert "and 2 more" in words(page)


@pytest.mark.parametrize("number", [1, 5])
def test_possible_duplicates_cost_the_same_for_any_number(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        OrganisationFactory(name_en=f"Fund for Relief {place}", country="JP", identifier=f"JP-{place}")
        OrganisationFactory(name_en=f"Relief {place} Fund")
    with django_assert_num_queries(11):
        page = staff_page.get(address(Organisation, "changelist"), {"alike": "yes"})
    assert page.context["cl"].result_count == 2 * number


def test_possible_duplicates_lead_to_the_page_that_merges_both(staff_page: Client) -> None:
    undp = OrganisationFactory(name_en="United Nations Development Programme", name_uk="")
    short = OrganisationFactory(name_en="UNDP", name_uk="")
    OrganisationFactory(name_en="Norway", name_uk="")
    url = address(Organisation, "changelist")
    page = staff_page.get(url, {"alike": "yes"})
    assert set(page.context["cl"].result_list) == {undp, short}
    assert "where a name in capitals is made of the first letters" in words(page)
    link = f"{address(Organisation, 'merge', undp.pk)}?kept={short.pk}"
    assert f'href="{link}"' in words(page)
    assert f'href="{link}"' in words(staff_page.get(url))
    assert f'href="{link}"' in words(staff_page.get(address(Organisation, "change", undp.pk)))
    assert staff_page.get(link).context["kept"] == short


def test_organisation_merge_needs_permission(onlooker: Client) -> None:
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    assert onlooker.post(address(Organisation, "merge", duplicate.pk), {"kept": kept.pk}).status_code == 403


def test_desk_officer_is_chosen_among_staff(staff_page: Client, staff: User) -> None:
    norway = OrganisationFactory(name_en="Norway")
    outsider = UserFactory()
    assert "valid choice" in errors_of(save(staff_page, norway, desk_officer=outsider.pk))
    assert save(staff_page, norway, desk_officer=staff.pk).status_code == 302
    norway.refresh_from_db()
    assert norway.desk_officer == staff


@pytest.mark.parametrize(("desk", "found"), [("mine", ["Norway"]), ("nobody", ["Japan"]), ("", ["Japan", "Norway"])])
def test_organisations_are_found_by_their_desk(staff_page: Client, staff: User, desk: str, found: list[str]) -> None:
    OrganisationFactory(name_en="Norway", desk_officer=staff)
    OrganisationFactory(name_en="Japan")
    page = staff_page.get(address(Organisation, "changelist"), {"desk": desk} if desk else {})
    assert [each.name_en for each in page.context["cl"].result_list] == found
