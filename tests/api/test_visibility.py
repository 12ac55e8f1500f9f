"""Nothing that is not public shows at any address, nested or counted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.api.dataset import Everything
from tests.api.refusals import NOT_FOUND
from tests.factories import (
    ClaimFactory,
    ClaimItemFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    StatusChangeFactory,
)

pytestmark = pytest.mark.django_db

LISTS = [
    "commitments", "claims", "donors", "recipients", "projects", "equipment", "deliveries", "releases", "needs",
    "stated-totals", "rates",
]  # fmt: skip
SECRET = "HIDDENWORDS"


def walk(client: Client) -> dict[str, str]:
    """Return every answer by its address: all that the start leads to, every row, every grouping, the schema."""
    seen: dict[str, str] = {}
    waiting = ["/api/v1/", *(f"/api/v1/reports/totals/?by={by}" for by in ("donor", "sector", "year", "currency"))]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = client.get(address)
        assert response.status_code == 200, (address, response.content)
        seen[address] = response.content.decode()
        waiting += re.findall(r'"http://testserver(/api/v1/[^"]*)"', seen[address])
        if address.removeprefix("/api/v1/").rstrip("/") in LISTS:
            waiting += [f"{address}{row['id']}/" for row in response.json()["results"]]
    return seen


def answers_without_moments(client: Client) -> dict[str, str]:
    """Return the answers but for the schema, the number of records withheld and how much was read, public or not."""
    counted = r'"withheld":{"records":\d+,[^}]*}|"releases_read":\d+|"claims_waiting":\d+|"claims_decided":\d+'
    return {address: re.sub(counted, "", body) for address, body in walk(client).items() if "schema" not in address}


def hide_beside(data: Everything, visibility: str) -> None:
    """Add to every public row of ``data`` hidden ones that touch it, each with the secret in all its words."""
    text = f"{SECRET} 3 {SECRET} drones\n"
    hidden = ReleaseFactory(visibility=visibility, title=SECRET, publisher=SECRET, text=text, source_url="")
    unlinked = ClaimFactory(release=hidden, number=1)
    claim = ClaimFactory(release=hidden, number=2, with_item=True, with_status=True)
    commitment = CommitmentFactory(
        visibility=visibility, title_en=SECRET, title_uk=SECRET, project=data.project, amount=777, currency="CHF",
        donors=[data.japan, OrganisationFactory(name_en=SECRET)], recipients=[data.service], claims=[claim],
        status="suspended",
    )  # fmt: skip
    CommitmentFactory(visibility=visibility, title_en=SECRET, project=ProjectFactory(title_en=SECRET))
    line = EquipmentLineFactory(commitment=commitment, name_en=SECRET, name_uk=SECRET, claim_item=claim.items.get())
    DeliveryEventFactory(line=line, note=SECRET)
    StatusChangeFactory(commitment=commitment, reason=SECRET)
    need = NeedFactory(release=data.release, visibility=visibility, what_en=SECRET, what_uk=SECRET)
    NeedCoverageFactory(need=need, line=data.line)
    NeedCoverageFactory(need=data.need, line=line)
    StatedTotalFactory(release=data.release, visibility=visibility, scope_en=SECRET, scope_uk=SECRET)
    rest_on_hidden_words(data, unlinked, claim)


def rest_on_hidden_words(data: Everything, unlinked: Any, claim: Any) -> None:
    """Let public rows refer to hidden claims, as they do after a decision was taken back."""
    StatusChangeFactory(
        commitment=data.commitment, old_status="in_delivery", status="delivered", claim=unlinked, reason=""
    )
    DeliveryEventFactory(line=data.line, claim=claim, claim_item=claim.items.get(), note="", quantity=0)
    rejected = ClaimFactory(release=data.release, number=50, start=0, end=9, words=SECRET)
    item = ClaimItemFactory(claim=rejected, name=SECRET, words="10 generators")
    DecisionFactory(claim=rejected, rejected=True, reason=SECRET)
    other = EquipmentLineFactory(commitment=data.commitment, claim_item=item, name_en="stoves")
    DeliveryEventFactory(line=other, claim=unlinked, note="", quantity=0)


@pytest.mark.walk
@pytest.mark.parametrize("visibility", ["draft", "withheld"])
def test_every_answer_with_hidden_rows_beside_shows_nothing_of_them(
    client: Client, everything: Everything, visibility: str
) -> None:
    hide_beside(everything, visibility)
    answers = walk(client)
    starts, lists, narrowed_lists, rows, reports = 2, 12, 3, 17, 13
    assert len(answers) == starts + lists + narrowed_lists + rows + reports
    assert [address for address, body in answers.items() if SECRET in body] == []
    assert [address for address, body in answers.items() if '"777.00"' in body or "FOR STAFF ONLY" in body] == []


@pytest.mark.walk
@pytest.mark.parametrize("visibility", ["draft", "withheld"])
def test_every_answer_with_hidden_rows_beside_counts_as_without_them(
    client: Client, everything: Everything, visibility: str
) -> None:
    text = f"{SECRET}\n"
    before = answers_without_moments(client)
    hidden = ReleaseFactory(visibility=visibility, text=text)
    commitment = CommitmentFactory(
        visibility=visibility, title_en=SECRET, project=everything.project, with_amount=True,
        donors=[everything.japan], claims=[ClaimFactory(release=hidden)],
    )  # fmt: skip
    NeedCoverageFactory(need=everything.need, line=EquipmentLineFactory(commitment=commitment))
    assert answers_without_moments(client) == before


@pytest.mark.parametrize("visibility", ["draft", "withheld"])
@pytest.mark.parametrize("name", [name for name in LISTS if name != "rates"])
def test_row_that_is_not_public_is_not_found(get: Get, name: str, visibility: str) -> None:
    commitment = CommitmentFactory(
        visibility=visibility, donors=[OrganisationFactory()], recipients=[OrganisationFactory()], with_project=True,
        claims=[ClaimFactory(release__public=True)],
    )  # fmt: skip
    delivery = DeliveryEventFactory(line=EquipmentLineFactory(commitment=commitment))
    keys = {
        "commitments": commitment.pk,
        "claims": commitment.claims.get().pk,
        "donors": commitment.parties.get(role="funding").organisation.pk,
        "recipients": commitment.parties.get(role="recipient").organisation.pk,
        "projects": commitment.project.pk,
        "equipment": delivery.line.pk,
        "deliveries": delivery.pk,
        "releases": ReleaseFactory(visibility=visibility).pk,
        "needs": NeedFactory(visibility=visibility).pk,
        "stated-totals": StatedTotalFactory(visibility=visibility).pk,
    }
    shown = [row["id"] for row in get(f"{name}/")["results"]]
    assert shown == ([commitment.claims.get().release.pk] if name == "releases" else [])
    assert get(f"{name}/{keys[name]}/", status=404) == NOT_FOUND


def test_donor_that_only_receives_is_not_found(get: Get) -> None:
    service = OrganisationFactory()
    CommitmentFactory(public=True, recipients=[service])
    get(f"donors/{service.pk}/", status=404)


def test_donor_that_was_merged_into_another_is_not_found(get: Get) -> None:
    kept = OrganisationFactory()
    CommitmentFactory(public=True, donors=[kept])
    duplicate = OrganisationFactory(merged_into=kept)
    get(f"donors/{duplicate.pk}/", status=404)


def test_project_that_was_merged_into_another_is_not_found(get: Get) -> None:
    kept = ProjectFactory()
    CommitmentFactory(public=True, project=kept)
    duplicate = ProjectFactory(merged_into=kept)
    assert [row["id"] for row in get("projects/")["results"]] == [kept.pk]
    get(f"projects/{duplicate.pk}/", status=404)


def test_claim_of_withheld_release_does_not_show(get: Get) -> None:
    commitment = CommitmentFactory(public=True, with_claim=True)
    withheld = ClaimFactory(release__withheld=True)
    CommitmentClaimFactory(commitment=commitment, claim=withheld, relation="repeats")
    shown = [claim["relation"] for claim in get(f"commitments/{commitment.pk}/")["claims"]]
    assert shown == ["first"]


def test_need_of_withheld_release_shows_without_its_words(get: Get) -> None:
    need = NeedFactory(visibility="public", release__withheld=True)
    answer = get(f"needs/{need.pk}/")
    assert (answer["evidence"], answer["release"]) == (None, None)


@pytest.mark.parametrize("visibility", ["draft", "withheld"])
def test_version_of_a_release_that_is_not_public_is_not_named(get: Get, visibility: str) -> None:
    shown = ReleaseFactory(public=True, supersedes=ReleaseFactory(visibility=visibility))
    ReleaseFactory(visibility=visibility, supersedes=shown)
    answer = get(f"releases/{shown.pk}/")
    assert (answer["supersedes"], answer["superseded_by"]) == (None, None)
    assert [(row["supersedes"], row["superseded_by"]) for row in get("releases/")["results"]] == [(None, None)]
