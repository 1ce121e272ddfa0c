"""Everything that is kept about one young person, as they are given it: one page to read, and the same for machines.

Which rows are theirs is found from the models, and what is given of each from the registry, so that nothing that is
added later is forgotten. A text that may speak of somebody else, and a record that is hidden from them, is given only
after somebody looked at it; what is not given is named, with its ground. What a field said before it was changed is
given by the same rules; where the record was hidden then, somebody looks at it first.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.casework import belongings, field_rules, photos
from alongside.casework.local_clocks.rights import RECORDS
from alongside.casework.models import Merge, Person, RecordsLook, RecordsRequest
from alongside.shell import design, wording
from alongside.shell import queries as shell
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Role

BLACK = "█████"
"""As long whatever stands under it: its length tells nothing."""
THE_FILE = "file"
"""The name under which a file that belongs to a record is looked at."""
THE_PAGE = "my-records.html"
MOST_LOOKS_SHOWN = 1000
ABOUT_THE_REQUEST = frozenset({"RecordsLook"})
"""What was blacked out is not given back by the record of blacking it out."""

Row = models.Model
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A text that nobody gives without having looked at it."""

    key: Key
    kind: str
    field: str
    """Empty: the whole record."""
    on: date | None
    text: str
    hidden: str
    """Why the record is hidden from them; empty where it is not."""
    decision: RecordsLook | None


@dataclass(frozen=True, slots=True)
class Given:
    """One fact as it is given."""

    name: str
    what: str
    value: Any
    text: str
    access: str
    """As the registry has it: ``give``, or ``redact`` where somebody has to look first."""
    is_earlier: bool = False
    """Whether it was so once and is not any more."""


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A fact that is held and not given, with its ground."""

    what: str
    ground: str


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """One record as it is given."""

    title: str
    facts: tuple[Given, ...]
    not_given: tuple[NotGiven, ...]


@dataclass(frozen=True, slots=True)
class GivenKind:
    """All records of one kind."""

    name: str
    title: str
    records: tuple[GivenRecord, ...]


@cache
def paths() -> dict[type[Row], str]:
    """Each kind of record that can be somebody's → how it names them: ``person``, ``complaint__person``.

    Everything that belongs to a person, and that another record was merged into theirs.
    """
    kinds = set(field_rules.kinds())
    theirs = {model: path for model, path in belongings.paths().items() if model in kinds} | {Merge: "keeps"}
    return {Person: "pk"} | dict(sorted(theirs.items(), key=lambda item: item[0].__name__))


def rows_of(person: Person) -> Iterator[tuple[type[Row], list[Row]]]:
    """Every record of theirs, kind by kind, the person first."""
    for model, path in paths().items():
        if model.__name__ not in ABOUT_THE_REQUEST:
            links = [one.name for one in model._meta.local_concrete_fields if one.is_relation]
            yield model, list(model._base_manager.filter(**{path: person.pk}).select_related(*links).order_by("pk"))


def to_look_at(request: RecordsRequest) -> list[ToLookAt]:
    """What somebody has to look at before it is given, with what was decided about it."""
    decided = {(one.kind, one.row, one.field): one for one in RecordsLook.objects.filter(request=request)}
    return [
        ToLookAt(key, _title(model), what, _day_of(row), text, _hidden(row), decided.get(key))
        for model, rows in rows_of(request.person)
        for row, before in _with_history(model, rows)
        for key, what, text in _looks(model, row, before)
    ]


def waiting(request: RecordsRequest) -> list[ToLookAt]:
    """What nobody has decided about yet."""
    return [one for one in to_look_at(request) if one.decision is None]


def first_month(request: RecordsRequest, on: date) -> date | None:
    """Until when they can be told that it takes longer."""
    return RECORDS.period.after(request.identity_on) if request.identity_on else None


def as_zip(request: RecordsRequest, *, on: date) -> bytes:
    """The bundle: a page to read, the same as JSON, and the files."""
    kinds = given(request)
    files = list(_files(request))
    looks = _who_looked(request.person)
    told = {
        "person": request.person,
        "request": request,
        "council": design.council(),
        "kinds": kinds,
        "files": [name for name, _ in files],
        "looks": looks,
        "on": on,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(THE_PAGE, render_to_string("casework/own_records.html", told))
        archive.writestr("my-records.json", _as_json(request, kinds, looks, on))
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def page_in(packed: bytes) -> str:
    """The page to read in a bundle, as it was made."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.read(THE_PAGE).decode()


