"""``manage.py read_return FOLDER…``: read a statutory return, say what is wrong in it, take people in."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.casework import actions
from alongside.casework.actions import TakenIn
from alongside.casework.words import SHORT_CATEGORIES
from alongside.returns.tables import year_in_words
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import Refusal


class Command(BaseCommand):
    """Reads a return and takes it in, whole or not at all."""

    help = "Read a statutory return (SSDA903): folders, a zip, CSV, XLSX or XML; several years together if at hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line."""
        parser.add_argument("given", nargs="+", metavar="FOLDER", help="a folder, a zip or files; several for years")
        parser.add_argument("--dry-run", action="store_true", help="read and check only: nothing is changed")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write summary, people and findings there")
        parser.add_argument("--year", type=int, help="the newest collection year: 2026 is April 2025 to March 2026")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the summary; a refusal is one sentence and exit code 1."""
        given = options["given"][0] if len(options["given"]) == 1 else options["given"]
        try:
            taken = actions.take_in_return(
                given=given,
                on=clock.today(),
                by=Actor.system("read_return"),
                year=options["year"],
                dry_run=options["dry_run"],
            )
            if options["json"]:
                options["json"].write_text(json.dumps(as_record(taken), indent=1, ensure_ascii=False))
        except (Refusal, OSError) as refused:
            raise CommandError(str(refused)) from refused
        for line in in_words(taken, dry_run=options["dry_run"]):
            self.stdout.write(line)


def as_record(taken: TakenIn) -> dict[str, Any]:
    """Everything that came of a return, ready for JSON."""
    return {
        "summary": {**taken.summary, "changed": taken.changed},
        "people": [one.as_record() for one in taken.people],
        "findings": [fault.as_record() for fault in taken.faults],
    }


def in_words(taken: TakenIn, *, dry_run: bool) -> list[str]:
    """The summary for a reader at the terminal."""
    summary = taken.summary
    lines = [f"Return {', '.join(map(year_in_words, summary['years']))}", "", "Rows"]
    lines += [f"  {name:<16}{count:>8,}" for name, count in summary["rows"].items()]
    for name, count in summary["rows_not_taken_in"].items():
        lines.append(f"  {name}: {count:,} could not be taken in, each named in the findings")
    lines += ["", f"Findings{summary['findings']:>18,}"]
    lines += [f"  {check:<16}{count:>8,}" for check, count in summary["findings_by_check"].items()]
    lines += [f"  {check} did not run: {reason}" for check, reason in summary["checks_not_run"].items()]
    lines += [f"  {check} cannot say of {reason}" for check, reason in summary["checks_cannot_say"].items()]
    lines += ["", f"People{summary['people']:>20,}"]
    for category, word in SHORT_CATEGORIES.items():
        lines.append(f"  {word:<16}{summary['people_by_category'][category.value]:>8,}")
    lines.append(f"  {summary['looked_after']:,} looked after; {summary['in_doubt']:,} in doubt keep their support.")
    if summary["people_left_as_they_were"]:
        left = summary["people_left_as_they_were"]
        lines.append(f"  {left:,} people of an earlier return of these years are not in this one: left as they were.")
    if summary["people_of_whom_a_newer_return_is_silent"]:
        silent, year = summary["people_of_whom_a_newer_return_is_silent"], year_in_words(summary["newest_year_held"])
        lines.append(
            f"  {silent:,} were in care at its end, and the return of {year}, held already, says nothing of them."
        )
    lines += ["", *(f"Note: {note}" for note in summary["notes"])]
    lines.append(_outcome(taken, dry_run))
    return lines


def _outcome(taken: TakenIn, dry_run: bool) -> str:
    summary = taken.summary
    added, changed = summary["people_added"], summary["people_changed"]
    if dry_run:
        return f"Nothing was changed (dry run). {added:,} people would be new, {changed:,} changed."
    if not taken.changed:
        return "Nothing was changed: all of this was known."
    return f"Taken in: {added:,} people are new, {changed:,} changed."
