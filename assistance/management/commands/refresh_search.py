"""``manage.py refresh_search``: the search texts of all commitments, written anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from assistance.models import Commitment
from assistance.review import refresh_search_texts


class Command(BaseCommand):
    help = "Writes anew what commitments are found by: needed once after the way it is written changed."

    def handle(self, *args: Any, **options: Any) -> None:
        refresh_search_texts(Commitment.objects.select_related("project").order_by("pk").iterator(chunk_size=500))
        self.stdout.write(f"Search texts written: {Commitment.objects.count()}")
