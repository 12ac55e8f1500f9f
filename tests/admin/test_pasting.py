"""Adding a release: pasted, or one file read into the form."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assistance.admin import pasting
from assistance.intake import work_on
from assistance.models import Claim, ImportRun, Release
from assistance.vocabulary import Visibility
from tests.admin.pages import review_url
from tests.factories import ReleaseFactory, UserFactory
from tests.readers.pages import page_of
from tests.review.states import unchanged

ADD = "/admin/assistance/release/add/"
TEXT = (
    "Japan hands over generators\r\n\r\n"
    "On 2 November 2026 the Government of Japan handed over 10 generators worth USD 2.5 million "
    "to the State Emergency Service of Ukraine.\r\n"
)


def pasted(client: Client, **values: Any) -> Any:
    return client.post(ADD, {"text": TEXT, "rendition": "original", **values}, follow=True)


def test_paste_stores_the_release_and_lands_on_its_first_claim(staff_page: Client, staff: User) -> None:
    page = pasted(staff_page)
    release = Release.objects.get()
    assert page.redirect_chain == [(review_url(release.claims.get(number=1)), 302)]
    assert f'<a href="{reverse("admin:assistance_release_change", args=[release.pk])}">' in page.content.decode()
    assert "The release is stored." in page.content.decode()
    assert (release.text, release.title) == (TEXT.replace("\r\n", "\n"), "Japan hands over generators")
    assert (release.language, release.visibility) == ("en", Visibility.DRAFT)
    assert release.history.get().history_user == staff
    assert Claim.objects.filter(release=release).exists()


def test_paste_keeps_what_is_said_about_it(staff_page: Client) -> None:
    values = {
        "title": "Generators",
        "publisher": "Embassy",
        "source_url": "https://example.org/1",
        "published": "2026-11-05",
        "language": "en",
        "licence": "CC BY 4.0",
        "rendition": "retelling",
    }
    pasted(staff_page, **values)
    release = Release.objects.get()
    assert (release.title, release.publisher, release.source_url) == ("Generators", "Embassy", "https://example.org/1")
    assert (str(release.published_on), release.licence, release.rendition) == ("2026-11-05", "CC BY 4.0", "retelling")


def test_paste_of_the_same_text_changes_nothing(staff_page: Client) -> None:
    pasted(staff_page)
    with unchanged():
        page = pasted(staff_page)
    release = Release.objects.get()
    assert page.redirect_chain == [(reverse("admin:assistance_release_change", args=[release.pk]), 302)]
    link = f'<a href="{reverse("admin:assistance_release_change", args=[release.pk])}">Japan hands over generators</a>'
    assert f"This text is stored already: {link}. Nothing was changed. Stored by staff." in page.content.decode()


def test_paste_of_a_superseded_text_names_the_one_that_stands(staff_page: Client) -> None:
    pasted(staff_page, source_url="https://example.org/1")
    pasted(staff_page, source_url="https://example.org/1", text=TEXT + "\nCorrected.")
    page = pasted(staff_page)
    newer = Release.objects.standing().get()
    link = f'<a href="{reverse("admin:assistance_release_change", args=[newer.pk])}">{newer}</a>'
    assert f"A later text of the same address stands since: {link}." in page.content.decode()


def test_paste_of_a_copy_names_the_original(staff_page: Client) -> None:
    pasted(staff_page)
    page = pasted(staff_page, text=TEXT.replace("2.5 million", "2.5 million in all"))
    original = Release.objects.get(witness_of=None)
    assert f'of <a href="{reverse("admin:assistance_release_change", args=[original.pk])}">' in page.content.decode()
    assert "the two together prove no more than one of them" in page.content.decode()


def test_paste_without_a_claim_or_the_right_to_see_it_lands_on_the_release(client: Client, staff_page: Client) -> None:
    page = pasted(staff_page, text="A visit\n\nThe ministers met in Kyiv.")
    assert page.redirect_chain == [(reverse("admin:assistance_release_change", args=[Release.objects.get().pk]), 302)]
    client.force_login(UserFactory(staff=True, permissions=["add_release", "view_release"]))
    page = pasted(client)
    newest = Release.objects.order_by("pk").last()
    assert newest.claims.exists()
    assert page.redirect_chain == [(reverse("admin:assistance_release_change", args=[newest.pk]), 302)]


def test_paste_of_a_changed_text_supersedes_the_earlier(staff_page: Client) -> None:
    pasted(staff_page, source_url="https://example.org/1")
    page = pasted(staff_page, source_url="https://example.org/1", text=TEXT + "\nCorrected.")
    assert "takes the place of its earlier version" in page.content.decode()
    assert Release.objects.standing().count() == 1
    for release in Release.objects.all():
        assert staff_page.get(reverse("admin:assistance_release_change", args=[release.pk])).status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": " \n \n"}, "The text is empty."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
        ({"text": "х" * 501}, "larger than 1000 bytes"),
        ({"source_url": "no address"}, "Enter a valid URL."),
        ({"published": "2026-13-01"}, "Enter a valid date."),
        ({"language": "de"}, "Select a valid choice."),
        ({"title": "x" * 501}, "at most 500 characters"),
    ],
)
def test_paste_wrongly_is_a_form_error(staff_page: Client, settings: Any, values: dict[str, str], message: str) -> None:
    settings.RELEASE_MAX_BYTES = 1000
    with unchanged():
        page = pasted(staff_page, publisher="Kept", **values)
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "Kept" in page.content.decode()


def test_paste_needs_permission(onlooker: Client) -> None:
    with unchanged():
        assert onlooker.get(ADD).status_code == 403
        assert pasted(onlooker).status_code == 403


def test_form_offers_known_publishers_and_licences_the_frequent_first(staff_page: Client) -> None:
    for publisher in ("B", "A", "B", ""):
        ReleaseFactory(publisher=publisher, licence="")
    page = staff_page.get(ADD)
    assert page.context["suggestions"] == {"known-publishers": ["B", "A"], "known-licences": []}
    text = page.content.decode()
    assert 'list="known-publishers"' in text
    assert '<option value="B"></option>' in text


def read_in(client: Client, name: str, content: bytes, **values: Any) -> Any:
    sent = {"_read": "1", "from_file": SimpleUploadedFile(name, content), "rendition": "original", **values}
    return client.post(ADD, sent)


def test_file_is_read_into_the_form_and_not_stored(staff_page: Client) -> None:
    words = "On 2 November 2026 Japan handed over 10 generators to the State Emergency Service of Ukraine."
    head = '<meta property="og:site_name" content="A site"><link rel=canonical href="https://example.org/17">'
    with unchanged():
        page = read_in(staff_page, "a.html", page_of(f"<h1>Generators</h1><p>{words}</p>", head), licence="CC0")
    form = page.context["form"]
    assert {name: form[name].value() for name in form.fields if name != "from_file"} == {
        "text": f"Generators\n\n{words}\n",
        "title": "Generators",
        "publisher": "A site",
        "source_url": "https://example.org/17",
        "published": None,
        "language": "en",
        "licence": "CC0",
        "rendition": "original",
    }
    assert "This is what was read of a.html. Nothing is stored yet" in page.content.decode()


def test_file_chosen_without_a_text_is_read_before_anything_is_stored(staff_page: Client) -> None:
    with unchanged():
        page = staff_page.post(ADD, {"text": " ", "from_file": SimpleUploadedFile("a.txt", TEXT.encode())})
    assert page.context["form"]["text"].value() == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"no PDF", "“a.pdf” is no PDF. Give it the name that fits what it is"),
        ("a.txt", b"x" * 2000, "“a.txt” is larger than 1000 bytes."),
    ],
)
def test_file_that_cannot_be_read_says_why_and_loses_nothing_typed(
    staff_page: Client, settings: Any, name: str, content: bytes, message: str
) -> None:
    settings.RELEASE_MAX_BYTES = 1000
    with unchanged():
        page = read_in(staff_page, name, content, title="Typed", text="Typed too")
    assert message in page.content.decode()
    assert (page.context["form"]["title"].value(), page.context["form"]["text"].value()) == ("Typed", "Typed too")


def test_reading_without_a_file_says_so(staff_page: Client) -> None:
    page = staff_page.post(ADD, {"_read": "1", "title": "Typed"})
    assert "Choose a file first." in page.content.decode()
    assert page.context["form"]["title"].value() == "Typed"


def test_long_file_is_shown_as_it_tells_of_itself(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.intake.documents.READ_AT_ONCE", 10)
    form = read_in(staff_page, "a.txt", TEXT.encode()).context["form"]
    assert (form["title"].value(), form["published"].value(), form["language"].value()) == (None, None, None)


def test_long_text_is_read_in_the_background(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "READ_AT_ONCE", 10)
    values = {"publisher": "Embassy", "published": "2026-11-05", "language": "en", "rendition": "retelling"}
    page = pasted(staff_page, **values, title="A title")
    run = ImportRun.objects.get()
    assert page.redirect_chain == [(reverse("admin:assistance_importrun_change", args=[run.pk]), 302)]
    assert not Release.objects.exists()

    work_on(run)

    release = run.items.get().release
    assert (release.title, release.publisher, str(release.published_on)) == ("A title", "Embassy", "2026-11-05")
    assert (release.text, release.rendition, run.source) == (TEXT.replace("\r\n", "\n"), "retelling", "A title.txt")


def test_list_of_releases_leads_to_the_import_of_files(staff_page: Client, onlooker: Client) -> None:
    link = f'href="{reverse("admin:assistance_importrun_add")}"'
    releases = reverse("admin:assistance_release_changelist")
    assert link not in onlooker.get(releases).content.decode()
    onlooker.force_login(User.objects.get(username="staff"))
    assert link in onlooker.get(releases).content.decode()
