"""What is said of every field of every record: why it is kept, how sensitive it is, who is given it.

Written in ``registry/*.toml``, a file a subject. Asked when somebody wants their own records, when the record of
processing is printed, and when a copy of the database is made without anybody in it. A field of which nothing is said
fails the build (``gaps``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

FOLDER = Path(__file__).parent / "registry"
EVERY = "every.toml"
SENSITIVITIES = ("ordinary", "personal", "special", "restricted")
ACCESS = ("give", "redact", "withhold")
VISIBLE = ("yes", "no", "unless hidden")
ANONYMISERS = ("keep", "renumber", "shift", "drop", "invent")


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What is said of one field."""

    purpose: str
    sensitivity: str
    access: str
    """What a request for one's own records gives: ``give``, ``redact`` (only after somebody looked), ``withhold``."""
    visible: str
    anonymiser: str


def kinds() -> list[type[models.Model]]:
    """Every kind of record of casework that has to be in the registry, by name; histories follow their record."""
    found = apps.get_app_config("casework").get_models()
    return sorted((one for one in found if not one.__name__.startswith("Historical")), key=lambda one: one.__name__)


def rules_of(model: type[models.Model]) -> dict[str, FieldRule]:
    """Each field of a record with its rule, in the order of the fields. A field without one is left out: see gaps."""
    said = {**_shared(), **_section(model).get("fields", {})}
    return {one.name: FieldRule(*said[one.name]) for one in _fields(model) if one.name in said}


def retention_of(model: type[models.Model]) -> str:
    """How long it is kept: the name of a class of retention."""
    return str(_section(model).get("retention", ""))


def gaps() -> list[str]:
    """What the registry does not say, or says wrongly or of nothing, a sentence each. The build fails on the first."""
    known = {model.__name__: model for model in kinds()}
    wrong = [f"{name} is in the registry and is no record" for name in _read() if name not in known]
    for name, model in known.items():
        wrong += _gaps_of(name, model)
    return wrong


# ---------------------------------------------------------------------------------------------------------------------


def _gaps_of(name: str, model: type[models.Model]) -> list[str]:
    wrong = [] if retention_of(model) else [f"{name} has no retention"]
    fields = {one.name for one in _fields(model)}
    rules = rules_of(model)
    wrong += [f"{name}.{field} is not in the registry" for field in sorted(fields - rules.keys())]
    wrong += [
        f"{name}.{field} is in the registry and is no field"
        for field in _section(model).get("fields", {})
        if field not in fields
    ]
    for field, rule in rules.items():
        answers = ((rule.sensitivity, SENSITIVITIES), (rule.access, ACCESS), (rule.visible, VISIBLE))
        for answer, choices in (*answers, (rule.anonymiser, ANONYMISERS)):
            if answer not in choices:
                wrong.append(f"{name}.{field} says {answer!r}, which is none of {', '.join(choices)}")
        if len(rule.purpose) < 5:
            wrong.append(f"{name}.{field} has no purpose")
    return wrong


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]


def _section(model: type[models.Model]) -> dict[str, Any]:
    return _read().get(model.__name__, {})


@cache
def _shared() -> dict[str, list[str]]:
    return dict(tomllib.loads((FOLDER / EVERY).read_text())["fields"])


@cache
def _read() -> dict[str, dict[str, Any]]:
    """Kind of record → its section. The same kind in two files is refused."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        if file.name == EVERY:
            continue
        for name, section in tomllib.loads(file.read_text()).items():
            if name in found:
                raise ValueError(f"{name} is in the registry twice, the second time in {file.name}")
            found[name] = section
    return found
