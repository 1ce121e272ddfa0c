"""Brings the catalogues up to the sentences of the public pages: adds what is new, takes out what is gone."""

from __future__ import annotations

from typing import Any

import polib
from django.core.management.base import BaseCommand

from alongside.offer.messages import messages
from alongside.shell.catalogues import SOURCE


class Command(BaseCommand):
    """``manage.py make_messages``: a new sentence comes with an empty translation, for somebody to fill in."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite each catalogue in the order of the pages."""
        wanted = messages()
        for path in sorted(SOURCE.glob("*.po")):
            before = polib.pofile(str(path))
            kept = {(entry.msgid, entry.msgid_plural): entry for entry in before}
            after = polib.POFile(wrapwidth=118)
            after.metadata, after.header = before.metadata, before.header
            for (msgid, plural), where in wanted.items():
                entry = kept.get((msgid, plural)) or polib.POEntry(
                    msgid=msgid, msgid_plural=plural, msgstr_plural={0: ""} if plural else {}
                )
                entry.comment = where
                after.append(entry)
            after.save(str(path))
            self.stdout.write(f"{path.name}: {len(after.translated_entries())} of {len(after)} translated")
