"""``python -m alongside.law check|explain|register|print``: run situations, explain one, print register or law."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alongside.law.categories import category_on
from alongside.law.duties import duties_on
from alongside.law.facts import FactsError
from alongside.law.findings import Finding
from alongside.law.situations import OUR_SITUATIONS, Situation, SituationError, check, named


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if a situation failed or could not be read, 2 for a wrong command line."""
    parser = argparse.ArgumentParser(prog="python -m alongside.law", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check situations: a line each, then a count")
    checking.add_argument("paths", nargs="*", type=Path, help="files or folders; ours if none is named")
    explaining = commands.add_parser("explain", help="print the whole argument for one situation")
    explaining.add_argument("path", type=Path)
    explaining.add_argument("--name", required=True, help="the situation's name")
    explaining.add_argument("--json", action="store_true", help="for machines")
    commands.add_parser("register", help="print every provision and how far it is coded")
    commands.add_parser("print", help="print the whole law, category by category, as Markdown")
    options = parser.parse_args(arguments)
    if options.command == "check":
        return _check(options.paths or [OUR_SITUATIONS])
    if options.command == "explain":
        return _explain(options.path, options.name, as_json=options.json)
    if options.command == "print":
        return _print()
    return _register()


def _check(paths: Sequence[Path]) -> int:
    passed = failed = 0
    for result in check(paths):
        if result.passed:
            passed += 1
            print(f"passed  {result.name}")
        else:
            failed += 1
            where = f"{result.file}: {result.name}" if result.name else str(result.file)
            print(f"failed  {where}: {'; '.join(result.problems)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _explain(path: Path, name: str, *, as_json: bool) -> int:
    try:
        situation = named([path], name)
    except (SituationError, FactsError) as error:
        print(error, file=sys.stderr)
        return 1
    finding = category_on(situation.circumstances, situation.on)
    print(json.dumps(_as_record(situation, finding), indent=2) if as_json else _as_text(situation, finding))
    return 0


def _register() -> int:
    # Imported here: checking situations does not need it.
    from alongside.law.register import register_as_text

    print(register_as_text())
    return 0


def _print() -> int:
    # Imported here: checking situations does not need it.
    from alongside.law.print_law import law_as_markdown

    sys.stdout.write(law_as_markdown())
    return 0


def _as_text(situation: Situation, finding: Finding) -> str:
    lines = [situation.name, f"On {finding.on}: {finding.category.replace('_', ' ')} ({finding.certainty})."]
    lines += [f"Also: {', '.join(other.replace('_', ' ') for other in finding.also)}."] if finding.also else []
    lines += [f"Support from 21: {', '.join(finding.tracks)}."] if finding.tracks else []
    lines += [f"Responsible: {finding.responsible}."] if finding.responsible else []
    lines += [f"Since {finding.since}."] if finding.since else []
    lines += [f"Until {finding.until}."] if finding.until else []
    lines += ["", "Why"]
    for number, reason in enumerate(finding.reasons, 1):
        lines += [f"{number}. {reason.text}", f"   {reason.citation} [{reason.citation.evidence}]"]
        lines += [f"   {reason.citation.link}"]
    lines += ["", "What would change it"] if finding.would_change else []
    lines += [f"- {change.text}" for change in finding.would_change]
    owed = duties_on(situation.circumstances, situation.on, finding)
    lines += ["", "What is owed"] if owed else []
    lines += [f"- {duty.title}: {duty.owed_by} ({duty.force}), {duty.citation}" for duty in owed]
    return "\n".join(lines)


def _as_record(situation: Situation, finding: Finding) -> dict[str, Any]:
    return {
        "name": situation.name,
        "on": finding.on.isoformat(),
        "category": finding.category,
        "also": list(finding.also),
        "certainty": finding.certainty,
        "ambiguities": list(finding.ambiguities),
        "responsible": finding.responsible,
        "tracks": list(finding.tracks),
        "looked_after": finding.looked_after,
        "since": finding.since and finding.since.isoformat(),
        "until": finding.until and finding.until.isoformat(),
        "reasons": [
            {
                "text": reason.text,
                "instrument": reason.citation.instrument,
                "provision": reason.citation.provision,
                "link": reason.citation.link,
                "evidence": reason.citation.evidence,
                "facts": list(reason.facts),
            }
            for reason in finding.reasons
        ],
        "would_change": [
            {"text": change.text, "to": change.to, "on": change.on and change.on.isoformat()}
            for change in finding.would_change
        ],
        "owed": [duty.id for duty in duties_on(situation.circumstances, situation.on, finding)],
    }


if __name__ == "__main__":
    sys.exit(main())
