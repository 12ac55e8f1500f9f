"""What staff's programs send and ask with a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assistance.api.urls import urlpatterns
from assistance.intake import ReleaseDocument, record_release
from assistance.models import ApiToken, ApiTokenUse, Claim, ImportRun, Release
from assistance.tokens import make_token, revoke_token
from assistance.vocabulary import Scope
from tests.api.conftest import Send
from tests.api.refusals import problem
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

RELEASES = "/api/v1/staff/releases/"
TEXT = "Japan sends generators\n\nJapan will provide 10 generators worth USD 2.5 million to Kharkiv region in 2026.\n"
BESIDE = {
    "publisher": "Embassy of Japan",
    "source_url": "https://example.org/releases/1",
    "published": "2026-11-02",
    "language": "en",
    "licence": "CC BY 4.0",
    "rendition": "retelling",
    "retrieved": "2026-11-03",
}


def test_release_sent_comes_into_the_queue_as_one_imported(send: Send, editor: User) -> None:
    response = send(RELEASES, {"text": TEXT, **BESIDE})
    told, release = response.json(), Release.objects.get()
    claims = list(release.claims.values_list("pk", flat=True))
    assert claims == list(Claim.objects.needing_review().values_list("pk", flat=True)) != []
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    assert told == {
        "outcome": "new",
        "release": {
            "id": release.pk,
            "title": "Japan sends generators",
            "publisher": "Embassy of Japan",
            "language": "en",
            "published_on": "2026-11-02",
            "source_url": "https://example.org/releases/1",
            "licence": "CC BY 4.0",
            "rendition": "retelling",
            "visibility": "draft",
            "sha256": release.sha256,
            "supersedes": None,
            "copy_of": None,
            "likeness": None,
            "url": f"http://testserver/admin/assistance/release/{release.pk}/change/",
        },
        "claims": claims,
        "in_queue": claims,
        "needs": 0,
        "stated_totals": 0,
        "not_counted": 0,
    }
    version = release.history.get()
    prefix = ApiToken.objects.get().prefix
    assert (version.history_user, version.history_change_reason) == (editor, f"By the API token aat_{prefix}.")
    assert (release.text, release.retrieved_at.isoformat()) == (TEXT, "2026-11-03T00:00:00+00:00")


def test_release_sent_twice_is_stored_once(send: Send, editor: User) -> None:
    first, second = send(RELEASES, {"text": TEXT}), send(RELEASES, {"text": TEXT.replace("\n", "\r\n")})
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == {**first.json(), "outcome": "unchanged"}
    assert Release.objects.count() == 1


def test_release_imported_before_is_unchanged(send: Send, editor: User) -> None:
    record_release(ReleaseDocument(text=TEXT), by=editor)
    assert send(RELEASES, {"text": TEXT}).json()["outcome"] == "unchanged"


def test_changed_text_of_an_address_supersedes_the_stored_one(send: Send) -> None:
    first = send(RELEASES, {"text": TEXT, **BESIDE}).json()["release"]["id"]
    told = send(RELEASES, {"text": TEXT.replace("10", "12"), **BESIDE}).json()
    assert (told["outcome"], told["release"]["supersedes"]) == ("supersedes", first)


@pytest.mark.parametrize("name", ["page.html", "release.txt"])
def test_file_is_read_as_by_an_import(client: Client, written: str, name: str) -> None:
    content = f"<html><body><main><p>{TEXT}</p></main></body></html>" if name.endswith("html") else TEXT
    data = {"file": SimpleUploadedFile(name, content.encode()), **BESIDE}
    response = client.post(RELEASES, data, headers={"authorization": f"Bearer {written}"})
    assert (response.status_code, response.json()["release"]["publisher"]) == (201, "Embassy of Japan")
    assert "10 generators" in Release.objects.get().text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("release.doc", b"x", "The release is of no kind that is read."),
        ("release.json", b"{}", "The release is a sidecar (.json) without a release of the same name."),
        ("release.txt", b"\xff\xfe\x00", "The release "),
        ("release.pdf", b"%PDF-1.7 nothing", "The release "),
    ],
)
def test_file_that_cannot_be_read_is_refused_whole(
    client: Client, written: str, name: str, content: bytes, words: str
) -> None:
    data = {"file": SimpleUploadedFile(name, content)}
    status, kind, detail = problem(client.post(RELEASES, data, headers={"authorization": f"Bearer {written}"}))
    assert (status, kind, detail.startswith(words)) == (422, "bad-content", True)
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"published": "soon"}, "published"),
        ({"language": "de"}, "language"),
        ({"rendition": "record"}, "rendition"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"title": "a\nb"}, "title"),
        ({"title": "a" * 501}, "title"),
    ],
)
def test_field_that_is_wrong_is_named(send: Send, changed: dict[str, str], field: str) -> None:
    response = send(RELEASES, {"text": TEXT, **changed})
    assert problem(response)[:2] == (422, "bad-content")
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert not Release.objects.exists()


def test_text_too_large_is_refused(send: Send, settings: Any) -> None:
    settings.RELEASE_MAX_BYTES = 50
    assert problem(send(RELEASES, {"text": TEXT}))[:2] == (422, "bad-content")
    assert problem(send(RELEASES, {"text": "x" * 200_000}))[:2] == (413, "too-large")


def test_body_that_is_no_json_object_is_refused(send: Send) -> None:
    assert problem(send(RELEASES, "{"))[:2] == (400, "bad-request")
    assert problem(send(RELEASES, "[]"))[0] == 422
    assert problem(send(f"{RELEASES}?colour=red", {"text": TEXT}))[:2] == (400, "bad-parameter")


def test_body_in_another_format_is_refused(client: Client, written: str) -> None:
    refused = client.post(RELEASES, TEXT, content_type="text/plain", headers={"authorization": f"Bearer {written}"})
    assert problem(refused)[:2] == (415, "wrong-format")


def test_long_text_is_read_in_the_background(send: Send, editor: User, django_capture_on_commit_callbacks: Any) -> None:
    long = TEXT + "\n\nNothing is said here of anything.\n" * 700
    with django_capture_on_commit_callbacks(execute=True):
        response = send(RELEASES, {"text": long, "publisher": "Embassy of Japan"})
    run = ImportRun.objects.get()
    page = f"http://testserver/admin/assistance/importrun/{run.pk}/change/"
    assert (response.status_code, response.json()) == (202, {"outcome": "waiting", "run": run.pk, "url": page})
    assert run.started_by == editor
    again = send(RELEASES, {"text": long})
    assert (again.status_code, again.json()["release"]["publisher"]) == (200, "Embassy of Japan")


def test_request_without_a_token_is_refused(client: Client, editor: User) -> None:
    refused = client.post(RELEASES, {"text": TEXT}, content_type="application/json")
    assert problem(refused)[:2] == (401, "unauthorised")
    assert (refused["WWW-Authenticate"], refused["Cache-Control"]) == ('Bearer realm="staff"', "no-store")
    client.force_login(UserFactory(superuser=True))
    assert client.post(RELEASES, {"text": TEXT}, content_type="application/json").status_code == 401
    assert not Release.objects.exists()


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options"])
def test_no_address_for_staff_answers_anything_without_a_token(client: Client, method: str) -> None:
    claim = ClaimFactory(complete=True)
    routes = [str(pattern.pattern) for pattern in urlpatterns if str(pattern.pattern).startswith("staff/")]
    assert len(routes) == 6
    for route in routes:
        refused = getattr(client, method)(f"/api/v1/{route.replace('<int:id>', str(claim.pk))}")
        assert problem(refused)[:2] == (401, "unauthorised"), route


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic b2xlbmE6eA==", f"Bearer aat_00000000_{'0' * 64}"])
def test_bad_token_is_refused(client: Client, header: str) -> None:
    refused = client.post(RELEASES, {"text": TEXT}, headers={"authorization": header})
    assert problem(refused) == (401, "unauthorised", "There is no such token.")
    assert refused["WWW-Authenticate"] == 'Bearer realm="staff", error="invalid_token"'


def revoke(token: ApiToken) -> None:
    revoke_token(token, by=token.owner)


def run_out(token: ApiToken) -> None:
    ApiToken.objects.update(made_at=timezone.now() - timedelta(days=2), expires_at=timezone.now())


def dismiss(token: ApiToken) -> None:
    User.objects.filter(pk=token.owner.pk).update(is_active=False)


def demote(token: ApiToken) -> None:
    User.objects.filter(pk=token.owner.pk).update(is_staff=False)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (revoke, "This token is revoked."),
        (run_out, "This token ran out. Make another one."),
        (dismiss, "The owner of this token is no active member of staff."),
        (demote, "The owner of this token is no active member of staff."),
    ],
)
def test_token_that_ended_is_refused_at_once_and_logged(send: Send, end: Any, words: str) -> None:
    assert send(RELEASES, {"text": TEXT}).status_code == 201
    end(ApiToken.objects.get())
    assert problem(send(RELEASES, {"text": TEXT})) == (401, "unauthorised", words)
    assert list(ApiTokenUse.objects.order_by("pk").values_list("status", flat=True)) == [201, 401]


def test_token_without_the_scope_is_refused(client: Client, editor: User) -> None:
    _token, written = make_token(owner=editor, name="Reader", scopes=[Scope.QUEUE], by=editor)
    refused = client.post(RELEASES, {"text": TEXT}, headers={"authorization": f"Bearer {written}"})
    assert problem(refused) == (403, "forbidden", "This token has not the scope “submit”.")


def test_token_whose_owner_lost_the_right_is_refused(send: Send, editor: User) -> None:
    editor.user_permissions.clear()
    words = "The owner of this token, olena, has not the right “assistance.add_release”."
    assert problem(send(RELEASES, {"text": TEXT})) == (403, "forbidden", words)
    assert not Release.objects.exists()


def test_every_use_is_logged_without_the_secret(send: Send, written: str) -> None:
    send(RELEASES, {"text": TEXT})
    send(RELEASES, {"text": ""})
    uses = ApiTokenUse.objects.order_by("pk")
    assert list(uses.values_list("method", "path", "status", "address")) == [
        ("POST", RELEASES, 201, "127.0.0.1/32"),
        ("POST", RELEASES, 422, "127.0.0.1/32"),
    ]
    assert ApiToken.objects.get().last_used_from == "127.0.0.1/32"


def test_fault_of_ours_is_logged_too(send: Send, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("assistance.api.views.submissions.record_release", fail)
    assert send(RELEASES, {"text": TEXT}).status_code == 500
    assert ApiTokenUse.objects.get().status == 500


def test_scripts_of_other_sites_read_nothing(client: Client, send: Send) -> None:
    asked = {"access-control-request-method": "POST", "origin": "https://evil.example"}
    assert client.options(RELEASES, headers=asked).status_code == 401
    for response in (
        client.options(RELEASES, headers=asked),
        send(RELEASES, {"text": TEXT}, origin="https://a.example"),
    ):
        assert not [name for name in response.headers if name.startswith("Access-Control")]


def test_token_that_asks_too_often_waits_and_others_do_not(client: Client, editor: User, settings: Any) -> None:
    settings.STAFF_API_RATE, settings.API_RATE = (1, 60), (1, 60)
    tokens = [make_token(owner=editor, name=name, scopes=list(Scope), by=editor)[1] for name in ("One", "Two")]
    answers = [
        client.post(RELEASES, {"text": ""}, headers={"authorization": f"Bearer {written}"})
        for written in (tokens[0], tokens[0], tokens[1])
    ]
    assert [answer.status_code for answer in answers] == [422, 429, 422]
    assert (answers[0]["RateLimit-Policy"], answers[0]["RateLimit"].partition(";t")[0]) == (
        '"token";q=1;w=60',
        '"token";r=0',
    )
    assert int(answers[1]["Retry-After"]) > 0
    assert [client.post(RELEASES, {}).status_code for _ in range(2)] == [401, 429]


def test_nothing_for_staff_is_asked_as_of_a_day(client: Client, send: Send) -> None:
    for address in (f"/as-of/2026-11-01{RELEASES}", f"{RELEASES}?as_of=2026-11-01"):
        assert send(address, {"text": TEXT}).status_code == 404
    assert not Release.objects.exists()


def test_refusal_is_told_in_the_language_asked_for(client: Client) -> None:
    refused = client.post(RELEASES, {}, headers={"accept-language": "uk"})
    assert problem(refused)[2].startswith("Надішліть токен працівника")
