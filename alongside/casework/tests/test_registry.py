"""Every field of every record has its purpose, sensitivity, rule for one's own records, visibility and anonymiser."""

from __future__ import annotations

from alongside.casework import field_rules
from alongside.casework.models import Message, Person


def test_nothing_is_missing_from_the_registry():
    assert field_rules.gaps() == []


def test_a_field_of_which_nothing_is_said_is_a_gap(monkeypatch):
    said = {**field_rules._read(), "Message": {"retention": "", "fields": {"gone": ["what was", "a", "b", "c", "d"]}}}
    monkeypatch.setattr(field_rules, "_read", lambda: said)
    gaps = field_rules.gaps()
    assert "Message.words is not in the registry" in gaps
    assert "Message has no retention" in gaps
    assert "Message.gone is in the registry and is no field" in gaps


def test_an_answer_that_is_none_of_the_choices_is_a_gap(monkeypatch):
    section = field_rules._read()["Message"]
    wrong = {**section["fields"], "words": ["what was written", "secret", "give", "yes", "drop"]}
    monkeypatch.setattr(
        field_rules, "_read", lambda: {"Message": {**section, "fields": wrong}, "Ghost": {"retention": "x"}}
    )
    gaps = field_rules.gaps()
    assert any(gap.startswith("Message.words says 'secret'") for gap in gaps)
    assert "Ghost is in the registry and is no record" in gaps


def test_what_every_record_has_is_said_once():
    rules = field_rules.rules_of(Message)
    assert rules["recorded_by"].purpose == "who wrote it down"
    assert rules["words"].access == "give"
    assert "hidden" not in field_rules.rules_of(Person)
