"""What the pages say of figures: what they contain, what they rest on, and what is unknown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from assistance.models import Claim, Commitment
from assistance.reports import ladder, ladders_by_party
from assistance.templatetags.figures import hedged
from assistance.vocabulary import CommitmentStatus, DeliveryStage, PartyRole, Relation
from assistance.web.ladders import bars_of
from assistance.web.organisations import commitments_in
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db


def test_every_fact_of_a_commitment_opens_its_words(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    make.OrganisationAliasFactory(organisation=world.donors[0], name="Japan", normalised="japan")
    found = page(client.get(address("commitment", commitment)))
    for marked in ("USD 2.5 million", "will hand over", "by 31 March 2027", "Japan", "Kharkiv region", "energy sector"):
        assert marked in [mark.text for mark in found.all("mark")], marked
    assert len(found.all("figure", class_="passage")) == 10
    for source in found.all("figcaption"):
        assert "Statement" in source.text
        assert "Ministry of Internal Affairs of Ukraine" in source.text
        assert "1 January 2026" in source.text


def test_every_quantity_opens_its_words(client: Client, world: World) -> None:
    found = page(client.get(address("equipment")))
    item = world.commitments[1].equipment.get().claim_item
    figures = found.all("details", class_="figure")
    assert len(figures) == 6
    assert [mark.text for mark in found.all("mark")] == ["10 generators"] * 6
    links = [link.attributes["href"] for link in found.all("a") if "#item-" in link.attributes["href"]]
    assert f"{address('release', world.releases[1])}#item-{item.pk}" in links
    assert found.text.count("Shipped: 4 (in all so far) – 1 January 2026") == 1
    assert found.text.count("Grounds recorded by staff: Act of acceptance.") == 2


def test_the_words_link_to_their_place_in_the_release(client: Client, world: World) -> None:
    found = page(client.get(address("commitment", world.commitments[0])))
    targets = {link.attributes["href"].partition("#")[2] for link in found.all("a") if "#" in link.attributes["href"]}
    release = page(client.get(address("release", world.releases[0])))
    anchors = {element.attributes["id"] for element in release.elements if "id" in element.attributes}
    assert len(targets) > 6
    own = {element.attributes["id"] for element in found.elements if "id" in element.attributes}
    assert targets - own <= anchors


def test_a_retelling_says_so_beside_its_words(client: Client, world: World) -> None:
    original, retold = (page(client.get(address("commitment", one))) for one in world.commitments)
    assert not original.all("span", class_="retelling")
    assert len(retold.all("span", class_="retelling")) == len(retold.all("figcaption"))
    found = page(client.get(address("release", world.releases[1])))
    assert "This is a retelling in our own words" in found.text
    sources = {link.attributes["href"]: link for link in found.all("a", rel="external")}
    assert sources[world.releases[1].source_url].attributes["rel"] == "noopener external"


def test_a_fact_decided_otherwise_shows_both(client: Client, world: World) -> None:
    found = page(client.get(address("commitment", world.commitments[0])))
    assert [entry.text for entry in found.all("dl", class_="decided")] == ["Kind read: Training decided: Mixed"]


def test_every_kind_of_change_is_in_words(client: Client, world: World) -> None:
    commitment, release = world.commitments[0], world.releases[0]
    claim = make.ClaimFactory(release=release, number=1007)
    make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=Relation.REPEATS)
    changes = {
        "status": {"read": "announced", "decided": "agreed"},
        "amount": {"read": None, "decided": "1500000.5"},
        "currency": {"read": "", "decided": "EUR"},
        "amount_hedge": {"read": "exact", "decided": "at_least"},
        "amount_upper": {"read": None, "decided": "2000000"},
        "period_end": {"read": None, "decided": "2027-01-31"},
        "sectors": {"read": ["energy", "medical"], "decided": []},
        "regions": {"read": [], "decided": ["UA-63"]},
        "parties": {"read": [["funding", "Japan"]], "decided": [["funding", "JICA"], ["recipient", "SES"]]},
        "lines": {
            "read": [{"name": "drones", "quantity": None, "unit": "", "category": "drone"}],
            "decided": [{"name": "drones", "quantity": "12", "unit": "sets", "category": "drone"}],
        },
        "something_later": {"read": 1, "decided": 2},
    }
    make.DecisionFactory(claim=claim, commitment=commitment, relation=Relation.REPEATS, changes=changes)
    found = page(client.get(address("commitment", commitment)))
    assert [entry.text for entry in found.all("div") if " decided: " in entry.text and len(entry.text) < 90] == [
        "Kind read: Training decided: Mixed",
        "Status read: Announced decided: Agreed",
        "Amount read: not stated decided: 1,500,000.5",
        "Currency read: not stated decided: EUR (Euro)",
        "How firm the amount is read: Exactly decided: At least",
        "Upper end of the amount read: not stated decided: 2,000,000",
        "Period end read: not stated decided: 31 January 2027",
        "Sectors read: Energy; Medical services decided: not stated",
        "Places read: not stated decided: Kharkiv region",
        "Parties read: Japan (Donor) decided: JICA (Donor); SES (Recipient)",
        "Equipment read: drones: unknown decided: drones: 12 sets",
    ]


def test_an_amount_topped_up_shows_both_sums_and_both_passages(client: Client, world: World) -> None:
    commitment, release = world.commitments[0], world.releases[1]
    claim = make.ClaimFactory(release=release, with_amount=True, number=1007)
    make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=Relation.TOPS_UP)
    changes = {"amount": {"before": "2500000", "after": "5000000"}}
    make.DecisionFactory(claim=claim, commitment=commitment, relation=Relation.TOPS_UP, changes=changes)
    found = page(client.get(address("commitment", commitment)))
    assert "Amount before: 2,500,000 with this claim: 5,000,000" in found.text
    assert [m.text for m in found.all("mark", class_="fact-amount")].count("USD 2.5 million") == 4


#: How an amount is stated, and the words around it in English.
HEDGED = {
    "exact": ({}, "%(amount)s", "EUR 16,000,000"),
    "about": ({"amount_hedge": "about"}, "about %(amount)s", "about EUR 16,000,000"),
    "at least": ({"amount_hedge": "at_least"}, "at least %(amount)s", "at least EUR 16,000,000"),
    "up to": ({"amount_hedge": "up_to"}, "up to %(amount)s", "up to EUR 16,000,000"),
}
RANGE = {"amount_upper": Decimal(20_000_000)}


def written(language: str, **stated: Any) -> list[str]:
    """Return what the filter makes of an amount of a commitment and of a claim, with plain spaces."""
    facts = {"amount": Decimal(16_000_000), "currency": "EUR", **stated}
    with override(language):
        return [hedged(row(**facts)).replace("\xa0", " ") for row in (Commitment, Claim)]


@pytest.mark.parametrize(("stated", "words", "english"), HEDGED.values(), ids=HEDGED)
def test_hedged_amount_is_in_words_in_either_language(stated: dict[str, Any], words: str, english: str) -> None:
    with override("uk"):
        ukrainian = gettext(words) % {"amount": "16 000 000 EUR"}
    assert written("en", **stated) == [english] * 2
    assert written("uk", **stated) == [ukrainian] * 2


def test_hedged_range_names_its_currency_once_in_either_language() -> None:
    with override("uk"):
        ends = gettext("%(lower)s to %(upper)s") % {"lower": "16 000 000", "upper": "20 000 000"}
        ukrainian = gettext("about %(amount)s") % {"amount": f"{ends} EUR"}
    assert written("en", **RANGE) == ["EUR 16,000,000 to 20,000,000"] * 2
    assert written("en", **RANGE, amount_hedge="about") == ["about EUR 16,000,000 to 20,000,000"] * 2
    assert written("uk", **RANGE, amount_hedge="about") == [ukrainian] * 2


@pytest.mark.parametrize(("language", "words"), [("en", "no amount stated"), ("uk", "суму не зазначено")])
def test_hedged_without_an_amount_says_so(language: str, words: str) -> None:
    assert written(language, amount=None, currency="") == [words] * 2


@pytest.mark.parametrize("name", ["commitments", "commitment", "release"])
def test_hedged_amount_is_shown_as_hedged_on_its_pages(client: Client, name: str) -> None:
    stated = {"amount": 20_000_000, "currency": "EUR", "amount_hedge": "at_least"}
    claim = make.ClaimFactory(release=make.ReleaseFactory(public=True), **stated)
    commitment = make.CommitmentFactory(public=True, claims=[claim], **stated)
    rows = {"commitment": commitment, "release": claim.release}
    found = page(client.get(address(name, rows.get(name))))
    assert "at least EUR 20,000,000" in [
        element.text for element in found.elements if "amount" in element.attributes.get("class", "").split()
    ]
    assert "The release says:" not in found.text


def test_an_amount_decided_firmer_than_stated_shows_both(client: Client) -> None:
    stated = {"amount": 20_000_000, "currency": "EUR"}
    claim = make.ClaimFactory(release=make.ReleaseFactory(public=True), amount_hedge="at_least", **stated)
    commitment = make.CommitmentFactory(public=True, claims=[claim], **stated)
    found = page(client.get(address("commitment", commitment)))
    assert "The release says: at least EUR 20,000,000" in found.text


def test_hedged_amount_counts_with_the_number_stated(client: Client) -> None:
    for hedge in ("about", "at_least", "up_to"):
        make.CommitmentFactory(public=True, amount=100, amount_upper=150, currency="USD", amount_hedge=hedge)
    assert "USD 300" in page(client.get(address("overview"))).text
    assert "a range with its lower end" in page(client.get(address("method"))).text


def test_unknown_quantities_are_words_and_never_zero(client: Client) -> None:
    commitment = make.CommitmentFactory(public=True)
    silent = make.EquipmentLineFactory(commitment=commitment, quantity=None, name_en="radios")
    some = make.EquipmentLineFactory(commitment=commitment, name_en="pumps")
    make.DeliveryEventFactory(line=some, quantity=None)
    found = page(client.get(address("commitment", commitment)))
    rows = {row.attributes["id"]: row.text for row in found.all("tr") if "id" in row.attributes}
    assert rows[f"line-{silent.pk}"].endswith("unknown none reported none reported none reported unknown")
    assert "10 decided by staff some, number unknown" in rows[f"line-{some.pk}"]
    assert rows[f"line-{some.pk}"].endswith("none reported unknown")
    assert " 0 " not in f" {rows[f'line-{silent.pk}']} "


def test_more_than_promised_is_flagged(client: Client) -> None:
    line = make.EquipmentLineFactory(commitment=make.CommitmentFactory(public=True), quantity=Decimal(3))
    make.DeliveryEventFactory(line=line, quantity=Decimal(5), stage=DeliveryStage.HANDED_OVER)
    found = page(client.get(address("equipment")))
    assert [flag.text for flag in found.all("strong", class_="flag")] == ["More was handed over than promised"]
    assert "nothing" in found.text


def test_currencies_stay_apart_and_nothing_is_one_sum(client: Client) -> None:
    donor = make.OrganisationFactory()
    for amount, currency in ((100, "USD"), (250, "USD"), (1000, "EUR")):
        make.CommitmentFactory(public=True, amount=amount, currency=currency, donors=[donor])
    make.CommitmentFactory(public=True, donors=[donor])
    for name, row in (("overview", None), ("commitments", None), ("donors", None), ("donor", donor)):
        text = page(client.get(address(name, row))).text
        assert "USD 350" in text, name
        assert "EUR 1,000" in text, name
        assert "1 with no amount stated" in text, name
        assert "1,350" not in text, name


def test_what_is_considered_or_called_off_stands_outside_the_sums(client: Client) -> None:
    for status in CommitmentStatus:
        make.CommitmentFactory(public=True, amount=100, currency="USD", status=status.value)
    found = page(client.get(address("overview")))
    parts = [body.text for body in found.all("tbody") if body.text.startswith(("Promised", "Under", "Suspended"))]
    assert [part.count("USD 100") for part in parts] == [5, 1, 2]
    assert "outside every sum" in parts[1]
    assert "outside every sum" in parts[2]


def test_the_overview_counts_what_was_read_and_what_waits(client: Client, world: World) -> None:
    make.ClaimFactory()
    tiles = page(client.get(address("overview"))).all("dl", class_="tiles")[0].text
    assert tiles == (
        "Releases read 3 of 1 publisher; 2 of them public Claims decided on 2 1 claim waits for a decision "
        "Records withheld 0 in none of these figures Latest public release 2 January 2026"
    )


def test_bars_are_as_long_as_their_counts() -> None:
    for status in ("announced", "announced", "agreed"):
        make.CommitmentFactory(public=True, status=status)
    bars = bars_of(ladder(Commitment.objects.published()))
    assert [bar.width for bar in bars.firm] == [100, 50, 0, 0, 0]
    assert [bar.rung.status for bar in bars.considered] == ["under_consideration"]
    assert [bar.rung.status for bar in bars.called_off] == ["suspended", "cancelled"]


def test_ladders_of_several_are_those_of_each(world: World) -> None:
    other = make.OrganisationFactory()
    make.CommitmentFactory(public=True, amount=7, currency="EUR", donors=[other, world.donors[0]], status="agreed")
    make.CommitmentFactory(public=True, donors=[other])
    make.CommitmentFactory(amount=9, currency="EUR", donors=[other])
    found = ladders_by_party([other, world.donors[0]], PartyRole.FUNDING)
    for donor in (other, world.donors[0]):
        assert found[donor.pk] == ladder(commitments_in(donor, PartyRole.FUNDING))


def test_stated_totals_stand_beside_the_figures(client: Client, world: World) -> None:
    found = page(client.get(address("donor", world.donors[0])))
    stated = found.all("ul", class_="stated")[0].text
    assert stated.count("USD 12,000,000,000") == 2
    assert "since 2022" in stated
    assert "Itemised here" in stated
    assert "USD 12 billion" in stated
    assert "are in none of the figures above" in found.text
    assert found.all("table", class_="ladder")[0].text.count("USD 5,000,000") == 1
    recipient = world.commitments[0].parties.get(role="recipient").organisation
    assert "USD 12" not in page(client.get(address("recipient", recipient))).text


def test_a_need_opens_its_sentence_and_says_what_covers_it(client: Client, world: World) -> None:
    buses = make.NeedFactory(public=True, what_en="buses", quantity=None)
    rows = {row.attributes["id"]: row.text for row in page(client.get(address("needs"))).all("tr") if row.attributes}
    first = rows[f"need-{world.needs[0].pk}"]
    assert "The service still needs 40 drones." in first
    assert "10 – generators, Commitment" in first
    assert "Part covered 10 covered, 30 missing" in first
    assert rows[f"need-{buses.pk}"].startswith("buses Drones unknown The service still needs 40 drones.")
    assert rows[f"need-{buses.pk}"].endswith("Open nothing public yet")


def test_a_release_says_what_is_not_counted_and_why(client: Client, world: World) -> None:
    found = page(client.get(address("release", world.releases[0])))
    assert "Counts people, events or facilities, not assistance Such a number says how many there are" in found.text
    titles = [mark.attributes.get("title", "") for mark in found.all("mark", class_="fact-trap")]
    assert titles == ["", "Counts people, events or facilities, not assistance", ""]
    legend = found.all("ul", class_="legend")[0].text
    assert legend == (
        "Passage read as a commitment Status Amount Party Item Sector Place Period Need Stated total Number not counted"
    )


def test_versions_of_a_release_link_to_each_other(client: Client, world: World) -> None:
    later = make.ReleaseFactory(public=True, title="Corrected", supersedes=world.releases[0])
    found = page(client.get(address("release", world.releases[0])))
    assert "A later version of this page takes its place: Corrected" in found.text
    assert "Takes the place of Statement" in page(client.get(address("release", later))).text
    assert "Superseded by a later version" in page(client.get(address("releases"))).text


def test_sum_of_amounts_on_different_bases_says_so(client: Client) -> None:
    donor = make.OrganisationFactory()
    for basis in ("stated", "book"):
        make.CommitmentFactory(public=True, donors=[donor], amount=5, currency="USD", valuation_basis=basis)
    text = page(client.get(address("donor", donor))).text
    assert "different bases, so compare the sum with care: Stated by the donor, Book value" in text
    make.CommitmentFactory(public=True, donors=[one := make.OrganisationFactory()], amount=5, currency="USD")
    assert "different bases" not in page(client.get(address("donor", one))).text
