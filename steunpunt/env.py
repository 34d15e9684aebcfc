"""The one place where the environment is read."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent

env = environ.Env()
env_file = ROOT / ".env"
if env_file.is_file():
    environ.Env.read_env(str(env_file))

VAR = Path(env.str("VAR_DIR", default=str(ROOT / "var")))
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'steunpunt.sqlite3'}")
REDIS_URL = env.str("REDIS_URL", default="")
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
PORT = env.int("PORT", default=8000)
EMAIL_URL = env.str("EMAIL_URL", default="")
FROM_EMAIL = env.str("FROM_EMAIL", default="Steunpunt Duaal Leren <steunpunt@example.be>")
SMS_URL = env.str("SMS_URL", default="")
SMS_TOKEN = env.str("SMS_TOKEN", default="")
SMS_SENDER = env.str("SMS_SENDER", default="Steunpunt")
DEMO = env.bool("DEMO", default=False)
SMS_BACKEND = env.str("SMS_BACKEND", default="outbox" if DEMO else "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="hallo@steunpunt.example" if DEMO else "")
CONTACT_PHONE = env.str("CONTACT_PHONE", default="050 00 00 00" if DEMO else "")
ORGANISATION_NUMBER = env.str("ORGANISATION_NUMBER", default="")
SENTRY_DSN = env.str("SENTRY_DSN", default="")
BOUNCE_SECRET = env.str("BOUNCE_SECRET", default="")
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_SECRET = env.str("OIDC_SECRET", default="")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="https://authenticatie.vlaanderen.be/op")


def database() -> dict[str, object]:
    """Return the Django database entry for `DATABASE_URL`, tuned per engine (see docs/adr/0002)."""
    entry: dict[str, object] = dict(environ.Env.db_url_config(DATABASE_URL))
    if "sqlite" in str(entry["ENGINE"]):
        entry["OPTIONS"] = {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;",
        }
        Path(str(entry["NAME"])).parent.mkdir(parents=True, exist_ok=True)
    else:
        entry["CONN_MAX_AGE"] = 600
        entry["CONN_HEALTH_CHECKS"] = True
        entry["OPTIONS"] = {"options": "-c lock_timeout=5000 -c statement_timeout=60000"}
    return entry
