"""Single sign-on with the council's own provider: the good way in, and every token that is refused."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache

from alongside.shell import actions, clock, queries
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import NotYours, WrongState
from alongside.shell.roles import Role
from alongside.shell.single_sign_on import SingleSignOnAdapter
from tests.provider import CLIENT, SECRET, Provider
from tests.visiting import Visit

BEGIN = "/accounts/single-sign-on/"
BACK = "/accounts/single-sign-on/back/"
OWN = "/staff/single-sign-on/"
PASSWORD = "a long enough phrase"

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """The council's provider, which the settings name."""
    cache.clear()
    made = Provider()
    settings.OIDC = made.settings()
    monkeypatch.setattr(SingleSignOnAdapter, "get_requests_session", lambda self: made.session())
    return made


@pytest.fixture
def adviser(account: Any) -> User:
    """A personal adviser, whose address the provider knows too."""
    return account(Role.PERSONAL_ADVISER, email="ama@brightwater.example", name="Ama Mensah")


@pytest.fixture
def joined(provider: Provider, adviser: User, visit: Any) -> User:
    """The same, with the work account joined."""
    assert come_back(visit, provider.agree(lead_away(visit, f"{OWN}join/", by=adviser)), by=adviser).location == OWN
    return adviser


def lead_away(visit: Any, path: str = BEGIN, by: User | None = None, **typed: str) -> str:
    """Press the button: the address at the provider to which the page leads."""
    page = visit.post(path, typed, by=by, status=200)
    address = unescape(re.search(r'<a href="(https://[^"]+)"', page.html)[1])
    assert page.response.headers["Refresh"] == f"0; url={address}"
    return address


def come_back(visit: Any, address: str, by: User | None = None, status: int | None = 302) -> Any:
    """Come back from the provider."""
    assert address.startswith(f"http://localhost:8000{BACK}?")
    return visit(address.removeprefix("http://localhost:8000"), by=by, status=status)


def sign_in(visit: Any, provider: Provider, status: int | None = 302, **typed: str) -> Any:
    """All the way through, by somebody whom the provider knows."""
    return come_back(visit, provider.agree(lead_away(visit, **typed)), status=status)


def is_in(visit: Any, by: User | None = None) -> bool:
    """Whether somebody is signed in in this browser."""
    return "_auth_user_id" in visit.client(by).session


def lines(verb: str) -> list[AuditEvent]:
    """What the audit holds of this verb."""
    return list(AuditEvent.objects.filter(verb=verb))


def whys() -> list[str]:
    """Why sign-ins were refused, as the audit has it."""
    return [line.detail["why"] for line in lines("sign-in refused")]


# --- The good way in -------------------------------------------------------------------------------------------------


def test_the_button_is_there_only_where_a_council_has_a_provider(visit, settings):
    assert "You work here?" not in visit("/accounts/login/").text
    settings.OIDC = Provider().settings()
    page = visit("/accounts/login/?next=/staff/people/")
    assert "Sign in with my Brightwater name" in page.text
    assert page.fields["next"] == "/staff/people/"


def test_the_provider_is_asked_with_state_nonce_and_pkce_and_for_no_more_than_who_it_is(visit, provider):
    address = lead_away(visit)
    asked = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
    assert address.startswith("https://id.brightwater.example/authorize?")
    assert set(asked.pop("scope").split()) == {"openid", "profile"}
    assert len(asked.pop("state")) == 16 and len(asked.pop("nonce")) == 64 and len(asked.pop("code_challenge")) == 43
    assert asked == {
        "client_id": CLIENT, "redirect_uri": f"http://localhost:8000{BACK}", "response_type": "code",
        "code_challenge_method": "S256",
    }  # fmt: skip


def test_what_a_link_says_goes_not_along_to_the_provider(visit, provider):
    address = lead_away(visit, f"{BEGIN}?scope=mail&auth_params=prompt%3Dnone%26nonce%3Dmine&process=connect")
    assert "mail" not in address and "prompt" not in address and "mine" not in address


def test_whoever_joined_their_work_account_signs_in_with_it(visit, provider, joined):
    assert sign_in(visit, provider, next="/staff/people/").location == "/staff/people/"
    assert visit.client(None).session["_auth_user_id"] == str(joined.pk)
    (line,) = lines("signed in")[-1:]
    assert (line.subject, line.detail) == (joined.pk, {"way": "single sign-on"})
    assert "opens nothing" not in str(dict(visit.client(None).session))


