"""The public form: taken in once, by people only, contained whatever is in it; and the pages of staff behind it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing

from alongside.partners import actions, queries
from alongside.partners.actions import pledges
from alongside.partners.models import FormsOfDay, Pledge, SignUp
from alongside.shell import clock, slots
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "no_offer")]
JOIN, DESK = "/partners/join/", "/staff/partners/covenant/"
HOSTILE = '<script>alert(1)</script><img src=x onerror="x">"\'{{ 7*7 }}{% x %}'


@pytest.fixture
def no_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of what is approved; the offer itself is tried elsewhere."""
    monkeypatch.setattr(slots.pledge_approved, "_things", [])


def filled(visit: Visit, on: date, address: str = JOIN, **more: str) -> dict[str, str]:
    """The form as somebody fills it in, ten seconds after it was drawn."""
    drawn = signing.dumps((clock.now() - timedelta(seconds=10)).timestamp(), salt="alongside.partners.drawn")
    end = on + timedelta(days=100)
    return visit(address).fields | {
        "name": "The Tern Café", "kind_of_body": "business", "contact": "Bea Moss", "email": "bea@tern.example",
        "kind": "horizons", "what": "A hot meal at half price", "how_to_get_it": "Show your card at the till.",
        "ends_on-day": str(end.day), "ends_on-month": str(end.month), "ends_on-year": str(end.year), "drawn": drawn,
        **more,
    }  # fmt: skip


def test_a_form_without_a_session_is_taken_in_and_told_to_staff(visit: Visit, account, today):
    page = visit(JOIN)
    assert not page.response.cookies
    sent = visit.post(JOIN, filled(visit, today))
    assert sent.location == "/partners/join/thank-you/"
    assert not sent.response.cookies
    assert visit(sent.location).h1 == "Thank you"
    desk = visit(DESK, by=account(Role.PARTICIPATION_WORKER))
    assert "A hot meal at half price The Tern Café" in desk
    assert "hot meal" not in visit("/partners/covenant/")


def test_the_same_form_sent_twice_counts_once(visit: Visit, today):
    form = filled(visit, today)
    visit.post(JOIN, form)
    visit.post(JOIN, form)
    assert SignUp.objects.count() == Pledge.objects.count() == 1


def test_what_is_wrong_is_said_and_nothing_that_was_typed_is_lost(visit: Visit, today):
    page = visit.post(JOIN, filled(visit, today, email="bea", what="Tea"), status=200)
    assert page.document.words("title").startswith("Error:")
    assert page.fields["what"] == "Tea"
    assert page.fields["email"] == "bea"
    page = visit.post(JOIN, filled(visit, today, **{"ends_on-year": str(today.year + 3)}), status=200)
    assert "a year at most" in page
    assert not SignUp.objects.exists()


