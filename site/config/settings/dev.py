"""`make run` and development: SQLite and the database engine unless the environment names servers; never public."""

import os

from .base import *  # noqa: F403 (settings inherit by star: Django reads the module's names)
from .base import INSTALLED_APPS

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "demo-secret-never-in-production")
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SHOW_DEMO_SIGN_INS = True
