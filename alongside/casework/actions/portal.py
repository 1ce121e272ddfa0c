"""Verbs of a young person's own place: getting in, writing to each other, keeping papers."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, QuerySet

from alongside.casework import access, going, photos
from alongside.casework.actions.determinations import record_disagreement
from alongside.casework.actions.people import check_way
from alongside.casework.models import ContactPoint, Determination, Document, EnrolmentCode, Message, Person, Source
from alongside.shell import actions as accounts
from alongside.shell import audit, clock, keys, pictures, slots
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Role, Verb

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What cannot be taken for something else, on paper or over the phone."""
GROUPS, GROUP = 3, 4
"""Twelve letters of thirty: 58 bits."""
LASTS = timedelta(hours=72)
IN_THE_POST = timedelta(days=2)
"""A code sent by post begins to work when the letter can have come."""
MOST_TRIES = 5
SAFE_WAYS = {ContactPoint.Kind.PHONE: ("call", "text", "voicemail"), ContactPoint.Kind.EMAIL: ("write",)}
"""What is asked to be safe, by kind of way: nobody calls an e-mail address."""
LONGEST_MESSAGE = 4000
WRONG_CODE = "We cannot find that code with that date of birth. Check both. After five tries, ask for a new code."


@dataclass(frozen=True, slots=True)
class FreshCode:
    """A code just made: shown once, kept nowhere."""

    code: str
    from_at: datetime
    to_at: datetime


@transaction.atomic
def make_enrolment_code(*, person_id: UUID, handed: str, on: date, by: Actor) -> FreshCode:
    """Make a code with which this person opens their own account, or gets back into it. Earlier codes end.

    Who already has an account is signed out everywhere: the code is for somebody who lost their way in.
    """
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    if person.died_on:
        raise FactRefused("This person has died.")
    _check_reaches_them(person, handed, on)
    access.hold(person)
    now = clock.now()
    _open_codes(person).update(ended_at=now)
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    from_at = now + (IN_THE_POST if handed == EnrolmentCode.Handed.POST else timedelta())
    EnrolmentCode.objects.create(
        person=person,
        code_hash=_hashes(code)[0],
        handed=handed,
        made_at=now,
        made_by_id=by.id,
        from_at=from_at,
        to_at=from_at + LASTS,
    )
    if person.user:
        accounts.sign_out_everywhere(user=person.user, by=by)
    audit.record(
        actor=by, verb="made enrolment code", subject_kind="person", subject=person.pk, detail={"handed": handed}
    )
    return FreshCode(code, from_at, from_at + LASTS)


@transaction.atomic
def end_access(*, person_id: UUID, on: date, by: Actor) -> None:
    """End every session of this person and every open code: a phone was lost, somebody else got in."""
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    _open_codes(person).update(ended_at=clock.now())
    if person.user:
        accounts.sign_out_everywhere(user=person.user, by=by)
    audit.record(actor=by, verb="ended access", subject_kind="person", subject=person.pk)


def enrol(*, code: str, born_on: date, email: str, password: str, on: date, by: Actor) -> User:
    """Open the account of whoever holds ``code`` and was born on ``born_on``, or give it a new password.

    Each try counts, whatever follows; after five the code is worth nothing. Raises FactRefused in the same words
    whether the code, its time or the birthday is wrong.
    """
    held = _counted(code)
    if held is None or not _is_born(held.person, born_on):
        with transaction.atomic():
            subject = held.person_id if held else None
            audit.record(actor=by, verb="enrolment refused", subject_kind="person", subject=subject, allowed=False)
        raise FactRefused(WRONG_CODE)
    with transaction.atomic():
        return _open_account(held, email=email.strip().lower(), password=password, on=on)