def given(request: RecordsRequest) -> tuple[GivenKind, ...]:
    """Everything that is given, each own field once; kinds of which nothing is held are left out."""
    decided = {(one.kind, one.row, one.field): one for one in RecordsLook.objects.filter(request=request)}
    kinds = []
    for model, rows in rows_of(request.person):
        pairs = _with_history(model, sorted(rows, key=_sort_day))
        records = [_given_record(model, row, before, decided) for row, before in pairs]
        if rows:
            kinds.append(GivenKind(model.__name__, _title(model), tuple(records)))
    return tuple(kinds)


# ---------------------------------------------------------------------------------------------------------------------


def _with_history(model: type[Row], rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each record with how it stood before, the newest first."""
    before: dict[Any, list[Row]] = defaultdict(list)
    if hasattr(model, "history"):
        kept = model.history.filter(id__in=[row.pk for row in rows]).order_by("-history_date", "-history_id")
        for one in kept:
            before[one.id].append(one)
    for row in rows:
        yield row, before[row.pk]


def _looks(model: type[Row], row: Row, before: list[Row]) -> Iterator[tuple[Key, str, str]]:
    """What of a record has to be looked at: all of a hidden one, else each text that may speak of others."""
    kind, pk = model.__name__, str(row.pk)
    if _hidden(row):
        texts = [f"{fact.what}: {fact.text}" for fact in _facts(model, row, before) if fact.text]
        yield (kind, pk, ""), "", "\n".join(texts)
    else:
        for fact in _facts(model, row, before):
            if fact.text and fact.access == "redact":
                yield (kind, pk, fact.name), fact.what, fact.text
    if _has_file(row) and (_hidden(row) or not getattr(row, "from_person", False)):
        yield (kind, pk, THE_FILE), "the file itself", str(getattr(row, "name", "") or kind)


def _given_record(model: type[Row], row: Row, before: list[Row], decided: dict[Key, RecordsLook]) -> GivenRecord:
    kind, pk = model.__name__, str(row.pk)
    title = f"{_title(model)}, {wording.day(day)}" if (day := _day_of(row)) else _title(model)
    if _hidden(row):
        look = decided.get((kind, pk, ""))
        if look is None or look.decision == RecordsLook.Decision.WITHHOLD:
            return GivenRecord(title, (), (NotGiven("this record", _ground(look)),))
        facts = tuple(_blacked(fact, look) for fact in _facts(model, row, before))
        return GivenRecord(title, facts, _parts_not_given(look, "parts of this record"))
    facts, not_given = [], []
    for fact in _facts(model, row, before):
        look = decided.get((kind, pk, fact.name))
        if fact.access == "redact" and fact.text:
            if look is None or look.decision == RecordsLook.Decision.WITHHOLD:
                not_given.append(NotGiven(fact.what, _ground(look)))
                continue
            not_given += _parts_not_given(look, f"parts of “{fact.what}”")
            fact = _blacked(fact, look)
        facts.append(fact)
    return GivenRecord(title, tuple(facts), tuple(not_given))


def _facts(model: type[Row], row: Row, before: list[Row]) -> Iterator[Given]:
    """What is not withheld of a record: as it is, and as it was."""
    for name, rule in field_rules.rules_of(model).items():
        field = model._meta.get_field(name)
        if rule.access != "withhold" and not isinstance(field, models.BinaryField):
            value = _value(row, field)
            what = str(getattr(field, "verbose_name", name)).replace("_", " ")
            yield Given(name, what, value, _text(row, field, value), rule.access)
            if not field.is_relation:
                yield from _earlier(field, what, rule.access, value, before)


def _earlier(field: Any, what: str, access: str, value: Any, before: list[Row]) -> Iterator[Given]:
    """What a field said before it was changed, each wording with the day until which it stood."""
    later, until = value, None
    for one in before:
        was = _value(one, field)
        text = _text(one, field, was)
        if was != later and text and until is not None:
            name = f"{field.name}@{one.history_id}"  # type: ignore[attr-defined]
            seen = "redact" if _hidden(one) else access
            yield Given(name, f"{what}, until {wording.day(until)}", was, text, seen, is_earlier=True)
        later, until = was, timezone.localdate(one.history_date)  # type: ignore[attr-defined]


def _value(row: Row, field: Any) -> Any:
    """What a machine reads."""
    if field.many_to_many:
        return [str(one) for one in getattr(row, field.name).all()]
    value = getattr(row, field.name)
    if isinstance(value, Person):
        return value.child_id
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _text(row: Row, field: Any, value: Any) -> str:
    """What a person reads."""
    if field.choices and value not in (None, ""):
        return str(getattr(row, f"get_{field.name}_display")())
    raw = None if field.many_to_many else getattr(row, field.name)
    if isinstance(raw, datetime):
        return wording.moment(raw)
    if isinstance(raw, date):
        return wording.day(raw)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        return _said(value)
    return "" if value is None else str(value)


def _said(value: Any) -> str:
    """A list or table in a line of words."""
    if isinstance(value, dict):
        return "; ".join(
            f"{name.replace('_', ' ')}: {_said(one)}" for name, one in value.items() if one not in (None, "")
        )
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return "" if value is None else str(value)


def _blacked(fact: Given, look: RecordsLook) -> Given:
    """The fact with what has to be blacked out of it, for people and for machines."""
    text, value = fact.text, fact.value
    if look.decision != RecordsLook.Decision.PART:
        return fact
    for line in sorted((one.strip() for one in look.passages.splitlines() if one.strip()), key=len, reverse=True):
        if line in text:
            text, value = text.replace(line, BLACK), None
    return replace(fact, value=text if value is None and text != fact.text else value, text=text)


def _parts_not_given(look: RecordsLook, what: str) -> tuple[NotGiven, ...]:
    return (NotGiven(what, _ground(look)),) if look.decision == RecordsLook.Decision.PART else ()


def _ground(look: RecordsLook | None) -> str:
    return look.get_ground_display() if look else "Not looked at"


def _hidden(row: Row) -> str:
    return str(getattr(row, "get_hidden_display", lambda: "")()) if getattr(row, "hidden", "") else ""


def _title(model: type[Row]) -> str:
    return str(model._meta.verbose_name).capitalize()


def _day_of(row: Row) -> date | None:
    """The day that a record is about: the first of its own days, else the day on which it was written down."""
    for field in row._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        if field.name.endswith("_on") and field.name not in ("hidden_until",) and value is not None:
            return value  # type: ignore[no-any-return]
    for name in ("on", "recorded_at", "made_at", "sent_at"):
        if (value := getattr(row, name, None)) is not None:
            return timezone.localdate(value) if isinstance(value, datetime) else value
    return None


def _sort_day(row: Row) -> tuple[date, str]:
    return (_day_of(row) or date.min, str(row.pk))


def _has_file(row: Row) -> bool:
    return bool(getattr(row, "path", "")) and not isinstance(row, RecordsRequest)


def _files(request: RecordsRequest) -> Iterator[tuple[str, bytes]]:
    """The files that belong to records: their own photos, and those that somebody looked at and gives."""
    looks = {(one.kind, one.row): one for one in RecordsLook.objects.filter(request=request, field=THE_FILE)}
    for model, rows in rows_of(request.person):
        for number, row in enumerate(rows, start=1):
            if not _has_file(row):
                continue
            look = looks.get((model.__name__, str(row.pk)))
            own = getattr(row, "from_person", False) and not _hidden(row)
            if own or (look is not None and look.decision == RecordsLook.Decision.GIVE):
                try:
                    data = photos.content(str(row.path))  # type: ignore[attr-defined]
                except NotYours:
                    continue
                yield f"files/{model.__name__.lower()}-{number}.{str(row.path).rsplit('.', 1)[-1]}", data  # type: ignore[attr-defined]


def _who_looked(person: Person) -> list[tuple[datetime, str, str]]:
    """Who looked and what was done, by role: names are for those who manage the service."""
    return [
        (one.at, ", ".join(Role(role).label for role in one.roles.split()) or "The system", one.verb)
        for one in shell.looks_at(person.pk, latest=MOST_LOOKS_SHOWN)
    ]


def _as_json(request: RecordsRequest, kinds: tuple[GivenKind, ...], looks: list[Any], on: date) -> str:
    told = {
        "about": request.person.child_id,
        "made_on": on.isoformat(),
        "asked_on": request.received_on.isoformat(),
        "records": [
            {
                "kind": kind.name,
                "facts": {
                    fact.name: {"what": fact.what, "value": fact.value} for fact in record.facts if not fact.is_earlier
                },
                "earlier": [
                    {"field": fact.name.split("@")[0], "what": fact.what, "value": fact.value}
                    for fact in record.facts
                    if fact.is_earlier
                ],
                "not_given": [{"what": one.what, "ground": one.ground} for one in record.not_given],
            }
            for kind in kinds
            for record in kind.records
        ],
        "who_looked": [{"at": at.isoformat(), "who": who, "what": what} for at, who, what in looks],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
