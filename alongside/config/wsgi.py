"""The door for the web server."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
try:
    application = get_wsgi_application()

    from alongside.shell import checks

    checks.refuse_to_start_without_guards()
except ImproperlyConfigured as refusal:
    sys.exit(str(refusal))
