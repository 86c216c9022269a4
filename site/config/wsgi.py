"""The web server's entry point: gunicorn config.wsgi with both source roots on its path (--pythonpath .,site)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from core.checks import refuse_demo_values  # noqa: E402 (apps must be loaded first)

refuse_demo_values()
