"""Saving what a list is narrowed to, sharing, renaming and deleting it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from assistance.admin.saved_links import canonical
from assistance.models import Commitment, SavedFilter
from assistance.vocabulary import Role
from tests.admin.pages import address, form_sent, save, words
from tests.factories import CommitmentFactory, SavedFilterFactory, UserFactory

pytestmark = pytest.mark.django_db

COMMITMENTS = "/admin/assistance/commitment/"
LABEL = "assistance.commitment"


def in_role(role: Role) -> User:
    member = UserFactory(staff=True)
    member.groups.add(Group.objects.get(name=role.value))
    return member


@pytest.fixture
def reader(db: None) -> User:
    return in_role(Role.READER)


@pytest.fixture
def reading(client: Client, reader: User) -> Client:
    """A reader's browser."""
    client.force_login(reader)
    return client


def form_url(query: str, listed: str = LABEL) -> str:
    return reverse("admin:assistance_savedfilter_add") + "?" + urlencode({"of": listed, "query": query})


def keep(client: Client, query: str, *, name: str = "Mine", listed: str = LABEL, **changes: Any) -> Any:
    """Open the form that saves ``query`` and send it."""
    url = form_url(query, listed)
    return client.post(url, {"of": listed, "asked": query, "name": name, **changes})


def links(page: Any) -> list[tuple[str, str, bool]]:
    return [(link.name, link.address, link.current) for link in page.context["saved_links"]]


def test_query_is_parsed_and_encoded_anew() -> None:
    assert canonical("q=%D0%AF+x&p=3&o=-2&_popup=1&e=1") == "o=-2&q=%D0%AF+x"
    assert canonical("q=&p=2") == ""
    assert canonical("currency=") == "currency="
    assert canonical("q=<script>&a=//evil.example") == "a=%2F%2Fevil.example&q=%3Cscript%3E"


@pytest.mark.parametrize("query", ["q=%00", "q=%0D%0ALocation", "q=%FF", "q=" + "x" * 2000, "&".join(["a=1"] * 41)])
def test_query_that_nobody_typed_is_refused(query: str) -> None:
    with pytest.raises(ValueError):
        canonical(query)


def test_reader_saves_filter_search_and_order_and_finds_them_beside_the_list(reading: Client, reader: User) -> None:
    found = CommitmentFactory(title_en="Boilers", search_text="boilers")
    CommitmentFactory(public=True)
    query = "o=-4&q=boilers&visibility__exact=draft"
    page = reading.get(f"{COMMITMENTS}?{query}&p=1")
    assert page.context["save_filter_url"] == form_url(query)
    form = reading.get(page.context["save_filter_url"])
    sent = form_sent(form, name="Boilers in the making")
    assert (sent["of"], sent["asked"]) == (LABEL, query)
    response = reading.post(form_url(query), sent)
    assert (response.status_code, response["Location"]) == (302, f"{COMMITMENTS}?{query}")
    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.listed, saved.query, saved.shared) == (reader, LABEL, query, False)
    assert saved.history.get().history_user == reader
    again: Any = reading.get(response["Location"])
    assert links(again) == [("Boilers in the making", f"{COMMITMENTS}?{query}", True)]
    assert list(again.context["cl"].result_list) == [found]
    assert 'aria-current="page"' in words(again)
    assert links(reading.get(COMMITMENTS)) == [("Boilers in the making", f"{COMMITMENTS}?{query}", False)]
    assert links(reading.get("/admin/assistance/need/")) == []


def test_list_that_is_not_narrowed_offers_nothing_to_save(reading: Client) -> None:
    assert reading.get(f"{COMMITMENTS}?p=1").context["save_filter_url"] == ""
    assert reading.get(form_url("", "assistance.nothing")).status_code == 403
    assert reading.get(reverse("admin:assistance_savedfilter_add")).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "nothing__here=1", "o=1&status__exact=agreed&password=x", "q=%00", "created_at__year=soon"]
)
def test_query_that_the_list_does_not_take_is_refused_and_the_name_kept(reading: Client, query: str) -> None:
    page = keep(reading, query, name="Odd")
    assert page.status_code == 200
    assert "This is no filter of a list." in words(page)
    assert 'value="Odd"' in words(page)
    assert not SavedFilter.objects.exists()


