"""Everything that is kept about one young person, wherever it is: found from the models, so that nothing is forgotten.

A row belongs to a person when it names them, or when it names a row that belongs to them. Histories come along.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Model, OneToOneField, QuerySet

from alongside.casework.models import DisposalRecord, Merge, Person

NOT_A_BELONGING = frozenset({Merge, DisposalRecord})
"""They tell of what was done with files, and stay."""


@cache
def paths() -> dict[type[Model], str]:
    """Every kind of row that can belong to a person → how it names them: ``person``, ``plan__person``.

    The shortest way; where a row names two rows of theirs, the first of its fields.
    """
    found: dict[type[Model], str] = {Person: ""}
    waiting: list[type[Model]] = [Person]
    models = list(apps.get_app_config("casework").get_models(include_auto_created=True))
    while waiting:
        owner = waiting.pop(0)
        for model in models:
            if model in found or model in NOT_A_BELONGING:
                continue
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey | OneToOneField) and field.related_model is owner:
                    found[model] = "__".join(part for part in (field.name, found[owner]) if part)
                    waiting.append(model)
                    break
    return {model: path for model, path in found.items() if path}


def rows_of(person: Person) -> Iterator[tuple[type[Model], QuerySet[Model]]]:
    """Each kind of row with those that are this person's; the person's own row and its history are not among them."""
    for model, path in paths().items():
        yield model, model._base_manager.filter(**{path: person})


def naming(person: Person) -> Iterator[tuple[type[Model], str, QuerySet[Model]]]:
    """The rows that name the person themself, with the field that does: those which a merge moves."""
    for model, path in paths().items():
        if "__" not in path:
            yield model, path, model._base_manager.filter(**{path: person})
