"""The web server's entry point: gunicorn config.wsgi with both source roots on its path (--pythonpath .,site)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
