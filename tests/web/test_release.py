"""The page of a release: what of it is not counted, and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assistance.models import Release
from assistance.templatetags.evidence import Mark, marked_text
from assistance.vocabulary import Outcome, Relation, TrapReason
from assistance.web.evidence import sentence
from assistance.web.uncounted import WHY
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db

TEXT = (
    "Statement\n\nPolice recorded 128,000 crimes. This year 4.5 thousand people and 70 teams came. Nobody paid.\n\n"
    "Japan gives 10 pumps."
)


@pytest.fixture
def release() -> Release:
    """A public release with nothing read from it yet."""
    made: Release = make.ReleaseFactory(public=True, text=TEXT)
    return made


def shown(client: Client, release: Release) -> Page:
    return page(client.get(address("release", release)))


def linked(release: Release, relation: Relation, number: int = 1, **facts: Any) -> Any:
    """Link a claim of ``release`` to a commitment that another release told of first, and return it."""
    claim = make.ClaimFactory(release=release, number=number, words="Japan gives 10 pumps.")
    commitment = make.CommitmentFactory(**{"public": True, "title_en": "Pumps from Japan", **facts})
    make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=relation)
    return claim


def reasons(found: Page) -> list[str]:
    return [box.text for box in found.all("div", class_="why")]


def test_numbers_stand_by_reason_in_their_sentences(client: Client, release: Release) -> None:
    crimes = make.TrapFactory(release=release, words="128,000 crimes", reason=TrapReason.LOSS)
    people = make.TrapFactory(release=release, words="4.5 thousand", reason=TrapReason.STATISTIC)
    teams = make.TrapFactory(release=release, words="70 teams", reason=TrapReason.STATISTIC)
    found = shown(client, release)
    assert reasons(found) == [
        "Counts people, events or facilities, not assistance Such a number says how many there are or were. It is "
        "nothing that anybody gives. This year 4.5 thousand people and 70 teams came.",
        "Counts losses or crimes Such a number says what was destroyed, lost or done. It is nothing that anybody "
        "gives. Police recorded 128,000 crimes.",
    ]
    links = [link.attributes["href"] for link in found.all("a") if link.text in {"128,000 crimes", "70 teams"}]
    assert links == [f"#not-counted-{crimes.pk}", f"#not-counted-{teams.pk}", f"#trap-{teams.pk}", f"#trap-{crimes.pk}"]
    for trap in (crimes, people, teams):
        assert len(found.all("span", id=f"not-counted-{trap.pk}")) == len(found.all("span", id=f"trap-{trap.pk}")) == 1


def test_every_reason_is_told_in_a_sentence() -> None:
    assert set(WHY) == set(TrapReason)
    assert all(str(because).endswith(".") for because in WHY.values())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("128,000 crimes", "Police recorded 128,000 crimes."),
        ("70 teams", "This year 4.5 thousand people and 70 teams came."),
        ("Nobody", "Nobody paid."),
        ("Statement", "Statement"),
        ("10 pumps", "Japan gives 10 pumps."),
    ],
)
def test_sentence_around_words(words: str, found: str) -> None:
    start = TEXT.index(words)
    begins, ends = sentence(TEXT, start, start + len(words))
    assert TEXT[begins:ends] == found


def test_words_under_two_marks_lead_where_the_shorter_goes() -> None:
    marks = [
        Mark(start=0, end=9, fact="need", label="", leads_to="long"),
        Mark(start=4, end=9, fact="trap", label="", leads_to="short"),
        Mark(start=0, end=9, fact="passage", label=""),
    ]
    assert marked_text("Ten pumps", marks) == (
        '<p><mark class="fact-need fact-passage"><a href="#long">Ten </a></mark>'
        '<mark class="fact-need fact-trap fact-passage"><a href="#short">pumps</a></mark></p>'
    )


def test_release_that_holds_no_assistance_says_so_and_why(client: Client, release: Release) -> None:
    make.TrapFactory(release=release, words="128,000 crimes", reason=TrapReason.LOSS)
    make.NeedFactory(release=release, visibility="public", words="Nobody paid")
    make.NeedFactory(release=release, words="Nobody paid")
    make.StatedTotalFactory(release=release, visibility="public", words="Nobody paid")
    (notice,) = shown(client, release).all("div", class_="nothing")
    assert notice.text == (
        "Nothing in this release is counted as assistance. 1 number in it is something else. See what, and why "
        "1 need: it is asked for, nobody promises it here. "
        "1 total over many commitments: each of them counts by itself, so the total is added to nothing."
    )


def test_release_of_which_nothing_is_public_says_the_same_as_an_empty_one(client: Client, release: Release) -> None:
    said = "Nothing in this release is counted as assistance. No passage of it is shown here as promised or given assistance."  # fmt: skip  # noqa: E501
    assert shown(client, release).all("div", class_="nothing")[0].text == said
    linked(release, Relation.FIRST, public=False, title_en="Secret")
    make.ClaimFactory(release=release, number=2)
    found = shown(client, release)
    assert found.all("div", class_="nothing")[0].text == said
    assert "Secret" not in found.text
    assert not found.all("section", id="not-counted")


@pytest.mark.parametrize("relation", [Relation.FIRST, Relation.TOPS_UP, Relation.DELIVERS])
def test_release_that_something_counts_of_does_not_say_so(client: Client, release: Release, relation: Relation) -> None:
    linked(release, relation)
    found = shown(client, release)
    assert not found.all("div", class_="nothing")
    assert not reasons(found)


@pytest.mark.parametrize("status", ["under_consideration", "suspended", "cancelled"])
def test_release_of_a_commitment_outside_every_sum_says_why(client: Client, release: Release, status: str) -> None:
    linked(release, Relation.FIRST, status=status)
    found = shown(client, release)
    assert "Outside every sum because of its status." in found.all("ol", class_="read")[0].text
    (notice,) = found.all("div", class_="nothing")
    assert notice.text == (
        "Nothing in this release is counted as assistance. 1 commitment it tells of is in no sum: it is only "
        "considered, suspended or cancelled."
    )


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (
            Relation.REPEATS,
            "Repeats The same is told again. It counts once, with the first report, and nothing is added.",
        ),
        (Relation.PART_OF, "Part of A part of it is told. The part is counted with the whole, so nothing is added."),
    ],
)
def test_what_repeats_a_commitment_names_it(client: Client, release: Release, relation: Relation, words: str) -> None:
    claim = linked(release, relation)
    found = shown(client, release)
    assert reasons(found) == [f"{words} Pumps from Japan to the words"]
    links = [link.attributes["href"] for link in found.all("a") if link.text == "Pumps from Japan"]
    assert links[-1] == f"{address('commitment', claim.link.commitment)}#told-{claim.pk}"
    told = page(client.get(links[-1].partition("#")[0]))
    assert told.all("p", id=f"told-{claim.pk}")
    assert found.all("div", class_="nothing")[0].text == (
        "This release adds nothing to what is counted. What it tells of commitments was counted with other releases."
    )


def test_of_what_staff_rejected_only_the_number_is_told(client: Client, release: Release) -> None:
    for number in (1, 2, 3):
        claim = make.ClaimFactory(release=release, number=number, words="Nobody paid.")
        make.ClaimItemFactory(claim=claim, name="Secret", words="Nobody paid.")
        make.DecisionFactory(
            claim=claim, outcome=Outcome.REJECTED, commitment=None, relation="", reason="A secret reason."
        )
    make.DecisionFactory(claim=claim, outcome=Outcome.REOPENED, commitment=None, relation="", reason="A secret reason.")
    found = shown(client, release)
    assert reasons(found) == [
        "Set aside by staff 2 passages were proposed as assistance by the program that reads. A person decided that "
        "they are none."
    ]
    assert "ecret" not in found.text
    assert not found.all("mark")
