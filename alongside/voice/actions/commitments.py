"""Writing down what young people told us, promising something about it, and telling what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from alongside.offer import queries as offer
from alongside.shell import audit, clock
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb
from alongside.voice.models import Changed, Commitment, Consultation, Progress, Theme
from alongside.voice.owning import check_not_own_work, check_step, commitment_for, theme_for

TAKEN_NAMES = {"plan"}
State = Commitment.State


@transaction.atomic
def write_theme(
    *, title: str, said: str, heard: str, heard_on: date, by: Actor, on: date, consultation: str = ""
) -> Theme:
    """Write down one thing that young people told us, and where."""
    by.check(Record.COMMITMENTS, Verb.CREATE)
    _check_past(heard_on, on)
    theme = Theme.objects.create(
        slug=_free_slug(title),
        **_words(title=title, said=said, heard=heard),
        heard_on=heard_on,
        consultation=_consultation(consultation),
        made_by_id=by.id,
    )
    _tell("theme", theme.pk, "wrote theme", by)
    return theme


@transaction.atomic
def change_theme(
    *,
    theme_id: UUID,
    version: int,
    title: str,
    said: str,
    heard: str,
    heard_on: date,
    by: Actor,
    on: date,
    consultation: str = "",
) -> Theme:
    """Say better what they told us. Its address stays."""
    theme = theme_for(by, theme_id, Verb.UPDATE)
    _check_past(heard_on, on)
    changes = _words(title=title, said=said, heard=heard)
    changes |= {"heard_on": heard_on, "consultation": _consultation(consultation)}
    theme = save_over(theme, version=version, changes=changes, what="the theme")
    _tell("theme", theme.pk, "changed theme", by)
    return theme


@transaction.atomic
def promise(
    *, theme_id: UUID, what: str, owner_post: str, by_when: date, on: date, by: Actor, owner: str = ""
) -> Commitment:
    """Write down what is done about a theme, by whom, by when. Somebody else has to agree it."""
    theme = theme_for(by, theme_id, Verb.UPDATE)
    given = _promised(what=what, owner_post=owner_post, by_when=by_when, owner=owner, on=on)
    commitment = Commitment.objects.create(theme=theme, first_by_when=by_when, written_by_id=by.id, **given)
    _tell("commitment", commitment.pk, "wrote commitment", by)
    return commitment


@transaction.atomic
def say_we_cannot(
    *, theme_id: UUID, what: str, because: str, owner_post: str, on: date, by: Actor, owner: str = ""
) -> Commitment:
    """Write down what cannot be done about a theme, and why. Somebody else has to agree it."""
    theme = theme_for(by, theme_id, Verb.UPDATE)
    given = _refused(what=what, because=because, owner_post=owner_post, owner=owner, on=on)
    commitment = Commitment.objects.create(theme=theme, is_refusal=True, written_by_id=by.id, **given)
    _tell("commitment", commitment.pk, "wrote that it cannot be done", by)
    return commitment


@transaction.atomic
def change_commitment(*, commitment_id: UUID, version: int, on: date, by: Actor, **given: Any) -> Commitment:
    """Change what nobody has agreed yet. It waits to be agreed again."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "change")
    if commitment.is_refusal:
        changes = _refused(on=on, **given)
    else:
        changes = _promised(on=on, **given)
        changes["first_by_when"] = changes["by_when"]
    changes |= {"state": State.WRITTEN, "written_by_id": by.id}
    commitment = save_over(commitment, version=version, changes=changes, what="the commitment")
    _tell("commitment", commitment.pk, "changed commitment", by)
    return commitment


@transaction.atomic
def agree_commitment(*, commitment_id: UUID, version: int, on: date, by: Actor) -> Commitment:
    """Agree what somebody else wrote. From now on everybody can read it."""
    commitment = commitment_for(by, commitment_id, Verb.APPROVE)
    check_step(commitment, "agree")
    check_not_own_work(by, commitment)
    if commitment.by_when and commitment.by_when < on:
        raise FactRefused("The day it promises has passed. Send it back for another day.")
    ended = {"ended_on": on} if commitment.is_refusal else {}
    state = State.CANNOT if commitment.is_refusal else State.PROMISED
    changes = {"state": state, "agreed_on": on, "agreed_by_id": by.id} | ended
    return _step(commitment, version, changes, "agreed commitment", by)


@transaction.atomic
def send_back_commitment(*, commitment_id: UUID, version: int, by: Actor) -> Commitment:
    """Send it back to its writer."""
    commitment = commitment_for(by, commitment_id, Verb.APPROVE)
    check_step(commitment, "send back")
    return _step(commitment, version, {"state": State.SENT_BACK}, "sent commitment back", by)


@transaction.atomic
def report_progress(*, commitment_id: UUID, words: str, on: date, by: Actor) -> Progress:
    """Say how it is going."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "report")
    return _note(commitment, Progress.Kind.NOTE, words, on, by, "reported progress")


@transaction.atomic
def move_commitment(*, commitment_id: UUID, version: int, by_when: date, words: str, on: date, by: Actor) -> Commitment:
    """Give it a later day, and say why. The day that was promised first stays on the page."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "report")
    before = commitment.by_when
    if before is not None and by_when <= max(before, on):
        raise FactRefused("The new day lies before the one that was promised, or in the past.")
    commitment = _step(commitment, version, {"by_when": by_when}, "moved commitment", by)
    _note(commitment, Progress.Kind.MOVED, words, on, by, "reported progress", was_due_on=before, due_on=by_when)
    return commitment