def test_a_form_from_another_site_is_refused(visit: Visit, today):
    visit.post(JOIN, filled(visit, today), status=403, headers={"Origin": "https://elsewhere.example"})
    visit.post(JOIN, filled(visit, today), headers={"Origin": "http://testserver"})
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("field", ["what", "name", "conditions"])
def test_a_megabyte_is_refused_before_it_is_read(visit: Visit, today, field):
    visit.post(JOIN, filled(visit, today) | {field: "x" * 1_000_000}, status=413)
    page = visit.post(JOIN, filled(visit, today) | {field: "x" * 2_000}, status=200)
    assert "at most" in page
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("drawn", ["", "x", "now"])
def test_who_sends_a_form_at_once_is_asked_to_look_it_over_and_then_heard(visit: Visit, today, drawn, monkeypatch):
    form = filled(visit, today)
    form["drawn"] = signing.dumps(clock.now().timestamp(), salt="alongside.partners.drawn") if drawn == "now" else drawn
    page = visit.post(JOIN, form, status=200)
    assert "look over what you wrote" in page
    assert page.fields["what"] == "A hot meal at half price"
    assert not SignUp.objects.exists()
    later = clock.now() + timedelta(seconds=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    visit.post(JOIN, page.fields | {"kind": "horizons", "kind_of_body": "business"})
    assert SignUp.objects.count() == 1


def test_what_falls_into_the_trap_is_set_apart_and_a_flood_only_counted(visit: Visit, account, today, monkeypatch):
    monkeypatch.setattr(pledges, "MOST_KEPT_APART", 2)
    for _ in range(4):
        assert visit.post(JOIN, filled(visit, today, nickname="Bot")).location == "/partners/join/thank-you/"
    assert SignUp.objects.filter(seems_sent_by_a_machine=True).count() == 2
    assert FormsOfDay.objects.get().held_off == 4
    page = visit(DESK, by=account(Role.OFFER_EDITOR))
    assert "Held off: 4 forms in the last seven days" in page
    assert "Nothing waits to be checked." in page
    assert "Set apart: seems sent by a machine" in page


def test_after_as_many_as_people_would_send_the_next_keeps_their_words_and_staff_see_it(
    visit: Visit, account, today, monkeypatch, set_clock
):
    monkeypatch.setattr(pledges, "MOST_A_DAY", 2)
    for _ in range(2):
        visit.post(JOIN, filled(visit, today))
    page = visit.post(JOIN, filled(visit, today), status=200)
    assert "What you wrote is still here." in page
    assert page.fields["what"] == "A hot meal at half price"
    assert SignUp.objects.count() == 2
    assert "Held off: 1 form" in visit(DESK, by=account(Role.OFFER_EDITOR))
    set_clock(today + timedelta(days=1))
    visit.post(JOIN, filled(visit, today + timedelta(days=1)))
    assert SignUp.objects.count() == 3


def test_hostile_words_stay_words_on_every_page(visit: Visit, account, today):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    hostile = {"name": HOSTILE[:150], "contact": HOSTILE, "what": HOSTILE, "how_to_get_it": HOSTILE, "where": HOSTILE}
    visit.post(JOIN, filled(visit, today, **hostile))
    pledge = Pledge.objects.get()
    address = f"{DESK}{pledge.pk}/"
    for path in (DESK, address, f"{address}check/"):
        assert "<script>alert" not in raw(visit, path, worker)
    words = {"title": "Tea <b>", "answer": "You can get <script>alert(2)</script> tea.", "how": HOSTILE}
    form = {"version": "1", "organisation": "", **words}
    visit.client(worker).post(f"{address}check/", form)
    pledge.refresh_from_db()
    actions.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=today, by=actor(head))
    for path, by in (("/partners/covenant/", None), (address, head), ("/staff/partners/", head)):
        assert "<script>alert" not in raw(visit, path, by)


def raw(visit: Visit, path: str, by: Any) -> str:
    """The markup; its manners would trip over the template marks that were typed."""
    return str(visit.client(by).get(path).content)


def actor(user: Any) -> Any:
    """The user with today's roles."""
    return actor_for(user.pk, on=clock.today())


def test_staff_check_and_approve_on_their_pages_and_a_stranger_sees_nothing(visit: Visit, account, today):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    visit.post(JOIN, filled(visit, today))
    pledge = Pledge.objects.get()
    address = f"{DESK}{pledge.pk}/"
    form = visit(f"{address}check/", by=worker).fields
    assert form["answer"] == "You can get a hot meal at half price"
    visit.post(f"{address}check/", form | {"title": "Half-price meals"}, by=worker)
    visit.post(f"{address}approve/", by=worker, status=404)
    page = visit(address, by=head)
    visit.post(f"{address}approve/", {"version": page.fields["version"]}, by=head)
    page = visit(address, by=worker)
    assert "In the offer, 23 November 2026 to 3 March 2027" in page
    link = re.search(r"http://testserver(/partners/pledges/\S+/)", page.text)
    assert link
    assert visit(link[1]).h1 == "Your promises"
    assert link[1] not in visit(address, by=account(Role.PERSONAL_ADVISER))
    assert "Half-price meals" in visit("/partners/covenant/")
    for role in (Role.HOUSING_OFFICER, Role.YOUNG_PERSON, Role.SYSTEM_ADMIN):
        visit(DESK, by=account(role), status=404)
        visit(address, by=account(role), status=404)
        visit.post(f"{address}approve/", by=account(role), status=404)


def test_an_approval_of_what_was_read_before_it_changed_is_refused(visit: Visit, account, today):
    visit.post(JOIN, filled(visit, today))
    pledge = Pledge.objects.get()
    address = f"{DESK}{pledge.pk}/"
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    visit.post(f"{address}check/", visit(f"{address}check/", by=worker).fields | {"title": "Meals"}, by=worker)
    read = visit(address, by=head).fields["version"]
    visit.post(f"{address}send-back/", {"version": read, "why": "Where?"}, by=head)
    visit.post(f"{address}check/", visit(f"{address}check/", by=worker).fields | {"title": "Other"}, by=worker)
    visit.post(f"{address}approve/", {"version": read}, by=head, status=409)
    assert Pledge.objects.get().state == "checked"


