"""What is the same everywhere; dev, test and production add only what differs."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    # ours, from the top of the house to its ground
    "network",
    "library",
    "bestpractice",
    "directory",
    "vocabulary",
    "accounts",
    "regions",
    "search",
    "core",
    # Wagtail; `modelsearch` must not stand beside wagtail.search (every save then fails quietly)
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.people.PeopleConfig",  # wagtail.users with our forms, and without groups
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # sign-in
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    # JSON
    "rest_framework",
    "drf_spectacular",
    # background work
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.DatedRolesMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.ClosedUntilWritten",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "core.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SQLITE = f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or SQLITE, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Deferred transactions fail with "locked" as soon as two writers meet: measured 453 of 600, immediate 0.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come by invitation, whose link proves the address
ACCOUNT_FORMS = {
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who changes a password or a second factor tells its owner
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers
# The second factor is throttled by allauth; passwords by axes, which counts in the database, over all processes.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/5m/key"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are verified by the invitation, not by allauth
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "accounts.adapter.address_tried"
AXES_CLIENT_IP_CALLABLE = "accounts.adapter.client_ip"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # when somebody signed in is nobody's business
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

# Words and times
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/dateien/"
MEDIA_ROOT = VAR_DIR / "media"
DATA_DIR = ROOT / "site" / "data"
WAGTAILIMAGES_IMAGE_MODEL = "core.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "core.StoredFile"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "pptx", "xlsx", "csv", "txt"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.CheckedDocumentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.CheckedPictureForm"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Wagtail
WAGTAIL_SITE_NAME = "Integrationsnetz"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # the admin loads nothing from another host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False  # the seal is a model of ours: docs/decisions
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 0  # a draft is saved when its author says so: half sentences make poor revisions
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth does it, under /konto/
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that can be read out and typed
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}  # the admin's explorer only
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in a frame

# Search
SEARCH: dict[str, Any] = {
    "ENGINE": "elasticsearch" if os.environ.get("ELASTICSEARCH_URL") else "database",
    "ELASTICSEARCH_URL": os.environ.get("ELASTICSEARCH_URL", ""),
    "ELASTICSEARCH_API_KEY": os.environ.get("ELASTICSEARCH_API_KEY", ""),
    "INDEX_PREFIX": os.environ.get("SEARCH_INDEX_PREFIX", "integrationsnetz"),
    "REPLICAS": int(os.environ.get("ELASTICSEARCH_REPLICAS", "0")),  # one node suffices for 36 districts
    "SEMANTIC": os.environ.get("SEARCH_SEMANTIC", "1") == "1",  # meaning beside words, if the extra is installed
    "CACHE_DIR": VAR_DIR / "cache",
}
# Hosts inside the own network from which a subscribed source may be pulled all the same, for example a city's server.
SUBSCRIBED_HOSTS_ALLOWED = tuple(filter(None, os.environ.get("SUBSCRIBED_HOSTS_ALLOWED", "").split(",")))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

REST_FRAMEWORK: dict[str, Any] = {
    "EXCEPTION_HANDLER": "core.problems.as_problem",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min"},
    "NUM_PROXIES": 0,  # nobody's X-Forwarded-For is believed: whoever writes one would escape the limit
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Integrationsnetz",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["config.openapi.only_public"],
}

# Safety: nothing inline, nothing from other hosts. Wagtail's admin carries inline script and style, so it is let off
# the public policy and gets its own in accounts.middleware.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/verwaltung/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

PRODUCTION = False
SECOND_FACTOR_REQUIRED = False  # production: for editors and operator
SHOW_DEMO_SIGN_INS = False

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "integrationsnetz@example.org")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "core": {"level": "INFO"},
        "search": {"level": "INFO"},
        "elastic_transport": {"level": "ERROR"},  # an outage is told once by search, not once a request
    },
}
