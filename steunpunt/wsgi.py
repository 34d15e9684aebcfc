"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from core.collector import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.production")
application = get_wsgi_application()
settle()
