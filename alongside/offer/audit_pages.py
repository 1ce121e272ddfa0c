"""The audit as pages show it: for the editor with everything, for everybody in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.law import ItemStatus
from alongside.offer import checklist
from alongside.offer.forms_audit import AuditFilterForm, EvidenceForm, NotOfferedForm
from alongside.offer.queries import Audit, Line, State

_HEADINGS = {
    ItemStatus.LAW: _("What the law says we must do"),
    ItemStatus.LAW_2026: _("What will be law"),
    ItemStatus.GUIDANCE: _("What the government asks of us"),
    ItemStatus.OPTIONAL: _("Good ideas that we can choose"),
}
_INTROS = {
    ItemStatus.LAW_2026: _("A new Act was passed in 2026. This part of it has not started yet."),
    ItemStatus.GUIDANCE: _("This is advice to each council. A council needs a good reason not to do it."),
    ItemStatus.OPTIONAL: _("No law asks for these. We say which of them you can get here."),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The items that are asked for equally strongly, as everybody sees them."""

    heading: Any
    intro: Any
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        """How many are met."""
        return sum(line.state is State.MET for line in self.lines)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """How complete the offer is, for everybody."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The audit for the editor. ``counts`` are told before any filter."""

    audit: Audit
    filters: AuditFilterForm
    lines: tuple[Line, ...]
    counts: Mapping[str, Mapping[State, int]]
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item, with the form that fits it, or none where only a record of the offer can meet it."""

    line: Line
    form: EvidenceForm | NotOfferedForm | None
    takes_evidence: bool


def public(audit: Audit) -> PublicPage:
    """Everything that is asked, but for what is asked no longer and what the council does not speak of in public."""
    shown = [line for line in audit.lines if line.state is not State.SPENT and not _is_kept_to_staff(line)]
    groups = (
        Group(heading, _INTROS.get(status, ""), tuple(line for line in shown if line.status is status))
        for status, heading in _HEADINGS.items()
    )
    return PublicPage(tuple(group for group in groups if group.lines))


def staff(audit: Audit, filters: AuditFilterForm) -> StaffPage:
    """The items that the filters let through, those that want something first."""
    chosen = filters.cleaned_data if filters.is_valid() else {}
    states, statuses = chosen.get("state") or list(State), chosen.get("status") or list(ItemStatus)
    order = list(State)
    lines = sorted(
        (line for line in audit.lines if line.state in states and line.status in statuses),
        key=lambda line: (order.index(line.state), line.item.id),
    )
    counts = {checklist.STATUS_WORDS[status]: found for status, found in audit.counts().items() if found}
    return StaffPage(audit, filters, tuple(lines), counts, tuple(State))


def item(audit: Audit, number: int, sent: Mapping[str, Any] | None) -> ItemPage:
    """One item. Raises NotYours, which a reader sees as "not found", where there is none."""
    line = audit.line(checklist.item_or_refusal(number).id)
    form: EvidenceForm | NotOfferedForm | None = None
    if checklist.takes_evidence(line.item):
        form = EvidenceForm(sent)
    elif checklist.can_go_without(line.item):
        form = NotOfferedForm(sent, today=audit.on)
    return ItemPage(line, form, checklist.takes_evidence(line.item))


def _is_kept_to_staff(line: Line) -> bool:
    return line.not_offered is not None and not line.not_offered.said_publicly
