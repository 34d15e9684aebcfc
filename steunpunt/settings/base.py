"""Settings shared by every way of running; values from outside come through `steunpunt.env` only."""

from csp.constants import NONCE, NONE, SELF

from steunpunt import env, schedule

BASE_DIR = env.ROOT
SECRET_KEY = env.SECRET_KEY
DEBUG = False
ALLOWED_HOSTS = env.ALLOWED_HOSTS
PUBLIC_URL = env.PUBLIC_URL
PORT = env.PORT
DEMO = env.DEMO
CONTACT_EMAIL = env.CONTACT_EMAIL
CONTACT_PHONE = env.CONTACT_PHONE
ORGANISATION_NUMBER = env.ORGANISATION_NUMBER  # enterprise number of who makes the files for Europass

INSTALLED_APPS = [
    "frontoffice.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "auditlog",
    "csp",
    "django_filters",
    "django_htmx",
    "phonenumber_field",
    "core",
    "catalogue",
    "accounts",
    "privacy",
    "mailing",
    "companies",
    "schools",
    "learners",
    "matchmaking",
    "placements",
    "campaigns",
    "expertise",
    "knowledge",
    "research",
    "actionplan",
    "frontoffice",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.requestid.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "frontoffice.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frontoffice.actor.ActorMiddleware",
    "learners.kiosk.KioskMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "knowledge.counting.CountPages",
    "frontoffice.refused.RefusedMiddleware",
]
COUNT_PAGES = True

ROOT_URLCONF = "steunpunt.urls"
WSGI_APPLICATION = "steunpunt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "frontoffice.context.portal",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "core.rendering.PortalFormRenderer"

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = (
    {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.REDIS_URL}}
    if env.REDIS_URL
    else {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    }
)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "frontoffice:my_desk"
LOGOUT_REDIRECT_URL = "frontoffice:home"

ACCOUNT_ADAPTER = "frontoffice.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # no password field: the sign-in form sends a code
ACCOUNT_EMAIL_VERIFICATION = "none"  # the mailed code is the proof of the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 1800  # code plus second factor
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # the same work for a known and an unknown address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "confirm_login_code": "accounts.forms.CodeForm",
}
MFA_ADAPTER = "frontoffice.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.RepeatFactorForm",
    "activate_totp": "accounts.forms.ActivateTotpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Steunpunt Duaal Leren"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "acmidm",
                    "name": "Vlaamse overheid",
                    "client_id": env.OIDC_CLIENT_ID,
                    "secret": env.OIDC_SECRET,
                    "settings": {"server_url": env.OIDC_SERVER_URL},
                }
            ]
        }
    }
    if env.OIDC_CLIENT_ID
    else {}
)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "frontoffice.views.errors.csrf_failure"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English"), ("uk", "Українська"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True
FORMS_URLFIELD_ASSUME_HTTPS = True
PHONENUMBER_DEFAULT_REGION = "BE"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
BUILT_STATIC = env.VAR / "static"  # made by `manage.py build_static`
STATICFILES_DIRS = [BASE_DIR / "static", BUILT_STATIC]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = env.VAR / "media"
PRIVATE_ROOT = env.VAR / "private"  # files of companies: never under a folder that a web server shows
CLAMAV_ADDRESS = env.CLAMAV_ADDRESS  # "host:port" of clamd; empty: files are not scanned for viruses
(env.VAR / "static").mkdir(parents=True, exist_ok=True)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # without EMAIL_URL mails stay in the outbox
if env.EMAIL_URL:
    vars().update(env.env.email_url_config(env.EMAIL_URL))
DEFAULT_FROM_EMAIL = env.FROM_EMAIL
SERVER_EMAIL = env.FROM_EMAIL
BOUNCE_SECRET = env.BOUNCE_SECRET  # the mail provider tells which mails came back; empty: that door is shut
SMS_BACKEND = env.SMS_BACKEND  # "": no text messages; "outbox": they stay here; "http": a gateway sends them
SMS_URL, SMS_TOKEN, SMS_SENDER = env.SMS_URL, env.SMS_TOKEN, env.SMS_SENDER

CELERY_BROKER_URL = env.REDIS_URL or "folder://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = {} if env.REDIS_URL else {"folder": str(env.VAR / "queue")}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(env.REDIS_URL)  # remote control leaves messages nobody reads in the folder
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"matchmaking.tasks.*": {"queue": "matching"}}
CELERY_BEAT_SCHEDULE = schedule.collect(INSTALLED_APPS)
CELERY_BEAT_SCHEDULE_FILENAME = str(env.VAR / "beat-schedule")

TRUSTED_PROXIES = env.TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = env.TRUSTED_PROXIES
AUDITLOG_DISABLE_REMOTE_ADDR = True
AUDITLOG_CID_HEADER = None
AUDITLOG_CID_GETTER = "core.requestid.current_request_id"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.requestid.RequestIdFilter"}},
    "formatters": {"json": {"()": "core.jsonlog.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
