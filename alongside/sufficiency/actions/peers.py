"""Verbs about numbers shared between councils: ours made into a file, theirs taken in."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.shell import audit, design
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Verb
from alongside.sufficiency import access, sharing
from alongside.sufficiency.actions.places import one_only
from alongside.sufficiency.models import OpenComparison, PeerFigure
from alongside.sufficiency.queries.peers import COMPARED, KNOWN, TITLES, lines_of_ours, open_comparisons

BATCH = 500


@transaction.atomic
def share_figures(*, chosen: list[str], on: date, by: Actor) -> bytes:
    """Our numbers of the measures chosen as a file for other councils, small ones hidden."""
    access.check(by, Verb.CREATE)
    if not chosen or set(chosen) - set(TITLES):
        raise FactRefused("Choose what to share.")
    lines = lines_of_ours(frozenset(chosen), on=on)
    if not lines:
        raise FactRefused("There is no statutory return to share numbers of.")
    audit.record(actor=by, verb="shared figures", subject_kind="figures", detail={"measures": sorted(chosen)})
    return sharing.written(lines)


@transaction.atomic
def take_in_figures(*, content: bytes, on: date, by: Actor) -> int:
    """Take in what other councils share, for staff alone, and answer how many they are.

    What was known of them before is replaced.
    """
    access.check(by, Verb.UPDATE)
    lines = sharing.read(content, KNOWN, on=on)
    councils = sorted({line.council for line in lines})
    if design.council().name in councils:
        raise FactRefused("This file holds our own numbers. Those are on the page already.")
    PeerFigure.objects.filter(council__in=councils).delete()
    rows = [PeerFigure(council=one.council, as_at=one.as_at, measure=one.measure, group=one.group,
                       number=one.number) for one in lines]  # fmt: skip
    with one_only("Somebody else just took in numbers of the same council. See what stands there now."):
        PeerFigure.objects.bulk_create(rows, batch_size=BATCH)
    detail = {"councils": councils, "is_for_everybody": False}
    audit.record(actor=by, verb="took in figures", subject_kind="figures", detail=detail)
    return len(councils)


@transaction.atomic
def show_council(*, council: str, is_for_everybody: bool, by: Actor) -> None:
    """Let everybody read the numbers of a council that agreed to it, or no longer. Its next file begins anew."""
    access.check(by, Verb.APPROVE)
    rows = PeerFigure.objects.filter(council=council).exclude(is_for_everybody=is_for_everybody)
    if not rows.update(is_for_everybody=is_for_everybody):
        return
    verb = "showed figures" if is_for_everybody else "withdrew figures"
    detail = {"councils": [council], "is_for_everybody": is_for_everybody}
    audit.record(actor=by, verb=verb, subject_kind="figures", detail=detail)


@transaction.atomic
def open_comparison(*, name: str, opens: bool, on: date, by: Actor) -> None:
    """Let everybody read a comparison, or no longer."""
    access.check(by, Verb.APPROVE)
    if name not in {one.name for one in COMPARED}:
        raise FactRefused("We do not compare that.")
    if opens == (name in open_comparisons()):
        return
    if opens:
        _, is_new = OpenComparison.objects.get_or_create(name=name, defaults={"opened_by_id": by.id, "opened_on": on})
        if not is_new:
            return  # somebody else opened it at this moment
    else:
        OpenComparison.objects.filter(name=name).delete()
    verb = "opened comparison" if opens else "closed comparison"
    audit.record(actor=by, verb=verb, subject_kind="comparison", detail={"name": name})
