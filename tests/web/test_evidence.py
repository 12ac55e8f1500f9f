"""Cutting words out of a release."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override

from assistance.templatetags.evidence import Mark, located_text, marked_text
from assistance.templatetags.words import bilingual, foreign, label
from assistance.vocabulary import CommitmentStatus, Fact, PartyRole
from assistance.web.evidence import passage_of, passage_with_all
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db

TEXT = "Title\n\nJapan is a partner.\n\nIt will give USD 2 million.\n\nAnd 5 drones.\n"


def words(text: str, start: int, end: int) -> str:
    return text[start:end]


def test_a_passage_bears_the_mark_of_one_fact() -> None:
    claim = make.ClaimFactory(complete=True)
    found = passage_of(claim, claim.evidence_of(Fact.AMOUNT))
    assert words(claim.release.text, found.start, found.end) == claim.words
    assert [(mark.fact, words(claim.release.text, mark.start, mark.end)) for mark in found.marks] == [
        ("amount", "USD 2.5 million")
    ]
    assert found.anchor == f"evidence-{claim.evidence_of(Fact.AMOUNT).pk}"


def test_words_outside_the_passage_stand_in_their_own_paragraph() -> None:
    release = make.ReleaseFactory(text=TEXT)
    claim = make.ClaimFactory(release=release, words="It will give USD 2 million.")
    party = make.ClaimPartyFactory(claim=claim, role=PartyRole.FUNDING, words="Japan", start=TEXT.index("Japan"))
    found = passage_of(claim, party)
    assert words(TEXT, found.start, found.end) == "Japan is a partner."
    last = make.ClaimItemFactory(claim=claim, words="5 drones")
    assert words(TEXT, passage_of(claim, last).start, passage_of(claim, last).end) == "And 5 drones."


def test_passages_on_one_page_carry_no_ids() -> None:
    claim = make.ClaimFactory(complete=True)
    assert {mark.anchor for mark in passage_with_all(claim).marks} == {""}


def test_an_anchor_stands_once_where_a_passage_spans_paragraphs(client: Client) -> None:
    release = make.ReleaseFactory(public=True, text=TEXT)
    claim = make.ClaimFactory(release=release, words=TEXT[TEXT.index("It") : TEXT.index("drones")].strip())
    make.CommitmentFactory(public=True, claims=[claim])
    found = page(client.get(address("release", release)))
    assert len(found.all("span", id=f"claim-{claim.pk}")) == 1
    assert len(found.all("mark", class_="fact-passage")) == 3


def test_text_is_escaped() -> None:
    assert marked_text("<script>alert(1)</script>", []) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    project = make.ProjectFactory(title_en="<b>", title_uk="")
    assert bilingual(project, "title") == "&lt;b&gt;"
    with override("uk"):
        assert bilingual(project, "title") == '<span lang="en">&lt;b&gt;</span>'


def test_language_is_said_only_where_it_differs() -> None:
    with override("en"):
        assert (foreign("en"), foreign("uk"), label(CommitmentStatus.AGREED)) == ("", 'lang="uk"', "Agreed")


def foreign_scripts(found: Page) -> list[object]:
    """Return the scripts of a page that are no files of ours."""
    return [script for script in found.all("script") if not script.attributes.get("src", "").startswith("/static/")]


def test_hostile_text_stays_text_on_every_page(client: Client, world: World) -> None:
    bad = '"><script>x</script>'
    release = make.ReleaseFactory(public=True, title=bad, publisher=bad, text=f"{bad} gives", licence=bad)
    claim = make.ClaimFactory(release=release, words=bad)
    make.ClaimItemFactory(claim=claim, name=bad, unit=bad[:20], words=bad)
    donor = make.OrganisationFactory(name_en=bad, name_uk=bad)
    commitment = make.CommitmentFactory(public=True, title_en=bad, title_uk=bad, donors=[donor], claims=[claim])
    make.EquipmentLineFactory(commitment=commitment, name_en=bad, name_uk=bad, claim_item=claim.items.get())
    for name, row in (("overview", None), ("equipment", None), ("commitment", commitment), ("release", release)):
        assert not foreign_scripts(Page(client.get(address(name, row)).content.decode())), name
    assert not foreign_scripts(page(client.get(address("commitments"), {"q": bad})))


def test_located_text_tells_where_each_paragraph_begins_and_what_each_mark_belongs_to() -> None:
    marks = [
        Mark(start=0, end=11, fact="passage", label="", anchor="claim-1"),
        Mark(start=4, end=11, fact="item", label="Power", anchor="item-2"),
    ]
    assert located_text("Ten engines\n\n for all", marks) == (
        '<p data-start="0"><span id="claim-1"></span><mark class="fact-passage" data-anchors="claim-1">Ten </mark>'
        '<span id="item-2"></span><mark class="fact-passage fact-item" data-anchors="item-2 claim-1" title="Power">'
        "engines</mark></p>\n"
        '<p data-start="14">for all</p>'
    )
