import json

import pytest
from django.core.management import CommandError, call_command

from assistance.models import Commitment, DeliveryEvent, Organisation, Release
from assistance.vocabulary import Relation

pytestmark = pytest.mark.django_db

PROMISE = (
    "Norway promises generators\n\nNorway will hand over 20 generators to the State Emergency Service of Ukraine.\n"
)
ARRIVAL = "Generators arrive\n\nNorway handed over 5 generators to the State Emergency Service of Ukraine.\n"
ORGANISATIONS = [
    {"name_en": "Norway", "name_uk": "Норвегія", "type": "10", "country": "NO"},
    {"name_en": "State Emergency Service of Ukraine", "name_uk": "ДСНС", "type": "10", "country": "UA"},
]
DECISIONS = [
    {
        "release": "promise",
        "quote": "will hand over 20 generators",
        "decision": "accept",
        "key": "generators",
        "facts": {"title_en": "Generators from Norway", "title_uk": "Генератори від Норвегії"},
    },
    {
        "release": "arrival",
        "quote": "handed over 5 generators",
        "decision": "merge",
        "into": "generators",
        "relation": "delivers",
        "status": "in_delivery",
        "reason": "The first of those promised.",
    },
]


@pytest.fixture
def folders(tmp_path, staff):
    releases, decisions = tmp_path / "releases", tmp_path / "decisions"
    releases.mkdir()
    decisions.mkdir()
    (releases / "promise.txt").write_text(PROMISE)
    (releases / "arrival.txt").write_text(ARRIVAL)
    (decisions / "organisations.json").write_text(json.dumps(ORGANISATIONS))
    (decisions / "decisions.json").write_text(json.dumps(DECISIONS))
    call_command("import_releases", releases, verbosity=0)
    return decisions, releases


def rewrite(folder, name, rows):
    (folder / name).write_text(json.dumps(rows))


def test_replay_writes_the_decisions_and_makes_them_public(folders, staff, capsys):
    capsys.readouterr()

    call_command("replay_decisions", *folders, "--by", staff.username)

    assert "Replayed: 4, nothing to do: 0." in capsys.readouterr().out
    commitment = Commitment.objects.published().get()
    assert (commitment.title_uk, commitment.status) == ("Генератори від Норвегії", "in_delivery")
    assert [link.relation for link in commitment.claim_links.all()] == [Relation.FIRST, Relation.DELIVERS]
    event = DeliveryEvent.objects.get()
    assert (event.line.quantity, event.quantity) == (20, 5)
    assert Release.objects.published().count() == 2
    assert {decision.made_by for decision in commitment.decisions.all()} == {staff}


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({}, (20_000_000, "at_least", None)),
        ({"amount": "21000000"}, (21_000_000, "exact", None)),
        ({"amount": "21000000", "amount_hedge": "about"}, (21_000_000, "about", None)),
        ({"amount_hedge": "exact", "amount_upper": "25000000"}, (20_000_000, "exact", 25_000_000)),
    ],
)
def test_replay_of_an_amount_hedges_it_as_read_or_as_decided(folders, facts, written):
    decisions, releases = folders
    (releases / "grant.txt").write_text(
        "A grant\n\nNorway will provide over EUR 20 million to the State Emergency Service of Ukraine.\n"
    )
    row = {
        "release": "grant",
        "quote": "over EUR 20 million",
        "decision": "accept",
        "key": "grant",
        "facts": {"title_en": "A", **facts},
    }
    rewrite(decisions, "decisions.json", [row])
    call_command("import_releases", releases, verbosity=0)

    call_command("replay_decisions", *folders)

    commitment = Commitment.objects.get()
    assert (commitment.amount, commitment.amount_hedge, commitment.amount_upper) == written


def test_replay_a_second_time_changes_nothing(folders, capsys):
    call_command("replay_decisions", *folders)
    capsys.readouterr()

    call_command("replay_decisions", *folders)

    assert "Replayed: 0, nothing to do: 4." in capsys.readouterr().out
    assert (Commitment.objects.count(), DeliveryEvent.objects.count(), Organisation.objects.count()) == (1, 1, 2)


def test_replay_that_fails_at_the_last_row_writes_nothing_and_names_the_row(folders):
    decisions, _ = folders
    rewrite(
        decisions,
        "decisions.json",
        [*DECISIONS, {"release": "arrival", "quote": "no such words", "decision": "reject"}],
    )

    with pytest.raises(CommandError, match=r"Nothing was written: decisions, row 3 \(no such words\)"):
        call_command("replay_decisions", *folders)

    assert (Commitment.objects.count(), Organisation.objects.count()) == (0, 0)


def test_replay_of_a_rejection_with_nothing_left_to_reject_goes_on(folders, capsys):
    decisions, _ = folders
    gone = {"release": "arrival", "quote": "Generators arrive", "decision": "reject", "reason": "Only a title."}
    rewrite(decisions, "decisions.json", [gone, *DECISIONS])
    capsys.readouterr()

    call_command("replay_decisions", *folders)

    assert "Replayed: 4, nothing to do: 1." in capsys.readouterr().out
    assert Commitment.objects.count() == 1


def test_replay_of_a_release_that_is_not_stored_says_what_to_do(folders):
    _, releases = folders
    (releases / "new.txt").write_text("A new one\n\nText.\n")

    with pytest.raises(CommandError, match=r"not stored yet\. Run first: manage\.py import_releases"):
        call_command("replay_decisions", *folders)


def test_replay_without_decisions_says_what_to_do(tmp_path):
    with pytest.raises(CommandError, match=r"No \.json files"):
        call_command("replay_decisions", tmp_path, tmp_path)


def test_replay_of_something_else_than_json_says_so(folders):
    decisions, _ = folders
    (decisions / "broken.json").write_text("{")

    with pytest.raises(CommandError, match="is no JSON"):
        call_command("replay_decisions", *folders)
