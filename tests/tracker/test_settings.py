"""Settings are safe by default; each case is read in a fresh interpreter, as a server would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from tracker import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def read_settings(*names, **environment):
    base = {"PATH": os.environ["PATH"], "READ_DOT_ENV": "false", "SECRET_KEY": "x"}
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names],
        env={key: value for key, value in {**base, **environment}.items() if value is not None},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(result.stderr)
    return json.loads(result.stdout)


def test_settings_without_a_secret_key_refuse_to_start_and_say_what_to_do():
    with pytest.raises(RuntimeError, match=r"SECRET_KEY is not set\. Run “make setup”"):
        read_settings("DEBUG", SECRET_KEY=None)


def test_settings_unless_told_otherwise_are_safe():
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS")

    assert read_settings(*names) == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    }


def test_settings_keep_sqlite_whole():
    database = read_settings("DATABASES")["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "foreign_keys=ON" in database["OPTIONS"]["init_command"]


def test_settings_take_database_and_cache_from_addresses():
    read = read_settings(
        "DATABASES", "CACHES", DATABASE_URL="postgres://me:pw@db:5433/aid", CACHE_URL="redis://cache:6379/1"
    )

    database = read["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["PORT"], database["NAME"]) == (
        "django.db.backends.postgresql",
        "db",
        5433,
        "aid",
    )
    assert read["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert read["CACHES"]["default"]["LOCATION"] == "redis://cache:6379/1"


@pytest.mark.parametrize(
    ("written", "expected"),
    [(None, [600, 60]), ("", None), ("5/second", [5, 1]), ("1000/hour", [1000, 3600]), ("1/day", [1, 86400])],
)
def test_settings_take_the_rate_of_the_api(written, expected):
    assert read_settings("API_RATE", API_RATE=written) == {"API_RATE": expected}


@pytest.mark.parametrize("written", ["600", "600/min", "many/hour", "0/minute", "-1/minute", "/minute"])
def test_settings_refuse_a_rate_that_is_none(written):
    with pytest.raises(RuntimeError, match=f"API_RATE is “{written}”. Write it as 600/minute"):
        read_settings("API_RATE", API_RATE=written)
