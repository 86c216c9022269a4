"""The tests: the same parts as in production, cheaper passwords, mails kept in memory."""

import os

from .base import *  # noqa: F403 (settings inherit by star: Django reads the module's names)
from .base import DATABASES, INSTALLED_APPS, SEARCH

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False  # switched on by the tests of throttling
SEARCH = {**SEARCH, "INDEX_PREFIX": f"{SEARCH['INDEX_PREFIX']}-test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"}
SHOW_DEMO_SIGN_INS = True
DATABASES["default"]["CONN_MAX_AGE"] = (
    None  # a connection that grows old inside a test would take its transaction along
)
WHITENOISE_USE_FINDERS = True  # static files straight from their sources: no collectstatic before the tests
WHITENOISE_AUTOREFRESH = True
