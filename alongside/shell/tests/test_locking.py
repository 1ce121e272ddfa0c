"""Two editors never overwrite each other, and a form sent twice counts once."""

from __future__ import annotations

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, models, transaction

from alongside.shell.actors import Actor
from alongside.shell.locking import Versioned, once_only, save_over
from alongside.shell.models import IdempotencyKey
from alongside.shell.refusals import AlreadyDone, EditConflict, Refusal
from alongside.shell.sending import Sent, send_once


class Note(Versioned):
    """A record that only these tests know."""

    words = models.CharField("what was said", max_length=40)
    mood = models.CharField(max_length=40, blank=True, choices=[("well", "Rather well")])
    said_on = models.DateField(null=True)
    is_short = models.BooleanField(default=False)
    parts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, db_constraint=False, related_name="+")

    class Meta:
        app_label = "shell"
        managed = False


@pytest.fixture
def note(transactional_db):
    """A note in a table of its own."""
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    yield Note.objects.create(words="first")
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


def together(*jobs):
    """Run jobs in threads that start at the same moment; what each returned or refused with."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number, job):
        gate.wait()
        try:
            results[number] = job()
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_save_over_the_version_that_was_read_counts(note):
    saved = save_over(note, version=1, changes={"words": "second"}, what="the note")
    assert (saved.words, saved.version) == ("second", 2)
    assert Note.objects.get(pk=note.pk).words == "second"


def test_a_save_over_an_old_version_is_refused_with_both_texts(note):
    save_over(note, version=1, changes={"words": "theirs"}, what="the note")
    with pytest.raises(EditConflict) as caught:
        save_over(note, version=1, changes={"words": "mine"}, what="the note")
    assert caught.value.theirs == {"What was said": "theirs"}
    assert caught.value.yours == {"What was said": "mine"}
    assert caught.value.version == 2
    assert Note.objects.get(pk=note.pk).words == "theirs"


def test_both_texts_are_told_as_people_read_them(note):
    changes = {"mood": "well", "said_on": date(2026, 5, 3), "is_short": True, "by_id": uuid4(), "words": "a"}
    with pytest.raises(EditConflict) as caught:
        save_over(note, version=9, changes=changes, what="the note")
    assert caught.value.theirs == {"Mood": "", "Said on": "", "Is short": "No", "What was said": "first"}
    assert caught.value.yours == {
        "Mood": "Rather well", "Said on": "3 May 2026", "Is short": "Yes", "What was said": "a",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "told"), [({}, ""), ([], ""), ({"beds": 4}, "beds: 4"), (["North", "Hill"], "North, Hill"), (7, "7")]
)
def test_what_has_parts_is_told_too(note, parts, told):
    with pytest.raises(EditConflict) as caught:
        save_over(note, version=9, changes={"parts": parts}, what="the note")
    assert caught.value.yours == {"Parts": told}
    with pytest.raises(EditConflict) as caught:
        save_over(note, version=9, changes={"parts": parts}, what="the note", said={"parts": lambda _: "in words"})
    assert caught.value.yours == {"Parts": "in words"}


def test_of_two_editors_at_the_same_moment_one_saves_and_one_is_told(note):
    results = together(
        lambda: save_over(note, version=1, changes={"words": "hers"}, what="the note"),
        lambda: save_over(note, version=1, changes={"words": "his"}, what="the note"),
    )
    winners = [one for one in results if isinstance(one, Note)]
    losers = [one for one in results if isinstance(one, EditConflict)]
    assert (len(winners), len(losers)) == (1, 1)
    now = Note.objects.get(pk=note.pk)
    assert (now.words, now.version) == (winners[0].words, 2)


def test_a_field_that_this_editor_did_not_touch_keeps_what_the_other_wrote(note):
    save_over(note, version=1, changes={"mood": "glad"}, what="the note")
    save_over(note, version=2, changes={"words": "second"}, what="the note")
    now = Note.objects.get(pk=note.pk)
    assert (now.words, now.mood) == ("second", "glad")


@pytest.mark.django_db
def test_a_form_sent_twice_counts_once(system):
    key = uuid4()
    once_only(key, by=system)
    with pytest.raises(AlreadyDone, match="already sent"):
        once_only(key, by=system)
    assert IdempotencyKey.objects.filter(key=key).count() == 1


@pytest.mark.django_db
def test_a_form_whose_action_failed_may_be_sent_again(system):
    key = uuid4()
    with pytest.raises(RuntimeError), transaction.atomic():
        once_only(key, by=system)
        raise RuntimeError("the action failed")
    once_only(key, by=system)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_same_moment_counts_once():
    key, by = uuid4(), Actor.system("tests")
    results = together(lambda: once_only(key, by=by), lambda: once_only(key, by=by))
    assert sum(isinstance(one, AlreadyDone) for one in results) == 1
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.django_db
def test_the_fields_of_a_form_that_is_sent_once_may_be_called_as_they_like(system):
    sent = Sent(uuid4(), "letters", uuid4(), system)
    fields = {"form": "large", "subject": "Hello", "key": "k", "act": "a", "sent": "s"}
    assert send_once(lambda *, by, **given: (by, given), sent, **fields) == (system, fields)
    with pytest.raises(AlreadyDone):
        send_once(lambda **_: None, sent, **fields)
