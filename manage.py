#!/usr/bin/env python
"""Management commands: `python manage.py help`."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent / ".venv"

if __name__ == "__main__":
    if (HOME / "bin/python").exists() and Path(sys.prefix) != HOME:
        os.execv(HOME / "bin/python", [HOME / "bin/python", *sys.argv])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
