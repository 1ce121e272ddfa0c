"""A consultation as tests need it: who makes it, what it asks, who answers."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.voice import actions
from alongside.voice.models import Consultation

TODAY = date(2026, 11, 24)
LAST_DAY = TODAY + timedelta(days=14)
WORKER = Actor.system("a participation worker")


def asked(answering: str = "open", *, is_open: bool = True, about_offer: bool = False) -> Consultation:
    """A consultation with a question of each kind."""
    made = actions.write_consultation(
        title="Where do you feel at home?",
        purpose="We want to know what makes a place a home.",
        can="How rooms look. Who may visit.",
        cannot="How many homes there are this year.",
        answering=answering,
        about_offer=about_offer,
        by=WORKER,
    )
    given = {"consultation_id": made.pk, "by": WORKER}
    actions.add_question(kind="scale", text="How is your home?", **given)
    actions.add_question(kind="one", text="Who chose it?", choices=["I did", "Others did", "We did"], **given)
    actions.add_question(kind="several", text="What matters?", choices=["Quiet", "A garden", "Friends near"], **given)
    actions.add_question(kind="words", text="What should we change?", **given)
    actions.add_question(kind="picture", text="Draw your home", **given)
    if is_open:
        opened(made)
    return Consultation.objects.get(pk=made.pk)


def opened(made: Consultation) -> Consultation:
    """The consultation, open today."""
    return actions.open_consultation(consultation_id=made.pk, opens_on=TODAY, closes_on=LAST_DAY, on=TODAY, by=WORKER)


def cast(consultation: Consultation, words: str = "More light", *, scale: int = 4, **who: object) -> UUID:
    """One answer; returns the mark of its form."""
    form = uuid4()
    actions.cast_answer(
        consultation_id=consultation.pk,
        answers={"1": scale, "2": 1, "3": [1, 3], "4": words},
        form=form,
        on=TODAY,
        **who,  # type: ignore[arg-type]
    )
    return form


def counted(consultation: Consultation) -> Consultation:
    """Closed and counted."""
    actions.close_consultation(consultation_id=consultation.pk, on=TODAY, by=WORKER)
    return actions.count_answers(consultation_id=consultation.pk, on=TODAY, by=WORKER)


def told(consultation: Consultation, found: str = "You want light.", next_steps: str = "Lamps.") -> Consultation:
    """A counted consultation with its results written, put forward and published."""
    given = {"consultation_id": consultation.pk, "by": WORKER}
    actions.write_results(version=consultation.version, found=found, next_steps=next_steps, **given)
    actions.put_results_forward(**given)
    return actions.publish_results(on=TODAY, **given)


def invited(consultation: Consultation, accounts: list[slots.PortalAccount], monkeypatch: object) -> None:
    """These accounts are invited."""
    slot = slots.Slot()  # type: ignore[var-annotated]
    slot.register(lambda on: accounts)
    monkeypatch.setattr(slots, "portal_accounts", slot)  # type: ignore[attr-defined]
    actions.invite_accounts(consultation_id=consultation.pk, youngest=10, oldest=30, on=TODAY, by=WORKER)
