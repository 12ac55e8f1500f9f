"""The overview's figures can be made anew from the files, the API or the data package, each alone."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from assistance.models import Commitment
from assistance.review import withhold, withhold_fact
from assistance.vocabulary import WithheldManner, WithheldScope
from tests.web.conftest import World

pytestmark = pytest.mark.walk

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "reproduce_overview.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script of the docs."""
    spec = importlib.util.spec_from_file_location("reproduce_overview", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def told_by(client: Client, there: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(client.get(there).content.decode("utf-8-sig")))
    return {row["figure"]: row["value"] for row in rows}


@pytest.mark.django_db(transaction=True)
def test_every_figure_of_the_demo_is_made_anew_from_each_source(
    script: ModuleType, live_server: LiveServer, staff: User, capsys: pytest.CaptureFixture[str]
) -> None:
    by = {"by": staff.username, "verbosity": 0, "stdout": io.StringIO()}
    call_command("import_releases", "fixtures/releases", **by)
    call_command("replay_decisions", "fixtures/decisions", "fixtures/releases", **by)
    call_command("import_rates", "--ecb", **by)
    first, second = Commitment.objects.exclude(amount=None).order_by("pk")[:2]
    withhold_fact(
        first, scope=WithheldScope.AMOUNT, manner=WithheldManner.HIDDEN, by=staff, reason="Asked for.",
    )  # fmt: skip
    withhold(second, by=staff, reason="Not now.")
    for source in ("csv", "api", "package"):
        ended = script.main([live_server.url, "--from", source])
        told = capsys.readouterr().out.splitlines()
        assert [line for line in told if line.startswith("DIFFERS")] == []
        assert (ended, told[-1]) == (0, f"{len(told) - 1} figures on the page, 0 differ from what the {source} makes.")
        assert len(told) > 70


@pytest.mark.django_db(transaction=True)
def test_a_figure_that_differs_is_named_and_ends_the_script_with_one(
    script: ModuleType,
    live_server: LiveServer,
    world: World,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = script.shown_on
    monkeypatch.setattr(script, "shown_on", lambda text: {**shown(text), "All: commitments": "3"})
    assert script.main([live_server.url, "--from", "api"]) == 1
    told = capsys.readouterr().out
    assert "DIFFERS All: commitments | page: 3 | api: 2" in told
    assert told.splitlines()[-1].endswith("1 differ from what the api makes.")


def test_completeness_is_a_file(client: Client, world: World) -> None:
    assert told_by(client, "/en/completeness.csv") == {
        "releases_read": "2",
        "publishers": "1",
        "claims_decided": "2",
        "claims_waiting": "0",
        "share_decided": "",
        "releases_public": "2",
        "last_release": "2026-01-02",
        "records_withheld": "0",
        "amounts_withheld": "0",
    }


def test_completeness_of_an_earlier_day_tells_nothing_of_drafts(client: Client, world: World) -> None:
    assert told_by(client, "/as-of/2026-01-01/en/completeness.csv") == {
        "releases_public": "1",
        "last_release": "2026-01-01",
        "records_withheld": "0",
        "amounts_withheld": "0",
    }
