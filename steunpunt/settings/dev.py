"""Development and the local demonstration: no secrets needed, mails stay in the outbox table."""

from steunpunt.settings.base import *  # noqa: F403
from steunpunt.settings.base import ALLOWED_HOSTS as BASE_HOSTS
from steunpunt.settings.base import SECRET_KEY as BASE_KEY
from steunpunt.settings.base import env

DEBUG = env.env.bool("DEBUG", default=False)
SECRET_KEY = BASE_KEY or "alleen-voor-ontwikkeling-en-de-demo-niet-voor-productie"
ALLOWED_HOSTS = BASE_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "WARNING"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