def test_joining_and_parting_leave_a_line_and_keep_no_address(visit, provider, joined):
    (kept,) = SocialAccount.objects.all()
    assert (kept.user, kept.extra_data) == (joined, {"name": "ama.mensah", "second_factor": False})
    assert "ama.mensah" in visit(OWN, by=joined)
    assert visit.post(f"{OWN}part/", by=joined).location == OWN
    assert [line.subject for verb in ("joined single sign-on", "parted single sign-on") for line in lines(verb)] == [
        joined.pk, joined.pk,
    ]  # fmt: skip
    assert sign_in(visit, provider, 403) and not is_in(visit)
    visit.post(f"{OWN}part/", by=joined, status=404)


def test_a_line_that_cannot_be_written_takes_the_joining_with_it(provider, adviser, monkeypatch):
    monkeypatch.setattr("alongside.shell.audit.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.join_single_sign_on(provider="council", uid="x", told={}, by=actor(adviser))
    assert not SocialAccount.objects.exists()


def actor(user: User) -> Any:
    return queries.actor_for(user.pk, on=clock.today())


# --- Every token that is refused -------------------------------------------------------------------------------------

HOUR = 3600
WRONG = {
    "another issuer": ({"iss": "https://id.elsewhere.example"}, "token"),
    "no issuer": ({"iss": None}, "token"),
    "another audience": ({"aud": "payroll"}, "token"),
    "another audience besides": ({"aud": [CLIENT, "payroll"]}, "audience"),
    "made for another": ({"azp": "payroll"}, "audience"),
    "no audience": ({"aud": None}, "token"),
    "expired": ({"exp": int(time.time()) - HOUR, "iat": int(time.time()) - 2 * HOUR}, "token"),
    "never expires": ({"exp": None}, "token"),
    "not yet": ({"iat": int(time.time()) + HOUR}, "token"),
    "another nonce": ({"nonce": "0" * 64}, "nonce"),
    "no nonce": ({"nonce": None}, "token"),
    "no subject": ({"sub": None}, "token"),
}


@pytest.mark.parametrize("claims, why", WRONG.values(), ids=WRONG)
def test_a_token_that_says_what_it_must_not_is_refused(visit, provider, joined, claims, why):
    provider.claims = claims
    page = sign_in(visit, provider, 400)
    assert "Nothing was opened. Please try once more." in page
    assert not is_in(visit)
    assert whys() == [why]


@pytest.mark.parametrize("algorithm", ["ES256", "HS256", "none"])
def test_a_token_that_the_provider_did_not_sign_is_refused(visit, provider, joined, algorithm):
    provider.key, provider.algorithm = ec.generate_private_key(ec.SECP256R1()), algorithm
    sign_in(visit, provider, 400)
    assert not is_in(visit)
    assert whys() == ["token"]


def test_a_token_of_a_key_that_the_provider_does_not_show_is_refused(visit, provider, joined, monkeypatch):
    shown = provider.answer
    monkeypatch.setattr(
        provider, "answer", lambda path, form: (200, {"keys": []}) if "keys" in path else shown(path, form)
    )
    sign_in(visit, provider, 400)
    assert not is_in(visit)


def test_a_state_that_this_browser_did_not_begin_is_refused(visit, provider, joined):
    address = provider.agree(lead_away(visit))
    stranger = Visit()
    come_back(stranger, address, status=400)
    assert not is_in(stranger)
    come_back(visit, re.sub("state=.*", "state=0123456789abcdef", address), status=400)
    assert not is_in(visit)
    come_back(visit, address)
    assert is_in(visit)


def test_an_answer_counts_once(visit, provider, joined):
    address = provider.agree(lead_away(visit))
    come_back(visit, address)
    visit.client(None).logout()
    come_back(visit, address, status=400)
    assert not is_in(visit)


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://id.elsewhere.example"},
        {"issuer": None},
        {"token_endpoint": "ftp://id.brightwater.example/token"},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_is_not_the_one_in_the_settings_is_asked_nothing(visit, provider, says):
    provider.says = says
    page = visit.post(BEGIN, status=400)
    assert "Nothing was opened" in page and "Refresh" not in page.response.headers
    assert whys() == ["provider"]


def test_a_provider_that_does_not_answer_is_no_crash(visit, provider, joined):
    address = provider.agree(lead_away(visit))
    provider.silent = True
    assert "Please try once more" in visit.post(BEGIN, status=400)
    assert "Please try once more" in come_back(visit, address, status=400)
    assert whys() == ["provider silent", "provider silent"]


def test_a_code_that_the_provider_does_not_know_is_refused(visit, provider, joined):
    address = provider.agree(lead_away(visit))
    provider.asked.clear()
    come_back(visit, address, status=400)
    assert whys() == ["provider refuses"]


# --- Who may ---------------------------------------------------------------------------------------------------------


def test_nobody_is_let_in_or_signed_up_by_an_email_address(visit, provider, adviser):
    accounts = User.objects.count()
    for email in (adviser.email, "new@brightwater.example"):
        provider.claims = {"email": email, "email_verified": True}
        page = sign_in(visit, provider, 403)
        assert "This work account is not joined to an account here." in page
        assert not is_in(visit)
    assert User.objects.count() == accounts and not SocialAccount.objects.exists()
    assert [(line.subject, line.allowed) for line in lines("sign-in refused")] == [(None, False)] * 2
    assert whys() == ["subject", "subject"]


def test_another_providers_subject_of_the_same_name_is_somebody_else(visit, provider, joined, settings):
    provider.issuer = "https://new.brightwater.example"
    settings.OIDC = provider.settings()
    assert "not joined" in sign_in(visit, provider, 403)


def test_an_account_that_is_closed_stays_closed(visit, provider, joined, system):
    actions.close_account(user=joined, by=system)
    assert "Your account here is closed." in sign_in(visit, provider, 403)
    assert not is_in(visit)
    assert [(line.subject, line.detail["why"]) for line in lines("sign-in refused")] == [(joined.pk, "closed")]


def test_an_account_that_lay_unused_stays_locked(visit, provider, joined):
    long_ago = clock.now().replace(year=clock.now().year - 1)
    User.objects.filter(pk=joined.pk).update(last_login=long_ago, created_at=long_ago)
    assert "more than 45 days" in sign_in(visit, provider, 403)
    assert not is_in(visit)
    assert lines("refused AccountUnused")


def test_a_young_person_never_uses_it(visit, provider, account):
    fay = account(Role.YOUNG_PERSON)
    assert visit(OWN, by=fay, status=302).location == "/after-sign-in/"
    visit.post(f"{OWN}join/", by=fay, status=404)
    with pytest.raises(NotYours):
        actions.join_single_sign_on(provider="council", uid="x", told={}, by=actor(fay))


def test_an_account_that_became_a_young_persons_opens_no_more(visit, provider, joined, system):
    actions.grant_role(user=joined, role=Role.YOUNG_PERSON, from_on=clock.today(), by=system)
    assert "not joined" in sign_in(visit, provider, 403)
    assert not is_in(visit)


def test_whoever_stops_at_the_provider_is_told_that_nothing_changed(visit, provider, joined):
    page = come_back(visit, provider.stop(lead_away(visit)), status=200)
    assert page.h1 == "You stopped"
    assert not is_in(visit) and not lines("sign-in refused")
    page = come_back(visit, provider.stop(lead_away(visit, f"{OWN}join/", by=joined)), by=joined, status=200)
    assert page.links["Back"] == OWN


def test_a_refusal_leaves_whoever_is_signed_in_as_they_are(visit, provider, adviser):
    address = provider.agree(lead_away(visit, by=adviser))
    come_back(visit, address, by=adviser, status=403)
    assert is_in(visit, adviser)


# --- Joining ---------------------------------------------------------------------------------------------------------


def test_joining_asks_for_the_password_first(visit, provider, adviser):
    adviser.set_password(PASSWORD)
    adviser.save()
    page = visit.post(f"{OWN}join/", by=adviser)
    assert page.location == f"/accounts/reauthenticate/?next={OWN.replace('/', '%2F')}join%2F"
    visit.post(page.location, {"password": "wrong"}, by=adviser, status=200)
    answer = visit.post(page.location, {"password": PASSWORD}, by=adviser, status=200)
    assert answer.response.headers["Refresh"].startswith("0; url=https://id.brightwater.example/authorize?")


def test_who_joins_proves_anew_over_there_who_they_are(visit, provider, adviser):
    """Somebody else may still be signed in there at the same computer."""
    assert "prompt=login" in lead_away(visit, f"{OWN}join/", by=adviser)
    assert "prompt" not in lead_away(visit)


def test_a_work_account_opens_one_account_and_an_account_has_one(visit, provider, joined, account):
    other = account(Role.TEAM_MANAGER)
    page = come_back(visit, provider.agree(lead_away(visit, f"{OWN}join/", by=other)), by=other, status=409)
    assert "joined to somebody else's account" in page and page.links["Back"] == OWN
    assert lines("refused WrongState")
    provider.subject = "another"
    with pytest.raises(WrongState, match="joined to another work account"):
        actions.join_single_sign_on(provider="council", uid="another", told={}, by=actor(joined))
    assert [one.user for one in SocialAccount.objects.all()] == [joined]


def test_an_answer_joins_nobody_but_who_asked_for_it(visit, provider, adviser, account):
    """Two people at one computer: what the first began is worth nothing once the second has signed in."""
    other = account(Role.TEAM_MANAGER)
    address = provider.agree(lead_away(visit, f"{OWN}join/", by=adviser))
    browser = visit.client(adviser)
    states = browser.session["socialaccount_states"]
    browser.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["socialaccount_states"] = states
    session.save()
    come_back(visit, address, by=adviser, status=400)
    assert whys() == ["session"] and not SocialAccount.objects.exists()


def test_a_new_password_from_whoever_opens_accounts_parts_it_too(visit, provider, joined, system):
    actions.set_password(user=joined, email=joined.email, password=PASSWORD, by=system)
    assert "not joined" in sign_in(visit, provider, 403)


# --- The second factor -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "setting, claims, enough",
    [
        ("mfa", {}, False),
        ("mfa", {"amr": ["pwd"]}, False),
        ("mfa", {"amr": ["pwd", "mfa"]}, True),
        ("mfa", {"acr": "mfa"}, True),
        ("hwk high", {"acr": "high"}, True),
        ("always", {}, True),
    ],
)
def test_a_second_factor_counts_where_the_provider_says_so(visit, provider, joined, settings, setting, claims, enough):
    settings.STAFF_MFA, settings.OIDC = True, provider.settings(second_factor=setting)
    provider.claims = claims
    sign_in(visit, provider)
    there = visit("/staff/", status=None).location
    assert (there != "/accounts/2fa/totp/activate/") == enough


