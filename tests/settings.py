"""The project's settings with what a test run fixes; the database comes from ``DATABASE_URL`` as ever."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("HTTPS", "false")

from tracker.settings import *  # noqa: F403
from tracker.settings import CACHES, DATABASES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in earnest: a database in memory cannot be shared by two people at once.
    scratch = tempfile.mkdtemp(prefix="assistance-tests-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": str(Path(scratch) / "tests.sqlite3")}

IATI_REPORTING_ORG_REF = "XM-TEST-1"
IATI_REPORTING_ORG_NAME = "Test Ministry"

#: Every page is put together anew, so that tests see how; those of keeping, and the browser's, keep them as in earnest.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}

# Time stands still in tests, so a minute would never be over; tests of the bound set one.
API_RATE = None
STAFF_API_RATE = None
