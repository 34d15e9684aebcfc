"""Production: refuses to start when something it cannot do without is missing."""

from django.core.exceptions import ImproperlyConfigured

from steunpunt.settings.base import *  # noqa: F403
from steunpunt.settings.base import STORAGES as BASE_STORAGES
from steunpunt.settings.base import env

_REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "REDIS_URL", "EMAIL_URL")
_missing = [name for name in _REQUIRED if not getattr(env, name)]
if env.DATABASE_URL.startswith("sqlite"):
    _missing.append("DATABASE_URL (postgres://…)")
if env.SMS_BACKEND == "http":
    _missing += [name for name in ("SMS_URL", "SMS_TOKEN") if not getattr(env, name)]
if _missing:
    raise ImproperlyConfigured(f"Deze instellingen ontbreken in de omgeving: {', '.join(_missing)}.")

STORAGES = {
    **BASE_STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [env.PUBLIC_URL]
if env.SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(dsn=env.SENTRY_DSN, send_default_pii=False)
