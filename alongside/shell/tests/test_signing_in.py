"""Signing in and out, sessions that end, second factors, and what the audit keeps of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import InvalidToken
from django.core import mail as mailbox
from django.core.cache import cache
from django.core.management import CommandError, call_command

from alongside.shell import actions, clock, queries
from alongside.shell.accounts import MFAAdapter
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role

PASSWORD = "a long enough phrase"
SIGN_IN = "/accounts/login/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def adviser(account: Any) -> User:
    """A personal adviser with a password."""
    user = account(Role.PERSONAL_ADVISER, email="ama@brightwater.example", name="Ama Mensah")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the clock: ``at(minutes=5)`` after nine in the morning."""

    def set_it(**later: int) -> None:
        moment = datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(**later)
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_it()
    return set_it


def lines(verb: str) -> list[AuditEvent]:
    """What the audit holds of this verb."""
    return list(AuditEvent.objects.filter(verb=verb))


def test_somebody_with_an_account_signs_in_by_email_and_password(visit, adviser):
    page = visit.post(SIGN_IN, {"login": "Ama@Brightwater.example", "password": PASSWORD})
    assert page.location == "/after-sign-in/"
    assert [line.subject for line in lines("signed in")] == [adviser.pk]


@pytest.mark.parametrize("typed", [("ama@brightwater.example", "wrong"), ("nobody@brightwater.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visit, adviser, typed):
    page = visit.post(SIGN_IN, {"login": typed[0], "password": typed[1]}, status=200)
    assert "The email address and/or password you specified are not correct." in page.text
    refused = lines("sign-in refused")
    assert [line.allowed for line in refused] == [False]
    assert "brightwater" not in str(vars(refused[0])).replace(adviser.email, "") or typed[0] == adviser.email
    assert refused[0].subject == (adviser.pk if typed[0] == adviser.email else None)


def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_while(visit, adviser):
    for _ in range(5):
        visit.post(SIGN_IN, {"login": adviser.email, "password": "wrong"}, status=200)
    page = visit.post(SIGN_IN, {"login": adviser.email, "password": PASSWORD}, status=200)
    assert "Too many failed login attempts" in page.text
    assert lines("signed in") == []


def test_nobody_signs_themself_up(visit):
    assert "sign up" not in visit(SIGN_IN).text.lower()
    visit.post("/accounts/signup/", {"email": "x@y.example", "password1": PASSWORD}, status=200)
    assert not User.objects.filter(email="x@y.example").exists()


def test_signing_in_gets_a_new_session_id_so_that_a_planted_one_is_worth_nothing(visit, adviser):
    browser = visit.client(None)
    session = browser.session
    session["planted"] = True
    session.save()
    before = session.session_key
    visit.post(SIGN_IN, {"login": adviser.email, "password": PASSWORD})
    assert browser.session.session_key != before


def test_signing_out_clears_what_the_browser_kept(visit, adviser):
    page = visit.post("/accounts/logout/", by=adviser)
    assert page.response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert visit("/after-sign-in/", by=adviser, status=302).location.startswith(SIGN_IN)
    assert [line.subject for line in lines("signed out")] == [adviser.pk]


def test_a_session_that_lies_idle_for_more_than_twenty_minutes_is_over(visit, adviser, at):
    visit("/accounts/password/change/", by=adviser, status=200)
    at(minutes=20)
    visit("/accounts/password/change/", by=adviser, status=200)
    at(minutes=41)
    page = visit("/accounts/password/change/", by=adviser, status=302)
    assert page.location == f"{SIGN_IN}?next=/accounts/password/change/"


def test_a_young_person_on_a_shared_phone_is_signed_out_after_ten_minutes(visit, account, at):
    young_person = account(Role.YOUNG_PERSON)
    visit("/accounts/password/change/", by=young_person, status=302)
    at(minutes=11)
    page = visit("/accounts/password/change/", by=young_person, status=302)
    assert page.location.startswith(SIGN_IN)


def test_no_session_lasts_longer_than_a_working_day_however_busy(visit, adviser, at):
    for minutes in range(0, 540, 15):
        at(minutes=minutes)
        assert not visit("/accounts/password/change/", by=adviser, status=200).location
    at(minutes=541)
    assert visit("/accounts/password/change/", by=adviser, status=302).location.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("email", "subject", "words"),
    [
        ("ama@brightwater.example", "Choose a new password", "/accounts/password/reset/key/"),
        ("nobody@mail.example", "There is no account with this e-mail", "Try the e-mail that you gave us"),
    ],
)
def test_a_forgotten_password_is_answered_in_plain_words(visit, adviser, email, subject, words):
    visit.post("/accounts/password/reset/", {"email": email})
    (letter,) = mailbox.outbox
    assert (letter.to, letter.subject) == ([email], subject)
    assert words in letter.body and letter.body.endswith("Brightwater County Council")
    assert "sign up" not in letter.body


def test_a_role_taken_away_is_gone_at_the_very_next_request(visit, account, system):
    admin = account(Role.SYSTEM_ADMIN)
    editor = account(Role.OFFER_EDITOR)
    visit("/cms/", by=editor, status=200)
    grant = editor.role_grants.get()
    actions.end_role(grant=grant, on=clock.today(), by=queries.actor_for(admin.pk, on=clock.today()))
    visit("/cms/", by=editor, status=404)


def test_an_account_that_is_closed_is_worth_nothing_at_the_very_next_request(visit, adviser, system):
    visit("/accounts/password/change/", by=adviser)
    actions.close_account(user=adviser, by=system)
    assert visit("/accounts/password/change/", by=adviser, status=302).location.startswith(SIGN_IN)


def test_staff_without_a_second_factor_are_sent_to_set_one_up(visit, adviser, settings):
    settings.STAFF_MFA = True
    assert visit("/after-sign-in/", by=adviser, status=302).location == "/accounts/2fa/totp/activate/"
    Authenticator.objects.create(
        user=adviser, type="totp", data={"secret": MFAAdapter().encrypt(generate_totp_secret())}
    )
    assert visit("/after-sign-in/", by=adviser, status=302).location != "/accounts/2fa/totp/activate/"


def test_an_app_is_set_up_though_the_browser_fetches_what_the_page_names(visit, adviser, settings):
    settings.STAFF_MFA = True
    visit.post(SIGN_IN, {"login": adviser.email, "password": PASSWORD})
    again = visit("/after-sign-in/", status=302).location
    again = visit(again, status=302).location
    visit.post(again, {"password": PASSWORD})
    page = visit("/accounts/2fa/totp/activate/")
    fetched = [one.get("href") for one in page.document.all("link") if one.get("rel") in ("stylesheet", "icon")]
    assert len(fetched) > 1
    for path in fetched:
        assert visit(path).response.headers["Content-Type"].startswith(("text/css", "image/")), path
    secret = next(one for one in page.document.all("input") if one.get("id") == "authenticator_secret").get("value")
    moment = next(yield_hotp_counters_from_time())
    code = format_hotp_value(hotp_value(secret, moment))
    assert visit.post("/accounts/2fa/totp/activate/", {"code": code}).location == "/accounts/2fa/recovery-codes/"
    assert visit("/after-sign-in/", status=302).location.startswith("/staff/")


def test_a_young_person_is_not_asked_for_a_second_factor(visit, account, settings):
    settings.STAFF_MFA = True
    assert visit("/after-sign-in/", by=account(Role.YOUNG_PERSON), status=302).location == "/me/"


def test_second_factor_secrets_are_not_readable_in_the_database(adviser):
    secret = generate_totp_secret()
    TOTP.activate(adviser, secret)
    kept = Authenticator.objects.get(user=adviser).data["secret"]
    assert secret not in kept
    assert MFAAdapter().decrypt(kept) == secret


def test_the_first_people_of_a_council_get_their_accounts_and_roles_from_the_command_line(visit):
    told = StringIO()
    call_command("open_account", "Head@Brightwater.example", "Joan Okafor", stdout=told)
    call_command("grant_role", "head@brightwater.example", "team_manager", team="North", stdout=told)
    user = User.objects.get(email="head@brightwater.example")
    actor = queries.actor_for(user.pk, on=clock.today())
    assert actor.roles == {Role.TEAM_MANAGER}
    assert len(actor.teams) == 1
    link = next(line for line in told.getvalue().splitlines() if line.startswith("http"))
    page = visit(link.removeprefix("http://localhost:8000"), status=302)
    form = visit(page.location)
    assert {"password1", "password2"} <= set(form.fields)
    visit.post(page.location, {"password1": PASSWORD, "password2": PASSWORD})
    visit.post(SIGN_IN, {"login": user.email, "password": PASSWORD})


@pytest.mark.parametrize(
    ("command", "given", "told"),
    [
        ("open_account", ("ama@brightwater.example", "Somebody"), "has an account already"),
        ("grant_role", ("nobody@brightwater.example", "team_manager"), "has no account"),
    ],
)
def test_a_command_that_cannot_do_it_says_why_in_one_sentence(adviser, command, given, told):
    with pytest.raises(CommandError, match=told):
        call_command(command, *given)


def test_a_password_has_to_be_long_and_uncommon(visit, adviser):
    for weak in ("short", "password1234"):
        page = visit.post(
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
            by=adviser,
            status=200,
        )
        assert "This password is too" in page.text


def test_an_actor_holds_the_roles_of_the_day(account, system):
    user = account()
    actions.grant_role(user=user, role=Role.ADVOCATE, from_on=date(2026, 1, 1), to_on=date(2026, 2, 1), by=system)
    held = {day: queries.actor_for(user.pk, on=date.fromisoformat(day)).roles for day in
            ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")}  # fmt: skip
    assert held == {
        "2025-12-31": set(),
        "2026-01-01": {Role.ADVOCATE},
        "2026-01-31": {Role.ADVOCATE},
        "2026-02-01": set(),
    }


def test_nobody_grants_themself_a_role(account):
    admin = account(Role.SYSTEM_ADMIN)
    by = queries.actor_for(admin.pk, on=clock.today())
    with pytest.raises(Exception, match="nobody_grants_themself_a_role"):
        actions.grant_role(user=admin, role=Role.HEAD_OF_SERVICE, from_on=clock.today(), by=by)


def test_there_is_no_superuser():
    with pytest.raises(NotImplementedError, match="grant a role"):
        User.objects.create_superuser("root@brightwater.example")
    with pytest.raises(Exception, match="nobody_may_do_everything"):
        User.objects.create_user("root@brightwater.example", name="Root", is_superuser=True)


# --- Accounts that lie unused ----------------------------------------------------------------------------------------


@pytest.fixture
def monday(set_clock: Any) -> None:
    """It is 23 November 2026."""
    set_clock(date(2026, 11, 23))


def sign_in(visit, user, status=302):
    return visit.post(SIGN_IN, {"login": user.email, "password": PASSWORD}, status=status)


def used(user, days_ago):
    """Last signed in with so many days before the clock's today."""
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC) - timedelta(days=days_ago)
    User.objects.filter(pk=user.pk).update(last_login=moment, created_at=moment)


@pytest.mark.parametrize(("days", "status"), [(45, 302), (46, 403)])
def test_an_account_unused_for_longer_than_the_setting_lets_nobody_in(visit, adviser, account, monday, days, status):
    account(Role.SYSTEM_ADMIN, email="sol@brightwater.example", name="Sol Reyes")
    used(adviser, days)
    page = sign_in(visit, adviser, status)
    if status == 403:
        assert "for more than 45 days. Sol Reyes can open it again." in page
        assert "after-sign-in" not in page.location and not lines("signed in")
        assert lines("refused AccountUnused")
    assert sign_in(visit, adviser, status)


def test_how_long_is_a_setting_and_a_wrong_password_learns_nothing_of_it(visit, adviser, monday, settings):
    used(adviser, 60)
    page = visit.post(SIGN_IN, {"login": adviser.email, "password": "wrong"}, status=200)
    assert "not correct" in page and "locked" not in page
    settings.ACCOUNT_UNUSED_DAYS = 60
    assert sign_in(visit, adviser).location == "/after-sign-in/"


def test_a_young_person_is_never_locked_out_for_staying_away(visit, account, monday, settings):
    settings.PORTAL_CODE = False
    fay = account(Role.YOUNG_PERSON, email="fay@mail.example")
    fay.set_password(PASSWORD)
    fay.save()
    used(fay, 900)
    assert sign_in(visit, fay).location == "/after-sign-in/"


def test_an_administrator_opens_it_again_and_nobody_else_does(visit, adviser, account, monday):
    sol = account(Role.SYSTEM_ADMIN, email="sol@brightwater.example", name="Sol Reyes")
    used(adviser, 46)
    used(sol, 1)
    page = visit("/staff/accounts/", by=sol)
    assert "Open again Ama Mensah" in page and "Open again Sol Reyes" not in page
    visit("/staff/accounts/", by=adviser, status=404)
    visit.post(f"/staff/accounts/{adviser.pk}/open/", by=adviser, status=404)
    visit.post(f"/staff/accounts/{adviser.pk}/open/", by=sol)
    assert "No account is locked" in visit("/staff/accounts/", by=sol)
    assert sign_in(visit, adviser).location == "/after-sign-in/"
    assert [line.subject for line in lines("opened account again")] == [adviser.pk]
    visit.post(f"/staff/accounts/{sol.pk}/open/", by=sol, status=403)


def test_the_last_administrator_is_opened_from_the_command_line(visit, adviser, monday):
    used(adviser, 46)
    told = StringIO()
    call_command("open_again", adviser.email, stdout=told)
    assert "Ama Mensah can sign in again." in told.getvalue()
    assert sign_in(visit, adviser).location == "/after-sign-in/"
    with pytest.raises(CommandError, match="has no account"):
        call_command("open_again", "nobody@brightwater.example")


# --- A new key -------------------------------------------------------------------------------------------------------


def test_a_new_key_reads_what_the_old_one_wrote_and_then_replaces_it(adviser, settings):
    settings.FIELD_KEY = "old"
    secret = generate_totp_secret()
    TOTP.activate(adviser, secret)
    RecoveryCodes.activate(adviser)
    before = Authenticator.objects.get(user=adviser, type="totp").data["secret"]
    settings.FIELD_KEY = "new, old"
    assert MFAAdapter().decrypt(before) == secret
    told = StringIO()
    call_command("encrypt_anew", stdout=told)
    call_command("encrypt_anew", stdout=told)
    assert "2 encrypted anew" in told.getvalue() and "0 encrypted anew with the newest key; 2 were" in told.getvalue()
    settings.FIELD_KEY = "new"
    after = Authenticator.objects.get(user=adviser, type="totp").data["secret"]
    assert MFAAdapter().decrypt(after) == secret
    assert RecoveryCodes(Authenticator.objects.get(user=adviser, type="recovery_codes")).get_unused_codes()
    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(before)


def test_what_no_key_opens_is_left_and_told(adviser, settings):
    settings.FIELD_KEY = "lost"
    TOTP.activate(adviser, generate_totp_secret())
    before = Authenticator.objects.get(user=adviser).data
    settings.FIELD_KEY = "new"
    told = StringIO()
    call_command("encrypt_anew", stdout=StringIO(), stderr=told)
    assert "1 open with none of the keys" in told.getvalue()
    assert Authenticator.objects.get(user=adviser).data == before
