"""How often one network address may send a form, without storing the address."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets

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
