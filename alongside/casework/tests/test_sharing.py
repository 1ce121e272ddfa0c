"""Who may know what, what was told by what right, referrals to services, and data breaches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from alongside.casework import access, actions, local_clocks, queries
from alongside.casework.models import ConsentChoice, DataBreach, ServiceReferral, SharingEvent
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.law import months_after
from alongside.partners import actions as partners
from alongside.partners.models import District, Organisation
from alongside.shell import clock
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours, WrongState
from alongside.shell.roles import Record

HOMES = ["accommodation"]
ADVISER = {"on": TODAY}


@pytest.fixture
def homes(council) -> Organisation:
    """A district council, for which Hugo works."""
    district = District.objects.create(name="Kingsmere", slug="kingsmere")
    body = partners.add_organisation(name="Kingsmere", kind=Organisation.Kind.DISTRICT, district=district, by=SYSTEM)
    partners.add_member(organisation=body, user=council.users["Hugo"], from_on=BEFORE, by=SYSTEM)
    return body


def yes(council, homes, by="Cal", **more):
    """Fay agrees that the housing officer may know where she lives."""
    given = {
        "person_id": council.id("Fay"), "organisation": str(homes.pk), "what": HOMES, "what_for": "a flat",
        "answer": "given", "how": "in_person", "decided_on": TODAY, "on": TODAY, "by": council.actor(by),
    }  # fmt: skip
    return actions.record_consent(**given | more)


def refer(council, homes, **more):
    """Cal refers her to the district for a flat."""
    given = {
        "person_id": council.id("Fay"), "organisation": str(homes.pk), "service": "A flat", "why": "She is homeless",
        "groups": HOMES, "basis": "public_task", "wishes": "agree", "on": TODAY, "by": council.actor("Cal"),
    }  # fmt: skip
    return actions.refer_to_service(**given | more)


def told(council, **more):
    """Cal told the police something."""
    given = {
        "person_id": council.id("Fay"), "who": "The police", "what": "Where she was seen", "why": "to find her",
        "basis": "public_task", "wishes": "agree", "shared_on": TODAY, "on": TODAY, "by": council.actor("Cal"),
    }  # fmt: skip
    return actions.record_sharing(**given | more)


def sees(council, on=TODAY):
    """Whether Hugo reaches Fay's home."""
    return access.visible_to(council.actor("Hugo", on), Record.HOME, on=on).exists()


# --- A basis ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["", "because", "consent"])
def test_a_sharing_without_a_basis_cannot_be_saved(council, basis):
    with pytest.raises(FactRefused):
        told(council, basis=basis)
    told(council)
    event = SharingEvent.objects.get()
    event.basis = basis
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


def test_wishes_are_kept_apart_from_the_right_and_need_a_reason_where_they_differ(council):
    with pytest.raises(FactRefused, match="say why"):
        told(council, wishes="against")
    event = told(council, wishes="against", wishes_why="Her life is in danger", basis="vital")
    event.wishes_why = ""
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


def test_a_sharing_names_somebody(council):
    with pytest.raises(FactRefused, match="Say who"):
        told(council, who=" ")


@pytest.mark.parametrize(("more", "may"), [({}, True), ({"answer": "refused"}, False), ({"ends_on": TODAY}, False)])
def test_what_rests_on_a_yes_needs_one_that_holds(council, homes, more, may):
    started = TODAY - timedelta(days=30)
    consent = yes(council, homes, decided_on=started, **more)
    if may:
        assert told(council, basis="consent", consent=str(consent.pk)).consent == consent
    else:
        with pytest.raises(FactRefused, match="no yes"):
            told(council, basis="consent", consent=str(consent.pk))


# --- Taken back ------------------------------------------------------------------------------------------------------


def test_taking_a_yes_back_closes_what_rests_on_it_at_once(council, homes, fay, visit):
    consent = yes(council, homes)
    refer(council, homes, basis="consent", consent=str(consent.pk))
    hugo, address = council.users["Hugo"], f"/staff/people/{council.id('Fay')}/services/"
    assert sees(council) and "A flat" in visit(address, by=hugo)
    page = visit("/me/who-knows/", by=fay)
    visit.post(f"/me/who-knows/{consent.pk}/back/", {"version": page.fields["version"]}, by=fay)
    assert not sees(council)
    visit(address, by=hugo, status=404)
    assert ServiceReferral.objects.get().ended_on == TODAY
    with pytest.raises(FactRefused, match="no yes"):
        refer(council, homes, basis="consent", consent=str(consent.pk))
    with pytest.raises(FactRefused, match="no yes"):
        told(council, basis="consent", consent=str(consent.pk))


