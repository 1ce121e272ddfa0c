"""What entitlements rest on: the seam between the offer's records and the law's ids, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from alongside.law import Citation, Provision, provision
from alongside.law.rules import Owner, Rule, all_rules
from alongside.law.values import all_values
from alongside.shell.refusals import NotYours

THE_COUNCIL = frozenset(
    {Owner.LOOKING_AFTER, Owner.RESPONSIBLE, Owner.RELEVANT_AUTHORITY, Owner.PERSONAL_ADVISER, Owner.ALL_COUNCILS}
)
"""Those who owe something and are, to a young person, the council that looked after them."""

_OWNER_WORDS = {
    Owner.HOUSING_AUTHORITY: gettext_noop("the housing team of a district council"),
    Owner.DWP: gettext_noop("the Department for Work and Pensions"),
}


@dataclass(frozen=True, slots=True)
class DatedSum:
    """So many pounds on the days from ``from_on`` until (and without) ``to_on``."""

    pounds: Decimal
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision that an entitlement rests on."""

    provision_id: str
    citation: Citation


def choices() -> list[tuple[str, str]]:
    """Every duty and entitlement of the law, by its title, for an editor to tick."""
    return sorted({rule.id: rule.title for rule in all_rules()}.items(), key=lambda choice: choice[1])


def unknown(ids: Iterable[str]) -> list[str]:
    """Those of the ids that name no duty or entitlement of the law."""
    known = {rule.id for rule in all_rules()}
    return [one for one in ids if one not in known]


def grounds(ids: Iterable[str], groups: Iterable[str]) -> tuple[Ground, ...]:
    """The provisions behind duties and entitlements as they stand for these groups (none given: for all), once each."""
    wanted, for_groups = set(ids), set(groups)
    found = {
        cite: Ground(cite, provision(cite).citation)
        for rule in all_rules()
        if rule.id in wanted and _is_for(rule, for_groups)
        for cite in rule.cites
    }
    return tuple(found.values())


def owed_by_another(ids: Iterable[str]) -> str:
    """Who must give it, in everyday words, where the law binds somebody other than the council; else nothing."""
    wanted = set(ids)
    owners = {rule.owed_by for rule in all_rules() if rule.id in wanted}
    if not owners or owners & THE_COUNCIL:
        return ""
    return gettext(" or ").join(sorted(gettext(_OWNER_WORDS.get(owner, owner.value)) for owner in owners))


def is_value(value_id: str) -> bool:
    """Whether the law has an amount of money of this name."""
    return value_id in all_values() and all_values()[value_id][0].unit.startswith("pounds")


def sums_of(value_id: str) -> tuple[DatedSum, ...]:
    """The law's amounts of this name, in order of date."""
    return tuple(
        DatedSum(
            Decimal(value.amount), value.from_on, value.until + timedelta(days=1) if value.until is not None else None
        )
        for value in all_values()[value_id]
    )


def provision_or_refusal(provision_id: str) -> Provision:
    """The provision of this id. Raises NotYours, which a reader sees as "not found", where there is none."""
    try:
        return provision(provision_id)
    except KeyError as error:
        raise NotYours(f"provision {provision_id}") from error


def _is_for(rule: Rule, groups: set[str]) -> bool:
    return not groups or bool(groups & {group.value for group in rule.groups})
