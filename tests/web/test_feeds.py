"""Feeds: valid Atom, names that never change, what a query asks for, and nothing that is not public."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from assistance.models import Commitment
from assistance.models.history import write
from assistance.web.feeds import ENTRIES
from tests import factories as make
from tests.web.conftest import Month, World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
ALL = "/en/changes.atom"


def feed(client: Client, there: str = ALL) -> etree._Element:
    """Return the root of a feed."""
    response = client.get(there)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(response.content)


def texts(element: etree._Element, way: str) -> list[str]:
    """Return the texts or attributes that ``way`` leads to."""
    return [str(each) for each in element.xpath(way, namespaces=ATOM)]


def test_feed_has_what_the_standard_wants(client: Client, month: Month) -> None:
    root = feed(client)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (root, *root.xpath("atom:entry", namespaces=ATOM)):
        for name in ("id", "title", "updated"):
            (text,) = texts(element, f"atom:{name}/text()")
            assert text
        assert datetime.fromisoformat(texts(element, "atom:updated/text()")[0]).utcoffset() is not None
        (link,) = texts(element, "atom:link[@rel='alternate']/@href")
        assert link.startswith("http://testserver/en/")
    assert texts(root, "atom:author/atom:name/text()") == ["Assistance tracker"]
    assert texts(root, "atom:link[@rel='self']/@href") == [f"http://testserver{ALL}"]
    assert texts(root, "@xml:lang") == ["en"]
    ids = texts(root, "//atom:id/text()")
    assert len(set(ids)) == len(ids) == 8
    assert all(each.startswith("tag:localhost,2026-11-22:en/") for each in ids)
    assert texts(root, "atom:updated/text()") == texts(root, "atom:entry[1]/atom:updated/text()")


def test_entry_tells_figure_and_status_in_words_and_leads_to_the_sentence(
    client: Client,
    month: Month,
) -> None:
    root = feed(client, f"{ALL}?commitment={month.commitment.pk}&kind=added")
    (entry,) = root.xpath("atom:entry", namespaces=ATOM)
    assert texts(entry, "atom:title/text()") == ["Japan: generators: Became public"]
    (content,) = texts(entry, "atom:summary[@type='html']/text()")
    assert "Recorded as “Announced”: USD 2,500,000." in content
    assert "As it stands: “Agreed”, USD 3,000,000." in content
    claim = month.commitment.claims.get(link__relation="first")
    assert f'href="http://testserver/en/releases/{claim.release_id}/#claim-{claim.pk}"' in content
    assert texts(entry, "atom:category/@term") == ["added", "commitment"]
    assert texts(entry, "atom:updated/text()") == ["2026-12-01T10:00:00+00:00"]


def test_names_stay_whatever_is_edited(client: Client, staff: User, month: Month) -> None:
    before = set(texts(feed(client), "//atom:entry/atom:id/text()"))
    month.commitment.title_en = "Another title"
    write(month.commitment, by=staff)
    root = feed(client)
    assert set(texts(root, "//atom:entry/atom:id/text()")) == before
    assert "Another title: Became public" in texts(root, "//atom:entry/atom:title/text()")


def test_feed_in_each_language_is_a_feed_of_its_own(client: Client, month: Month) -> None:
    english, ukrainian = feed(client), feed(client, "/uk/changes.atom")
    assert texts(ukrainian, "@xml:lang") == ["uk"]
    assert texts(ukrainian, "//atom:entry/atom:title/text()")[-1].endswith(": Оприлюднено")
    assert not set(texts(english, "//atom:id/text()")) & set(texts(ukrainian, "//atom:id/text()"))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("changes.atom", 7),
        ("changes.atom?donor={donor}", 5),
        ("changes.atom?recipient={recipient}", 5),
        ("changes.atom?item_category=drone", 1),
        ("changes.atom?kind=up&kind=withheld", 2),
        ("commitments.atom", 5),
        ("commitments.atom?q=japan&status=agreed", 5),
        ("commitments.atom?status=cancelled", 0),
    ],
)
def test_feed_holds_what_is_asked_for(client: Client, month: Month, query: str, number: int) -> None:
    there = f"/en/{query}".format(donor=month.donor.pk, recipient=month.recipient.pk)
    root = feed(client, there)
    assert len(texts(root, "//atom:entry/atom:id/text()")) == number
    assert texts(root, "atom:link[@rel='self']/@href") == [f"http://testserver{there}"]
    (shown,) = texts(root, "atom:link[@rel='alternate']/@href")
    assert shown == f"http://testserver{there}".replace(".atom", "/")
    assert client.get(shown).status_code == 200


def test_title_of_a_feed_says_what_it_is_narrowed_to(client: Client, month: Month) -> None:
    root = feed(client, f"{ALL}?donor={month.donor.pk}")
    assert texts(root, "atom:title/text()") == ["Assistance tracker: Changes – Donor: Japan"]


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("/en/changes.atom?donor=x", "x"),
        ("/en/changes.atom?recorded_after=soon", "valid date"),
        ("/en/commitments.atom?year=soon", "Enter a number."),
    ],
)
def test_bad_search_is_answered_400_and_named(client: Client, there: str, words: str) -> None:
    response = client.get(there)
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert [words in problem.text for problem in page(response).all("span", class_="problem")] == [True]


def test_feed_is_not_sent_again_unchanged(client: Client, staff: User, month: Month) -> None:
    first = client.get(ALL)
    assert first["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert not first.has_header("Last-Modified")
    again = client.get(ALL, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Commitment.objects.filter(pk=month.commitment.pk).update(visibility="draft")
    later = client.get(ALL, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert "Japan" not in later.content.decode()


def test_empty_feed_says_the_same_each_time(client: Client) -> None:
    root = feed(client)
    assert texts(root, "atom:updated/text()") == ["2026-11-22T00:00:00+00:00"]
    assert client.get(ALL)["ETag"] == client.get(ALL)["ETag"]


def test_feed_holds_the_latest_fifty(client: Client) -> None:
    made = make.CommitmentFactory.create_batch(ENTRIES + 3, public=True)
    titles = texts(feed(client), "//atom:entry/atom:title/text()")
    assert len(titles) == ENTRIES
    assert titles[0] == f"{made[-1].title_en}: Became public"


def test_markup_and_control_characters_in_a_title_stay_text(client: Client) -> None:
    make.CommitmentFactory(public=True, title_en='Aid "A" <b>& more</b>\x0b\x1f')
    root = feed(client)
    assert texts(root, "//atom:entry/atom:title/text()") == ['Aid "A" <b>& more</b>: Became public']


def test_feed_is_read_only(client: Client) -> None:
    assert client.post(ALL).status_code == 405


def test_feed_takes_as_many_queries_for_many_changes_as_for_few(client: Client) -> None:
    counted = []
    for number in (2, 9):
        make.CommitmentFactory.create_batch(number, public=True, with_donor=True)
        with CaptureQueriesContext(connection) as captured:
            client.get(ALL)
        counted.append(len(captured))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("name", ["overview", "changes", "commitments", "commitment", "donor", "recipient", "project"])
def test_page_names_its_feed_and_links_to_it(client: Client, world: World, name: str) -> None:
    found = page(client.get(world.addresses()[name]))
    (link,) = found.all("link", type="application/atom+xml")
    there = link.attributes["href"]
    assert there in [each.attributes["href"] for each in found.all("a", type="application/atom+xml")]
    assert feed(client, there).xpath("count(atom:entry)", namespaces=ATOM) > 0


def test_search_of_commitments_is_followed_as_it_is_narrowed(client: Client, world: World) -> None:
    found = page(client.get(address("commitments"), {"status": "announced", "q": ""}))
    (link,) = found.all("link", type="application/atom+xml")
    assert link.attributes["href"] == "/en/commitments.atom?status=announced"