def test_taking_a_yes_back_never_stops_what_keeps_somebody_safe(council, homes, fay):
    consent = yes(council, homes)
    refer(council, homes)
    actions.take_consent_back(consent_id=consent.pk, version=consent.version, on=TODAY, by=council.actor("Fay"))
    assert sees(council)
    assert told(council, wishes="against", wishes_why="To keep her safe").pk


def test_a_yes_is_taken_back_once_and_by_nobody_else(council, homes, fay):
    consent = yes(council, homes)
    act = {"consent_id": consent.pk, "version": consent.version, "on": TODAY}
    with pytest.raises(NotYours):
        actions.take_consent_back(by=council.actor("Amir"), **act)
    actions.take_consent_back(by=council.actor("Fay"), **act)
    with pytest.raises(WrongState):
        actions.take_consent_back(by=council.actor("Cal"), **act)


def test_two_who_change_a_choice_do_not_overwrite_each_other(council, homes):
    consent = yes(council, homes)
    actions.check_consent(consent_id=consent.pk, version=consent.version, on=TODAY, by=council.actor("Cal"))
    with pytest.raises(EditConflict):
        actions.take_consent_back(consent_id=consent.pk, version=consent.version, on=TODAY, by=council.actor("Cal"))


def test_a_yes_is_asked_again_after_twelve_months(council, homes):
    consent = yes(council, homes)
    person = council.id("Fay")
    due = [one.due_on for one in local_clocks.running([person], TODAY) if one.clock == "consent_checked"]
    assert due == [months_after(TODAY, 12)]
    later = months_after(TODAY, 11)
    actions.check_consent(consent_id=consent.pk, version=1, on=later, by=council.actor("Cal", later))
    due = [one.due_on for one in local_clocks.running([person], later) if one.clock == "consent_checked"]
    assert due == [months_after(later, 12)]


# --- Services --------------------------------------------------------------------------------------------------------


def test_a_referral_shows_no_more_than_was_agreed_to(council, homes):
    consent = yes(council, homes)
    with pytest.raises(FactRefused, match="agreed to less"):
        refer(council, homes, basis="consent", consent=str(consent.pk), groups=[*HOMES, "health"])


def test_the_slice_ends_with_the_referral_and_the_sharing_is_kept(council, homes, visit):
    made = refer(council, homes)
    hugo, cal = council.users["Hugo"], council.users["Cal"]
    assert SharingEvent.objects.get().referral == made
    reply = f"/staff/services/{made.pk}/reply/"
    visit.post(reply, {**visit(reply, by=hugo).fields, "reply": "yes", "reply_words": "We can help."}, by=hugo)
    assert sees(council)
    visit(f"/staff/services/{made.pk}/end/", by=hugo, status=404)
    end = f"/staff/services/{made.pk}/end/"
    visit.post(end, {**visit(end, by=cal).fields, "result": "She has a flat.", "rating": "5"}, by=cal)
    assert not sees(council)
    assert "She has a flat." in visit(f"/staff/people/{council.id('Fay')}/services/", by=cal)
    with pytest.raises(WrongState):
        actions.end_service_referral(referral_id=made.pk, version=9, result="Again", on=TODAY, by=council.actor("Cal"))


def test_a_no_ends_the_slice(council, homes):
    made = refer(council, homes)
    actions.reply_to_referral(
        referral_id=made.pk, version=made.version, reply="no", reply_words="We are full.", on=TODAY,
        by=council.actor("Hugo"),
    )  # fmt: skip
    assert not sees(council)


def test_a_service_sees_its_own_referrals_and_sharings_only(council, homes, visit):
    other = partners.add_organisation(name="Harbour", kind=Organisation.Kind.PROVIDER, by=SYSTEM)
    refer(council, homes, groups=["consent and sharing"])
    refer(council, other, service="A room")
    told(council, what="Where she was seen")
    hugo = council.users["Hugo"]
    assert "A room" not in visit(f"/staff/people/{council.id('Fay')}/services/", by=hugo)
    page = visit(f"/staff/people/{council.id('Fay')}/sharing/", by=hugo)
    assert "Where she was seen" not in page and "A flat" in page


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_the_persons_page_lists_what_was_told_but_not_what_is_hidden(council, fay, visit):
    told(council)
    told(council, what="About an uncle", hidden="investigation")
    page = visit("/me/was-shared/", by=fay)
    assert "Where she was seen" in page and "About an uncle" not in page
    assert "About an uncle" in visit(f"/staff/people/{council.id('Fay')}/sharing/", by=council.users["Cal"])


