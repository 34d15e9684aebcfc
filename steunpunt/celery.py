"""The Celery application: Redis when `REDIS_URL` is set, else the folder queue of `core.folder_queue`."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.dev")
TRANSPORT_ALIASES["folder"] = "core.folder_queue:Transport"

app = Celery("steunpunt")
app.set_default()  # also for the threads of the web server, where "current" is not set
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
