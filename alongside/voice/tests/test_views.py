"""Views at any time: without a name nothing leads to anybody; urgent words bring a person, and decide nothing."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from alongside.offer.messages import messages
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, IdempotencyKey, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Role
from alongside.voice import actions, crowds, letter_box, queries, urgent
from alongside.voice.models import Flood, Quote, View
from alongside.voice.tests.scene import TODAY, WORKER
from alongside.voice.tests.test_commitments import agreed, theme
from alongside.voice.tests.test_reading import OLDEST, age_of
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
TELL, MINE, DESK = "/voice/tell-us/", "/me/views/", "/staff/views/"
HOSTILE = '<script>alert(1)</script><img src=x onerror="x">"\''
WORDS = "The bus stops at six. I cannot work late."


def drop(words: str = WORDS, may_see: str = "workers") -> View:
    """A view from the public site."""
    mark = uuid4()
    letter_box.drop_view(words=words, may_see=may_see, mark=mark, on=TODAY)
    return View.objects.get(mark=mark)


def someone(account: Any, role: Role) -> Actor:
    """Somebody with this role."""
    return actor_for(account(role).pk, on=TODAY)


def form(**more: str) -> dict[str, str]:
    """The public form filled in."""
    return {"words": WORDS, "may_see": "workers", "once": str(uuid4()), **more}


# --- Without a name --------------------------------------------------------------------------------------------------


def test_the_public_form_says_beforehand_what_it_keeps_and_whom_to_ring(visit: Visit):
    page = visit(TELL)
    assert not page.response.cookies
    for words in ("We cannot find you from this.", "We cannot write back.", "within three days", "999", "116 123",
                  "Leave this page now", "0800 1111"):  # fmt: skip
        assert words in page.document.text
    assert page.text.index("We cannot find you") < page.text.index("What do you want to tell us?")


def test_what_is_told_without_a_name_leads_to_nobody(visit: Visit, caplog):
    caplog.set_level(logging.DEBUG)
    before = AuditEvent.objects.count(), IdempotencyKey.objects.count()
    sent = visit.post(TELL, form())
    assert sent.location == f"{TELL}thank-you/"
    assert not sent.response.cookies
    assert (AuditEvent.objects.count(), IdempotencyKey.objects.count()) == before
    kept = View.objects.get()
    assert (kept.account, kept.passed_on_by, kept.message) == (None, None, None)
    assert not any(WORDS in record.getMessage() for record in caplog.records)
    assert not [f.name for f in View._meta.get_fields() if f.get_internal_type() == "DateTimeField"]
    with pytest.raises(IntegrityError), transaction.atomic():
        View.objects.filter(pk=kept.pk).update(passed_on_by=User.objects.create(email="a@b.example", name="A"))


def test_the_same_form_counts_once_and_a_machine_not_at_all(visit: Visit):
    told = form()
    visit.post(TELL, told)
    visit.post(TELL, told)
    visit.post(TELL, form(website="https://buy.example"))
    assert View.objects.count() == 1


def test_a_form_from_another_site_or_of_a_megabyte_is_refused(visit: Visit):
    visit.post(TELL, form(), status=403, headers={"origin": "https://elsewhere.example"})
    assert visit.post(TELL, form(words="x" * 1_000_000), status=413).h1 == "That is too long"
    assert "at most 2000" in visit.post(TELL, form(words="x" * 2_001), status=200)
    assert not View.objects.exists()


def test_a_crowd_is_held_off_and_told_to_staff(visit: Visit, account, monkeypatch):
    for number in range(crowds.MOST_FROM_ONE_PLACE):
        visit.post(TELL, form(words=f"Number {number}"))
    assert "Wait ten minutes" in visit.post(TELL, form(), status=200)
    monkeypatch.setattr("alongside.voice.queries.views.USUAL_A_DAY", 10)
    assert "Unusually many" in visit(DESK, by=account(Role.PARTICIPATION_WORKER))
    monkeypatch.setattr(letter_box, "MOST_A_DAY", crowds.MOST_FROM_ONE_PLACE)
    crowds.forget()
    assert "the box is full" in visit.post(TELL, form(), status=200)
    assert View.objects.count() == crowds.MOST_FROM_ONE_PLACE


def test_hostile_words_stay_words(visit: Visit, account):
    visit.post(TELL, form(words=HOSTILE))
    worker = account(Role.PARTICIPATION_WORKER)
    assert "<script>alert" not in visit(DESK, by=worker).html
    assert "&lt;script&gt;" in visit(f"{DESK}{View.objects.get().pk}/", by=worker).html


def test_every_public_page_reads_at_nine(visit: Visit):
    agreed()
    pages = (TELL, f"{TELL}thank-you/", "/voice/you-said/", "/voice/you-said/a-lock-on-my-door/")
    ages = {path: age_of(visit(path)) for path in pages}
    assert {path: age for path, age in ages.items() if age > OLDEST} == {}


def test_its_sentences_are_among_those_that_are_translated():
    known = {said for said, _ in messages()}
    assert {"What do you want to tell us?", "Tell us what you think", "You said, we did"} <= known


# --- In one's own place ----------------------------------------------------------------------------------------------


def test_who_wants_to_be_told_is_told_what_came_of_it(visit: Visit, account):
    young, other = account(Role.YOUNG_PERSON), account(Role.YOUNG_PERSON)
    visit.post(f"{MINE}tell/", form(tell_me="on"), by=young)
    assert "A worker reads it within three days." in visit(MINE, by=young)
    assert WORDS not in visit(MINE, by=other)
    kept = View.objects.get()
    promise = agreed()
    actions.put_under_theme(view_id=kept.pk, version=1, theme=str(promise.theme_id), on=TODAY, by=WORKER)
    page = visit(MINE, by=young)
    assert "Every room gets a lock." in page
    assert "We are doing it." in page
    desk = visit(DESK, by=account(Role.PARTICIPATION_WORKER))
    assert str(young) not in desk.html.split("<main")[1]


def test_without_the_tick_their_own_place_keeps_no_name_either(visit: Visit, account):
    young = account(Role.YOUNG_PERSON)
    visit(MINE, by=young)
    before = AuditEvent.objects.count(), IdempotencyKey.objects.count()
    visit.post(f"{MINE}tell/", form(), by=young)
    assert (AuditEvent.objects.count(), IdempotencyKey.objects.count()) == before
    kept = View.objects.get()
    assert (kept.came, kept.account) == ("site", None)
    assert WORDS not in visit(MINE, by=young)


def test_a_message_that_says_what_they_think_comes_here_too(account):
    young = someone(account, Role.YOUNG_PERSON)
    message = uuid4()
    for topic in ("talk", "view", "view"):
        for tell in slots.view_received.all():
            tell(message_id=message, topic=topic, words=WORDS, on=TODAY, by=young)
    kept = View.objects.get()
    assert (kept.came, kept.account_id, kept.may_see, kept.message) == ("portal", young.id, "team", message)


# --- From those who work with them -----------------------------------------------------------------------------------


def test_an_adviser_passes_on_only_what_they_agreed_to(visit: Visit, account):
    adviser = account(Role.PERSONAL_ADVISER)
    path = f"{DESK}they-said/"
    told = visit(path, by=adviser).fields | {"words": WORDS, "may_see": "workers"}
    assert "Ask them first" in visit.post(path, told, by=adviser, status=200)
    visit.post(path, told | {"they_agree": "on"}, by=adviser)
    assert View.objects.get().passed_on_by == adviser
    visit(DESK, by=adviser, status=404)


def test_a_slip_is_printed_and_typed_in(visit: Visit, account):
    worker = account(Role.PARTICIPATION_WORKER)
    assert "Do not write your name" in visit(f"{DESK}slip/", by=worker)
    actions.type_in_view(words=WORDS, came="letter", may_see="team", received_on=TODAY, on=TODAY, by=WORKER)
    with pytest.raises(FactRefused):
        actions.type_in_view(words=WORDS, came="site", may_see="team", received_on=TODAY, on=TODAY, by=WORKER)
    assert View.objects.get().came == "letter"


# --- Who may see it --------------------------------------------------------------------------------------------------


def test_others_see_only_what_was_shared_with_them(account):
    team, shared = drop("Only for you", "team"), drop("For whoever can", "workers")
    seen = {role: {one.id for one in queries.views_desk(someone(account, role), on=TODAY).new}
            for role in (Role.PARTICIPATION_WORKER, Role.TEAM_MANAGER, Role.COMMISSIONER)}  # fmt: skip
    assert seen[Role.PARTICIPATION_WORKER] == {team.pk, shared.pk}
    assert seen[Role.TEAM_MANAGER] == seen[Role.COMMISSIONER] == {shared.pk}
    with pytest.raises(NotYours):
        queries.one_view(someone(account, Role.COMMISSIONER), team.pk, on=TODAY)


# --- Urgent words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I want to die", ["want to die"]),
        ("He threatened me with a KNIFE", ["threat", "knife"]),
        ("i self-harm and self harmed", ["self-harm", "self harmed"]),
        ("Nowhere\n to sleep", ["nowhere to sleep"]),
        ("The begun skills course", []),
        ("It is fine", []),
    ],
)
def test_urgent_words_are_found(words, found):
    assert [one.startswith(f) for one, f in zip(urgent.found_in(words), found, strict=True)] == [True] * len(found)


def test_a_council_keeps_its_own_list(settings, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('look_within_days = 1\nwords = ["dragon*"]\n')
    urgent._known.cache_clear()
    settings.URGENT_WORDS = str(own)
    try:
        assert urgent.found_in("Dragons. A knife.") == ["dragons"]
        assert urgent.look_by(TODAY) == TODAY + timedelta(days=1)
    finally:
        urgent._known.cache_clear()


def test_urgent_words_bring_a_person_the_same_day_whatever_may_be_seen(visit: Visit, account):
    kept, quiet = drop("He hits me", "team"), drop("All good", "team")
    duty = account(Role.OUT_OF_HOURS)
    page = visit(f"{DESK}urgent/", by=duty)
    assert "He hits me" in page
    assert "All good" not in page
    visit(f"{DESK}{quiet.pk}/look/", by=duty, status=404)
    visit(DESK, by=duty, status=404)
    path = f"{DESK}{kept.pk}/look/"
    told = visit(path, by=duty).fields | {"found": "unknown"}
    assert "Say what you found" in visit.post(path, told, by=duty, status=200)
    visit.post(path, told | {"note": "Told the team and the police."}, by=duty)
    kept.refresh_from_db()
    assert (kept.looked_on, kept.found) == (TODAY, "unknown")
    with pytest.raises(WrongState):
        actions.look_at_urgent(view_id=kept.pk, version=2, found="nothing", note="", on=TODAY, by=WORKER)


def test_what_nobody_looked_at_is_late_the_next_day(account):
    drop("He hits me")
    duty = someone(account, Role.OUT_OF_HOURS)
    assert not queries.urgent_views(duty, on=TODAY).waiting[0].is_late
    assert queries.urgent_views(duty, on=TODAY + timedelta(days=1)).waiting[0].is_late


def test_whose_it_is_is_found_out_only_in_danger_and_kept_in_the_audit(visit: Visit, account):
    young, duty = account(Role.YOUNG_PERSON, name="Rowan Pike"), account(Role.TEAM_MANAGER)
    by = actor_for(young.pk, on=TODAY)
    safe = actions.say(words="All good", may_see="workers", on=TODAY, by=by)
    danger = actions.say(words="He hits me", may_see="workers", on=TODAY, by=by)
    visit.post(f"{DESK}{safe.pk}/whose/", {"why": "x"}, by=duty, status=404)
    assert "Rowan Pike" in visit.post(f"{DESK}{danger.pk}/whose/", {"why": "To ring them"}, by=duty, status=200)
    line = AuditEvent.objects.get(subject=young.pk, verb="looked at whose view it is")
    assert line.purpose == "To ring them"
    nameless = drop("He hits me")
    assert "no name is kept" in visit.post(f"{DESK}{nameless.pk}/whose/", {"why": "x"}, by=duty, status=200)


# --- Themes and twins ------------------------------------------------------------------------------------------------


def test_twins_are_joined_counted_once_and_parted_again(visit: Visit, account):
    worker = account(Role.PARTICIPATION_WORKER)
    first, second = drop("The bus stops at six each evening"), drop("Our evening bus stops at six")
    other = drop("More light in the hall")
    by = actor_for(worker.pk, on=TODAY)
    assert [one.id for one in queries.like(by, second.pk, on=TODAY)] == [first.pk]
    about = theme()
    for one in (first, second, other):
        actions.put_under_theme(view_id=one.pk, version=1, theme=str(about.pk), on=TODAY, by=WORKER)
    assert queries.views_desk(by, on=TODAY).themes[0][2] == 3
    visit.post(f"{DESK}{second.pk}/same-as/{first.pk}/", by=worker)
    assert queries.views_desk(by, on=TODAY).themes[0][2] == 2
    assert queries.one_view(by, first.pk, on=TODAY).joined == 1
    actions.join_views(view_id=first.pk, same_as=other.pk, by=WORKER)
    assert queries.one_view(by, other.pk, on=TODAY).joined == 2
    visit.post(f"{DESK}{second.pk}/not-the-same/", by=worker)
    assert queries.views_desk(by, on=TODAY).themes[0][2] == 2
    with pytest.raises(FactRefused):
        actions.join_views(view_id=other.pk, same_as=other.pk, by=WORKER)


def test_a_view_is_put_under_a_theme_on_pages(visit: Visit, account):
    worker, about, kept = account(Role.PARTICIPATION_WORKER), theme(), drop()
    path = f"{DESK}{kept.pk}/theme/"
    visit.post(path, visit(path, by=worker).fields | {"theme": str(about.pk)}, by=worker)
    assert about.title in visit(DESK, by=worker)
    assert about.title in visit(f"{DESK}{kept.pk}/", by=worker)


# --- Telling those who work here -------------------------------------------------------------------------------------


def test_urgent_words_stand_where_those_on_duty_look_first(visit: Visit, account):
    manager, adviser = account(Role.TEAM_MANAGER), account(Role.PERSONAL_ADVISER)
    first = visit("/after-sign-in/", by=manager, status=302).location
    assert "mean danger" not in visit(first, by=manager)
    kept = drop("He hits me", "team")
    for path in (first, "/staff/due/"):
        page = visit(path, by=manager)
        assert page.links["Words that may mean danger: one view waits for somebody on duty"] == f"{DESK}urgent/"
        assert "Today:" in page
        assert "He hits me" not in page
    assert "mean danger" not in visit("/staff/due/", by=adviser)
    actions.look_at_urgent(view_id=kept.pk, version=1, found="nothing", note="", on=TODAY, by=WORKER)
    assert "mean danger" not in visit(first, by=manager)


def test_what_nobody_looked_at_in_time_is_called_late_there(visit: Visit, account, set_clock):
    drop("He hits me")
    set_clock(TODAY + timedelta(days=1))
    assert "Late:" in visit("/staff/due/", by=account(Role.HEAD_OF_SERVICE))


def test_those_on_duty_get_an_e_mail_that_says_nothing_of_it_and_their_head_when_it_is_late(account, mailoutbox):
    duty, head = account(Role.OUT_OF_HOURS), account(Role.HEAD_OF_SERVICE)
    account(Role.PERSONAL_ADVISER)
    drop("All good")
    assert actions.tell_duty(on=TODAY, by=WORKER) == 0
    drop("He hits me")
    for _ in range(2):
        actions.tell_duty(on=TODAY, by=WORKER)
    assert [one.to for one in mailoutbox] == [[duty.email]]
    assert "hits" not in mailoutbox[0].body and f"{DESK}urgent/" in mailoutbox[0].body
    for days in (1, 1, 2):
        actions.tell_duty(on=TODAY + timedelta(days=days), by=WORKER)
    late = [one for one in mailoutbox if one.subject.startswith("Late")]
    assert sorted(one.to[0] for one in late) == sorted([duty.email, head.email] * 2)
    assert AuditEvent.objects.filter(verb="told those on duty").count() == 3


def test_where_no_e_mail_leaves_the_next_round_tries_again(account, mailoutbox, monkeypatch):
    account(Role.OUT_OF_HOURS)
    drop("He hits me")

    def broken(self: Any, *_: Any, **__: Any) -> int:
        raise OSError("no way out")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        assert actions.tell_duty(on=TODAY, by=WORKER) == 0
    assert actions.tell_duty(on=TODAY, by=WORKER) == 1


def test_a_flood_is_told_to_those_who_listen_once_a_day(visit: Visit, account, mailoutbox):
    worker = account(Role.PARTICIPATION_WORKER)
    for number in range(crowds.MOST_FROM_ONE_PLACE + 2):
        visit.post(TELL, form(words=f"Number {number}"), status=None)
    assert Flood.objects.count() == 1
    assert not [f.name for f in Flood._meta.get_fields() if f.get_internal_type() == "DateTimeField"]
    call_command("voice_rounds")
    call_command("voice_rounds")
    assert [one.to for one in mailoutbox] == [[worker.email]]
    assert "A machine may be at work" in visit("/staff/voice/consultations/", by=worker)
    assert "A machine may be at work" not in visit("/staff/due/", by=account(Role.TEAM_MANAGER))


def test_those_who_listen_land_on_what_they_were_told(visit: Visit, account):
    worker, editor = account(Role.PARTICIPATION_WORKER), account(Role.OFFER_EDITOR)
    assert visit("/after-sign-in/", by=worker, status=302).location == DESK
    before_more = visit(DESK, by=worker).html.split("<details")[0]
    for label in ("What they tell us", "Consultations", "Forums", "You said, we did"):
        assert label in before_more
    assert visit("/after-sign-in/", by=editor, status=302).location == "/staff/offer/"


# --- Quotes ----------------------------------------------------------------------------------------------------------


def test_words_that_everybody_may_read_are_shown_once_two_workers_agreed(visit: Visit, account):
    worker, manager = account(Role.PARTICIPATION_WORKER), account(Role.TEAM_MANAGER)
    kept, promise = drop("Lock my door. My carer Tamsin walks in.", "everybody"), agreed()
    actions.put_under_theme(view_id=kept.pk, version=1, theme=str(promise.theme_id), on=TODAY, by=WORKER)
    page = visit(f"{DESK}{kept.pk}/quote/", by=worker)
    assert "May point at somebody: Tamsin" in page
    told = page.fields | {"words": "Lock my door."}
    assert "nobody can be known" in visit.post(f"{DESK}{kept.pk}/quote/", told, by=worker, status=200)
    visit.post(f"{DESK}{kept.pk}/quote/", told | {"names_nobody": "on"}, by=worker)
    quote = Quote.objects.get()
    path, public = f"{DESK}quotes/{quote.pk}/", "/voice/you-said/"
    visit.post(path, {"names_nobody": "on", "version": "1"}, by=worker, status=403)
    assert "Lock my door." not in visit(public)
    assert "Lock my door." in visit(f"{DESK}quotes/", by=manager)
    visit.post(path, visit(path, by=manager).fields | {"names_nobody": "on"}, by=manager)
    for shown in (public, f"{public}a-lock-on-my-door/"):
        page = visit(shown)
        assert "“Lock my door.”" in page and "November 2026" in page
        assert "Tamsin" not in page
    assert (
        str(kept.pk) not in page.html and "24 November" not in page.text.split("Lock my door.")[1].split("What we")[0]
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.update(agreed_by=quote.chosen_by)
    visit.post(f"{path}down/", {"version": "2"}, by=manager)
    assert "Lock my door." not in visit(public)


@pytest.mark.parametrize(
    ("words", "may_see", "has_theme", "why"),
    [
        (WORDS, "workers", True, "did not say that everybody"),
        (WORDS, "everybody", False, "what it is about"),
        ("He hits me", "everybody", True, "may mean danger"),
    ],
)
def test_other_words_are_not_shown(words, may_see, has_theme, why):
    kept = drop(words, may_see)
    if has_theme:
        actions.put_under_theme(view_id=kept.pk, version=1, theme=str(theme().pk), on=TODAY, by=WORKER)
    with pytest.raises(FactRefused, match=why):
        actions.quote_view(view_id=kept.pk, words=words, names_nobody=True, by=WORKER)