@pytest.mark.parametrize("claims, asked", [({}, True), ({"amr": ["mfa"]}, False)])
def test_who_has_a_second_factor_here_is_asked_for_it_unless_one_was_shown(visit, provider, joined, claims, asked):
    secret = generate_totp_secret()
    TOTP.activate(joined, secret)
    provider.claims = claims
    page = sign_in(visit, provider)
    assert page.location == ("/accounts/2fa/authenticate/" if asked else "/after-sign-in/")
    assert is_in(visit) != asked
    if asked:
        number = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        visit.post(page.location, {"code": "000000"}, status=200)
        assert visit.post(page.location, {"code": number}).location == "/after-sign-in/"
        assert is_in(visit)
    assert lines("signed in")[-1].detail == {"way": "single sign-on"}


def test_joining_needs_the_second_factor_that_the_rest_of_the_site_needs(visit, provider, adviser, settings):
    settings.STAFF_MFA = True
    assert visit.post(f"{OWN}join/", by=adviser).location == "/accounts/2fa/totp/activate/"


# --- Off -------------------------------------------------------------------------------------------------------------


def test_without_a_provider_none_of_it_is_there(visit, adviser, settings):
    settings.OIDC = {}
    for path in (BEGIN, BACK):
        assert visit(path, status=302).location == "/accounts/login/"
    assert visit.post(BEGIN).location == "/accounts/login/"
    assert visit(OWN, by=adviser, status=302).location == "/after-sign-in/"
    visit.post(f"{OWN}join/", by=adviser, status=404)
    assert "Single sign-on" not in visit("/accounts/sessions/", by=adviser).links
    settings.OIDC = Provider().settings()
    assert visit("/accounts/sessions/", by=adviser).links["Single sign-on"] == OWN


@pytest.mark.parametrize(
    "path",
    ["3rdparty/", "3rdparty/signup/", "3rdparty/login/error/", "3rdparty/login/cancelled/", "social/signup/",
     "social/connections/", "oidc/council/login/", "oidc/council/login/callback/"],
)  # fmt: skip
def test_the_pages_of_the_library_are_not_there(visit, provider, adviser, path):
    visit(f"/accounts/{path}", by=adviser, status=404)


def test_the_secret_is_told_to_nobody(visit, provider):
    assert SECRET not in lead_away(visit)
