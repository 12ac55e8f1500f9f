"""Whose name the history bears when a command writes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management.base import CommandError

IMPORT_ACCOUNT = "import"


def user_called(username: str | None) -> User:
    """Return the user of that name; without one, the account of unattended imports, which nobody can log in with.

    Raises ``CommandError`` if there is no such user.
    """
    if username is None:
        user, created = User.objects.get_or_create(username=IMPORT_ACCOUNT, defaults={"is_active": False})
        if created:
            user.set_unusable_password()
            user.save()
        return user
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no user “{username}”. Create it with: manage.py createsuperuser") from error
