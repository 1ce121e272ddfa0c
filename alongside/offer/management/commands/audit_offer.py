"""``manage.py audit_offer``: the offer, or any council's Open Referral UK feed, against the law and the guidance."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.law import ItemKind
from alongside.offer import checklist, queries
from alongside.offer.audit.by_words import FeedLine, audit_feed
from alongside.offer.audit.feed import Feed, read_feed
from alongside.offer.audit.rows import HEADINGS, rows
from alongside.shell import clock
from alongside.shell.refusals import FileRefused

WIDTH = 60


class Command(BaseCommand):
    """Prints a line an item; exit 1 where something that the law asks for is missing or overdue."""

    help = "Audit the local offer, or a feed, against the 114 items of the law and the guidance."

    def add_arguments(self, parser: CommandParser) -> None:
        """--json, --feed."""
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--feed", help="another offer: the base address of an Open Referral UK feed, or its files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the audit and set the exit code."""
        is_failing = self._feed(options["feed"], options["json"]) if options["feed"] else self._ours(options["json"])
        if is_failing:
            sys.exit(1)

    def _ours(self, as_json: bool) -> bool:
        audit = queries.audit(on=clock.today())
        table = list(rows(audit))
        if as_json:
            items = [dict(zip(HEADINGS, row, strict=True)) for row in table]
            self._print_json({"on": audit.on.isoformat(), "fails": audit.fails, "items": items})
            return audit.fails
        for row in table:
            self._print_row(row[0], row[1], row[4], row[2], "; ".join(part for part in row[5:7] if part))
        for status, counts in audit.counts().items():
            told = ", ".join(f"{count} {state.label.lower()}" for state, count in counts.items())
            self.stdout.write(f"{checklist.STATUS_WORDS[status]}: {told or 'none'}.")
        return audit.fails

    def _feed(self, source: str, as_json: bool) -> bool:
        try:
            feed = read_feed(source)
        except FileRefused as error:
            raise CommandError(str(error)) from error
        lines = audit_feed(feed)
        fails = any(line.fails for line in lines)
        if as_json:
            items = [_as_json(one) for one in lines]
            self._print_json({"services": len(feed.services), "fails": fails, "items": items})
            return fails
        for line in lines:
            by = f"{', '.join(line.services)} (“{line.by}”)" if line.services else ""
            status = checklist.STATUS_WORDS[line.item.status]
            self._print_row(line.item.id, status, line.found.value, line.item.words, by)
        self._say_how_it_was_read(feed, lines)
        return fails

    def _say_how_it_was_read(self, feed: Feed, lines: Iterable[FeedLine]) -> None:
        counts = Counter(line.found for line in lines if line.item.kind is not ItemKind.WHOLE_OFFER)
        self.stdout.write("; ".join(f"{count} {found.value}" for found, count in counts.items()) + ".")
        self.stdout.write(
            f"{len(feed.services)} services read, {feed.passed_over} entries passed over"
            + (", and there were more than we ask for." if feed.is_cut else ".")
        )
        self.stdout.write(
            "“Found (by words)” means that a service about care leavers uses such words, not that its promise is good; "
            "“not found” may only mean that other words are used. A person has to look."
        )

    def _print_row(self, number: object, status: str, state: str, words: str, by: str) -> None:
        self.stdout.write(f"{number:>3}  {status:<22}  {state:<24}  {words[:WIDTH]:<{WIDTH}}  {by}".rstrip())

    def _print_json(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))


def _as_json(line: FeedLine) -> dict[str, Any]:
    return {
        "item": line.item.id,
        "status": line.item.status.value,
        "words": line.item.words,
        "found": line.found.value,
        "services": list(line.services),
        "by": line.by,
    }
