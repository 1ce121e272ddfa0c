"""Letting go: what young people said is kept as long as it is needed to answer them, and no longer."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from alongside.law import months_after
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.voice.actions.counting import end_unopened, write_over_what_goes
from alongside.voice.models import Commitment, Consultation, Drawing, Flood, Group, Question, Said, View

State = Consultation.State
UNANSWERED = (Commitment.State.WRITTEN, Commitment.State.SENT_BACK, Commitment.State.PROMISED)


@transaction.atomic
def let_go(*, on: date, by: Actor) -> int:
    """Remove what is past its time: views, sealed answers that nobody opened with the codes and invitations that nobody
    used, texts and pictures that were not shown, consultations that came to nothing. Answers how many rows went.

    Themes, promises, quotes, numbers and results stay: nobody can be known by them.
    """
    write_over_what_goes()
    gone = {
        "views": _views(months_after(on, -settings.VIEWS_KEPT_MONTHS)),
        "consultations": _unopened(on - timedelta(days=settings.ANSWERS_SEALED_DAYS), by),
        "texts": _texts(months_after(on, -settings.ANSWERS_KEPT_MONTHS)),
        "unused": _came_to_nothing(months_after(on, -settings.ANSWERS_KEPT_MONTHS)),
        "floods": Flood.objects.filter(on__lt=months_after(on, -settings.VIEWS_KEPT_MONTHS)).delete()[0],
    }
    if any(gone.values()):
        audit.record(actor=by, verb="let go what was said", subject_kind="voice", detail=gone)
    return sum(gone.values())


# ---------------------------------------------------------------------------------------------------------------------


def _views(before: date) -> int:
    """Views that came before a day: not while somebody on duty has to look, or a promise about them is under way."""
    old = View.objects.filter(received_on__lt=before).exclude(look_by__isnull=False, looked_on=None)
    old = old.exclude(theme__commitments__state__in=UNANSWERED).exclude(joined__received_on__gte=before)
    going = list(old.values_list("pk", flat=True))
    View.objects.filter(Q(pk__in=going) | Q(same_as__in=going)).update(same_as=None)
    return View.objects.filter(pk__in=going).delete()[1].get("voice.View", 0)


def _unopened(before: date, by: Actor) -> int:
    """Consultations over since before a day that nobody has counted: the box is thrown away unopened."""
    over = Consultation.objects.filter(state__in=(State.OPEN, State.CLOSED), closes_on__lt=before)
    for one in over:
        if one.state == State.OPEN:
            one.state = State.CLOSED
            one.save()
        end_unopened(consultation_id=one.pk, by=by)
    return len(over)


def _texts(before: date) -> int:
    """What was written and drawn, published before a day, and not chosen to be shown."""
    published = Q(question__consultation__published_on__lt=before)
    said = Said.objects.filter(published, quote="").delete()[0]
    Said.objects.filter(published).exclude(text="").update(text="")
    return said + Drawing.objects.filter(published, is_shown=False).delete()[0]


def _came_to_nothing(before: date) -> int:
    """Consultations that ended unopened, or were begun and never opened."""
    ended = Q(state=State.ENDED, closes_on__lt=before)
    unused = Consultation.objects.filter(ended | Q(state=State.DRAFT, made_at__date__lt=before), themes=None)
    going = list(unused.values_list("pk", flat=True))
    for kind in (Group, Question):
        kind.objects.filter(consultation__in=going).delete()
    return Consultation.objects.filter(pk__in=going).delete()[0]
