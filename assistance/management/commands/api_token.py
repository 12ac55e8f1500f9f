"""``manage.py api_token``: make, list and revoke tokens of the API, and forget old uses of them."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assistance.models import ApiToken, ApiTokenUse
from assistance.tokens import LONGEST, USES_KEPT, TokenError, make_token, revoke_token
from assistance.vocabulary import Scope


class Command(BaseCommand):
    help = "Makes, lists and revokes the tokens by which programs of staff use the API; forgets old uses of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        make = steps.add_parser("make", help="make a token and print it, once")
        make.add_argument("owner", help="the login it acts for")
        make.add_argument("name", help="what it is called, such as the program that uses it")
        words = [scope.value for scope in Scope]
        make.add_argument("--scope", action="append", required=True, choices=words, help="what it may do; repeatable")
        make.add_argument("--days", type=int, default=LONGEST, help=f"how long it holds, {LONGEST} at most")
        listing = steps.add_parser("list", help="list the tokens, without their secrets")
        listing.add_argument("--owner", help="those of this login only")
        revoke = steps.add_parser("revoke", help="end a token at once")
        revoke.add_argument("prefix", help="its first eight digits, as “list” shows them")
        revoke.add_argument("--by", required=True, help="the login of who revokes it")
        revoke.add_argument("--reason", default="", help="why, for its history")
        forget = steps.add_parser("forget", help="delete old entries of the log of uses")
        forget.add_argument("--days", type=int, default=USES_KEPT, help="keep those of so many days")

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        steps = {"make": self._make, "list": self._list, "revoke": self._revoke, "forget": self._forget}
        try:
            steps[step](options)
        except TokenError as error:
            raise CommandError(str(error)) from error

    def _make(self, options: dict[str, Any]) -> None:
        owner = login(options["owner"])
        scopes = [Scope(word) for word in options["scope"]]
        token, written = make_token(owner=owner, name=options["name"], scopes=scopes, by=owner, days=options["days"])
        self.stdout.write(f"{token} holds until {token.expires_at:%Y-%m-%d}. It is shown this once:\n{written}")

    def _list(self, options: dict[str, Any]) -> None:
        tokens = ApiToken.objects.select_related("owner").order_by("pk")
        if options["owner"]:
            tokens = tokens.filter(owner=login(options["owner"]))
        for token in tokens:
            state = "revoked" if token.revoked_at else "holds" if token.is_standing else "ran out"
            used = f"{token.last_used_at:%Y-%m-%d %H:%M} from {token.last_used_from}" if token.last_used_at else "never"
            scopes = ",".join(token.scopes)
            ends = f"{token.expires_at:%Y-%m-%d}"
            self.stdout.write("\t".join([token.prefix, str(token.owner), token.name, scopes, state, ends, used]))

    def _revoke(self, options: dict[str, Any]) -> None:
        token = ApiToken.objects.filter(prefix=options["prefix"].removeprefix("aat_")[:8]).first()
        if token is None:
            raise CommandError(f"There is no token {options['prefix']}. “api_token list” shows those there are.")
        revoke_token(token, by=login(options["by"]), reason=options["reason"])
        self.stdout.write(f"{token} is revoked.")

    def _forget(self, options: dict[str, Any]) -> None:
        if options["days"] < 0:
            raise CommandError("Give a number of days from 0 on.")
        before = timezone.now() - timedelta(days=options["days"])
        self.stdout.write(f"Uses deleted: {ApiTokenUse.objects.get_queryset().forget(before=before)}")


def login(name: str) -> User:
    """Return the user called ``name``; raise ``CommandError`` for nobody."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no login {name}.")
    return user