def test_by_its_link_a_signatory_tells_goes_on_ends_and_adds(visit: Visit, account, today, set_clock):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    visit.post(JOIN, filled(visit, today))
    pledge = Pledge.objects.get()
    address = f"{DESK}{pledge.pk}/"
    visit.post(f"{address}check/", visit(f"{address}check/", by=worker).fields | {"title": "Meals"}, by=worker)
    visit.post(f"{address}approve/", by=head)
    later = today + timedelta(days=30)
    set_clock(later)
    own = f"/partners/pledges/{queries.link_of(actor(worker), Pledge.objects.get().organisation_id)}/"
    mine = f"{own}{pledge.pk}/"
    visit.post(f"{mine}used/", filled(visit, later, f"{mine}used/", number="7", outcome="Two came each week."))
    assert "Used by 7, 23 Nov 2026 to 23 Dec 2026. Two came each week." in visit(own)
    visit.post(
        f"{mine}longer/", filled(visit, later, f"{mine}longer/", **{"ends_on-year": "2027", "ends_on-month": "6"})
    )
    assert "You asked to go on until" in visit(own)
    visit.post(f"{own}add/", filled(visit, later, f"{own}add/", what="A warm drink"))
    assert "A warm drink" in visit(DESK, by=worker)
    visit.post(f"{address}longer/agree/", by=head)
    visit.post(f"{mine}end/", filled(visit, later, f"{mine}end/", why="We close."))
    assert "Ended before its day" in visit(own)
    visit("/partners/pledges/nonsense/", status=404)
    assert AuditEvent.objects.filter(actor_name="The Tern Café, by its link").count() == 4


@pytest.mark.parametrize("language", ["ar", "fa", "sq", "uk", "vi"])
def test_somebody_signs_in_their_own_language(visit: Visit, today, language):
    """The form, its hints, its errors and the page after it; nothing of it is in English."""
    join = f"/{language}{JOIN}"
    page = visit(join)
    english = visit(JOIN)
    for words in ("What do you promise?", "A business", "New horizons", "A club, a course of events", "We do not show"):
        assert words in english and words not in page
    wrong = visit.post(join, filled(visit, today, **{"ends_on-year": str(today.year + 3)}), status=200)
    assert "a year at most" not in wrong and wrong.fields["what"] == "A hot meal at half price"
    answer = visit.post(join, filled(visit, today))
    assert answer.location == f"/{language}/partners/join/thank-you/"
    assert visit(answer.location).h1 != "Thank you"
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("language", ["ar", "fa", "sq", "uk", "vi"])
def test_a_signatorys_own_place_and_its_forms_speak_its_language(visit: Visit, account, today, language):
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    visit.post(JOIN, filled(visit, today))
    pledge = Pledge.objects.get()
    address = f"{DESK}{pledge.pk}/"
    visit.post(f"{address}check/", visit(f"{address}check/", by=worker).fields | {"title": "Meals"}, by=worker)
    visit.post(f"{address}approve/", by=head)
    own = f"/partners/pledges/{queries.link_of(actor(worker), Pledge.objects.get().organisation_id)}/"
    for path in (own, f"{own}add/", *(f"{own}{pledge.pk}/{one}/" for one in ("used", "longer", "end"))):
        english, theirs = visit(path), visit(f"/{language}{path}")
        assert theirs.h1 != english.h1
        assert {one.get("lang") for one in theirs.document.all("bdi") if one.text == "Meals"} <= {"en"}
        assert "noindex" in theirs.html
    said = visit.post(f"/{language}{own}{pledge.pk}/longer/", filled(visit, today, **{"ends_on-day": "1"}), status=200)
    assert "later than the one before" not in said
    mine = filled(visit, today, f"{own}{pledge.pk}/used/", number="7", outcome="")
    assert visit.post(f"/{language}{own}{pledge.pk}/used/", mine).location == f"/{language}{own}"
    assert "In the offer" not in visit(f"/{language}{own}")
