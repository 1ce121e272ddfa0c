"""What casework records counts for protocols, and what it tells in numbers; of nobody in either."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework import actions, numbers
from alongside.casework.models import HousingSignal
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners import numbers as counts
from alongside.partners.models import DutyStep, Organisation
from alongside.shell import slots
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Role
from tests.fairness import assess

DAY = timedelta(days=1)


@pytest.fixture
def kingsmere(council, account):
    """A district whose council signed a protocol that asks for answers to alerts, and for no bed and breakfast."""
    district = partners.add_district(name="Kingsmere", slug="kingsmere", by=SYSTEM)
    signers, bodies = {}, []
    for name, kind in (("Children’s Services", "department"), ("Kingsmere District Council", "district")):
        body = partners.add_organisation(
            name=name, kind=kind, district=district if kind == Organisation.Kind.DISTRICT else None, by=SYSTEM
        )
        user = account(Role.DIRECTOR)
        partners.add_member(organisation=body, user=user, from_on=date(2020, 1, 1), by=SYSTEM)
        signers[body.pk] = actor_for(user.pk, on=TODAY)
        bodies.append(str(body.pk))
    edition = partners.draft_protocol(
        kind="housing", title="Homes", aims="A home.", starts_on=TODAY - 60 * DAY, review_on=TODAY + DAY,
        organisations=bodies, by=SYSTEM,
    )  # fmt: skip
    for code, days in (
        ("alert", 5),
        ("bed_and_breakfast", 0),
        ("eviction", 14),
        ("contingency", 1),
        ("joint_housing", 10),
    ):
        partners.add_duty(
            edition_id=edition.pk, falls_on="district", role="Officer", what="Does it", days=days, after="that",
            source="1", code=code, by=SYSTEM,
        )  # fmt: skip
    edition = partners.put_to_parties(edition_id=edition.pk, version=edition.version, by=SYSTEM)
    for party in edition.parties.all():
        partners.sign_protocol(
            party_id=party.pk, post="Head", approved_by="Cabinet", approved_on=TODAY, on=TODAY,
            by=signers[party.organisation_id],
        )  # fmt: skip
    assess("protocol", "Homes", on=TODAY)
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=TODAY)
    partners.bring_into_force(edition_id=edition.pk, version=edition.version, on=TODAY, by=head)
    return district


def signal(council, district, **more):
    """An alert about Fay, as her adviser writes it down."""
    given = {"district": district.pk, "sign": HousingSignal.Sign.RENT, "told_on": TODAY - 10 * DAY} | more
    by = council.actor("Cal", TODAY)
    return actions.add_life_record(slug="signal", person_id=council.id("Fay"), on=TODAY, by=by, **given)


def joint(council, district, **more):
    """Ella, 17, is about to lose her home: her adviser asks the district to come."""
    given = {"district": district.pk, "asked_on": TODAY - 20 * DAY} | more
    by = council.actor("Amir", TODAY)
    return actions.add_life_record(slug="joint-housing", person_id=council.id("Ella"), on=TODAY, by=by, **given)


@pytest.mark.parametrize(
    ("after", "outcome"), [(10, counts.KEPT), (11, counts.MISSED)], ids=["on the last day", "a day later"]
)
def test_a_joint_assessment_at_17_counts_when_both_met(council, kingsmere, after, outcome):
    joint(council, kingsmere, met_on=TODAY - (20 - after) * DAY, agreed="accommodated")
    step = DutyStep.objects.get()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == outcome


def test_nobody_chooses_not_to_be_looked_after_without_knowing_what_that_means(council, kingsmere):
    chosen = {"met_on": TODAY - 19 * DAY, "agreed": "housed"}
    with pytest.raises(FactRefused, match="without having been told"):
        joint(council, kingsmere, **chosen)
    assert joint(council, kingsmere, **chosen, is_told_rights=True).agreed == "housed"


def test_nothing_is_agreed_before_both_met_nor_for_somebody_grown_up(council, kingsmere):
    with pytest.raises(FactRefused, match="when you assessed together"):
        joint(council, kingsmere, agreed="at_home")
    with pytest.raises(FactRefused, match="before you asked"):
        joint(council, kingsmere, met_on=TODAY - 21 * DAY)
    given = {"slug": "joint-housing", "on": TODAY, "by": council.actor("Cal", TODAY), "district": kingsmere.pk}
    eighteen = date(2025, 6, 20)
    with pytest.raises(FactRefused, match="16 or 17"):
        actions.add_life_record(person_id=council.id("Fay"), asked_on=eighteen, **given)
    actions.add_life_record(person_id=council.id("Fay"), asked_on=eighteen - DAY, **given)


@pytest.mark.parametrize(
    ("after", "outcome"), [(5, counts.KEPT), (6, counts.MISSED)], ids=["on the last day", "a day later"]
)
def test_an_alert_counts_when_it_is_acted_on(council, kingsmere, after, outcome):
    signal(council, kingsmere, action="Rang", acted_on=TODAY - (10 - after) * DAY)
    step = DutyStep.objects.get()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == outcome


def test_a_step_follows_its_record_and_does_not_say_which_it_is(council, kingsmere):
    row = signal(council, kingsmere)
    step = DutyStep.objects.get()
    assert step.done_on is None
    assert str(row.pk) not in step.reference and row.pk.hex[:8] not in step.reference
    by = council.actor("Cal", TODAY)
    row = actions.change_life_record(
        slug="signal", record_id=row.pk, version=row.version, on=TODAY, by=by, action="Paid", acted_on=TODAY
    )
    assert DutyStep.objects.get().done_on == TODAY
    actions.take_out_life_record(slug="signal", record_id=row.pk, version=row.version, why="Mistaken", on=TODAY, by=by)
    assert DutyStep.objects.get().taken_out_on == TODAY


def test_bed_and_breakfast_counts_and_another_home_does_not(council, kingsmere):
    by = council.actor("Cal", TODAY)
    given = {"provided": True, "district": kingsmere.pk}
    for place, day in (("U", TODAY - 20 * DAY), ("W", TODAY - 3 * DAY)):
        actions.add_life_record(
            slug="home", person_id=council.id("Fay"), place=place, from_on=day, on=TODAY, by=by, **given
        )
    step = DutyStep.objects.get()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == counts.MISSED


def test_notice_to_leave_asks_for_a_meeting(council, kingsmere):
    by = council.actor("Cal", TODAY)
    home = actions.add_life_record(
        slug="home", person_id=council.id("Fay"), place="U", from_on=TODAY - 90 * DAY, provided=False,
        district=kingsmere.pk, notice_on=TODAY - 10 * DAY, on=TODAY, by=by,
    )  # fmt: skip
    step = DutyStep.objects.get()
    assert (step.due_on, step.done_on) == (TODAY + 4 * DAY, None)
    change = {"slug": "home", "record_id": home.pk, "version": home.version, "on": TODAY, "by": by}
    with pytest.raises(FactRefused, match="on its day or later"):
        actions.change_life_record(met_on=TODAY - 11 * DAY, **change)
    actions.change_life_record(met_on=TODAY, **change)
    step.refresh_from_db()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == counts.KEPT


def test_a_home_that_fell_through_asks_for_another(council, kingsmere):
    """Bed and breakfast is not one; a home that ended as planned asks for nothing."""
    by = council.actor("Cal", TODAY)
    home = {"slug": "home", "person_id": council.id("Fay"), "provided": False, "district": kingsmere.pk, "on": TODAY}
    first = actions.add_life_record(place="U", from_on=TODAY - 90 * DAY, to_on=TODAY - 9 * DAY, by=by, **home)
    assert not DutyStep.objects.filter(duty__code="contingency").exists()
    change = {"slug": "home", "record_id": first.pk, "on": TODAY, "by": by}
    first = actions.change_life_record(version=first.version, why_left="broke_down", **change)
    step = DutyStep.objects.get(duty__code="contingency")
    assert (step.asked_on, step.due_on, step.done_on) == (TODAY - 9 * DAY, TODAY - 8 * DAY, None)
    actions.add_life_record(place="W", from_on=TODAY - 9 * DAY, to_on=TODAY - 7 * DAY, by=by, **home)
    step.refresh_from_db()
    assert step.done_on is None
    found = actions.add_life_record(place="U", from_on=TODAY - 8 * DAY, by=by, **home)
    step.refresh_from_db()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == counts.KEPT
    actions.take_out_life_record(
        slug="home", record_id=found.pk, version=found.version, why="Mistaken", on=TODAY, by=by
    )
    step.refresh_from_db()
    assert counts.outcome(step.asked_on, step.due_on, step.done_on, TODAY) == counts.MISSED
    actions.change_life_record(version=first.version, why_left="planned", **change)
    step.refresh_from_db()
    assert step.taken_out_on == TODAY


def test_what_is_asked_from_a_birthday_or_of_adult_services_tells_itself(council, monkeypatch):
    told = []
    monkeypatch.setattr(slots.protocol_step, "_things", [lambda **given: told.append(given)])
    ella = council.person("Ella")
    actions.write_before_eighteen(
        person_id=ella.pk, version=0, changes={"choices_on": TODAY}, on=TODAY, by=council.actor("Amir", TODAY)
    )
    assert [(one["code"], one["asked_on"], one["done_on"]) for one in told] == [("options", date(2025, 5, 10), TODAY)]
    told.clear()
    actions.ask_adult_services(person_id=ella.pk, why="She needs it.", on=TODAY, by=council.actor("Amir", TODAY))
    assert [(one["code"], one["asked_on"], one["done_on"]) for one in told] == [("joint", TODAY, None)]
    told.clear()
    at_16 = date(2025, 6, 1)
    assert actions.tell_protocols_of_birthdays(on=at_16, by=SYSTEM) == 2, "Ella, and Rory since March"
    assert {(one["asked_on"], one["done_on"]) for one in told} == {(date(2025, 5, 10), TODAY), (date(2025, 3, 1), None)}
    assert actions.tell_protocols_of_birthdays(on=TODAY, by=SYSTEM) == 0


def test_the_forecast_hides_small_numbers(council):
    for _, stretch in numbers.moves_by_district(on=TODAY):
        assert all(str(count) in ("not shown", "0") or count.value >= 5 for count in stretch.parts.values())


def test_a_move_is_known_from_staying_put_a_notice_a_last_day_or_a_next_home(council, kingsmere):
    from alongside.casework.moves import Why, expected_moves
    from alongside.casework.numbers import everyone

    def known(name):
        moves = {one.person: one for one in expected_moves(everyone(TODAY), on=TODAY)}
        return moves.get(council.id(name))

    assert known("Ella").why is Why.OF_AGE and known("Fay") is None
    amir, cal = council.actor("Amir", TODAY), council.actor("Cal", TODAY)
    actions.add_life_record(
        slug="home", person_id=council.id("Fay"), place="U", from_on=TODAY - DAY, to_on=TODAY + 90 * DAY,
        provided=False, district=kingsmere.pk, on=TODAY, by=cal,
    )  # fmt: skip
    assert (known("Fay").why, known("Fay").district, known("Fay").on) == (Why.END, "Kingsmere", TODAY + 90 * DAY)
    actions.add_life_record(
        slug="staying-put", person_id=council.id("Ella"), decided="stays", decided_on=TODAY,
        ends_on=TODAY + 700 * DAY, on=TODAY, by=amir,
    )  # fmt: skip
    assert (known("Ella").why, known("Ella").on) == (Why.STAYING_PUT, TODAY + 700 * DAY)


def test_pounds_saved_are_told_from_five_claims_on(council, kingsmere):
    by = council.actor("Cal", TODAY)

    def claim():
        actions.add_life_record(
            slug="council-tax", person_id=council.id("Fay"), on=TODAY, by=by, district=kingsmere.pk,
            claimed_on=TODAY - 9 * DAY, outcome="granted", told_on=TODAY, saved="1000.00",
        )  # fmt: skip

    for _ in range(4):
        claim()
    assert [words for words, _ in numbers.council_tax(on=TODAY)] == ["Claims of the last year"]
    claim()
    (_, outcomes), (_, saved) = numbers.council_tax(on=TODAY)
    assert str(outcomes.parts["Granted"]) == "5"
    assert str(saved.parts["Kingsmere"]) == "5,000"


def test_few_complaints_are_not_told(council):
    for _, counts_told in numbers.complaints_and_advocates(on=TODAY):
        assert all(one.value is None or one.value == 0 or one.value >= 5 for one in counts_told.parts.values())
