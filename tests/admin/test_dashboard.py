"""The front page: every part for those who may see it, with a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.vocabulary import ClockKind
from tests.admin.pages import one_of_everything, words
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    ImportRunFactory,
    OrganisationFactory,
    ReleaseFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PARTS = {"ages", "clocks", "reported", "releases", "quality", "lately"}
HEARD = date(2026, 11, 22)


def parts(client: Client) -> set[str]:
    page = client.get(reverse("admin:index"))
    assert page.status_code == 200
    return {part for part in PARTS if part in page.context}


@pytest.mark.parametrize(
    ("permissions", "seen"),
    [
        (["view_claim"], {"ages", "quality", "lately"}),
        (["view_commitment"], {"clocks", "lately"}),
        (["view_release"], {"releases"}),
        (["view_project"], set()),
        (["view_correction"], {"reported"}),
        (["view_claim", "view_commitment", "view_correction", "view_release"], PARTS),
    ],
    ids=lambda each: "-".join(sorted(each)),
)
def test_front_page_shows_what_the_user_may_see(client: Client, permissions: list[str], seen: set[str]) -> None:
    one_of_everything()
    client.force_login(UserFactory(staff=True, permissions=permissions))
    assert parts(client) == seen


def test_front_page_tells_what_happened_only_of_what_may_be_seen(client: Client) -> None:
    DecisionFactory()
    client.force_login(UserFactory(staff=True, permissions=["view_commitment"]))
    assert "decision" not in client.get(reverse("admin:index")).context["lately"].counts


def test_front_page_draws_the_queue_beside_its_table(staff_page: Client) -> None:
    for _ in range(3):
        ClaimFactory()
    page = staff_page.get(reverse("admin:index"))
    assert [(bar.count, bar.length) for bar in page.context["ages"]] == [(3, 100), (0, 0), (0, 0), (0, 0)]
    assert '<rect width="100" height="10" />' in words(page)


def test_front_page_counts_clocks_and_those_of_my_donors(staff_page: Client, staff: User) -> None:
    mine = OrganisationFactory(desk_officer=staff)
    claims = [ClaimFactory(release__published_on=HEARD) for _ in range(3)]
    CommitmentFactory(period_end=date(2026, 11, 21), donors=[mine], claims=claims[:1])
    CommitmentFactory(period_end=date(2026, 11, 21), claims=claims[1:2])
    CommitmentFactory(period_end=HEARD, claims=claims[2:])
    rows = {row.kind: row for row in staff_page.get(reverse("admin:index")).context["clocks"]}
    passed, ending = rows[ClockKind.PROMISE_PASSED], rows[ClockKind.ENDING]
    assert (passed.over, passed.running, passed.mine) == (2, 0, 1)
    assert (ending.over, ending.running, ending.mine) == (0, 1, 0)


def test_front_page_shows_the_last_releases_with_their_claims(staff_page: Client) -> None:
    release = DecisionFactory().claim.release
    ClaimFactory(release=release)
    for _ in range(5):
        last = ReleaseFactory()
    shown = staff_page.get(reverse("admin:index")).context["releases"]
    assert len(shown) == 5
    assert (shown[0], shown[0].found, shown[0].waiting) == (last, 0, 0)
    ClaimFactory(release=last)
    assert [(each.found, each.waiting) for each in staff_page.get(reverse("admin:index")).context["releases"][:1]] == [
        (1, 1)
    ]


def test_front_page_tells_the_last_imports_to_those_who_may_see_them(client: Client, staff: User) -> None:
    runs = [ImportRunFactory(source=f"Folder {number}") for number in range(4)]
    client.force_login(staff)
    page = client.get(reverse("admin:index"))
    assert page.context["imports"] == runs[:0:-1]
    assert "Folder 3" in words(page)
    client.force_login(UserFactory(staff=True, permissions=["view_release"]))
    assert "imports" not in client.get(reverse("admin:index")).context


def test_front_page_says_shares_only_of_enough_claims(staff_page: Client) -> None:
    for count, publisher in ((4, "Embassy"), (5, "Ministry")):
        for _ in range(count):
            DecisionFactory(claim__release__publisher=publisher)
    page = staff_page.get(reverse("admin:index"))
    assert [row.publisher for row in page.context["quality"]] == ["Ministry"]
    assert [row.publisher for row in page.context["few"]] == ["Embassy"]
    assert words(page).count("100%") == 2  # the ministry's share, and that of all claims decided on
    assert "1 publisher with too few decided claims to say" in words(page)


def test_front_page_takes_a_fixed_number_of_queries(staff_page: Client) -> None:
    def counted() -> int:
        one_of_everything()
        with CaptureQueriesContext(connection) as queries:
            staff_page.get(reverse("admin:index"))
        return len(queries)

    counted()
    assert counted() == counted()
