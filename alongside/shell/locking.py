"""Two editors never overwrite each other, and a form sent twice counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F

from alongside.shell.actors import Actor
from alongside.shell.models import IdempotencyKey
from alongside.shell.refusals import AlreadyDone, EditConflict


class Versioned(models.Model):
    """A record that says how often it was saved. Change it only through ``save_over``."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


Record = TypeVar("Record", bound=Versioned)


def save_over(
    record: Record,
    *,
    version: int,
    changes: Mapping[str, Any],
    what: str,
    said: Mapping[str, Callable[[Any], str]] = MappingProxyType({}),
) -> Record:
    """Save ``changes`` if nobody saved since ``version`` was read; else raise EditConflict with both texts.

    ``what`` names the record in words ("Amal's phone number"), ``said`` puts the values of a field in words. Works the
    same on both databases: the test and the change are one statement.
    """
    manager = type(record)._default_manager
    with transaction.atomic():
        won = manager.filter(pk=record.pk, version=version).update(version=F("version") + 1)
        current = manager.get(pk=record.pk)
        if not won:
            told = [name for name in changes if not _is_a_number(record, name)]

            def words(name: str, value: Any) -> str:
                return said[name](value) if name in said else _words(record, name, value)

            raise EditConflict(
                what=what,
                theirs={_label(record, name): words(name, getattr(current, name)) for name in told},
                yours={_label(record, name): words(name, changes[name]) for name in told},
                version=current.version,
            )
        for name, value in changes.items():
            setattr(current, name, value)
        current.save()
    return current


def check_not_saved_since(
    record: models.Model,
    opened: Mapping[str, str],
    *,
    by: models.Model | None,
    written: Mapping[str, Any],
    labels: Callable[[str], str],
    words: Callable[[Any], str] = str,
) -> None:
    """For what is kept as revisions in the content editor: raise EditConflict, with both texts, where somebody else
    saved since the form was ``opened``, which Wagtail lets go by.

    One's own saves in between are none of these: the editor saves by itself while one writes. It does so over the same
    revision, so that the one that was opened may have become another.
    """
    number = str(opened.get("loaded_revision_id") or "")
    if not record.pk or not number.isdecimal():
        return
    others = record.revisions.exclude(user=by).order_by("-pk")  # type: ignore[attr-defined]
    newest = others.filter(pk__gte=int(number)).first()
    at = opened.get("loaded_revision_created_at")
    if newest is None or (newest.pk == int(number) and at in (None, "", newest.created_at.isoformat())):
        return
    saved = newest.as_object()
    differ = [name for name, value in written.items() if str(getattr(saved, name)) != str(value)]
    raise EditConflict(
        what=f"“{saved}”",
        theirs={labels(name): words(getattr(saved, name)) for name in differ},
        yours={labels(name): words(written[name]) for name in differ},
        version=newest.pk,
    )


def once_only(key: UUID, *, by: Actor) -> None:
    """Spend the key that a form was drawn with. Raises AlreadyDone where it was spent before."""
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(key=key, user_id=by.id)
    except IntegrityError as error:
        raise AlreadyDone("This was already sent. The first one counted; nothing was done twice.") from error


def _is_a_number(record: models.Model, name: str) -> bool:
    """Whether it is the number of another record (``minutes_by_id``), which says nothing to anybody."""
    field = record._meta.get_field(name)
    return isinstance(field, models.ForeignKey) and name == field.attname


def _words(record: models.Model, name: str, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {told}" for key, told in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(told) for told in value)
    choices = getattr(record._meta.get_field(name), "flatchoices", None) or ()
    words = next((label for kept, label in choices if kept == value), value)
    return "" if words is None else str(words)


def _label(record: models.Model, name: str) -> str:
    return str(getattr(record._meta.get_field(name), "verbose_name", name)).capitalize()
