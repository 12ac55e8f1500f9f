"""The database and cache this run was given do what the code relies on."""

import pytest
from django.core.cache import cache
from django.db import connection


def test_cache_keeps_what_it_is_given():
    cache.set("tests:кава", {"amount": 5}, 60)

    assert cache.get("tests:кава") == {"amount": 5}
    cache.delete("tests:кава")
    assert cache.get("tests:кава") is None


@pytest.mark.django_db
def test_database_holds_foreign_keys():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys")
            assert cursor.fetchone() == (1,)
    else:
        assert connection.vendor == "postgresql"
