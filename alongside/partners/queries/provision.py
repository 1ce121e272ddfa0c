"""Questions about homes, gaps and the accommodation strategy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.partners import impact_gate, protocol_reach
from alongside.partners.models import District, Gap, Provision, StrategyHead, StrategyVersion
from alongside.partners.queries.organisations import districts, districts_of
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Breakdown
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

GAP_KINDS = Gap.Kind.choices
EVERYWHERE = "Everywhere"


@dataclass(frozen=True, slots=True)
class Homes:
    """Homes that there are, or that are planned."""

    id: UUID
    version: int
    what: str
    district: str
    district_slug: str
    organisation: str
    organisation_id: str
    places: int
    from_on: date
    to_on: date | None
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was decided about a gap."""

    on: date
    present: str
    decided: str
    lead: str
    by_on: date | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something that is missing, and what was decided about it."""

    id: UUID
    version: int
    kind: str
    district: str
    what: str
    noticed_on: date
    review_on: date
    closed_on: date | None
    reviews: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class HomesDesk:
    """Homes and gaps, as far as somebody reaches them."""

    homes: tuple[Homes, ...]
    gaps: tuple[GapRow, ...]
    forecast: tuple[tuple[str, Breakdown], ...]
    """For each stretch of time, in words: how many come of age, by district."""
    writes: bool
    logs: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the strategy."""

    key: str
    title: str
    words: str
    written_on: date | None
    version: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the strategy that was put to be approved."""

    number: int
    version: int
    state: str
    proposed_on: date
    approved_on: date | None
    why_sent_back: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """The accommodation strategy: its heads, and the records that stand under them."""

    heads: tuple[Head, ...]
    desk: HomesDesk
    versions: tuple[VersionRow, ...]
    """Versions that were put to be approved, the newest first."""
    is_as_approved: bool
    """Whether the words are those of the newest approved version."""
    in_the_way: str
    """What stands in the way of approving the version that waits; empty where nothing does."""
    may: frozenset[str]
    """propose, decide"""

    @property
    def priorities(self) -> tuple[GapRow, ...]:
        """Open gaps about which something was decided, the next due first."""
        return tuple(sorted((one for one in self.desk.gaps if one.reviews), key=lambda one: one.review_on))


def homes_desk(actor: Actor, *, on: date) -> HomesDesk:
    """What there is, what is planned, what is missing; a district's people see their own and what is for all."""
    everywhere = protocol_reach.is_everywhere(actor)
    there = Provision.objects.select_related("district", "organisation").filter(Q(to_on=None) | Q(to_on__gt=on))
    missing = Gap.objects.select_related("district").prefetch_related("reviews").filter(closed_on=None)
    if not everywhere:
        mine = Q(district=None) | Q(district_id__in=districts_of(actor.organisations))
        there, missing = there.filter(mine), missing.filter(mine)
    return HomesDesk(
        homes=tuple(_homes(row, on) for row in there),
        gaps=tuple(_gap(row) for row in missing),
        forecast=_forecast(on) if everywhere else (),
        writes=protocol_reach.is_everywhere(actor, Verb.UPDATE),
        logs=actor.can(Record.PROTOCOLS, Verb.CREATE),
    )


def districts_to_log(actor: Actor) -> list[tuple[str, str]]:
    """The districts for which this person logs a gap, by slug and name; nothing before them means everywhere."""
    if protocol_reach.is_everywhere(actor, Verb.CREATE):
        return [("", EVERYWHERE), *districts()]
    rows = District.objects.filter(pk__in=districts_of(actor.organisations))
    return list(rows.values_list("slug", "name"))


def one_gap(actor: Actor, gap_id: UUID, *, on: date) -> GapRow:
    """One open gap. Raises NotYours."""
    for one in homes_desk(actor, on=on).gaps:
        if one.id == gap_id:
            return one
    raise NotYours("gap")


def one_provision(provision_id: UUID, *, on: date) -> Homes:
    """Homes of one kind. Raises NotYours."""
    row = Provision.objects.select_related("district", "organisation").filter(pk=provision_id).first()
    if row is None:
        raise NotYours("provision")
    return _homes(row, on)


def strategy(actor: Actor, *, on: date) -> Strategy:
    """The strategy as it stands on the day."""
    written = {row.head: row for row in StrategyHead.objects.all()}
    heads = tuple(_head(key, str(title), written.get(key)) for key, title in StrategyHead.Head.choices)
    versions = list(StrategyVersion.objects.all())
    approved = next((row for row in versions if row.state == StrategyVersion.State.APPROVED), None)
    waits = next((row for row in versions if row.state == StrategyVersion.State.PROPOSED), None)
    since = approved.approved_on if approved else None
    now = {key: row.words for key, row in written.items() if row.words}
    return Strategy(
        heads=heads,
        desk=homes_desk(actor, on=on),
        versions=tuple(
            VersionRow(row.number, row.version, row.get_state_display(), row.proposed_on, row.approved_on,
                       row.why_sent_back)
            for row in versions
        ),
        is_as_approved=approved is not None and approved.words == now,
        in_the_way=impact_gate.in_the_way_of_strategy(since, on) if waits else "",
        may=_may_with_strategy(actor, waits),
    )  # fmt: skip


def waiting_strategy(actor: Actor, number: int, *, on: date) -> int:
    """The row's own version of a version that waits for this person. Raises NotYours."""
    page = strategy(actor, on=on)
    for one in page.versions:
        if one.number == number and "decide" in page.may and one.approved_on is None and not one.why_sent_back:
            return one.version
    raise NotYours("strategy")


def strategy_head(actor: Actor, key: str, *, on: date) -> Head:
    """One head. Raises NotYours where there is none of this name."""
    for one in strategy(actor, on=on).heads:
        if one.key == key:
            return one
    raise NotYours("head")


# ---------------------------------------------------------------------------------------------------------------------


def _may_with_strategy(actor: Actor, waits: StrategyVersion | None) -> frozenset[str]:
    may = set()
    if waits is None and protocol_reach.is_everywhere(actor, Verb.UPDATE):
        may.add("propose")
    if waits is not None and protocol_reach.is_everywhere(actor, Verb.APPROVE) and waits.proposed_by_id != actor.id:
        may.add("decide")
    return frozenset(may)


def _forecast(on: date) -> tuple[tuple[str, Breakdown], ...]:
    return tuple(pair for forecast in slots.moves_forecast.all() for pair in forecast(on=on))


def _head(key: str, title: str, row: StrategyHead | None) -> Head:
    return Head(key, title, row.words if row else "", row.written_on if row else None, row.version if row else None)


def _homes(row: Provision, on: date) -> Homes:
    return Homes(
        id=row.pk,
        version=row.version,
        what=row.what,
        district=row.district.name if row.district else EVERYWHERE,
        district_slug=row.district.slug if row.district else "",
        organisation=row.organisation.name if row.organisation else "",
        organisation_id=str(row.organisation_id or ""),
        places=row.places,
        from_on=row.from_on,
        to_on=row.to_on,
        is_planned=row.from_on > on,
    )


def _gap(row: Gap) -> GapRow:
    return GapRow(
        id=row.pk,
        version=row.version,
        kind=row.get_kind_display(),
        district=row.district.name if row.district else EVERYWHERE,
        what=row.what,
        noticed_on=row.noticed_on,
        review_on=row.review_on,
        closed_on=row.closed_on,
        reviews=tuple(Reviewed(one.on, one.present, one.decided, one.lead, one.by_on) for one in row.reviews.all()),
    )
