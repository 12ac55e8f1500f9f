"""Settings, all from environment variables or a ``.env`` file beside ``manage.py``; safe unless told otherwise.

README.md has them in a table.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if env.bool("READ_DOT_ENV", default=True):
    env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. Run “make setup”, which writes one to .env, or set it yourself.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=True)
#: Whether every address answers 503 with a page that says so.
MAINTENANCE = env.bool("MAINTENANCE", default=False)

INSTALLED_APPS = [
    "assistance",  # first, so that its templates dress the admin
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "import_export",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assistance.web.openness.OpenToAll",
    "assistance.web.delivery.CompressedPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "assistance.web.since.LastModified",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "assistance.web.as_of.AsOfDate",
    "django.middleware.locale.LocaleMiddleware",
    "assistance.web.errors.Unavailable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "assistance.web.kept_pages.KeptPages",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'tracker.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config.setdefault("CONN_MAX_AGE", 60)
        config.setdefault("CONN_HEALTH_CHECKS", True)
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://"),
    # Public pages as they were put together last, each process its own: another version of the code never shows them.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    # Every address that asks the API has an entry: with Django's 300 some would be forgotten before their time.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", gettext_lazy("English")), ("uk", gettext_lazy("Ukrainian"))]
LOCALE_PATHS = [BASE_DIR / "assistance" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Kyiv")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

FORMS_URLFIELD_ASSUME_HTTPS = True


def rate(text: str) -> tuple[int, int] | None:
    """Return how many requests within how many seconds ``text`` means, such as “600/minute”; None where it is empty."""
    periods = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
    most, _sep, period = text.partition("/")
    if not text:
        return None
    if not most.isdecimal() or int(most) < 1 or period not in periods:
        raise ImproperlyConfigured(f"API_RATE is “{text}”. Write it as 600/minute; also /second, /hour or /day.")
    return int(most), periods[period]


#: How often one network address may ask the API; empty for as often as it likes.
API_RATE = rate(env.str("API_RATE", default="600/minute"))
#: How many requests within how many seconds one token may ask what is for staff, and one address without a token that
#: holds; None for as many as they like.
STAFF_API_RATE: tuple[int, int] | None = (120, 60)

#: Where mail goes: the console unless told otherwise, such as smtp+tls://user:password@host:587.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tracker@localhost")
#: What the addresses of staff pages in mail begin with.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
#: The address of the licence that the tracker's records may be used under; empty while whoever runs it declared none.
DATA_LICENCE = env.str("DATA_LICENCE", default="")
#: Who reports in the IATI file: identifier, name in English, IATI's type of organisation. Without them there is none.
IATI_REPORTING_ORG_REF = env.str("IATI_REPORTING_ORG_REF", default="")
IATI_REPORTING_ORG_NAME = env.str("IATI_REPORTING_ORG_NAME", default="")
IATI_REPORTING_ORG_TYPE = env.str("IATI_REPORTING_ORG_TYPE", default="10")
#: The language of mail to staff who have chosen none.
DIGEST_LANGUAGE = env.str("DIGEST_LANGUAGE", default="uk")

#: Days without a word after which what is awaited counts as silent.
SILENT_AFTER_DAYS = env.int("SILENT_AFTER_DAYS", default=180)
#: Days before its end in which a commitment is said to end soon.
ENDING_WITHIN_DAYS = env.int("ENDING_WITHIN_DAYS", default=60)

#: The largest release text, in bytes, that an import or the admin takes.
RELEASE_MAX_BYTES = env.int("RELEASE_MAX_BYTES", default=1_000_000)

#: How many files one import in the background takes, and how many bytes they may have together.
IMPORT_MAX_FILES = env.int("IMPORT_MAX_FILES", default=1000)
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=50_000_000)
#: The folders of this server that releases may be imported from; without any, the admin does not offer it.
IMPORT_ROOTS = env.list("IMPORT_ROOTS", default=[])
#: How many seconds pass between two questions to one host, and how many an answer may take.
FETCH_DELAY = env.float("FETCH_DELAY", default=2.0)
FETCH_SECONDS = env.float("FETCH_SECONDS", default=60.0)
#: How many addresses of a source are asked for in one run.
FETCH_MAX_ITEMS = env.int("FETCH_MAX_ITEMS", default=50)
#: Hosts of a private network that may be asked, such as a ministry's intranet; without any, none is.
FETCH_PRIVATE_HOSTS = env.list("FETCH_PRIVATE_HOSTS", default=[])
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * IMPORT_MAX_FILES + 1

#: What works in the background: the queue in the database, which “manage.py db_worker” works off.
TASKS = {
    "default": {
        "BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

# The tracker writes its own files and neutralises formulas there; this holds for whatever uses the library's formats.
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "International-assistance commitment tracker",
    "DESCRIPTION": "What was promised, by whom, how sure it is, what has arrived, and the words each fact rests on.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "OAS_VERSION": "3.1.0",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

django_stubs_ext.monkeypatch()
