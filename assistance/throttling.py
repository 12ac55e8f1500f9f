"""How often one network address, or one token, may send a form or ask the API, without storing the address."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

#: So many forms are taken from one address within so many seconds.
MOST, WITHIN = 5, 3600
DAY = 86400


def may_send(request: HttpRequest, *, form: str) -> bool:
    """Count one ``form`` sent from the address of ``request``; return whether it is within the bounds.

    What is kept, for an hour, is a hash salted with a secret of the day that is stored nowhere else and forgotten with
    it. Without a cache that the workers share, each of them counts for itself.
    """
    key = f"{form}:{_hashed(address_of(request))}"
    cache.add(key, 0, WITHIN)
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # it ran out between the two
        return True


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How many requests somebody has ``left`` of ``most`` within ``seconds``, and in how many they get new ones."""

    most: int
    seconds: int
    taken: int
    renewed_in: int

    @property
    def left(self) -> int:
        """How many more are answered."""
        return max(self.most - self.taken, 0)

    @property
    def exceeded(self) -> bool:
        """Whether the one just counted is one too many."""
        return self.taken > self.most


def take(request: HttpRequest, *, what: str, most: int, seconds: int) -> Allowance:
    """Count one request for ``what`` from the address of ``request``; return what it has left.

    Of the address as little is kept as by ``may_send``.
    """
    return take_one(_hashed(address_of(request)), what=what, most=most, seconds=seconds)


def take_one(whose: str, *, what: str, most: int, seconds: int) -> Allowance:
    """Count one request of ``whose`` for ``what``; return what they have left.

    Time is cut into stretches of ``seconds``, each counted anew.
    """
    now = int(time.time())
    key = f"{what}:{now // seconds}:{whose}"
    cache.add(key, 0, seconds)
    try:
        taken = cache.incr(key)
    except ValueError:  # it ran out between the two
        taken = 1
    return Allowance(most=most, seconds=seconds, taken=taken, renewed_in=seconds - now % seconds)


def address_of(request: HttpRequest) -> str:
    """Return the network a request comes from: the address, of IPv6 the 64 bits that one household or server has.

    Behind a proxy it is what the proxy wrote last: whatever stands before that, anybody may have written.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    written = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "unknown"
    network = ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return str(network)


def _hashed(address: str) -> str:
    salt = cache.get_or_set(f"salt:{timezone.localdate()}", lambda: secrets.token_hex(16), DAY)
    return hashlib.sha256(f"{salt}{address}".encode()).hexdigest()
