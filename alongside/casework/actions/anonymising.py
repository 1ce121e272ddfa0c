"""The verb that takes everybody out of a copy of the database, so that it can be tried things on."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from alongside.casework import belongings, field_rules
from alongside.casework.models import Person
from alongside.partners import actions as partners
from alongside.shell import actions as accounts
from alongside.shell import audit, guards
from alongside.shell.actors import Actor

BATCH = 500
WEEKS = 26
"""Each person's days move by as many whole weeks at most, back or forth: weekdays stay what they were."""
REMOVED = "removed"


@transaction.atomic
def anonymise(*, by: Actor, say: Callable[[str], None] = lambda _: None) -> int:
    """Make this database one that holds nobody, by the registry's rule for each field. Answers how many rows changed.

    Only ever run on a copy. Names are invented, words dropped, references numbered anew; the days of each person move
    together, so that what came first stays first. Histories, drafts, sessions, stored returns and the audit go.
    """
    salt = secrets.token_bytes(16)
    changed = 0
    with guards.lifted():
        for model in apps.get_app_config("casework").get_models():
            if model.__name__.startswith("Historical"):
                model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
        for model in field_rules.kinds():
            say(f"{model._meta.verbose_name_plural}")
            changed += _anonymise_rows(model, salt)
        partners.forget_people(by=by)
        accounts.forget_everybody(by=by)
    audit.record(actor=by, verb="anonymised", subject_kind="copy", detail={"rows": changed})
    return changed


# ---------------------------------------------------------------------------------------------------------------------


def _anonymise_rows(model: type[models.Model], salt: bytes) -> int:
    rules = field_rules.rules_of(model)
    fields = [one for one in model._meta.local_concrete_fields if one.name in rules and not one.primary_key]
    wanted = [(one, rules[one.name].anonymiser) for one in fields if rules[one.name].anonymiser != "keep"]
    wanted = [(one, how) for one, how in wanted if not (how == "renumber" and one.is_relation)]
    if not wanted:
        return 0
    path = "pk" if model is Person else belongings.paths().get(model)
    whose = dict(model._base_manager.values_list("pk", path)) if path else {}
    rows, number = [], 0
    for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
        number += 1
        shift = _shift(whose.get(row.pk), salt)
        for one, how in wanted:
            setattr(row, one.attname, _made_up(one, how, getattr(row, one.attname), number, shift))
        rows.append(row)
        if len(rows) == BATCH:
            model._base_manager.bulk_update(rows, [one.name for one, _ in wanted])
            rows = []
    if rows:
        model._base_manager.bulk_update(rows, [one.name for one, _ in wanted])
    return number


def _made_up(field: models.Field[Any, Any], how: str, value: Any, number: int, shift: timedelta) -> Any:
    if value in (None, ""):
        return value
    if how == "shift":
        return value + shift if isinstance(value, date | datetime) else value
    if how == "renumber":
        return f"P{number}" if isinstance(value, str) else value
    if how == "invent":
        return f"{str(field.verbose_name).capitalize()} {number}"[: field.max_length]
    return _nothing(field, number)


def _nothing(field: models.Field[Any, Any], number: int) -> Any:
    """What stands for nothing in a field."""
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default() if field.has_default() else {}
    if isinstance(field, models.CharField | models.TextField):
        text = f"{REMOVED} {number}" if field.unique else "" if field.blank else REMOVED
        return text[: field.max_length] if field.max_length else text
    if isinstance(field, models.BinaryField):
        return b""
    return field.get_default()


def _shift(person: Any, salt: bytes) -> timedelta:
    if person is None:
        return timedelta()
    digest = hashlib.blake2b(str(person).encode(), key=salt, digest_size=4).digest()
    weeks = int.from_bytes(digest, "big") % (2 * WEEKS) - WEEKS
    return timedelta(weeks=weeks if weeks < 0 else weeks + 1)
