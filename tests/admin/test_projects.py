"""Projects: merging two, and the hint that two may be one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assistance.models import Project
from tests.admin.pages import address, words
from tests.factories import CommitmentFactory, OrganisationFactory, ProjectFactory, ProjectReferenceFactory, UserFactory
from tests.review.states import unchanged


def test_project_merged_through_its_page(staff_page: Client, staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    commitment = CommitmentFactory(project=duplicate)
    url = address(Project, "merge", duplicate.pk)
    answer = staff_page.post(f"{url}?kept={kept.pk}", {"kept": kept.pk, "reason": "The same card."})
    assert answer.status_code == 302
    commitment.refresh_from_db()
    duplicate.refresh_from_db()
    assert (commitment.project, duplicate.merged_into) == (kept, kept)
    version = duplicate.history.first()
    assert (version.history_user, version.history_change_reason) == (staff, "The same card.")


@pytest.mark.parametrize("chosen", ["", "999", "x", "9" * 30, "merged"])
def test_project_to_merge_into_has_to_be_in_use(staff_page: Client, chosen: str) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    merged = ProjectFactory(merged_into=kept)
    sent = {"kept": merged.pk if chosen == "merged" else chosen, "reason": "The same card."}
    with unchanged():
        page = staff_page.post(address(Project, "merge", duplicate.pk), sent)
    assert page.status_code == 200
    assert page.context["form"].errors["kept"]


def test_project_merge_without_a_reason_changes_nothing(staff_page: Client) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    with unchanged():
        page = staff_page.post(address(Project, "merge", duplicate.pk), {"kept": kept.pk, "reason": " "})
    assert page.context["form"].errors["reason"]
    assert f'name="kept" value="{kept.pk}"' in words(page)


def test_project_merge_is_looked_at_first(staff_page: Client) -> None:
    kept = ProjectFactory(title_en="Winter", description_uk="", description_en="Heat.")
    duplicate = ProjectFactory(title_en="Heating", description_uk="Тепло.", with_sector=True, with_place=True)
    CommitmentFactory(title_en="Boilers", project=duplicate)
    with unchanged():
        page = staff_page.get(address(Project, "merge", duplicate.pk), {"kept": kept.pk})
    rows = {row.name: (row.kept, row.duplicate, row.after) for row in page.context["fields"]}
    assert rows["Title in English"] == ("Winter", "Heating", "Winter")
    assert rows["Description in English"] == ("Heat.", "", "Heat.")
    assert rows["Description in Ukrainian"] == ("", "Тепло.", "Тепло.")
    moved = {row.kind: (row.number, row.first) for row in page.context["moved"]}
    assert moved["Commitments"] == (1, ["Boilers"])
    assert moved["Sectors"][0] == moved["Places"][0] == 1
    assert moved["Reference numbers"] == (0, [])


def test_project_merge_that_would_be_refused_says_so_beforehand(staff_page: Client) -> None:
    project = ProjectFactory()
    page = staff_page.get(address(Project, "merge", project.pk), {"kept": project.pk})
    assert "cannot be merged with itself" in words(page)


@pytest.mark.parametrize("number", [1, 6])
def test_look_at_a_merge_takes_a_fixed_number_of_queries(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    for _ in range(number):
        CommitmentFactory(project=duplicate)
        ProjectReferenceFactory(project=duplicate, number=str(_))
    with django_assert_num_queries(15):
        staff_page.get(address(Project, "merge", duplicate.pk), {"kept": kept.pk})


def test_project_merge_needs_permission(onlooker: Client) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    sent = {"kept": kept.pk, "reason": "The same card."}
    with unchanged():
        assert onlooker.post(address(Project, "merge", duplicate.pk), sent).status_code == 403


def test_merged_project_is_shown_apart_offered_nowhere_and_edited_no_more(staff_page: Client) -> None:
    kept = ProjectFactory(title_en="Winter")
    merged = ProjectFactory(title_en="Winter too", merged_into=kept)
    url = address(Project, "changelist")
    assert list(staff_page.get(url).context["cl"].result_list) == [kept]
    assert list(staff_page.get(url, {"merged": "yes"}).context["cl"].result_list) == [merged]
    query = {"app_label": "assistance", "model_name": "commitment", "field_name": "project", "term": "winter"}
    offered = staff_page.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in offered] == [str(kept.pk)]
    assert staff_page.post(address(Project, "change", merged.pk), {}).status_code == 403
    assert staff_page.get(address(Project, "merge", merged.pk)).status_code == 403


@pytest.mark.parametrize("number", [1, 5])
def test_possible_duplicates_lead_to_the_page_that_merges_both(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ProjectFactory(title_en="Demining", title_uk="", with_reference=True)
    for place in range(number):
        ProjectFactory(title_en=f"Winter heating {place}", title_uk="")
        ProjectFactory(title_en=f"Heating of the winter {place}", title_uk="")
    with django_assert_num_queries(13):
        page = staff_page.get(address(Project, "changelist"), {"alike": "yes"})
    found = list(page.context["cl"].result_list)
    assert len(found) == 2 * number
    one, other = (project for project in found if project.title_en.endswith(" 0"))
    assert f'href="{address(Project, "merge", one.pk)}?kept={other.pk}"' in words(page)
    assert "same reference number" in words(page)


@pytest.mark.parametrize("may_merge", [True, False])
@pytest.mark.django_db
def test_project_tells_on_its_page_what_it_may_be_one_with(client: Client, may_merge: bool) -> None:
    rights = ["view_project", "change_project", "edit_public"][: None if may_merge else 1]
    client.force_login(UserFactory(staff=True, permissions=rights))
    japan = OrganisationFactory(japan=True)
    one = ProjectFactory(title_en="Generators for hospitals", title_uk="")
    other = ProjectFactory(title_en="Generators for schools and hospitals", title_uk="")
    for project in (one, other):
        CommitmentFactory(project=project, donors=[japan])
    page = words(client.get(address(Project, "change", one.pk)))
    merging = f'href="{address(Project, "merge", one.pk)}?kept={other.pk}"'
    assert "the same parties" in page
    assert (merging in page) == may_merge
    assert (f'href="{address(Project, "change", other.pk)}"' in page) != may_merge