def test_filter_of_a_list_one_may_not_see_is_refused(reading: Client) -> None:
    assert reading.get(form_url("q=x", "auth.user")).status_code == 403
    sent = {"of": "auth.user", "asked": "q=x", "name": "Users"}
    assert "This is no filter of a list." in words(reading.post(form_url("q=x"), sent))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("listed", ["assistance.claim", "assistance.organisation", "assistance.savedfilter"])
def test_every_list_is_saved_of(reading: Client, listed: str) -> None:
    own = f"/admin/{listed.replace('.', '/')}/"
    assert keep(reading, "q=x", listed=listed)["Location"] == f"{own}?q=x"
    assert [link[0] for link in links(reading.get(own))] == ["Mine"]


def test_name_is_given_once_for_a_list(reading: Client, reader: User) -> None:
    saved = SavedFilterFactory(owner=reader, name="Mine")
    other = SavedFilterFactory(owner=reader, name="Other")
    SavedFilterFactory(name="Theirs")
    assert "has this name already" in words(keep(reading, "q=x", name="Mine"))
    assert "has this name already" in words(save(reading, other, name="Mine"))
    assert keep(reading, "q=x", name="Theirs").status_code == 302
    assert keep(reading, "q=x", name="Mine", listed="assistance.need").status_code == 302
    assert save(reading, saved, shared="on").status_code == 302
    saved.refresh_from_db()
    assert saved.shared


def test_private_filter_of_somebody_else_is_not_shown_and_a_shared_one_cannot_be_changed(reading: Client) -> None:
    private, shared = SavedFilterFactory(), SavedFilterFactory(shared=True)
    assert [link[0] for link in links(reading.get(COMMITMENTS))] == [shared.name]
    assert str(shared.owner) in words(reading.get(COMMITMENTS))
    page: Any = reading.get(address(SavedFilter, "changelist"))
    assert list(page.context["cl"].result_list) == [shared]
    for row, seen in ((private, 302), (shared, 200)):
        assert reading.get(address(SavedFilter, "change", row.pk)).status_code == seen
        assert reading.post(address(SavedFilter, "change", row.pk), {"name": "Taken"}).status_code in {302, 403}
        assert reading.post(address(SavedFilter, "delete", row.pk), {"post": "yes"}).status_code in {302, 403}
    chosen = {"action": "delete_selected", "_selected_action": [shared.pk, private.pk], "post": "yes"}
    reading.post(address(SavedFilter, "changelist"), chosen)
    assert set(SavedFilter.objects.values_list("name", flat=True)) == {private.name, shared.name}


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_owner_and_administrator_rename_and_delete(client: Client, role: Role) -> None:
    member = in_role(role)
    saved = SavedFilterFactory(**({"owner": member} if role == Role.READER else {}))
    client.force_login(member)
    assert save(client, saved, name="Renamed").status_code == 302
    saved.refresh_from_db()
    last = saved.history.first()
    assert (saved.name, last.name, last.history_user) == ("Renamed", "Renamed", member)
    assert client.post(address(SavedFilter, "delete", saved.pk), {"post": "yes"}).status_code == 302
    assert not SavedFilter.objects.exists()


def test_list_of_saved_filters_leads_to_the_lists_and_is_narrowed(reading: Client, reader: User) -> None:
    own, shared = SavedFilterFactory(owner=reader), SavedFilterFactory(shared=True, listed="assistance.need")
    url = address(SavedFilter, "changelist")
    assert f'href="{COMMITMENTS}?visibility__exact=draft"' in words(reading.get(url))
    for asked, expected in (({"whose": "mine"}, own), ({"whose": "others"}, shared), ({"listed": LABEL}, own)):
        page: Any = reading.get(url, asked)
        assert list(page.context["cl"].result_list) == [expected]


def test_saved_filters_of_a_list_one_may_not_see_are_not_told(client: Client) -> None:
    SavedFilterFactory(shared=True, listed="auth.user")
    client.force_login(in_role(Role.READER))
    page: Any = client.get(address(SavedFilter, "changelist"))
    assert list(page.context["cl"].result_list) == []


def test_saved_filters_are_not_offered_where_a_record_is_picked(reading: Client) -> None:
    SavedFilterFactory(shared=True)
    assert "saved-filters" in words(reading.get(address(Commitment, "changelist")))
    assert "saved-filters" not in words(reading.get(address(Commitment, "changelist"), {"_popup": "1"}))
