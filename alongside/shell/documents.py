"""Documents that the ground prints about itself, for docs/generated: who may do what, and which page opens for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from alongside.shell.gate import Permission
from alongside.shell.roles import MATRIX, Grant, Reach, Record, Role, Verb

LIBRARIES = ("allauth", "wagtail", "django")
"""Pages of these libraries carry no permission of ours. See the gate in ``middleware``."""

VERBS = {
    Verb.CREATE: "create",
    Verb.READ: "read",
    Verb.UPDATE: "change",
    Verb.APPROVE: "approve",
    Verb.EXPORT: "export",
}

REACHES = {
    Reach.OWN: "people allocated to this worker, as adviser, co-worker or cover",
    Reach.TEAM: "people allocated to the worker's team",
    Reach.SERVICE: "everyone the service knows",
    Reach.PARTNER: "people referred to this person's organisation, while the referral is live",
    Reach.ME: "the person themself",
    Reach.NAMED: "people on whose named-access list the worker stands",
    Reach.GROUPED: "grouped figures only, small numbers hidden",
    Reach.ANYTHING: "not about a person",
}


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the site and the view that answers it."""

    address: str
    name: str
    view: Any

    @property
    def is_ours(self) -> bool:
        """Whether one of our own views answers."""
        return not self.view.__module__.startswith(LIBRARIES)

    @property
    def permission(self) -> Permission | None:
        """What the page asks of whoever opens it; None where it says nothing, so that it opens for nobody."""
        return getattr(self.view, "permission", None)


def routes() -> list[Route]:
    """Every address of the site, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for one in patterns:
        address = prefix + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            inside = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one.url_patterns, address, inside)
        elif isinstance(one, URLPattern):
            yield Route(address, namespace + one.name if one.name else "", one.callback)


def permissions() -> str:
    """docs/generated/permissions.md."""
    lines = [
        "# Who may do what",
        "",
        "Printed from `alongside/shell/roles.py` by `make fix`. What a role may do, to which record, for whom:",
        "",
        *(f"- **{reach.value}**: {words}" for reach, words in REACHES.items()),
        "",
        "Nobody may do everything, nobody approves their own work, and a role ends on its day.",
        "",
    ]
    for role in Role:
        lines += [f"## {role.label}", "", "| record | may | for whom |", "| --- | --- | --- |"]
        granted = [(record, grant) for record in Record for grant in MATRIX[role, record]]
        lines += [f"| {record.value} | {_verbs(grant)} | {grant.reach.value} |" for record, grant in granted]
        lines.append("")
    return "\n".join(lines)


def pages() -> str:
    """docs/generated/pages.md."""
    lines = [
        "# Which page opens for whom",
        "",
        "Printed from the addresses and their permissions by `make fix`. A page that says nothing opens for nobody.",
        "Which people somebody then sees is decided row by row from allocations and referrals; a stranger gets 404.",
        "",
        "| address | opens for |",
        "| --- | --- |",
    ]
    lines += [f"| `{route.address}` | {_opens_for(route.permission)} |" for route in routes() if route.is_ours]
    return "\n".join([*lines, ""])


def _opens_for(asked: Permission | None) -> str:
    if asked is None:
        return "nobody"
    if asked.record is not None and asked.verb is not None:
        return f"{VERBS[asked.verb]} {asked.record.value}"
    return "everybody signed in" if asked.sign_in else "everybody"


def _verbs(grant: Grant) -> str:
    return ", ".join(words for verb, words in VERBS.items() if verb in grant.verbs)
