"""The page of a commitment: what its amount is elsewhere, who says otherwise, and what it hangs together with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Commitment
from assistance.review import withhold_fact
from assistance.vocabulary import Relation, WithheldScope
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)


@pytest.fixture
def commitment() -> Commitment:
    """A public commitment of USD 1,000 to 2,000 that a public release of ``DAY`` first told of, with a line."""
    claim = make.ClaimFactory(complete=True, release=make.ReleaseFactory(public=True, title="First told"))
    made: Commitment = make.CommitmentFactory(
        public=True, amount=Decimal(1000), amount_upper=Decimal(2000), currency="USD", amount_hedge="about",
        claims=[claim], title_en="Aid to rescuers",
    )  # fmt: skip
    make.EquipmentLineFactory(commitment=made, claim_item=claim.items.get(), name_en="pumps", quantity=Decimal(30))
    return made


def shown(client: Client, commitment: Commitment, language: str = "en") -> Page:
    return page(client.get(address("commitment", commitment, language)))


def told_by(commitment: Commitment, relation: Relation, **facts: Any) -> Any:
    """Link a claim of another public release in ``relation`` and return it."""
    release = facts.pop("release", None) or make.ReleaseFactory(public=True, published_on=date(2026, 11, 9))
    claim = make.ClaimFactory(release=release, **facts)
    make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=relation)
    return claim


def test_amount_stands_in_other_currencies_with_each_rate_and_what_has_none(
    client: Client, commitment: Commitment
) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=date(2026, 10, 30), rate=Decimal("1.25"), source="ECB")
    found = shown(client, commitment)
    assert "about USD 1,000 to 2,000" in found.text
    assert [entry.text for entry in found.all("ul", class_="converted")] == [
        "about EUR 800 to 1,600 EUR 1 = USD 1.25, 30 October 2026, ECB"
    ]
    assert "Not converted: UAH. There is no rate of 2 November 2026 or the week before." in found.text


def test_amount_of_an_unknown_day_is_not_converted(client: Client) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=DAY)
    undated = make.CommitmentFactory(public=True, with_amount=True)
    found = shown(client, undated)
    assert not found.all("ul", class_="converted")[0].text
    assert "Not converted: EUR, UAH. The day of the first report is not known." in found.text


@pytest.mark.parametrize("manner", ["hidden", "coarsened"])
def test_withheld_amount_is_not_converted(client: Client, staff: User, commitment: Commitment, manner: Any) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=DAY)
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, manner=manner, by=staff, reason="Asked for.")
    found = shown(client, commitment)
    assert not found.all("ul", class_="converted")
    assert "Converted at the rate" not in found.text
    assert "Not converted" not in found.text


def test_commitment_without_an_amount_converts_nothing(client: Client) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=DAY)
    assert not shown(client, make.CommitmentFactory(public=True)).all("ul", class_="converted")


def test_contradicting_amounts_are_a_range_with_every_source(client: Client, commitment: Commitment) -> None:
    told_by(
        commitment, Relation.CONTRADICTS, with_amount=True, amount=Decimal(3000),
        release=make.ReleaseFactory(public=True, publisher="The embassy"),
    )  # fmt: skip
    told_by(commitment, Relation.CONTRADICTS, amount=Decimal(70), currency="EUR")
    told_by(commitment, Relation.REPEATS, amount=Decimal(9000), currency="USD")
    found = shown(client, commitment)
    boxes = found.all("div", class_="disagreement")
    assert [box.text.partition("“")[0][:75] for box in boxes] == [
        "Reports contradict one another: USD 1,000 to 3,000 USD 2,500,000 Ministry o",
        "Told otherwise, in another currency: EUR 70 Ministry of Internal Affairs of",
    ]
    assert "USD 3,000 The embassy" in boxes[0].text
    assert "9,000" not in boxes[0].text


def test_contradiction_of_something_else_leaves_the_amount_undisputed(client: Client, commitment: Commitment) -> None:
    told_by(commitment, Relation.CONTRADICTS, status="cancelled")
    told_by(commitment, Relation.CONTRADICTS, amount=commitment.amount, amount_upper=Decimal(2000), currency="USD")
    assert not shown(client, commitment).all("div", class_="disagreement")


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (0, "Independent sources: 1 One text tells of it; no other confirms it. Published by: The ministry."),
        (2, "Independent sources: 3 Each is a text of its own, no copy or translation of another. "
            "Published by: The ministry; The embassy."),
    ],
)  # fmt: skip
def test_sources_are_told_in_words(client: Client, others: int, words: str) -> None:
    first = make.ClaimFactory(release=make.ReleaseFactory(public=True, publisher="The ministry"))
    commitment = make.CommitmentFactory(public=True, claims=[first])
    for _ in range(others):
        release = make.ReleaseFactory(public=True, publisher="The embassy")
        told_by(commitment, Relation.REPEATS, release=release)
    assert shown(client, commitment).all("p", class_="sources")[0].text == words


def test_what_staff_decided_of_further_reports_is_in_words(client: Client, commitment: Commitment) -> None:
    part = told_by(commitment, Relation.PART_OF, release=make.ReleaseFactory(public=True, title="A first half"))
    told_by(commitment, Relation.REPEATS, release=make.ReleaseFactory(public=True, title="Once more"))
    told_by(commitment, Relation.REPEATS, release=make.ReleaseFactory(title="Not public"))
    found = shown(client, commitment)
    assert [entry.text for entry in found.all("dl", class_="ties")] == [
        "Repeats The same is told again. It counts once, with the first report, and nothing is added. "
        "Once more · Ministry of Internal Affairs of Ukraine, 2 November 2026 "
        "Part of A part of it is told. The part is counted with the whole, so nothing is added. "
        "A first half · Ministry of Internal Affairs of Ukraine, 2 November 2026"
    ]
    assert len(found.all("p", id=f"told-{part.pk}")) == 1


def test_other_commitments_are_named_with_what_ties_them(client: Client, commitment: Commitment) -> None:
    project = make.ProjectFactory()
    commitment.project = project
    commitment.save()
    release = commitment.claims.get().release
    need = make.NeedFactory(public=True, what_en="pumping")
    make.NeedCoverageFactory(need=need, line=commitment.equipment.get())
    titles = {}
    for name, facts in (
        ("Of the project", {"project": project}),
        ("Of the release", {"claims": [make.ClaimFactory(release=release, number=1008)]}),
        ("Of the need", {}),
        ("Apart", {}),
    ):
        titles[name] = make.CommitmentFactory(public=True, title_en=name, **facts)
    make.NeedCoverageFactory(need=need, line=make.EquipmentLineFactory(commitment=titles["Of the need"]))
    make.CommitmentFactory(
        title_en="A draft", project=project, claims=[make.ClaimFactory(release=release, number=1009)]
    )
    make.NeedCoverageFactory(need=need, line=make.EquipmentLineFactory(commitment=make.CommitmentFactory()))
    found = shown(client, commitment)
    assert [entry.text for entry in found.all("ul", class_="ties")][1:] == [
        "Of the release Announced no amount stated told in the same release: First told "
        "Of the need Announced no amount stated covers the same need: pumping "
        "Of the project Announced no amount stated of the same project"
    ]
    assert "A draft" not in found.text


def test_commitment_alone_is_related_to_with_none(client: Client) -> None:
    found = shown(client, make.CommitmentFactory(public=True))
    assert not found.all("ul", class_="ties")
    assert "Related commitments" not in found.text


@pytest.mark.parametrize(
    ("quantity", "needed", "status", "words"),
    [
        (10, 40, "announced", "10 of the 40 asked for"),
        (None, 40, "announced", "How much of the need it covers is not known."),
        (10, None, "announced", "10; how much of the need that is, is not known"),
        (10, 40, "under_consideration", "Under consideration: covers nothing"),
        (10, 40, "cancelled", "Cancelled: covers nothing"),
    ],
)  # fmt: skip
def test_needs_covered_say_how_much_of_the_need(
    client: Client, commitment: Commitment, quantity: int | None, needed: int | None, status: str, words: str
) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(status=status)
    need = make.NeedFactory(public=True, what_en="drones", quantity=needed)
    make.NeedCoverageFactory(need=need, line=commitment.equipment.get(), quantity=quantity)
    make.NeedCoverageFactory(need=make.NeedFactory(what_en="Not public"), line=commitment.equipment.get())
    found = shown(client, commitment)
    (covered,) = found.all("ul", class_="ties")
    assert words in covered.text
    assert "Not public" not in found.text
    links = [link.attributes["href"] for link in found.all("a") if link.text == "drones"]
    assert links == [address("need", need)]
    assert client.get(links[0]).status_code == 200


def test_withheld_equipment_covers_nothing_that_is_told(client: Client, staff: User, commitment: Commitment) -> None:
    other = make.CommitmentFactory(public=True, title_en="The other")
    need = make.NeedFactory(public=True, what_en="drones")
    make.NeedCoverageFactory(need=need, line=commitment.equipment.get())
    make.NeedCoverageFactory(need=need, line=make.EquipmentLineFactory(commitment=other))
    assert "covers the same need: drones" in shown(client, other).text
    withhold_fact(commitment, scope=WithheldScope.EQUIPMENT, by=staff, reason="Asked for.")
    for one, name in ((commitment, "The other"), (other, "Aid to rescuers")):
        found = shown(client, one)
        assert name not in found.text
        assert "covers the same need" not in found.text
    assert "drones" not in shown(client, commitment).text


def test_timeline_opens_its_words_and_decisions_without_scripts(client: Client, world: World) -> None:
    found = shown(client, world.commitments[0])
    texts = [entry.text for entry in found.all("summary")]
    assert texts.count("the words") == 1
    assert texts.count("Staff decided otherwise than was read: Kind") == 1
