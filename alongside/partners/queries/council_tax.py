"""Questions about council tax: which scheme holds in each district, and what waits to be approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.partners.models import CouncilTaxScheme, District
from alongside.partners.queries.organisations import districts, districts_of
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Breakdown
from alongside.shell.roles import Reach, Record, Verb

JOINT = CouncilTaxScheme.Joint.choices


@dataclass(frozen=True, slots=True)
class Scheme:
    """What one district takes off."""

    id: UUID
    version: int
    district: str
    district_id: UUID
    district_slug: str
    percent: int
    age_from: int
    age_until: int
    other_councils: bool
    lives_elsewhere: bool
    joint: str
    joint_key: str
    how: str
    source: str
    usual_bill: Decimal | None
    from_on: date
    to_on: date | None
    may_decide: bool
    """Whether whoever looks may approve it or not."""

    @property
    def saves(self) -> Decimal | None:
        """What it takes off a usual bill in a year; None where no usual bill is written down."""
        return self.usual_bill * self.percent / 100 if self.usual_bill is not None else None

    @property
    def cut(self) -> str:
        """How much is taken off and for whom, in the reader's language: every form of the offer says it so."""
        words = {"percent": self.percent, "first": self.age_from, "last": self.age_until}
        return _("%(percent)s%% of the bill, from %(first)s until you turn %(last)s.") % words

    @property
    def also(self) -> tuple[str, ...]:
        """What else holds there: homes that are shared, care by another council, a bill for a place not lived in."""
        shared = {
            "whole": _("If you share your home, the whole bill is cut."),
            "share": _("If you share your home, only your part is cut."),
            "nothing": _("If others owe the bill with you, nothing is cut."),
        }
        far = _("You were in the care of a council far away: you can have this too.")
        elsewhere = _("The bill is yours but you live in another place: you can have this too.")
        return (shared[self.joint_key], *[far] * self.other_councils, *[elsewhere] * self.lives_elsewhere)

    @property
    def words(self) -> str:
        """All of it, after the name of the district."""
        return " ".join((f"{self.district}: {self.cut}", *self.also))


@dataclass(frozen=True, slots=True)
class CouncilTaxDesk:
    """Schemes as far as somebody reaches them."""

    waiting: tuple[Scheme, ...]
    held: tuple[Scheme, ...]
    without: tuple[str, ...]
    """Districts of which no scheme holds."""
    over_or_to_come: tuple[Scheme, ...]
    saved: tuple[tuple[str, Breakdown], ...]
    """What casework tells of claims and of money saved, small numbers hidden."""


def schemes_on(on: date) -> tuple[Scheme, ...]:
    """The approved schemes that hold on the day, by district: for everybody."""
    return tuple(_scheme(row, None) for row in _held(on))


def council_tax_desk(actor: Actor, *, on: date) -> CouncilTaxDesk:
    """All schemes, or those of one's own district."""
    everywhere = Reach.ANYTHING in actor.reaches(Record.COUNCIL_TAX, Verb.READ)
    mine = frozenset(District.objects.values_list("pk", flat=True)) if everywhere else districts_of(actor.organisations)
    rows = CouncilTaxScheme.objects.select_related("district").filter(district_id__in=mine)
    held = [row for row in _held(on) if row.district_id in mine]
    with_one = {row.district_id for row in held}
    approved = rows.filter(state=CouncilTaxScheme.State.APPROVED)
    return CouncilTaxDesk(
        waiting=tuple(_scheme(row, actor) for row in rows.filter(state=CouncilTaxScheme.State.PROPOSED)),
        held=tuple(_scheme(row, actor) for row in held),
        without=tuple(District.objects.filter(pk__in=mine - with_one).values_list("name", flat=True)),
        over_or_to_come=tuple(_scheme(row, actor) for row in approved.exclude(pk__in=[row.pk for row in held])),
        saved=tuple(pair for told in slots.council_tax_figures.all() for pair in told(on=on)) if everywhere else (),
    )


def districts_to_propose(actor: Actor) -> list[tuple[str, str]]:
    """The districts for which this person proposes, by slug and name."""
    if Reach.ANYTHING in actor.reaches(Record.COUNCIL_TAX, Verb.CREATE):
        return districts()
    return list(District.objects.filter(pk__in=districts_of(actor.organisations)).values_list("slug", "name"))


# ---------------------------------------------------------------------------------------------------------------------


def _held(on: date) -> list[CouncilTaxScheme]:
    rows = CouncilTaxScheme.objects.select_related("district").filter(state=CouncilTaxScheme.State.APPROVED)
    return list(rows.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on))


def _scheme(row: CouncilTaxScheme, actor: Actor | None) -> Scheme:
    waits = row.state == CouncilTaxScheme.State.PROPOSED
    return Scheme(
        id=row.pk,
        version=row.version,
        district=row.district.name,
        district_id=row.district_id,
        district_slug=row.district.slug,
        percent=row.percent,
        age_from=row.age_from,
        age_until=row.age_until,
        other_councils=row.other_councils,
        lives_elsewhere=row.lives_elsewhere,
        joint=row.get_joint_display(),
        joint_key=row.joint,
        how=row.how,
        source=row.source,
        usual_bill=row.usual_bill,
        from_on=row.from_on,
        to_on=row.to_on,
        may_decide=bool(
            actor and waits and actor.can(Record.COUNCIL_TAX, Verb.APPROVE) and row.proposed_by_id != actor.id
        ),
    )
