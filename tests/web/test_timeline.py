"""The order in which a commitment's claims are told."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from assistance.models import Commitment
from assistance.vocabulary import Relation
from assistance.web.commitments import claims_of, timeline
from tests.factories import ClaimFactory, CommitmentClaimFactory, CommitmentFactory, ReleaseFactory

pytestmark = pytest.mark.django_db


def story(**days: date | None) -> tuple[Commitment, dict[object, str]]:
    """Return a public commitment with a claim for each relation, on its day, and the relations by claim."""
    commitment = CommitmentFactory(public=True)
    names = {}
    for relation, day in days.items():
        link = CommitmentClaimFactory(
            commitment=commitment,
            relation=Relation(relation).value,
            claim__release__published_on=day,
            claim__release__public=True,
        )
        names[link.claim] = relation
    return commitment, names


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ({"repeats": date(2024, 7, 9), "first": date(2024, 4, 1)}, ["first", "repeats"]),
        ({"repeats": date(2024, 7, 9), "first": None}, ["first", "repeats"]),
        ({"delivers": None, "first": date(2024, 4, 1)}, ["first", "delivers"]),
        ({"delivers": None, "first": None}, ["first", "delivers"]),
    ],
)
def test_first_report_without_a_date_is_told_first_and_others_last(
    days: dict[str, date | None], order: list[str]
) -> None:
    commitment, names = story(**days)

    claims = claims_of(commitment)

    assert [names[claim] for claim in claims] == order
    told = [event.claim for event in timeline(commitment, claims) if event.claim]
    assert [names[claim] for claim in told] == order


def test_page_tells_the_independent_sources_and_names_public_copies(client: Client) -> None:
    original = ReleaseFactory(public=True, title="Pumps arrive")
    public, withheld = (
        ReleaseFactory(title=title, witness_of=original, likeness="reprint", **{trait: True})
        for title, trait in (("Pumps arrive today", "public"), ("Pumps are here", "withheld"))
    )
    releases = [original, public, withheld, ReleaseFactory(public=True)]
    commitment = CommitmentFactory(public=True, claims=[ClaimFactory(release=release) for release in releases])
    page = client.get(f"/en/commitments/{commitment.pk}/")
    assert page.context["commitment"].independent_sources == 2
    assert page.context["copies"] == [(original, [public])]
    assert "A copy or a translation proves no more than its original" in page.content.decode()
