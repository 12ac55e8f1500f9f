"""Nothing shows that staff have not made public, at any address."""

from __future__ import annotations

import pytest
from django.test import Client

from assistance.vocabulary import Outcome, Relation, Visibility
from tests import factories as make
from tests.web.conftest import World, address, every_address
from tests.web.html import page

pytestmark = pytest.mark.django_db

SECRET = "Clandestine"


def hidden_commitment(world: World, visibility: Visibility) -> None:
    """Add a commitment that is not public, with a party, a project and equipment of its own."""
    donor = make.OrganisationFactory(name_en=f"{SECRET} donor {visibility}", name_uk=f"{SECRET} донор {visibility}")
    recipient = make.OrganisationFactory(name_en=f"{SECRET} service {visibility}", name_uk="")
    commitment = make.CommitmentFactory(
        visibility=visibility,
        title_en=f"{SECRET} commitment {visibility}",
        title_uk=f"{SECRET} зобов'язання",
        note=f"{SECRET} note",
        donors=[donor, world.donors[0]],
        recipients=[recipient],
        project=make.ProjectFactory(title_en=f"{SECRET} project {visibility}", title_uk=""),
        amount=987654321,
        currency="XAF",
    )
    line = make.EquipmentLineFactory(commitment=commitment, name_en=f"{SECRET} line", name_uk=f"{SECRET} line")
    make.NeedCoverageFactory(need=world.needs[0], line=line)
    claim = make.ClaimFactory(release=world.releases[0], number=50 + len(visibility))
    make.ClaimPartyFactory(claim=claim, name=f"{SECRET} party")
    make.CommitmentClaimFactory(commitment=commitment, claim=claim)
    make.DecisionFactory(claim=claim, commitment=commitment, reason=f"{SECRET} reason")


def hidden_rows(world: World) -> None:
    """Add rows of every other kind that are not public, some of them hanging on public ones."""
    shown, release = world.commitments[0], world.releases[0]
    shown.note = f"{SECRET} note"
    shown.save()
    make.ReleaseFactory(title=f"{SECRET} release", publisher=f"{SECRET} publisher", supersedes=release)
    make.ReleaseFactory(withheld=True, title=f"{SECRET} withheld release")
    source = make.ReleaseFactory(title=f"{SECRET} source")
    late = make.ClaimFactory(complete=True, release=source)
    make.CommitmentClaimFactory(commitment=shown, claim=late, relation=Relation.REPEATS)
    make.EquipmentLineFactory(commitment=shown, claim_item=late.items.get())
    rejected = make.ClaimFactory(complete=True, release=release, number=99)
    make.ClaimItemFactory(claim=rejected, name=f"{SECRET} item")
    make.DecisionFactory(
        claim=rejected, outcome=Outcome.REJECTED, commitment=None, relation="", reason=f"{SECRET} reason"
    )
    make.NeedFactory(release=release, what_en=f"{SECRET} need", what_uk=f"{SECRET} need")
    make.NeedFactory(withheld=True, what_en=f"{SECRET} need", what_uk=f"{SECRET} need")
    make.StatedTotalFactory(release=release, scope_en=f"{SECRET} scope", scope_uk="", donors=world.donors)
    make.StatedTotalFactory(withheld=True, scope_en=f"{SECRET} scope", scope_uk="", donors=world.donors)
    staff = make.UserFactory(username=f"{SECRET}-person")
    make.StatusChangeFactory(commitment=shown, status="agreed", made_by=staff)


@pytest.mark.walk
def test_no_address_shows_what_is_not_public(client: Client, world: World) -> None:
    hidden_rows(world)
    for visibility in (Visibility.DRAFT, Visibility.WITHHELD):
        hidden_commitment(world, visibility)
    missing = 0
    for there in every_address():
        response = client.get(there)
        missing += response.status_code == 404
        text = response.content.decode()
        assert SECRET.casefold() not in text.casefold(), there
        assert "XAF" not in text, there
        assert "987" not in (page(response).text if "<html" in text else text), there
    assert missing == 174


def test_a_release_marks_only_what_public_commitments_rest_on(client: Client, world: World) -> None:
    release = world.releases[0]
    shown = release.claims.get()
    waiting = make.ClaimFactory(complete=True, release=release, number=99)
    hidden_commitment(world, Visibility.DRAFT)
    found = page(client.get(address("release", release)))
    anchors = {span.attributes["id"] for span in found.all("span") if "id" in span.attributes}
    assert f"claim-{shown.pk}" in anchors
    assert f"party-{shown.parties.first().pk}" in anchors
    assert not anchors & {f"claim-{waiting.pk}", f"item-{waiting.items.get().pk}", f"claim-{waiting.pk + 1}"}
    links = [link.attributes["href"] for link in found.all("a") if "/commitments/" in link.attributes["href"]]
    assert links == ["/en/commitments/", address("commitment", world.commitments[0])]


def test_a_fact_whose_claim_was_taken_back_keeps_no_words(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    commitment.claim_links.all().delete()
    found = page(client.get(address("commitment", commitment)))
    assert not found.all("blockquote")
    assert "a claim that was taken back later" in found.text
