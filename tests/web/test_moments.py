"""What happened to the commitments of a donor, a recipient and a project, and the rest of their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from assistance.models import Commitment, Organisation
from assistance.vocabulary import CommitmentStatus, Relation, Sector, WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan() -> Organisation:
    """Japan, whose one commitment was announced, agreed, topped up and in part handed over."""
    japan = make.OrganisationFactory(japan=True)
    first, more, again = (
        make.ClaimFactory(complete=True, release=make.ReleaseFactory(public=True, published_on=date(2026, month, 1)))
        for month in (1, 4, 5)
    )
    commitment = make.CommitmentFactory(
        public=True, title_en="Generators", status="agreed", donors=[japan], with_recipient=True, with_project=True,
        claims=[first],
    )  # fmt: skip
    make.CommitmentClaimFactory(commitment=commitment, claim=more, relation=Relation.TOPS_UP)
    make.CommitmentClaimFactory(commitment=commitment, claim=again, relation=Relation.REPEATS)
    make.StatusChangeFactory(commitment=commitment, status="announced", claim=first, reason="")
    make.StatusChangeFactory(
        commitment=commitment, old_status="announced", status=CommitmentStatus.AGREED, reason="Signed.",
        happened_on=date(2026, 2, 1),
    )  # fmt: skip
    line = make.EquipmentLineFactory(commitment=commitment)
    make.DeliveryEventFactory(line=line, quantity=4, happened_on=date(2026, 3, 1))
    make.DeliveryEventFactory(
        line=line, quantity=5, happened_on=None, claim=again, claim_item=again.items.get(), note=""
    )
    return japan


def moments(client: Client, there: str) -> list[str]:
    """Return the entries of a page's timeline, without the words they open."""
    context = client.get(there).context["moments"]
    told = []
    for moment in context:
        row = moment.change or moment.delivery or moment.claim
        told.append(f"{moment.day} {type(row).__name__} {'words' if moment.passage else 'no words'}")
    return told


TOLD = [
    "2026-05-01 DeliveryEvent words",
    "2026-04-01 Claim words",
    "2026-03-01 DeliveryEvent no words",
    "2026-02-01 StatusChange no words",
    "2026-01-01 StatusChange words",
]


def test_profile_and_its_timeline_tell_what_happened_the_latest_first(client: Client, japan: Organisation) -> None:
    commitment = Commitment.objects.get()
    recipient = commitment.parties.get(role="recipient").organisation
    for name, row in (("donor", japan), ("recipient", recipient), ("project", commitment.project)):
        assert moments(client, address(name, row)) == TOLD, name
        assert moments(client, address(f"{name}-timeline", row)) == TOLD, name


def test_each_moment_leads_to_its_commitment_and_opens_its_words(client: Client, japan: Organisation) -> None:
    commitment = Commitment.objects.get()
    found = page(client.get(address("donor-timeline", japan)))
    entries = [entry.text for entry in found.all("ol", class_="timeline")[0:1]]
    assert "1 May 2026 Generators Handed over: generators – 5 the words" in entries[0]
    assert "1 April 2026 Generators Tops up USD 2,500,000 the words" in entries[0]
    assert "1 March 2026 Generators Handed over: generators – 4" in entries[0]
    assert "1 February 2026 Generators Announced → became Agreed" in entries[0]
    assert "1 January 2026 Generators Recorded as Announced the words" in entries[0]
    assert "Signed." not in entries[0]
    links = [link.attributes["href"].partition("#") for link in found.all("a") if link.text == "Generators"]
    assert {there for there, _hash, _anchor in links} == {address("commitment", commitment)}
    anchors = {element.attributes.get("id") for element in page(client.get(links[0][0])).elements}
    assert {anchor for _there, _hash, anchor in links if anchor} <= anchors
    assert "5 events, the latest first" in found.text


