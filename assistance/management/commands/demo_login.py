"""``manage.py demo_login``: the staff login of the demo."""

from __future__ import annotations

import os
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

USERNAME = "staff"


class Command(BaseCommand):
    help = "Creates the demo's staff login with the password in DEMO_PASSWORD, unless it exists, and prints it."

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set DEMO_PASSWORD, in the environment or in .env; “make demo” writes one there.")
        user, created = User.objects.get_or_create(username=USERNAME, defaults={"is_staff": True, "is_superuser": True})
        if created:
            user.set_password(password)
            user.save()
        elif not user.check_password(password):
            password = "(changed since the demo was set up)"  # noqa: S105 - words, not a password
        self.stdout.write(f"Staff login: {USERNAME}   password: {password}")
