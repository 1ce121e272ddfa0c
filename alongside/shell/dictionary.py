"""docs/generated/data-dictionary.md: every table of ours with its columns, printed from the models."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from alongside.shell import guards

OURS = "alongside."


def data_dictionary() -> str:
    """One section a table, part by part, by name; history tables and libraries' tables are left out."""
    lines = [
        "# The data dictionary",
        "",
        "Printed from the models by `make fix`. Tables that only add, never change, are said to be append-only; the",
        "database itself holds them to it. Each ordinary record also has a history table of its earlier states.",
    ]
    for part in apps.get_app_configs():
        # By name: the order in which models register hangs on what was imported first.
        for model in sorted(part.get_models(), key=lambda one: one.__name__):
            if _is_ours(model):
                lines += _section(model)
    return "\n".join(lines) + "\n"


def _is_ours(model: type[models.Model]) -> bool:
    """Whether it is a table that a migration of ours makes, and no history table."""
    made_by_us = model._meta.managed and model.__module__.startswith(OURS)
    return made_by_us and not model.__name__.startswith("Historical")


def _section(model: type[models.Model]) -> Iterator[str]:
    options = model._meta
    yield f"\n## {options.app_label}: {model.__name__}\n"
    yield " ".join((model.__doc__ or "").split()) + "\n"
    if options.db_table in guards.guarded_tables():
        yield "Append-only.\n"
    if options.db_table in guards.frozen_tables():
        yield "Frozen by the database once what it says is approved.\n"
    yield "| column | what it is | kind | may be empty |"
    yield "| --- | --- | --- | --- |"
    for field in options.local_fields:
        may_be_empty = "yes" if field.null or field.blank else "no"
        yield f"| `{field.column}` | {_meaning(field)} | {_kind(field)} | {may_be_empty} |"


def _meaning(field: models.Field[object, object]) -> str:
    said = [str(field.verbose_name).replace("_", " ")]
    if field.help_text:
        said.append(str(field.help_text))
    if field.choices:
        said.append("one of " + ", ".join(str(value) for value, _ in field.flatchoices if value))
    return ": ".join(said).replace("|", "/")


def _kind(field: models.Field[object, object]) -> str:
    if field.related_model is not None and not isinstance(field.related_model, str):
        return f"{field.related_model.__name__} ({field.related_model._meta.app_label})"
    length = getattr(field, "max_length", None)
    kind = field.get_internal_type().removesuffix("Field")
    return f"{kind}, at most {length}" if length else kind
