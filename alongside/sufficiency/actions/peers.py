"""Verbs about numbers shared between councils: ours made into a file, theirs taken in."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.shell import audit, design
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Verb
from alongside.sufficiency import access, sharing
from alongside.sufficiency.models import PeerFigure
from alongside.sufficiency.queries.peers import KNOWN, TITLES, our_lines

BATCH = 500


@transaction.atomic
def share_figures(*, chosen: list[str], on: date, by: Actor) -> bytes:
    """Our numbers of the measures chosen as a file for other councils, small ones hidden."""
    access.check(by, Verb.CREATE)
    if not chosen or set(chosen) - set(TITLES):
        raise FactRefused("Choose what to share.")
    lines = our_lines(by, frozenset(chosen), on=on)
    if not lines:
        raise FactRefused("There is no statutory return to share numbers of.")
    audit.record(actor=by, verb="shared figures", subject_kind="figures", detail={"measures": sorted(chosen)})
    return sharing.written(lines)


@transaction.atomic
def take_in_figures(*, content: bytes, on: date, by: Actor) -> int:
    """Take in what other councils share, and answer how many they are. What was known of them before is replaced."""
    access.check(by, Verb.UPDATE)
    lines = sharing.read(content, KNOWN, on=on)
    councils = sorted({line.council for line in lines})
    if design.council().name in councils:
        raise FactRefused("This file holds our own numbers. Those are on the page already.")
    PeerFigure.objects.filter(council__in=councils).delete()
    rows = [PeerFigure(council=one.council, as_at=one.as_at, measure=one.measure, group=one.group,
                       children=one.children) for one in lines]  # fmt: skip
    PeerFigure.objects.bulk_create(rows, batch_size=BATCH)
    audit.record(actor=by, verb="took in figures", subject_kind="figures", detail={"councils": councils})
    return len(councils)
