"""With the whole database and the logs nobody can tell who answered what: the strongest reader is let in here.

The reader has every table, in the order in which its rows lie, before and after the count, and every line of the log.
Where a test says so, the reader has the council's key as well.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, models

from alongside.shell.models import AuditEvent, IdempotencyKey, User
from alongside.shell.roles import Role
from alongside.shell.slots import PortalAccount
from alongside.voice import actions, sealing
from alongside.voice.models import Batch, Box, Drawing, Group, Right, Said, Sealed, Tally
from alongside.voice.tests.scene import asked, cast, counted, invited
from tests.visiting import Visit

SIX = ("Anna's wish", "Bela's wish", "Cem's wish", "Dora's wish", "Emin's wish", "Fay's wish")
OF_ANSWERS = (Batch, Box, Drawing, Group, Right, Said, Sealed, Tally)
MAY_NAME_A_WORKER = {(Batch, "typed_by"), (Said, "chosen_by"), (Drawing, "chosen_by")}
LIES_AT = {"sqlite": "rowid", "postgresql": "ctid"}

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it lies there."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            found[table] = [tuple(bytes(c) if isinstance(c, memoryview) else c for c in row) for row in cursor]
    return found


def as_they_lie(model: type[models.Model], column: str) -> list[Any]:
    """One column of a table in the order in which its rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY {LIES_AT[connection.vendor]}")  # noqa: S608
        return [bytes(one) if isinstance(one, memoryview) else one for (one,) in cursor]


def six_accounts(account: Any) -> list[User]:
    """Six young people with a place of their own."""
    return [account(Role.YOUNG_PERSON) for _ in SIX]