@transaction.atomic
def finish_commitment(*, commitment_id: UUID, version: int, outcome: str, on: date, by: Actor) -> Commitment:
    """Say that it is done, and what is different now."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "finish")
    changes = {"state": State.DONE, "outcome": _said(outcome), "ended_on": on}
    commitment = _step(commitment, version, changes, "finished commitment", by)
    _note(commitment, Progress.Kind.DONE, outcome, on, by, "reported progress")
    return commitment


@transaction.atomic
def give_up_commitment(*, commitment_id: UUID, version: int, because: str, on: date, by: Actor) -> Commitment:
    """Say that it cannot be done after all, and why. Whoever may agree a promise may take it back."""
    commitment = commitment_for(by, commitment_id, Verb.APPROVE)
    check_step(commitment, "finish")
    changes = {"state": State.CANNOT, "because": _said(because), "ended_on": on}
    commitment = _step(commitment, version, changes, "gave commitment up", by)
    _note(commitment, Progress.Kind.CANNOT, because, on, by, "reported progress")
    return commitment


@transaction.atomic
def note_what_they_say(*, commitment_id: UUID, words: str, on: date, by: Actor) -> Progress:
    """Write down what young people say of it: whether it is any better."""
    by.check(Record.COMMITMENTS, Verb.CREATE)
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "hear")
    return _note(commitment, Progress.Kind.HEARD, words, on, by, "noted what young people say")


@transaction.atomic
def link_commitment(
    *, commitment_id: UUID, kind: str, on: date, by: Actor, page: str = "", words: str = "", address: str = ""
) -> Changed:
    """Say which page of the offer, action of the board's plan or policy it changes."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    check_step(commitment, "link")
    if kind == Changed.Kind.OFFER:
        known = {str(one.id) for one in offer.entitlements(on=on)}
        if page not in known:
            raise FactRefused("Choose a page of the offer.")
        if commitment.changes.filter(entitlement=page).exists():
            raise FactRefused("This page stands there already.")
        given: dict[str, Any] = {"entitlement": UUID(page)}
    elif kind in Changed.Kind.values and words.strip():
        given = {"words": words.strip(), "address": address.strip()}
    else:
        raise FactRefused("Say its name or number.")
    link = Changed.objects.create(commitment=commitment, kind=kind, **given)
    _tell("commitment", commitment.pk, "linked commitment", by, kind=kind)
    return link


@transaction.atomic
def unlink_commitment(*, commitment_id: UUID, link_id: UUID, by: Actor) -> Commitment:
    """Take such a link away."""
    commitment = commitment_for(by, commitment_id, Verb.UPDATE)
    if commitment.changes.filter(pk=link_id).delete()[0]:
        _tell("commitment", commitment.pk, "unlinked commitment", by)
    return commitment


# ---------------------------------------------------------------------------------------------------------------------


def _step(commitment: Commitment, version: int, changes: dict[str, Any], verb: str, by: Actor) -> Commitment:
    commitment = save_over(commitment, version=version, changes=changes, what="the commitment")
    _tell("commitment", commitment.pk, verb, by)
    return commitment


def _note(
    commitment: Commitment, kind: Progress.Kind, words: str, on: date, by: Actor, verb: str, **days: date | None
) -> Progress:
    note = Progress.objects.create(
        commitment=commitment,
        kind=kind,
        on=on,
        words=_said(words),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        **days,
    )
    _tell("commitment", commitment.pk, verb, by, kind=kind.value)
    return note


def _tell(what: str, subject: UUID, verb: str, by: Actor, **detail: Any) -> None:
    audit.record(actor=by, verb=verb, subject_kind=what, subject=subject, detail=detail)


def _promised(*, what: str, owner_post: str, by_when: date, on: date, owner: str = "") -> dict[str, Any]:
    if by_when < on:
        raise FactRefused("The day has passed. Promise a day that is still to come.")
    return _words(what=what, owner_post=owner_post) | {"by_when": by_when, "owner_id": _owner(owner, on)}


def _refused(*, what: str, because: str, owner_post: str, on: date, owner: str = "") -> dict[str, Any]:
    return _words(what=what, because=because, owner_post=owner_post) | {"owner_id": _owner(owner, on)}


def _words(**words: str) -> dict[str, Any]:
    return {name: _said(text) for name, text in words.items()}


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise FactRefused("Write something first.")
    return text


def _owner(owner: str, on: date) -> UUID | None:
    """Somebody who works here and can read commitments."""
    if not owner:
        return None
    found = shell.actor_for(UUID(owner), on=on)
    if not found.can_at_work(Record.COMMITMENTS, Verb.READ):
        raise FactRefused("Choose somebody who can see commitments.")
    return found.id


def _consultation(slug: str) -> Consultation | None:
    return Consultation.objects.filter(slug=slug).first() if slug else None


def _check_past(heard_on: date, on: date) -> None:
    if heard_on > on:
        raise FactRefused("This day is still to come.")


def _free_slug(title: str) -> str:
    """A name for the address that nobody has yet."""
    wanted = slugify(title)[:50] or "theme"
    taken = TAKEN_NAMES | set(Theme.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 1000))) if name not in taken)
