"""The tables of duties are whole, name only what exists, and hold no number of their own."""

from __future__ import annotations

import ast
import tomllib
from datetime import date
from pathlib import Path

import pytest

import alongside.law
from alongside.law import Force
from alongside.law.conditions import QUESTIONS
from alongside.law.rules import Group, all_clocks, all_rules, event_kinds
from alongside.law.values import all_values

LAW = Path(alongside.law.__file__).parent

IDS_AGREED = [
    "personal_adviser",
    "needs_assessment",
    "pathway_plan",
    "pathway_plan_review",
    "keep_in_touch",
    "re_establish_contact",
    "visit_7_days",
    "visit_2_months",
    "suitable_accommodation",
    "maintenance",
    "education_assistance",
    "employment_assistance",
    "he_bursary",
    "vacation_accommodation",
    "staying_put",
    "staying_close",
    "offer_support_yearly",
    "support_on_request",
    "setting_up_home",
    "priority_need",
    "no_local_connection_test",
    "not_intentionally_homeless",
    "shared_rate_exemption",
    "bursary_16_19",
    "apprenticeship_bursary",
    "maximum_maintenance_loan",
    "advocacy",
    "complaints",
    "records_access",
    "advise_and_befriend",
    "corporate_parenting_principles",
    "care_plan",
    "placement_plan",
    "looked_after_review",
    "looked_after_visit",
    "health_assessment",
    "personal_education_plan",
    "out_of_area_approval",
    "at_distance_approval",
    "return_interview",
]

ROWS = {
    "E": 11,
    "R": 21,
    "F": 18,
    "G": 11,
    "Q": 12,
    "M": 11,
    "K": 18,
}
ROWS_THAT_SAY_WHAT_IS_NOT_OWED = {"G11", "Q11"}


@pytest.mark.parametrize("duty_id", IDS_AGREED)
def test_every_agreed_id_has_a_rule(duty_id):
    assert duty_id in {rule.id for rule in all_rules()}


def test_every_row_of_the_tables_has_a_rule():
    rows = {row for rule in all_rules() for row in rule.row.split(", ")}
    wanted = {f"{letter}{number}" for letter, count in ROWS.items() for number in range(1, count + 1)}
    assert wanted - rows == ROWS_THAT_SAY_WHAT_IS_NOT_OWED


def test_every_rule_names_things_that_exist():
    for rule in all_rules():
        assert set(rule.needs) <= set(QUESTIONS), rule.id
        assert set(rule.clocks) <= set(all_clocks()), rule.id
        assert {rule.from_age, rule.to_age, rule.amount} - {""} <= set(all_values()), rule.id
        assert rule.duty or rule.entitlement or rule.force is Force.RULE, rule.id
        assert not rule.assumed or rule.condition, rule.id


def test_every_clock_names_things_that_exist_and_some_rule_uses_it():
    used = {name for rule in all_rules() for name in rule.clocks}
    for clock in all_clocks().values():
        kinds = {*clock.starts, *clock.done_by, *clock.ends, *clock.requires, *clock.or_from, *clock.waits_from}
        values = {clock.early, clock.opens}
        for step in clock.steps:
            kinds.add(step.given)
            values |= {step.within, step.after}
        assert kinds - {""} <= set(event_kinds()), clock.id
        assert values - {""} <= set(all_values()), clock.id
        assert clock.id in used


def test_every_kind_of_event_is_used_or_is_a_birthday_or_status():
    used = {
        kind
        for clock in all_clocks().values()
        for kind in (*clock.starts, *clock.done_by, *clock.ends, *clock.requires, *(step.given for step in clock.steps))
    }
    recorded = tomllib.loads((LAW / "rules" / "events.toml").read_text("utf-8"))["recorded"]
    assert set(recorded) <= used


@pytest.mark.parametrize("file", sorted((LAW / "rules").glob("*.toml")), ids=lambda file: file.name)
def test_no_rule_holds_a_number_of_its_own(file):
    assert not list(numbers_in(tomllib.loads(file.read_text("utf-8"))))


def numbers_in(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float | date) and not isinstance(value, bool):
        yield value


@pytest.mark.parametrize(
    "name", ["duties.py", "entitlements.py", "conditions.py", "clocks.py", "events.py", "rules/__init__.py"]
)
def test_no_code_of_the_rules_holds_a_number_above_1(name):
    tree = ast.parse((LAW / name).read_text("utf-8"))
    numbers = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) in (int, float)]
    assert all(number <= 1 for number in numbers)


def test_every_group_has_rules():
    assert {group for rule in all_rules() for group in rule.groups} == set(Group)