@transaction.atomic
def send_message(
    *, person_id: UUID, words: str, on: date, by: Actor, topic: str = Message.Topic.TALK, **how: Any
) -> Message:
    """Write to the young person's workers, as the young person; or to the young person, as somebody who works here.

    ``how``: a young person's ``feeling``, and the day by which they need to hear back (``reply_by``).
    """
    person = access.person_for(by, person_id, Record.MESSAGES, Verb.CREATE, on=on)
    words = _said(words)
    themself = person.user_id is not None and person.user_id == by.id
    message = Message.objects.create(
        person=person,
        from_person=themself,
        topic=topic,
        words=words,
        sent_at=clock.now(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
        **how,
    )
    audit.record(actor=by, verb="sent message", subject_kind="person", subject=person.pk, detail={"topic": topic})
    return message


@transaction.atomic
def answer_message(*, message_id: UUID, words: str, on: date, by: Actor) -> Message:
    """Answer what a young person wrote. That settles it."""
    asked = _message(message_id, by, on)
    answer = send_message(person_id=asked.person_id, words=words, on=on, by=by, topic=asked.topic)
    answer.answers = asked
    answer.save()
    _settle(asked, by)
    return answer


@transaction.atomic
def settle_message(*, message_id: UUID, on: date, by: Actor) -> Message:
    """Say that a message needs no answer here: it was talked about, or became something else."""
    asked = _message(message_id, by, on)
    _settle(asked, by)
    audit.record(actor=by, verb="settled message", subject_kind="person", subject=asked.person_id)
    return asked


@transaction.atomic
def note_read(*, person_id: UUID, on: date, by: Actor) -> int:
    """Note that what the other side wrote has been read now. Answers how many messages that were."""
    person = access.person_for(by, person_id, Record.MESSAGES, Verb.READ, on=on)
    themself = person.user_id is not None and person.user_id == by.id
    unread = Message.objects.filter(person=person, read_at=None, from_person=not themself)
    count = 0
    for message in unread:
        message.read_at, message.read_by_id = clock.now(), by.id
        message.save()
        count += 1
    if count:
        audit.record(actor=by, verb="read messages", subject_kind="person", subject=person.pk, detail={"count": count})
    return count


@transaction.atomic
def send_my_message(
    *, words: str, topic: str, on: date, by: Actor, feeling: str = "", reply_in: int | None = None
) -> Message:
    """Write to one's own workers. ``reply_in``: in how many days one needs to hear back; None: as usual."""
    person = _themself(by, Record.MESSAGES, Verb.CREATE, on)
    reply_by = None if reply_in is None else on + timedelta(days=reply_in)
    how = {"feeling": feeling, "reply_by": reply_by}
    message = send_message(person_id=person.pk, words=words, topic=topic, on=on, by=by, **how)
    for tell in slots.view_received.all():
        tell(message_id=message.pk, topic=topic, words=message.words, on=on, by=by)
    return message


@transaction.atomic
def note_own_read(*, on: date, by: Actor) -> int:
    """Note that the young person who is signed in has read what was written to them."""
    return note_read(person_id=_themself(by, Record.MESSAGES, Verb.READ, on).pk, on=on, by=by)


@transaction.atomic
def disagree_myself(*, number: int, words: str, on: date, by: Actor) -> Determination:
    """Say that one disagrees with the decision ``number`` about oneself."""
    person = _themself(by, Record.ELIGIBILITY, Verb.READ, on)
    return record_disagreement(person_id=person.pk, number=number, words=words, on=on, by=by)


@transaction.atomic
def add_my_document(*, name: str, file: UploadedFile, on: date, by: Actor, is_portrait: bool = False) -> Document:
    """Keep a photo of one's own."""
    person = _themself(by, Record.DOCUMENTS, Verb.CREATE, on)
    return add_document(person_id=person.pk, name=name, file=file, is_portrait=is_portrait, on=on, by=by)


@transaction.atomic
def take_portrait_off(*, document_id: UUID, on: date, by: Actor) -> Document:
    """The photo of somebody stands on their page no more; among their papers it stays.

    One's own is taken off in a closed file too: nothing is written with it.
    """
    document = Document.objects.filter(pk=document_id, is_portrait=True, removed_at=None).first()
    if document is None:
        raise NotYours("photo")
    person = access.person_for(by, document.person_id, Record.DOCUMENTS, on=on)
    _check_portraits(person, on, by)
    return _taken_off(document, by)


@transaction.atomic
def change_my_way(*, kind: str, value: str, safe: Collection[str], on: date, by: Actor) -> ContactPoint | Message:
    """Change the phone or e-mail of the young person who is signed in, at once; an address goes to the adviser first.

    ``safe`` names what is safe there: call, text, voicemail, write.
    """
    person = _themself(by, Record.CONTACT_POINTS, Verb.UPDATE, on)
    value = _said(value)
    if kind == ContactPoint.Kind.ADDRESS:
        return send_message(person_id=person.pk, words=value, topic=Message.Topic.ADDRESS, on=on, by=by)
    check_way(kind, value)
    flags = {f"safe_to_{one}": one in safe for one in SAFE_WAYS[kind]}
    same = None
    for point in ContactPoint.objects.filter(access.live(on), person=person, kind=kind):
        changes = flags if point.value == value else {"to_on": on}
        point = save_over(point, version=point.version, changes=changes, what="your details")
        same = point if point.value == value else same
    point = same or ContactPoint.objects.create(
        person=person, kind=kind, value=value, from_on=on, source=Source.PORTAL, **flags
    )
    audit.record(actor=by, verb="changed own details", subject_kind="person", subject=person.pk, detail={"kind": kind})
    return point


@transaction.atomic
def change_my_letters(*, language: str, large_print: bool, easy_read: bool, on: date, by: Actor) -> Person:
    """Set the language and the form of the letters that the young person who is signed in gets from now on."""
    person = _themself(by, Record.CONTACT_POINTS, Verb.UPDATE, on)
    if language not in dict(settings.LANGUAGES):
        raise FactRefused("No letters are written in this language here.")
    changes = {"letter_language": language, "large_print": large_print, "easy_read": easy_read}
    person = save_over(person, version=person.version, changes=changes, what="your letters")
    audit.record(
        actor=by, verb="changed own details", subject_kind="person", subject=person.pk, detail={"kind": "letters"}
    )
    return person


@transaction.atomic
def add_document(
    *, person_id: UUID, name: str, file: UploadedFile, on: date, by: Actor, is_portrait: bool = False
) -> Document:
    """Keep a photo of a paper. It is drawn anew from its pixels, so that neither place nor anything hidden stays in it.

    With ``is_portrait`` it is a photo of the young person and stands on their page, instead of an earlier one.

    Raises FactRefused in one sentence for what is no photo, or too large.
    """
    person = access.person_for(by, person_id, Record.DOCUMENTS, Verb.CREATE, on=on)
    if is_portrait:
        _check_portraits(person, on, by)
    themself = person.user_id is not None and person.user_id == by.id
    photo = pictures.drawn_anew(file)
    place = photos.keep(photo)
    try:
        with transaction.atomic():
            if is_portrait:
                _take_portraits_off(person, by)
            document = Document.objects.create(
                person=person,
                name=name.strip()[:120] or "Photo",
                kind=pictures.KIND,
                path=place,
                size=len(photo),
                sha256=hashlib.sha256(photo).hexdigest(),
                scan=Document.Scan.CLEAN,
                from_person=themself,
                is_portrait=is_portrait,
                recorded_at=clock.now(),
                recorded_by_id=by.id,
                source=Source.PORTAL if themself else Source.TYPED,
            )
            audit.record(actor=by, verb="added document", subject_kind="person", subject=person.pk)
            if is_portrait:
                audit.record(actor=by, verb="put photo of them up", subject_kind="person", subject=person.pk)
    except Exception:
        photos.remove(place)
        raise
    return document


# ---------------------------------------------------------------------------------------------------------------------


def _check_portraits(person: Person, on: date, by: Actor) -> None:
    """Themself may, and those who may change their papers: a partner may not."""
    if person.user_id is None or person.user_id != by.id:
        access.person_for(by, person.pk, Record.DOCUMENTS, Verb.UPDATE, on=on)


def _take_portraits_off(person: Person, by: Actor) -> None:
    access.hold(person)
    for earlier in Document.objects.filter(person=person, is_portrait=True, removed_at=None):
        _taken_off(earlier, by)


def _taken_off(document: Document, by: Actor) -> Document:
    document = save_over(document, version=document.version, changes={"is_portrait": False}, what="the photo")
    audit.record(actor=by, verb="took photo of them off", subject_kind="person", subject=document.person_id)
    return document


def _open_codes(person: Person) -> QuerySet[EnrolmentCode]:
    return EnrolmentCode.objects.filter(person=person, used_at=None, ended_at=None)


def _check_reaches_them(person: Person, handed: str, on: date) -> None:
    """A code goes by post only where it is safe to write, and by phone only where it is safe to call."""
    held = ContactPoint.objects.filter(access.live(on), person=person)
    if handed == EnrolmentCode.Handed.POST and not going.safe_addresses(person, on).exists():
        raise FactRefused("No address is recorded where it is safe to write. Give the code in person or by phone.")
    if handed == EnrolmentCode.Handed.PHONE and not held.filter(kind="phone", safe_to_call=True).exists():
        raise FactRefused("No phone number is recorded on which it is safe to call. Give the code in person.")


def _hashes(code: str) -> list[str]:
    """The hashes, one a key, under which a code is found; the first is that of a new one."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return keys.hashes_of(plain.encode())


@transaction.atomic
def _counted(code: str) -> EnrolmentCode | None:
    """The open code of that text, its try counted; None where there is none, or it is too early, late or tried out."""
    now = clock.now()
    rows = EnrolmentCode.objects.filter(code_hash__in=_hashes(code), used_at=None, ended_at=None)
    rows = rows.filter(from_at__lte=now, to_at__gt=now, tries__lt=MOST_TRIES)
    if not rows.update(tries=F("tries") + 1):
        return None
    return EnrolmentCode.objects.select_related("person", "person__user").get(code_hash__in=_hashes(code))


def _is_born(person: Person, born_on: date) -> bool:
    return hmac.compare_digest(person.born_on.isoformat(), born_on.isoformat())


def _open_account(code: EnrolmentCode, *, email: str, password: str, on: date) -> User:
    by, person = Actor.system("enrolment"), code.person
    user = person.user
    taken = shell.account_named(email)
    if taken is not None and (user is None or taken != user.pk):
        raise FactRefused("That e-mail address cannot be used here. Use another one, or ask your adviser.")
    if user is None:
        user = accounts.open_account(email=email, name=person.name or "You", by=by)
        accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=on, by=by)
        person.user = user
        person.save(update_fields=["user"])
    if not _open_codes(person).filter(pk=code.pk).update(used_at=clock.now()):
        raise FactRefused(WRONG_CODE)  # somebody else was a moment sooner with it
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise FactRefused(" ".join(error.messages)) from error
    accounts.set_password(user=user, email=email, password=password, by=by)
    audit.record(actor=by, verb="enrolled", subject_kind="person", subject=person.pk)
    return user


def _themself(by: Actor, record: Record, verb: Verb, on: date) -> Person:
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return access.person_for(by, person.pk, record, verb, on=on)


def _said(words: str) -> str:
    words = words.strip()
    if not words:
        raise FactRefused("Write something first.")
    if len(words) > LONGEST_MESSAGE:
        raise FactRefused(f"That is too long for one message: at most {LONGEST_MESSAGE:,} letters.")
    return words


def _message(message_id: UUID, by: Actor, on: date) -> Message:
    """A message of a young person that this worker may answer."""
    message = Message.objects.filter(pk=message_id, from_person=True).first()
    if message is None:
        raise NotYours("message")
    access.person_for(by, message.person_id, Record.MESSAGES, Verb.UPDATE, on=on)
    return message


def _settle(message: Message, by: Actor) -> None:
    if message.settled_at is None:
        message.settled_at = clock.now()
        message.read_at = message.read_at or clock.now()
        message.read_by_id = message.read_by_id or by.id
        message.save()
