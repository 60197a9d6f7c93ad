"""The WSGI application: Django's, with released pages before it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

if not settings.DEBUG:
    from exhibits.editions.shelf import Shelf  # Django had to be set up first

    application = Shelf(application)
