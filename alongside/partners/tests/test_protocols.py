"""Protocols: written, signed by each party for itself, in force for those who signed, kept or not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.partners import actions, numbers, queries
from alongside.partners.models import District, Duty, DutyStep, Edition, Organisation, Signature
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIND = Organisation.Kind


class Council:
    """A council, two districts and a health body; and somebody who acts for each."""

    def __init__(self, account, system: Actor, on: date) -> None:
        self.account, self.system, self.on = account, system, on
        self.bodies: dict[str, Organisation] = {}
        for name in ("Hill", "Vale"):
            district = actions.add_district(name=name, slug=name.lower(), by=system)
            self.bodies[name] = actions.add_organisation(
                name=f"{name} District Council", kind=KIND.DISTRICT, district=district, by=system
            )
        self.bodies["own"] = actions.add_organisation(name="Children’s Services", kind=KIND.DEPARTMENT, by=system)
        self.writer, self.head = self.acts(Role.COMMISSIONER), self.acts(Role.HEAD_OF_SERVICE)
        self.director = self.acts(Role.DIRECTOR, "own")
        assess("protocol", "Homes", on=self.on)
        self.hill, self.vale = self.acts(Role.HOUSING_OFFICER, "Hill"), self.acts(Role.DISTRICT_EDITOR, "Vale")

    def acts(self, role: Role, *bodies: str) -> Actor:
        """Somebody in a role, who acts for these bodies."""
        user = self.account(role)
        for name in bodies:
            actions.add_member(organisation=self.bodies[name], user=user, from_on=date(2020, 1, 1), by=self.system)
        return actor_for(user.pk, on=self.on)

    def draft(self, title: str = "Homes", **more) -> Edition:
        """A version with one duty of each."""
        edition = actions.draft_protocol(
            kind="housing", title=title, aims="A home for each.", starts_on=self.on, review_on=self.on + 365 * DAY,
            organisations=[str(body.pk) for body in self.bodies.values()], by=self.writer, **more,
        )  # fmt: skip
        self.duty(edition, "department", "referral", 2)
        self.duty(edition, "district", "", 10)
        return edition

    def duty(self, edition: Edition, falls_on: str, code: str, days: int) -> Duty:
        """One more duty."""
        return actions.add_duty(
            edition_id=edition.pk, falls_on=falls_on, role="Officer", what="Does it", days=days, after="the asking",
            source="Paragraph 1", code=code, by=self.writer,
        )  # fmt: skip

    def put(self, edition: Edition) -> Edition:
        return actions.put_to_parties(edition_id=edition.pk, version=edition.version, by=self.writer)

    def sign(self, edition: Edition, body: str, by: Actor, **more) -> Signature:
        party = edition.parties.get(organisation=self.bodies[body])
        given = {"post": "Head", "approved_by": "Cabinet", "approved_on": self.on, "on": self.on} | more
        return actions.sign_protocol(party_id=party.pk, by=by, **given)

    def force(self, edition: Edition, by: Actor | None = None) -> Edition:
        edition.refresh_from_db()
        return actions.bring_into_force(edition_id=edition.pk, version=edition.version, on=self.on, by=by or self.head)

    def in_force(self) -> Edition:
        """A version that holds for the council and for Hill, and not for Vale."""
        edition = self.put(self.draft())
        self.sign(edition, "own", self.director)
        self.sign(edition, "Hill", self.hill)
        return self.force(edition)

    def step(self, edition: Edition, body: str, by: Actor, asked_on: date, done_on: date | None = None) -> DutyStep:
        return actions.record_step(
            duty_id=edition.duties.get(code="").pk, party_id=edition.parties.get(organisation=self.bodies[body]).pk,
            asked_on=asked_on, done_on=done_on, on=self.on, by=by,
        )  # fmt: skip


def user(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


@pytest.fixture
def council(account, system, today) -> Council:
    return Council(account, system, today)


def test_a_district_signs_for_itself_once_and_for_nobody_else(council):
    edition = council.put(council.draft())
    with pytest.raises(NotYours):
        council.sign(edition, "Vale", council.hill)
    signature = council.sign(edition, "Hill", council.hill)
    assert signature.signed_by_id == council.hill.id
    with pytest.raises(WrongState, match="signed already"):
        council.sign(edition, "Hill", council.acts(Role.HOUSING_OFFICER, "Hill"))
    line = AuditEvent.objects.get(verb="signed protocol")
    assert line.subject == edition.protocol_id


def test_who_acts_for_two_parties_signs_for_one_of_them_only(council):
    edition = council.put(council.draft())
    both = council.acts(Role.HOUSING_OFFICER, "Hill", "Vale")
    council.sign(edition, "Hill", both)
    with pytest.raises(OwnWork):
        council.sign(edition, "Vale", both)
    party = edition.parties.get(organisation=council.bodies["Vale"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            party=party, edition=edition, signed_by_id=both.id, post="Head", approved_by="Cabinet",
            approved_on=council.on, signed_on=council.on,
        )  # fmt: skip


def test_a_party_signs_after_its_own_body_approved(council):
    edition = council.put(council.draft())
    with pytest.raises(FactRefused, match="approve it first"):
        council.sign(edition, "Hill", council.hill, approved_on=council.on + DAY)
    council.sign(edition, "Hill", council.hill, approved_on=council.on)


def test_the_head_of_service_signs_for_no_body_that_is_not_theirs(council):
    edition = council.put(council.draft())
    with pytest.raises(NotYours):
        council.sign(edition, "own", council.head)


def test_a_version_is_frozen_once_it_is_with_its_parties(council):
    edition = council.draft()
    given = {
        "aims": "Other", "starts_on": council.on, "review_on": council.on + 30 * DAY,
        "organisations": [str(council.bodies["own"].pk), str(council.bodies["Hill"].pk)],
    }  # fmt: skip
    edition = actions.change_edition(edition_id=edition.pk, version=edition.version, by=council.writer, **given)
    assert edition.parties.count() == 2
    with pytest.raises(EditConflict):
        actions.change_edition(edition_id=edition.pk, version=edition.version - 1, by=council.writer, **given)
    edition = council.put(edition)
    with pytest.raises(WrongState):
        actions.change_edition(edition_id=edition.pk, version=edition.version, by=council.writer, **given)
    with pytest.raises(WrongState):
        council.duty(edition, "district", "assessment", 3)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(aims="Something else")
    council.sign(edition, "Hill", council.hill)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.update(post="Somebody else")


def test_a_version_needs_a_department_another_party_and_a_duty(council):
    edition = actions.draft_protocol(
        kind="health", title="Health", aims="Well.", starts_on=council.on, review_on=council.on + DAY,
        organisations=[str(council.bodies["Hill"].pk), str(council.bodies["Vale"].pk)], by=council.writer,
    )  # fmt: skip
    with pytest.raises(FactRefused, match="department"):
        council.put(edition)
    duty = council.duty(edition, "health", "", 1)
    edition = actions.change_edition(
        edition_id=edition.pk, version=edition.version, aims="Well.", starts_on=council.on, review_on=council.on + DAY,
        organisations=[str(council.bodies["Hill"].pk), str(council.bodies["own"].pk)], by=council.writer,
    )  # fmt: skip
    with pytest.raises(FactRefused, match="of which none is party"):
        council.put(edition)
    actions.take_out_duty(duty_id=duty.pk, by=council.writer)
    with pytest.raises(FactRefused, match="at least one duty"):
        council.put(edition)


def test_a_version_holds_when_the_council_and_one_other_signed_and_somebody_else_says_so(council):
    edition = council.put(council.draft())
    council.sign(edition, "own", council.director)
    with pytest.raises(FactRefused, match="have to sign first"):
        council.force(edition)
    council.sign(edition, "Hill", council.hill)
    with pytest.raises(NotAllowed):
        council.force(edition, council.writer)
    assert council.force(edition).state == Edition.State.IN_FORCE
    council.sign(edition, "Vale", council.vale)  # a party may sign later


def test_nobody_brings_into_force_what_they_drafted_or_before_its_day(council):
    edition = council.put(council.draft())
    council.sign(edition, "own", council.director)
    council.sign(edition, "Hill", council.hill)
    with pytest.raises(FactRefused, match="It holds from"):
        actions.bring_into_force(edition_id=edition.pk, version=edition.version, on=council.on - DAY, by=council.head)
    with pytest.raises(IntegrityError, match="nobody_brings_into_force_what_they_drafted"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(in_force_by_id=council.writer.id)


def test_the_next_version_begins_with_the_duties_and_replaces_the_one_before(council):
    first = council.in_force()
    second = actions.draft_edition(
        protocol_id=first.protocol_id, aims="More.", starts_on=council.on, review_on=council.on + DAY,
        organisations=[str(council.bodies["own"].pk), str(council.bodies["Hill"].pk)], by=council.writer,
    )  # fmt: skip
    assert (second.number, second.duties.count()) == (2, 2)
    with pytest.raises(WrongState):
        actions.draft_edition(
            protocol_id=first.protocol_id, aims="Even more.", starts_on=council.on, review_on=council.on + DAY,
            organisations=[], by=council.writer,
        )  # fmt: skip
    second = council.put(second)
    council.sign(second, "own", council.director)
    council.sign(second, "Hill", council.hill)
    council.force(second)
    first.refresh_from_db()
    assert first.state == Edition.State.REPLACED
    with pytest.raises(WrongState):
        actions.withdraw_edition(edition_id=first.pk, version=first.version, by=council.writer)


@pytest.mark.parametrize(
    ("took", "what"), [(10, numbers.KEPT), (11, numbers.MISSED)], ids=["the last day", "the day after"]
)
def test_the_last_day_is_in_time(council, took, what):
    asked = council.on - 30 * DAY
    assert numbers.outcome(asked, asked + 10 * DAY, asked + took * DAY, council.on) == what
    assert numbers.outcome(asked, asked + 10 * DAY, None, asked + took * DAY) == (
        numbers.OPEN if took == 10 else numbers.MISSED
    )


def test_a_step_is_written_for_a_party_that_signed_by_itself_or_by_the_council(council):
    edition = council.in_force()
    council.step(edition, "Hill", council.hill, council.on - DAY)
    council.step(edition, "Hill", council.writer, council.on - DAY)
    with pytest.raises(NotYours):
        council.step(edition, "Hill", council.vale, council.on)
    with pytest.raises(FactRefused, match="does not bind"):
        council.step(edition, "Vale", council.writer, council.on)
    with pytest.raises(FactRefused, match="future"):
        council.step(edition, "Hill", council.hill, council.on + DAY)
    with pytest.raises(FactRefused, match="before it was asked"):
        council.step(edition, "Hill", council.hill, council.on, council.on - DAY)
    with pytest.raises(NotAllowed):
        council.step(edition, "Hill", council.acts(Role.PERSONAL_ADVISER), council.on)


def test_a_step_is_finished_once_and_taken_out_by_whoever_reaches_it(council):
    edition = council.in_force()
    step = council.step(edition, "Hill", council.hill, council.on - DAY)
    other = council.acts(Role.HOUSING_OFFICER, "Vale")
    with pytest.raises(NotYours):
        actions.finish_step(step_id=step.pk, version=step.version, done_on=council.on, on=council.on, by=other)
    step = actions.finish_step(
        step_id=step.pk, version=step.version, done_on=council.on, on=council.on, by=council.hill
    )
    with pytest.raises(WrongState):
        actions.finish_step(step_id=step.pk, version=step.version, done_on=council.on, on=council.on, by=council.hill)
    actions.take_out_step(step_id=step.pk, version=step.version, on=council.on, by=council.hill)
    assert numbers.protocol_times(edition.protocol_id, on=council.on) == {}


def test_what_casework_reports_is_found_again_and_names_nobody(council):
    edition = council.in_force()
    given = {"code": "referral", "district_id": District.objects.get(slug="vale").pk, "reference": "a" * 32}
    told = given | {"on": council.on, "by": council.writer}
    step = actions.note_step(asked_on=council.on, done_on=None, **told)
    assert step.party.organisation == council.bodies["own"]
    again = actions.note_step(asked_on=council.on, done_on=council.on, **told)
    assert (again.pk, again.done_on) == (step.pk, council.on)
    with pytest.raises(NotYours):
        actions.take_out_step(step_id=step.pk, version=again.version, on=council.on, by=council.writer)
    gone = actions.note_step(asked_on=None, done_on=None, **told)
    assert gone.taken_out_on == council.on
    assert DutyStep.objects.count() == 1
    assert actions.note_step(**told | {"code": "alert", "reference": "b"}, asked_on=council.on, done_on=None) is None
    assert edition.duties.count() == 2


def test_what_was_asked_before_a_protocol_held_is_not_counted(council):
    council.in_force()
    told = {"code": "referral", "district_id": None, "done_on": None, "on": council.on, "by": council.writer}
    assert actions.note_step(reference="x", asked_on=council.on - DAY, **told) is None
    assert actions.note_step(reference="x", asked_on=council.on, **told) is not None


def test_few_times_are_not_told(council):
    edition = council.in_force()
    body = council.bodies["Hill"].pk
    for _ in range(4):
        council.step(edition, "Hill", council.hill, council.on - 20 * DAY, council.on - 15 * DAY)
    few = numbers.protocol_times(edition.protocol_id, on=council.on)[body]
    assert str(few.parts[numbers.KEPT]) == "not shown"
    council.step(edition, "Hill", council.hill, council.on - 20 * DAY, council.on - 15 * DAY)
    enough = numbers.protocol_times(edition.protocol_id, on=council.on)[body]
    assert str(enough.parts[numbers.KEPT]) == "5"


def test_a_partner_sees_its_own_protocols_and_figures_only(council):
    draft = council.draft("Still being written")
    edition = council.in_force()
    for body, by in (("Hill", council.hill), ("own", council.writer)):
        if body == "Hill":
            council.step(edition, body, by, council.on - DAY)
    council.sign(edition, "Vale", council.vale)
    council.step(edition, "Vale", council.vale, council.on - DAY)
    assert [one.id for one in queries.protocols(council.hill, on=council.on)] == [edition.pk]
    with pytest.raises(NotYours):
        queries.protocol_page(council.hill, draft.pk, on=council.on)
    with pytest.raises(NotYours):
        queries.protocol_page(council.acts(Role.HOUSING_OFFICER), edition.pk, on=council.on)
    page = queries.protocol_page(council.hill, edition.pk, on=council.on)
    assert [one.organisation for one in page.parties if one.times] == ["Hill District Council"]
    assert [one.organisation for one in page.open_steps] == ["Hill District Council"]
    assert page.may == {"step"}
    whole = queries.protocol_page(council.head, edition.pk, on=council.on)
    assert len([one for one in whole.parties if one.times]) == 2


def test_a_gap_is_logged_for_ones_own_district_and_closed_by_two_bodies_together(council):
    given = {"kind": "cost", "what": "Too dear.", "noticed_on": council.on, "on": council.on}
    with pytest.raises(FactRefused, match="own district"):
        actions.log_gap(district="vale", review_on=council.on + DAY, by=council.hill, **given)
    with pytest.raises(FactRefused, match="own district"):
        actions.log_gap(review_on=council.on + DAY, by=council.hill, **given)
    with pytest.raises(FactRefused, match="still to come"):
        actions.log_gap(district="hill", review_on=council.on, by=council.hill, **given)
    gap = actions.log_gap(district="hill", review_on=council.on + DAY, by=council.hill, **given)
    assert [one.id for one in queries.homes_desk(council.hill, on=council.on).gaps] == [gap.pk]
    assert queries.homes_desk(council.vale, on=council.on).gaps == ()
    own, hill = (str(council.bodies[name].pk) for name in ("own", "Hill"))
    review = {"gap_id": gap.pk, "version": gap.version, "decided": "Ask.", "on": council.on, "by": council.writer}
    with pytest.raises(FactRefused, match="at least two"):
        actions.review_gap(present=[own], closes=True, **review)
    with pytest.raises(FactRefused, match="by when"):
        actions.review_gap(present=[own, hill], closes=False, **review)
    with pytest.raises(NotYours):
        actions.review_gap(present=[own, hill], closes=True, **review | {"by": council.hill})
    actions.review_gap(present=[own, hill], closes=False, lead="Head", by_on=council.on + DAY, **review)
    gap.refresh_from_db()
    actions.review_gap(present=[own, hill], closes=True, **review | {"version": gap.version})
    assert queries.homes_desk(council.writer, on=council.on).gaps == ()


def test_the_strategy_has_six_heads_and_fills_from_the_records(council):
    actions.write_head(head="needs", words="Ask each.", on=council.on, by=council.writer)
    actions.add_provision(what="Flats", district="hill", places=4, from_on=council.on + DAY, by=council.writer)
    page = queries.strategy(council.head, on=council.on)
    assert [one.key for one in page.heads] == ["needs", "choice", "provision", "gaps", "priorities", "contingency"]
    assert page.heads[0].words == "Ask each."
    assert [one.is_planned for one in page.desk.homes] == [True]
    assert [one.is_planned for one in queries.strategy(council.head, on=council.on + DAY).desk.homes] == [False]
    with pytest.raises(EditConflict):
        actions.write_head(head="needs", words="Other.", version=9, on=council.on, by=council.writer)


def test_a_bakery_comes_after_those_who_sign_protocols(council):
    actions.add_organisation(name="A Bakery", kind="business", by=council.system)
    assert queries.bodies()[-1][1] == "A Bakery"


def test_a_protocol_that_is_begun_opens_and_so_does_its_next_version(council, visit: Visit):
    writer, head = user(council.writer), user(council.head)
    new = "/staff/partners/protocols/add/"
    form = visit(new, by=writer).fields | {
        "kind": "housing", "title": "Keys", "aims": "A key each.",
        "organisations": [str(council.bodies[name].pk) for name in ("own", "Hill")],
        "starts_on-day": "1", "starts_on-month": "1", "starts_on-year": "2027",
        "review_on-day": "1", "review_on-month": "6", "review_on-year": "2027",
    }  # fmt: skip
    one = visit.post(new, form, by=writer).location
    assert visit(one, by=writer).h1.startswith("Keys")
    held = council.put(council.draft())
    council.sign(held, "own", council.director)
    council.sign(held, "Hill", council.hill)
    visit.post(f"/staff/partners/protocols/{held.pk}/force/", {"version": str(held.version)}, by=head)
    address = f"/staff/partners/protocols/{held.pk}/next/"
    form = visit(address, by=writer).fields | {"organisations": form["organisations"]}
    following = visit.post(address, form, by=writer).location
    assert following not in (one, "/staff/partners/protocols/")
    assert "Version 2" in visit(following, by=writer).html or "version 2" in visit(following, by=writer).html


def test_the_pages_let_a_district_sign_and_show_it_no_more(council, visit: Visit):
    edition = council.put(council.draft())
    council.sign(edition, "own", council.director)
    page = visit("/staff/partners/protocols/", by=user(council.hill))
    assert "Waits for your signature" in page
    party = edition.parties.get(organisation=council.bodies["Hill"])
    address = f"/staff/partners/protocols/parties/{party.pk}/sign/"
    visit(address, by=user(council.vale), status=404)
    visit(address, by=user(council.head), status=404)
    form = visit(address, by=user(council.hill)).fields | {
        "post": "Head of housing", "approved_by": "Cabinet", "reference": "CAB/7",
        "approved_on-day": "20", "approved_on-month": "11", "approved_on-year": "2026",
    }  # fmt: skip
    sent = visit.post(address, form, by=user(council.hill))
    page = visit(sent.location, by=user(council.hill))
    assert "Head of housing" in page and "CAB/7" in page
    assert "Change it" not in page
    one = f"/staff/partners/protocols/{edition.pk}/"
    visit.post(f"{one}force/", {"version": str(edition.version)}, by=user(council.hill), status=404)
    visit.post(f"{one}force/", {"version": str(edition.version)}, by=user(council.head))
    assert "In force" in visit(one, by=user(council.head))
    visit(f"{one}steps/add/", by=user(council.hill))
    visit("/staff/partners/homes/strategy/", by=user(council.hill), status=404)
    assert "Accommodation strategy" in visit("/staff/partners/homes/strategy/", by=user(council.head))


def test_a_step_written_by_mistake_is_taken_out_on_the_protocols_page(council, visit: Visit):
    edition = council.in_force()
    step = council.step(edition, "Hill", council.hill, council.on - DAY)
    by = User.objects.get(pk=council.hill.id)
    path = f"/staff/partners/protocols/{edition.pk}/"
    page = visit(path, by=by)
    actions_there = [form.get("action") for form in page.document.all("form")]
    (out,) = [one for one in actions_there if one and one.endswith("/take-out/")]
    assert "It is taken out" in visit(visit.post(out, by=by).location, by=by)
    step.refresh_from_db()
    assert step.taken_out_on == council.on
