"""How long the pages of the staff's desk take; run by ``measures.pages`` with a migrated, empty database.

``python -m tests.bench.pages COMMITMENTS WAITING`` prints a line a page: name, seconds of CPU, queries.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

import django
from django.test import Client
from django.test.utils import CaptureQueriesContext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
ROUNDS = 3


def measured(commitments: int, waiting: int) -> Iterator[tuple[str, float, int]]:
    """Make the desk, then yield each page with the least seconds of several rounds and its queries."""
    from django.db import connection, transaction  # noqa: PLC0415 - Django is set up only now

    from assistance.models import Claim  # noqa: PLC0415
    from tests.bench.desk import Desk  # noqa: PLC0415

    with transaction.atomic():
        desk = Desk(commitments=commitments, waiting=waiting)
    client = Client()
    client.force_login(desk.officer)
    keys = Claim.objects.needing_review().order_by("pk").values_list("pk", flat=True)
    addresses = {
        "first page": "/admin/",
        "worklist": "/admin/worklist/",
        "commitments": "/admin/assistance/commitment/",
        "queue": "/admin/assistance/claim/",
        "review of a claim": f"/admin/assistance/claim/{keys[waiting // 2]}/review/",
    }
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        number = len(queries)
        yield name, min(seconds(client, address) for _ in range(ROUNDS)), number


def seconds(client: Client, address: str) -> float:
    """Return the CPU time of one answer."""
    begun = time.process_time()
    client.get(address)
    return time.process_time() - begun


if __name__ == "__main__":
    django.setup()
    for row in measured(*map(int, sys.argv[1:])):
        sys.stdout.write("\t".join(map(str, row)) + "\n")
