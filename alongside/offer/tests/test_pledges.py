"""An approved pledge is an entitlement of the offer, from its first day until the day on which it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from alongside.offer import plain_english, queries, stamp
from alongside.offer.models import EntitlementPage
from alongside.offer.plain_english import TooHardToRead
from alongside.offer.reading import reading_age
from alongside.partners import actions as partners
from alongside.partners import queries as bodies
from alongside.partners.models import ImpactAssessment, Pledge
from alongside.shell import clock, roles, slots
from alongside.shell.actors import Actor
from alongside.shell.queries import actor_for
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import Role
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offer")]
DAY = timedelta(days=1)
WORDS: dict[str, Any] = {
    "title": "Half-price meals by the sea", "answer": "You can get a hot meal at half price each day.",
    "how": "- Go to the café.\n- Show your card at the till.", "age_from": 16, "age_until": 25, "other_councils": True,
}  # fmt: skip


@pytest.fixture
def approved(account):
    """A café's pledge, checked and approved: ``approved(ends_on=…)``."""

    def make(*, on: date | None = None, **more: Any) -> Pledge:
        on = on or clock.today()
        given = {
            "kind": "horizons", "what": "Meals", "conditions": "One <b>meal</b> a day.", "how_to_get_it": "Card",
            "where": "Kingsmere", "places": None, "from_on": on, "ends_on": on + 100 * DAY, "contact_name": "Bea",
            "contact_phone": "01632 960240", "contact_email": "", **more,
        }  # fmt: skip
        body = {"name": f"Café {uuid4()}", "kind": "business", "contact_name": "Bea Moss", "email": "b@c.example",
                "phone": "", "web": ""}  # fmt: skip
        sign_up = partners.sign_up(
            body=body, pledge=given, key=uuid4(), seems_sent_by_a_machine=False, on=on, by=Actor.anonymous()
        )
        worker, head = (actor_for(account(one).pk, on=on) for one in (Role.PARTICIPATION_WORKER, Role.HEAD_OF_SERVICE))
        pledge = partners.check_pledge(
            pledge_id=sign_up.pledges.get().pk, version=1, organisation="", districts=[], on=on, by=worker, **WORDS
        )
        return partners.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=on, by=head)

    return make


def in_the_offer(pledge: Pledge, on: date) -> bool:
    return pledge.pk in {one.id for one in queries.entitlements(on=on)}


def test_an_approved_pledge_is_an_entitlement_with_everything_that_readers_need(approved, visit: Visit):
    pledge = approved()
    one = next(one for one in queries.entitlements(on=clock.today()) if one.id == pledge.pk)
    assert (one.kind, one.promise, one.area) == ("pledge", "pledge", "society")
    assert one.contact.phone == "01632 960240"
    assert one.is_open_to_other_councils
    page = visit(one.url)
    assert "You can get a hot meal at half price each day." in page
    assert "A promise from a local business" in page
    assert "One <b>meal</b> a day." in page
    assert f"This ends on {pledge.ends_on:%-d %B %Y}." in page
    assert "Half-price meals by the sea" in visit("/search/?q=half-price meals")
    assert str(pledge.pk) in visit("/offer.json").content.decode()


def test_what_we_said_that_we_do_not_show_is_shown_nowhere(approved, visit: Visit):
    approved(contact_name="", contact_phone="")
    (one,) = (one for one in queries.entitlements(on=clock.today()) if one.kind == "pledge")
    for address in (one.url, "/partners/covenant/", "/offer.json"):
        told = visit(address).content.decode()
        assert "Bea Moss" not in told
        assert "b@c.example" not in told


def test_it_leaves_by_itself_on_the_day_it_ends_from_every_page_without_a_job(approved, visit: Visit, set_clock):
    pledge = approved()
    page = EntitlementPage.objects.get(entitlement_id=pledge.pk)
    one = queries.entitlement_of(page)
    set_clock(pledge.ends_on - DAY)
    for address in (one.url, one.area_url, "/search/?q=half-price meals", "/a-to-z/", "/how-fresh/"):
        assert "meals by the sea" in visit(address)
    set_clock(pledge.ends_on)
    stamp.forget()
    visit(one.url, status=404)
    for address in (one.area_url, "/search/?q=half-price meals", "/a-to-z/", "/how-fresh/"):
        assert "meals by the sea" not in visit(address)
    assert str(pledge.pk) not in visit("/offer.json").content.decode()
    assert EntitlementPage.objects.get(entitlement_id=pledge.pk).live


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (29, True), (30, False)])
def test_it_is_there_from_its_first_day_until_its_last(approved, days, holds):
    first = clock.today() + 20 * DAY
    pledge = approved(from_on=first, ends_on=first + 30 * DAY)
    assert in_the_offer(pledge, first + days * DAY) is holds


