"""``manage.py demo_login``: the staff login of the demo."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from assistance.models.roles import write_roles
from assistance.vocabulary import Role

USERNAME = "staff"


class Command(BaseCommand):
    help = "Creates the demo's staff login with the password in DEMO_PASSWORD, unless it exists, and prints it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--roles", action="store_true", help="a login for each role too, named after it")

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set DEMO_PASSWORD, in the environment or in .env; “make demo” writes one there.")
        write_roles(apps)
        self._login(USERNAME, Role.ADMINISTRATOR, password, is_superuser=True)
        if options["roles"]:
            for role in Role:
                self._login(role.value, role, password, is_superuser=False)

    def _login(self, name: str, role: Role, password: str, *, is_superuser: bool) -> None:
        """Create the login ``name`` in ``role``, unless it exists, and print it."""
        rights = {"is_staff": True, "is_superuser": is_superuser}
        user, created = User.objects.get_or_create(username=name, defaults=rights)
        if created:
            user.set_password(password)
            user.save()
            user.groups.add(Group.objects.get(name=role.value))
        elif not user.check_password(password):
            password = "(changed since the demo was set up)"  # noqa: S105 - words, not a password
        self.stdout.write(f"{'Staff' if name == USERNAME else 'Role'} login: {name}   password: {password}")
