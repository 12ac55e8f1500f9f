"""``manage.py fetch_releases``: what it takes, what it says, and how it ends."""

import pytest
from django.core.management import CommandError, call_command

from assistance.models import Release, Source
from tests.factories import SourceFactory, UserFactory
from tests.serving import Reply, xml

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asks_this_machine")]

WORDS = "Norway has handed over {} generators to the State Emergency Service of Ukraine."


def text(number):
    words = f"Norway hands over generators\n\n{WORDS.format(number)}\n"
    return Reply(words.encode(), said={"Content-Type": "text/plain", "Etag": f'"{number}"'})


def feed_of(host, *paths):
    items = "".join(f"<item><link>{host.home}{path}</link></item>" for path in paths)
    return xml(f"<rss><channel><title>News</title>{items}</channel></rss>")


def test_feed_and_file_of_addresses_are_fetched_and_told(host, tmp_path, capsys):
    UserFactory(username="clerk")
    host.put("/1", text(10))
    host.put("/2", text(20))
    feed = host.put("/feed", feed_of(host, "/1"))
    addresses = tmp_path / "addresses.txt"
    addresses.write_text(f"# ours\n{host.home}/2\n{host.home}/1\n")

    call_command("fetch_releases", feed, str(addresses), "--by", "clerk")

    assert capsys.readouterr().out == (
        f"{feed} …\n"
        f"[1/1] {host.home}/1: stored; claims: 1, needs: 0\n"
        f"{feed}: new: 1, superseding: 0, unchanged: 0, refused: 0, not reached: 0.\n"
        f"{addresses} …\n"
        f"[1/2] {host.home}/2: stored; claims: 1, needs: 0\n"
        f"[2/2] {host.home}/1: unchanged\n"
        f"{addresses}: new: 1, superseding: 0, unchanged: 1, refused: 0, not reached: 0.\n"
    )
    assert {release.history.get().history_user.username for release in Release.objects.all()} == {"clerk"}


def test_sources_that_are_enabled_are_fetched_and_one_that_fails_stops_no_other(host, capsys):
    host.put("/1", text(10))
    SourceFactory(title="A: broken", address=host.put("/broken", Reply(status=404)))
    SourceFactory(title="B: whole", address=host.put("/feed", feed_of(host, "/1")))
    SourceFactory(title="C: left out", address=host.home + "/never", enabled=False)

    with pytest.raises(CommandError, match=r"Not everything was had from 1 of 2 source\(s\)") as end:
        call_command("fetch_releases", verbosity=0)

    assert end.value.returncode == 1
    output = capsys.readouterr()
    assert output.err == "A: broken cannot be had: the host answers with status 404. Open the address in a browser.\n"
    assert output.out == "B: whole: new: 1, superseding: 0, unchanged: 0, refused: 0, not reached: 0.\n"
    assert [source.counts for source in Source.objects.order_by("title")] == [{}, {"stored": 1}, {}]
    assert "/never" not in host.asked


def test_address_that_is_not_had_is_told_and_makes_the_command_fail(host, capsys):
    host.put("/1", text(10))
    feed = host.put("/feed", feed_of(host, "/gone", "/1"))

    with pytest.raises(CommandError, match="Not everything was had"):
        call_command("fetch_releases", feed, "--most", "1")

    output = capsys.readouterr()
    assert f"[1/1] {host.home}/gone cannot be had: the host answers with status 404." in output.err
    assert "refused: 1, not reached: 0; 1 left for the next time." in output.out


def test_feed_of_a_source_is_fetched_on_its_terms(host):
    host.put("/1", text(10))
    source = SourceFactory(address=host.put("/feed", feed_of(host, "/1")), publisher="MIA", enabled=False)
    call_command("fetch_releases", source.address, verbosity=0)
    assert Release.objects.get().publisher == "MIA"
    assert Source.objects.get().counts == {"stored": 1}


def test_source_that_is_put_off_is_told_and_is_no_failure(host, capsys):
    SourceFactory(title="Feed", address=host.put("/feed", Reply(status=429, said={"Retry-After": "600"})))
    with pytest.raises(CommandError):
        call_command("fetch_releases")
    call_command("fetch_releases")
    assert "Feed asked to be left alone until 2026-11-22 12:10." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "No source is asked regularly. Enter one in the admin"),
        (["missing.txt"], r"missing\.txt cannot be opened .* An address begins with https://"),
        (["ftp://example.org/feed"], "is no address of a page"),
        (["https://example.org/", "--most", "0"], "is no number"),
    ],
)
def test_what_cannot_be_fetched_from_is_refused(given, message):
    with pytest.raises(CommandError, match=message):
        call_command("fetch_releases", *given)


def test_file_that_lists_no_addresses_is_refused(tmp_path, capsys):
    (tmp_path / "list.txt").write_text("https://example.org/1\nnews\n")
    with pytest.raises(CommandError):
        call_command("fetch_releases", str(tmp_path / "list.txt"))
    assert "has on line 2 “news”, which is no address of a page." in capsys.readouterr().err