def test_a_renewed_one_stays_and_its_check_moves_on_and_an_editors_words_stay(approved, account):
    pledge = approved()
    page = EntitlementPage.objects.get(entitlement_id=pledge.pk)
    page.title = "Meals by the sea"
    page.save_revision().publish()
    end = pledge.ends_on + 100 * DAY
    today = clock.today()
    worker, head = (actor_for(account(one).pk, on=today) for one in (Role.OFFER_EDITOR, Role.DIRECTOR))
    partners.ask_renewal(pledge_id=pledge.pk, ends_on=end, on=today, by=worker)
    partners.agree_renewal(pledge_id=pledge.pk, on=today, by=head)
    page.refresh_from_db()
    assert (page.title, page.next_check_on) == ("Meals by the sea", end)
    assert in_the_offer(pledge, end - DAY)
    assert not in_the_offer(pledge, end)


def test_one_that_is_ended_is_taken_down_at_once(approved, account, visit: Visit):
    pledge = approved()
    page = EntitlementPage.objects.get(entitlement_id=pledge.pk)
    url = queries.entitlement_of(page).url
    worker = actor_for(account(Role.PARTICIPATION_WORKER).pk, on=clock.today())
    partners.end_pledge(pledge_id=pledge.pk, why="Closed", on=clock.today(), by=worker)
    assert not EntitlementPage.objects.get(pk=page.pk).live
    visit(url, status=404)


def test_a_kept_page_is_drawn_anew_when_a_pledges_days_change(approved):
    pledge = approved()
    stamp.forget()
    before = stamp.current()
    Pledge.objects.filter(pk=pledge.pk).update(ends_on=pledge.ends_on + DAY)
    stamp.forget()
    assert stamp.current() != before


def test_whoever_approves_must_hold_the_offers_own_right_to_publish(approved, account, monkeypatch):
    cells = dict(roles.MATRIX)
    cells[Role.HEAD_OF_SERVICE, roles.Record.OFFER_TEXT] = ()
    monkeypatch.setattr(roles, "MATRIX", cells)
    with pytest.raises(NotAllowed):
        approved()
    assert not EntitlementPage.objects.filter(kind="pledge").exists()


def test_a_text_too_hard_to_read_is_not_published_and_the_pledge_waits_on(approved, monkeypatch):
    monkeypatch.setattr(plain_english, "HIGHEST_AGE", 1)
    monkeypatch.setattr(slots.pledge_gates, "_things", [])
    with pytest.raises(TooHardToRead):
        approved()


def test_the_public_pages_of_partners_read_easily(approved, account, visit: Visit):
    pledge = approved()
    worker = actor_for(account(Role.PARTICIPATION_WORKER).pk, on=clock.today())
    own = f"/partners/pledges/{bodies.link_of(worker, pledge.organisation_id)}/"
    words = "We ask before we decide. We tell you what we did with what you said."
    partners.add_commitment(order=1, title="We hear you", words=words, on=clock.today(), by=worker)
    about = [f"{own}{pledge.pk}/{step}/" for step in ("used", "longer", "end")]
    joining, promised = "/partners/join/", "/partners/promise/"
    public = ["/partners/covenant/", joining, f"{joining}thank-you/", promised, f"{promised}rate/"]
    partners.add_district(name="Hill", slug="hill", by=worker)
    scheme = partners.propose_scheme(
        district="hill", percent=75, age_from=18, age_until=25, other_councils=True, lives_elsewhere=True,
        joint="share", how="Ask us.", source="Minute 4", from_on=clock.today(), by=worker,
    )  # fmt: skip
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=clock.today())
    partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=head)
    assess("offer", "Edition 1", on=clock.today())
    [fair] = ImpactAssessment.objects.all()
    partners.publish_assessment(assessment_id=fair.pk, version=fair.version, on=clock.today(), by=worker)
    public += ["/partners/council-tax/", "/partners/impact/", f"/partners/impact/{fair.pk}/"]
    for path in [*public, f"{promised}rate/thank-you/", own, f"{own}add/", *about]:
        html = visit(path).html
        assert reading_age(html[html.index("<main") : html.index("</main>")]) <= 9, path