def test_fay_says_yes_and_no_herself(council, homes, fay, visit):
    page = visit("/me/who-knows/", by=fay)
    form = {
        **page.fields,
        "organisation": str(homes.pk),
        "what": HOMES,
        "what_for": "to find a flat",
        "answer": "given",
    }
    visit.post("/me/who-knows/", form, by=fay)
    visit.post("/me/who-knows/", form, by=fay)
    assert ConsentChoice.objects.get().source == "portal"
    page = visit("/me/who-knows/", by=fay)
    assert "where I live" in page and "You said yes" in page


def test_workers_write_it_all_down_through_the_pages(council, homes, visit):
    cal, person = council.users["Cal"], council.id("Fay")
    for place, more in (
        ("sharing/consent/", {"organisation": str(homes.pk), "what": HOMES, "what_for": "a flat", "answer": "given",
                              "how": "phone", "capacity": "themself"}),
        ("sharing/told/", {"who": "Her GP", "what": "That she moved", "why": "letters", "basis": "public_task",
                           "wishes": "agree", "organisation": "", "consent": "", "hidden": ""}),
        ("services/refer/", {"organisation": str(homes.pk), "service": "A flat", "why": "Homeless", "groups": HOMES,
                             "basis": "public_task", "wishes": "agree", "consent": ""}),
    ):  # fmt: skip
        address = f"/staff/people/{person}/{place}"
        visit.post(address, {**visit(address, by=cal).fields, **more}, by=cal)
    page = visit(f"/staff/people/{person}/sharing/", by=cal)
    assert "Her GP" in page and "Kingsmere" in page
    consent = ConsentChoice.objects.get()
    for kind in ("ask-again", "take-back"):
        step = f"/staff/consents/{consent.pk}/{kind}/"
        visit.post(step, visit(step, by=cal).fields, by=cal)
    assert ConsentChoice.objects.get().answer == "withdrawn"


# --- Data breaches ---------------------------------------------------------------------------------------------------


def at(hour: int, day: int = 23) -> datetime:
    """An hour of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def a_breach(council, by="Cal", **more):
    """A letter went to the wrong house."""
    given = {"what": "A letter went to the wrong house.", "aware_at": at(9), "how_many": 1, "on": TODAY}
    return actions.record_breach(by=council.actor(by), **given | more)


@pytest.mark.parametrize(("hour", "late"), [(9, False), (10, True)])
def test_the_regulator_is_told_within_72_hours_of_our_knowing(council, monkeypatch, hour, late):
    breach = a_breach(council)
    [running] = [one for one in local_clocks.running([], TODAY) if one.clock == "breach_told"]
    assert running.due_on == TODAY + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: at(hour, day=26))
    assert queries.breaches(council.actor("Hana"))[0].is_late is late
    actions.deal_with_breach(
        breach_id=breach.pk, version=1, risk="risk", told_regulator_at=at(hour, 26), on=TODAY, by=council.actor("Hana")
    )
    assert not [one for one in local_clocks.running([], TODAY) if one.clock == "breach_told"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"risk": "risk"}, "has to be told"),
        ({"risk": "not_known"}, "what the risk is"),
        ({"risk": "unlikely"}, "or why not"),
        ({"risk": "high", "told_regulator_at": at(10)}, "people have to be told"),
    ],
)
def test_a_breach_is_closed_only_when_it_is_dealt_with(council, more, why):
    breach = a_breach(council)
    with pytest.raises(FactRefused, match=why):
        actions.deal_with_breach(breach_id=breach.pk, version=1, close=True, on=TODAY, by=council.actor("Hana"), **more)
    breach.closed_on = TODAY
    with pytest.raises(DatabaseError), transaction.atomic():
        breach.save()


def test_a_breach_goes_through_the_pages(council, visit):
    cal, hana = council.users["Cal"], council.users["Hana"]
    form = {**visit("/staff/breaches/add/", by=cal).fields, "what": "A laptop was lost.", "aware_hour": "09:00"}
    visit.post("/staff/breaches/add/", form, by=cal)
    visit.post("/staff/breaches/add/", form, by=cal)
    breach = DataBreach.objects.get()
    visit("/staff/breaches/", by=cal, status=404)
    assert "A laptop was lost." in visit("/staff/breaches/", by=hana)
    address = f"/staff/breaches/{breach.pk}/"
    form = {**visit(address, by=hana).fields, "risk": "unlikely", "why_not_told": "It was encrypted.", "close": "on"}
    visit.post(address, form, by=hana)
    assert "closed" in visit("/staff/breaches/", by=hana)
    with pytest.raises(NotAllowed):
        actions.deal_with_breach(breach_id=breach.pk, version=2, risk="risk", on=TODAY, by=council.actor("Cal"))