def invite(consultation: Any, users: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    """The six are invited; each is the only one of their age and district."""
    known = [PortalAccount(user.pk, 14 + place * 2, f"District {place}") for place, user in enumerate(users)]
    invited(consultation, known, monkeypatch)


def test_six_people_answer_and_nothing_in_the_database_or_the_log_says_who_said_what(
    account, visit: Visit, monkeypatch, caplog, settings
) -> None:
    consultation = asked("portal")
    users = six_accounts(account)
    invite(consultation, users, monkeypatch)
    pages = [visit(f"/me/voice/{consultation.slug}/", by=user) for user in users]
    audit_before, keys_before = AuditEvent.objects.count(), IdempotencyKey.objects.count()
    caplog.set_level(logging.DEBUG)
    for user, page, words in zip(users, pages, SIX, strict=True):
        sent = {"once": page.fields["once"], "q1": "4", "q2": "1", "q3": ["1"], "q4": words}
        visit.post(f"/me/voice/{consultation.slug}/", sent, by=user)

    # While it is open: nobody can read what was said, not even an old backup without the council's key.
    while_open = everything()
    text = repr(while_open)
    assert not [words for words in SIX if words in text or words.encode().hex() in text]
    assert settings.FIELD_KEY not in text
    # What was done left no line, no key of a form and no word in the log.
    assert AuditEvent.objects.count() == audit_before
    assert IdempotencyKey.objects.count() == keys_before
    told = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert not [words for words in SIX if words in told]
    assert consultation.slug not in told

    counted(consultation)

    # After the count: what was said is there, and nothing else that belongs to one person.
    after = everything()
    assert sorted(Said.objects.values_list("text", flat=True)) == sorted(SIX)
    for model in (Right, Sealed, Batch, Box):
        assert not model.objects.exists()
    ids = {str(user.pk) for user in users} | {user.pk.hex for user in users}
    mine = {table: rows for table, rows in after.items() if table.startswith("voice_")}
    assert not [one for one in ids if one in repr(mine)]
    lines = AuditEvent.objects.filter(number__gt=audit_before)
    assert {line.subject_kind for line in lines} == {"consultation"}
    assert not lines.filter(actor__in=[user.pk for user in users]).exists()


@pytest.mark.parametrize("model", OF_ANSWERS, ids=lambda model: model.__name__)
def test_no_table_of_answers_holds_a_time_an_order_or_a_person(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.DateTimeField | models.TimeField):
            pytest.fail(f"{field} holds a time")
        if isinstance(field, models.AutoField) or (getattr(field, "auto_created", False) and field.concrete):
            pytest.fail(f"{field} counts up")
        is_person = isinstance(field, models.ForeignKey) and field.related_model is User
        assert not is_person or (model, field.name) in MAY_NAME_A_WORKER, f"{field} names a person"
    assert isinstance(model._meta.pk, models.UUIDField | models.CharField | models.OneToOneField)
    days = [field.name for field in model._meta.get_fields() if isinstance(field, models.DateField)]
    assert days == (["begun_on"] if model is Batch else [])


def test_answers_of_one_person_are_not_kept_together() -> None:
    """A question's texts, counts and pictures know their question, and nothing knows an answer as a whole."""
    for model in (Said, Tally, Drawing):
        towards = {field.related_model.__name__ for field in model._meta.get_fields() if field.is_relation}
        assert towards <= {"Question", "User"}
    assert not [
        model.__name__ for model in apps.get_app_config("voice").get_models()
        if {"said", "tally"} <= {field.name for field in model._meta.get_fields()} and model.__name__ != "Question"
    ]  # fmt: skip


def test_the_order_in_which_answers_lie_is_not_the_order_in_which_they_came(settings) -> None:
    """Even for a reader with the council's key, while the box is shut and after it was opened."""
    came, first_lies, last_lies = list(SIX), [], []
    for _ in range(12):
        consultation = asked("open")
        for words in came:
            cast(consultation, words)
        key = bytes(Box.objects.get(consultation=consultation).key)
        mine = Sealed.objects.filter(batch__consultation=consultation)
        sealed = [content for content in as_they_lie(Sealed, "content")
                  if content in {bytes(one) for one in mine.values_list("content", flat=True)}]  # fmt: skip
        lies = [sealing.unseal(key, content)["answers"]["4"] for content in sealed]
        assert sorted(lies) == sorted(came)
        first_lies.append(lies.index(came[0]))
        last_lies.append(lies.index(came[-1]))
        counted(consultation)
    assert len(set(first_lies)) > 2 and len(set(last_lies)) > 2, "by chance about once in a million runs"


def test_what_was_written_lies_in_another_order_than_it_came() -> None:
    places = []
    for _ in range(8):
        consultation = asked("open")
        for words in SIX:
            cast(consultation, words)
        counted(consultation)
        lies = as_they_lie(Said, "text")[-len(SIX) :]
        places.append(lies.index(SIX[0]))
    assert len(set(places)) > 1


def test_a_long_answer_lies_as_a_short_one_does() -> None:
    key = sealing.new_key()
    short, long = (sealing.seal(key, {"answers": {"4": "x" * length}}) for length in (1, 2_000))
    assert len(short) == len(long)


def test_the_same_answer_never_looks_the_same() -> None:
    key = sealing.new_key()
    assert sealing.seal(key, {"answers": {"1": 1}}) != sealing.seal(key, {"answers": {"1": 1}})


def test_a_right_to_answer_names_nobody_and_is_gone_once_it_was_used(account, monkeypatch) -> None:
    consultation = asked("portal")
    users = six_accounts(account)
    invite(consultation, users, monkeypatch)
    proofs = set(Right.objects.values_list("proof", flat=True))
    assert len(proofs) == len(SIX)
    assert not [user for user in users if user.pk.hex in proofs or str(user.pk) in repr(everything()["voice_right"])]
    cast(consultation, account=users[0].pk)
    assert Right.objects.count() == len(SIX) - 1
    assert not Right.objects.filter(proof=sealing.proofs_of_account(consultation.pk, users[0].pk)[0]).exists()


def test_an_account_of_one_consultation_is_not_known_again_in_another() -> None:
    account: UUID = uuid4()
    assert sealing.proofs_of_account(uuid4(), account) != sealing.proofs_of_account(uuid4(), account)


def test_codes_are_kept_as_hashes_in_no_order_and_not_told_again() -> None:
    consultation = asked("code")
    codes = actions.make_codes(consultation_id=consultation.pk, number=40, by=_worker())
    text = repr(everything())
    assert not [code for code in codes if code in text or code.replace("-", "") in text]
    made = [sealing.proofs_of_code(consultation.pk, code)[0] for code in codes]
    lie = as_they_lie(Right, "proof")
    assert sorted(lie) == sorted(made)
    assert lie != made


def test_with_fewer_than_five_answers_the_box_stays_shut_and_with_it_what_they_wrote() -> None:
    from alongside.shell.refusals import WrongState

    consultation = asked("open")
    for words in SIX[:4]:
        cast(consultation, words)
    with pytest.raises(WrongState, match="Fewer than 5"):
        counted(consultation)
    assert not Said.objects.exists()
    actions.end_unopened(consultation_id=consultation.pk, by=_worker())
    assert not Sealed.objects.exists() and not Box.objects.exists()
    assert not [words for words in SIX if words in repr(everything())]


def test_a_form_typed_in_is_not_dated_nor_told_one_by_one() -> None:
    consultation = asked("open")
    batch = actions.begin_typing(consultation_id=consultation.pk, on=_today(), by=_worker())
    before = AuditEvent.objects.count()
    for words in SIX:
        cast(consultation, words, batch_id=batch.pk)
    assert AuditEvent.objects.count() == before
    actions.finish_typing(batch_id=batch.pk, by=_worker())
    assert AuditEvent.objects.latest("number").detail == {"number": len(SIX)}
    assert counted(consultation).typed == len(SIX)
    assert "typed" not in {field.name for field in Said._meta.get_fields()}


def _worker() -> Any:
    from alongside.voice.tests.scene import WORKER

    return WORKER


def _today() -> Any:
    from alongside.voice.tests.scene import TODAY

    return TODAY
