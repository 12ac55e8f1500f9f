"""What holds for every test: no network but this machine's own, one fixed moment, and people to act."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission, User

from tests.factories import UserFactory

#: The moment every test runs at, unless it drives a browser, which has a clock of its own.
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Kyiv"))


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Return whether ``host``, a name or an address, is this machine."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the socket method ``method``, refusing addresses of other machines; its last argument is the address."""

    def refuse_others(self: socket.socket, *args: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(args[-1][0]):
            raise NetworkClosedError(f"Tests reach no other machine, and this one tried {args[-1]}.")
        return method(self, *args)

    return refuse_others


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Refuse connections and name look-ups beyond this machine; unix sockets and libpq are not touched."""
    look_up = socket.getaddrinfo

    def look_up_local(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host):
            raise NetworkClosedError(f"Tests look up no other machine, and this one tried {host!r}.")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", look_up_local)
        yield


@pytest.fixture(autouse=True)
def fixed_date(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop the clock at ``NOW``, except for tests marked ``browser``."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user(db: None) -> User:
    """Someone without any rights."""
    return UserFactory(username="reader")


@pytest.fixture
def staff(db: None) -> User:
    """A member of staff with every permission of this app, who is no superuser."""
    member = UserFactory(username="staff", staff=True)
    member.user_permissions.set(Permission.objects.filter(content_type__app_label="assistance"))
    return member


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which figures of the extractor have risen well above their floor."""
    passed = terminalreporter.getreports("passed")
    risen = [str(line) for report in passed for name, line in report.user_properties if name == "risen"]
    if risen:
        terminalreporter.section("make floor would lift")
        terminalreporter.line("\n".join(risen))
