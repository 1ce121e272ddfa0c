"""manage.py print_documents: write docs/generated anew from the code."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.shell import slots


class Command(BaseCommand):
    """Prints every document that a part has registered in ``slots.documents``."""

    help = "Write docs/generated anew from the code, or with --check say which document is out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only look, or write."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail where a document differs")

    def handle(self, *_: Any, **given: Any) -> None:
        """With ``--check``: exit code 1 and the names of the documents that differ."""
        differ = []
        for document in slots.documents.all():
            file = Path(settings.BASE_DIR) / "docs" / "generated" / document.name
            now = document.text()
            if file.exists() and file.read_text() == now:
                continue
            differ.append(document.name)
            if not given["check"]:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(now)
        if given["check"] and differ:
            raise CommandError(f"Out of date in docs/generated: {', '.join(differ)}. Run make fix.")