def test_profile_tells_from_when_to_when_and_links_to_all_that_happened(client: Client, japan: Organisation) -> None:
    found = page(client.get(address("donor", japan)))
    assert "First and latest event 1 January 2026 to 1 May 2026" in found.all("dl", class_="facts")[0].text
    assert not found.all("a", href=address("donor-timeline", japan))
    line = Commitment.objects.get().equipment.get()
    make.DeliveryEventFactory.create_batch(2, line=line, happened_on=None)
    found = page(client.get(address("donor", japan)))
    assert [link.text for link in found.all("a", href=address("donor-timeline", japan))] == [
        "All 7 events, the latest first"
    ]
    assert client.get(address("donor-timeline", japan)).context["moments"][-1].day is None


def test_timeline_comes_in_pages(client: Client, japan: Organisation) -> None:
    make.DeliveryEventFactory.create_batch(25, line=Commitment.objects.get().equipment.get())
    there = address("donor-timeline", japan)
    assert len(moments(client, there)) == 25
    assert moments(client, f"{there}?page=2")[-1] == TOLD[-1]
    assert len(moments(client, f"{there}?size=50")) == 30
    assert client.get(f"{there}?page=3").status_code == 404


def test_profile_tells_its_equipment_and_leads_to_its_entries(client: Client, japan: Organisation) -> None:
    found = page(client.get(address("donor", japan)))
    (row,) = [row.text for row in found.all("tr", id="category-generator_power")]
    assert row == "Generators and power equipment 10 9 1"
    (lines,) = {
        link.attributes["href"] for link in found.all("a") if link.text == "9" and "item" in link.attributes["href"]
    }
    assert lines == f"/en/equipment/lines/?donor={japan.pk}&category=generator_power&item=generators"
    assert client.get(lines).context["page"].paginator.count == 1
    project = Commitment.objects.get().project
    narrowed = f"/en/equipment/lines/?project={project.pk}"
    assert page(client.get(address("project", project))).all("a", href=narrowed)
    assert client.get(narrowed).context["page"].paginator.count == 1


def test_profile_is_broken_down_with_rows_that_keep_to_it(client: Client, japan: Organisation) -> None:
    make.CommitmentFactory(public=True, donors=[japan], sectors=[Sector.ENERGY], status="agreed")
    make.CommitmentFactory(public=True, sectors=[Sector.ENERGY], status="agreed")
    found = page(client.get(address("donor", japan)))
    marks = [mark.attributes["aria-label"] for mark in found.all("a", class_="mark")]
    assert "Energy: 1 commitment; Agreed: 1" in marks
    (there,) = [link.attributes["href"] for link in found.all("a") if link.text == "Energy"]
    assert there == f"/en/commitments/?donor={japan.pk}&sector=energy"
    assert client.get(there).context["page"].paginator.count == 1
    anchors = {mark.attributes["href"][1:] for mark in found.all("a", class_="mark")}
    assert anchors <= {element.attributes.get("id") for element in found.elements}


@pytest.mark.parametrize("manner", WithheldManner)
def test_withheld_equipment_is_no_moment_and_its_words_are_not_shown(
    client: Client, japan: Organisation, manner: str
) -> None:
    make.WithholdingFactory(commitment=Commitment.objects.get(), scope=WithheldScope.EQUIPMENT, manner=manner)
    told = moments(client, address("donor-timeline", japan))
    assert [entry.split(" ", 1)[1] for entry in told] == ["StatusChange no words"] * 2
    assert "generators" not in page(client.get(address("donor", japan))).text.replace("Generators", "")


def test_what_a_draft_went_through_is_told_nowhere(client: Client, japan: Organisation) -> None:
    draft = make.CommitmentFactory(donors=[japan], title_en="Secret", with_status_change=True)
    make.DeliveryEventFactory(line=make.EquipmentLineFactory(commitment=draft))
    assert moments(client, address("donor-timeline", japan)) == TOLD
    assert "Secret" not in page(client.get(address("donor", japan))).text
    assert client.get(address("donor-timeline", make.OrganisationFactory())).status_code == 404
