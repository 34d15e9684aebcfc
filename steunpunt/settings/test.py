"""Tests: SQLite by default, PostgreSQL and Redis when `DATABASE_URL` and `REDIS_URL` are set."""

import tempfile

from steunpunt.settings.base import *  # noqa: F403
from steunpunt.settings.base import TEMPLATES as BASE_TEMPLATES

if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # Nobody misses a test that a power cut loses: do not wait for the disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"  # noqa: F405
SECRET_KEY = "alleen-voor-de-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MEDIA_ROOT = tempfile.mkdtemp(prefix="steunpunt-test-media-")
PRIVATE_ROOT = tempfile.mkdtemp(prefix="steunpunt-test-private-")
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
TEMPLATES = [
    {
        **BASE_TEMPLATES[0],
        "OPTIONS": {
            **BASE_TEMPLATES[0]["OPTIONS"],  # type: ignore[dict-item]
            "string_if_invalid": "",
        },
    }
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
COUNT_PAGES = False  # the budgets of pages are about the pages; tests/knowledge/test_web.py counts with it
