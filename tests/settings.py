"""Settings of the tests: the demo council's, on a database of this process's own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DEMO"] = "1"
os.environ["SECRET_KEY"] = "only for tests"

from alongside.config.settings import *  # noqa: F403  the environment has to be set first
from alongside.config.settings import BASE_DIR, DATABASES, STORAGES, VAR

SCRATCH = Path(tempfile.mkdtemp(prefix="alongside-tests-"))
"""A folder of this process's own, gone when it ends."""
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: threads then meet the same locks as in the running product.
    DATABASES["default"]["TEST"] = {"NAME": SCRATCH / "test.sqlite3"}

MEDIA_ROOT = SCRATCH / "media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATICFILES_DIRS = [VAR / "assets"] if (VAR / "assets").exists() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
KEPT_PAGES = None
COUNTS_ARE_WRITTEN_EVERY = float("inf")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MAKE_FORMS = False  # whoever tests them makes them
ROOT = BASE_DIR
