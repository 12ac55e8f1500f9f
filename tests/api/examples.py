"""Writes the examples of the API's schema anew from the database of the demo: ``make examples``."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from assistance.vocabulary import Scope

FOLDER = Path(__file__).parents[2] / "assistance" / "api" / "examples"
HOST = "tracker.example.org"
STAFF = "/api/v1/staff/"
RELEASE = "Japan sends pumps\n\nJapan will provide 12 water pumps worth USD 1.2 million to Mykolaiv region in 2027.\n"


def shortened(answer: Any) -> Any:
    """Return ``answer`` with one row of each of its lists, and long texts cut."""
    if isinstance(answer, dict):
        return {name: shortened(value) for name, value in answer.items()}
    if isinstance(answer, list):
        return [shortened(value) for value in answer[:1]]
    return f"{answer[:300]} …" if isinstance(answer, str) and len(answer) > 300 else answer


def richest(rows: list[dict[str, Any]]) -> int:
    """Return the key of the row that tells most."""
    return int(max(rows, key=lambda row: len(json.dumps(row)))["id"])


def write_examples() -> None:
    """Ask every address of the schema and keep what it answers."""

    def ask(address: str) -> Any:
        response = Client().get(address, headers={"host": HOST})
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}. Run “make demo” once, then try again.")
        return response.json()

    for path, methods in ask("/api/v1/schema/")["paths"].items():
        if path.startswith(STAFF):
            continue
        address = path
        if "{id}" in path:
            address = path.replace("{id}", str(richest(ask(path.partition("{")[0])["results"])))
        text = json.dumps(shortened(ask(address)), ensure_ascii=False, indent=1)
        (FOLDER / f"{methods['get']['operationId']}.json").write_text(f"{text}\n", encoding="utf-8")


def write_staff_examples() -> None:
    """Do by a token what its schema describes, keep what is answered, and take all of it back."""
    with transaction.atomic():
        get_user_model().objects.create_superuser("example")
        out = io.StringIO()
        scopes = [f"--scope={scope}" for scope in Scope]
        call_command("api_token", "make", "example", "Importer", *scopes, stdout=out)
        written = out.getvalue().split()[-1]
        client = Client(headers={"host": HOST, "authorization": f"Bearer {written}"})

        def keep(operation: str, response: Any) -> Any:
            kept = {"status": response.status_code, "answer": shortened(response.json())}
            text = json.dumps(kept, ensure_ascii=False, indent=1)
            (FOLDER / f"{operation}.json").write_text(f"{text}\n", encoding="utf-8")
            return response.json()

        sent = {"text": RELEASE, "publisher": "Embassy of Japan", "published": "2026-11-02"}
        keep("staff_releases_create", client.post(f"{STAFF}releases/", sent, content_type="application/json"))
        queue = keep("staff_queue_list", client.get(f"{STAFF}queue/"))
        keep("staff_queue_retrieve", client.get(f"{STAFF}queue/{richest(queue['results'])}/"))
        decide(client, keep)
        transaction.set_rollback(True)


def decide(client: Client, keep: Callable[[str, Any], Any]) -> None:
    """Accept, merge and reject a claim each, and keep what is answered."""
    waiting = [
        client.get(f"{STAFF}queue/{row['id']}/").json() for row in client.get(f"{STAFF}queue/").json()["results"]
    ]
    merged = next(claim for claim in waiting if claim["matches"])
    accepted, rejected = [claim for claim in waiting if claim is not merged][:2]
    known = merged["matches"][0]["commitment"]
    sent: dict[str, tuple[Any, dict[str, Any]]] = {
        "accept": (accepted, {"facts": {"title_en": "Water pumps for Mykolaiv region"}}),
        "merge": (
            merged,
            {"into": known["id"], "into_version": known["version"], "relation": "repeats", "reason": "The same vans."},
        ),
        "reject": (rejected, {"reason": "A sale, not aid."}),
    }
    for step, (claim, data) in sent.items():
        address = f"{STAFF}queue/{claim['id']}/{step}/"
        body = {"version": claim["version"], **data}
        keep(f"staff_queue_{step}", client.post(address, body, content_type="application/json"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ |= {"ALLOWED_HOSTS": HOST, "API_RATE": "", "HTTPS": "false"}
    django.setup()
    write_examples()
    write_staff_examples()
