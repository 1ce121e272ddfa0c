"""The product starts only as it should, and says in one sentence what is missing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from wagtail.models import Locale, Page

from alongside.config import serve
from alongside.shell import guards
from tests.architecture.tree import ROOT

COUNCIL = {
    "SECRET_KEY": "a-long-random-text-0123456789-" * 2,
    "FIELD_KEY": "another-long-text-9876543210-" * 2,
    "SITE_URL": "https://leavingcare.example.gov.uk",
    "ALLOWED_HOSTS": "leavingcare.example.gov.uk",
    "COUNCIL_NAME": "Somewhere Council",
    "COUNCIL_SHORT_NAME": "Somewhere",
    "COUNCIL_AUTHORITY_CODE": "898",
    "COUNCIL_PHONE": "01632 960000",
    "COUNCIL_OUT_OF_HOURS_PHONE": "01632 960001",
    "COUNCIL_EMAIL": "team@example.gov.uk",
}
"""What a real council has to set."""

SECURE = {
    "DEBUG": "False",
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "SESSION_COOKIE_SECURE": "True",
    "SESSION_COOKIE_HTTPONLY": "True",
    "CSRF_COOKIE_SECURE": "True",
    "SECURE_SSL_REDIRECT": "True",
    "STAFF_MFA": "True",
    "DEMO": "False",
}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs Python as a council's server would, with just these settings."""
    for folder in ("assets", "static"):
        (tmp_path / folder).mkdir()

    def run_it(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        environment = kept | {"ALONGSIDE_VAR": str(tmp_path)} | settings
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run_it


@pytest.mark.parametrize("name", COUNCIL)
def test_a_missing_setting_is_named_in_one_sentence(run, name):
    result = run("manage.py", "check", **{one: value for one, value in COUNCIL.items() if one != name})
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"Alongside cannot start. Set in the environment: {name} (")
    assert len(result.stderr.splitlines()) == 1


def test_a_council_with_its_settings_is_safe(run):
    asked = "; ".join(f"print(s.{name})" for name in SECURE)
    result = run("-c", f"import alongside.config.settings as s; {asked}", **COUNCIL)
    assert result.stdout.split() == list(SECURE.values())


@pytest.mark.parametrize(
    ("periods", "fault"),
    [
        ("money_decided=99999999 days", "gives money_decided too long"),
        ("money_decided=3651 working days", "gives money_decided too long"),
        ("money_decided=522 weeks", "gives money_decided too long"),
        ("money_decided=121 months", "gives money_decided too long"),
        ("money_decided=3 days,money_decided=4 days", "names money_decided twice"),
        ("money_decided=three days", "cannot be read"),
    ],
)
def test_a_period_that_makes_no_sense_stops_the_start(run, periods, fault):
    result = run("manage.py", "check", **COUNCIL, LOCAL_CLOCKS=periods)
    assert result.returncode == 1
    assert fault in result.stderr
    assert len(result.stderr.splitlines()) == 1


MAIL = ("BACKEND", "HOST", "PORT", "USE_TLS", "USE_SSL")


@pytest.mark.parametrize(
    ("told", "set_so"),
    [
        ({}, "console.EmailBackend  587 True False"),
        ({"EMAIL_HOST": "mail.example.gov.uk"}, "smtp.EmailBackend mail.example.gov.uk 587 True False"),
        (
            {"EMAIL_HOST": "mail.example.gov.uk", "EMAIL_PORT": "465", "EMAIL_SECURITY": "tls"},
            "smtp.EmailBackend mail.example.gov.uk 465 False True",
        ),
    ],
)
def test_e_mail_leaves_by_the_councils_server_and_in_its_name(run, told, set_so):
    asked = f"print(*(getattr(s, 'EMAIL_' + name) for name in {MAIL})); print(s.DEFAULT_FROM_EMAIL)"
    result = run("-c", f"import alongside.config.settings as s; {asked}", **COUNCIL, **told)
    assert result.stdout == f"django.core.mail.backends.{set_so}\n{COUNCIL['COUNCIL_EMAIL']}\n", result.stderr


def test_a_way_out_that_leads_nowhere_stops_the_start(run):
    result = run("manage.py", "check", **COUNCIL, QUICK_EXIT="www.bbc.co.uk/weather")
    assert result.returncode == 1
    assert result.stderr == (
        "QUICK_EXIT is www.bbc.co.uk/weather; it has to be a whole address that begins with https://.\n"
    )


def test_a_way_of_mail_that_there_is_not_stops_the_start(run):
    result = run("manage.py", "check", **COUNCIL, EMAIL_SECURITY="ssl")
    assert result.returncode == 1
    assert result.stderr == "EMAIL_SECURITY is ssl; it can be starttls, tls or none.\n"


def test_the_longest_periods_are_taken(run):
    periods = "money_decided=120 months,money_paid=521 weeks,message_answered=3650 working days"
    result = run("-c", "import alongside.config.settings as s; print(s.LOCAL_CLOCKS)", **COUNCIL, LOCAL_CLOCKS=periods)
    assert result.stdout.strip() == str(
        {"money_decided": (120, "months"), "money_paid": (3647, "days"), "message_answered": (3650, "working days")}
    )


OIDC = {
    "OIDC_SERVER": "https://id.example.gov.uk/tenant/v2.0",
    "OIDC_CLIENT_ID": "alongside",
    "OIDC_CLIENT_SECRET": "kept between the two of us",
}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"OIDC_SERVER": OIDC["OIDC_SERVER"]}, "give OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too"),
        ({**OIDC, "OIDC_CLIENT_SECRET": ""}, "give OIDC_CLIENT_SECRET too"),
        ({"OIDC_NAME": "Sign in at work"}, "give OIDC_SERVER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too"),
        ({**OIDC, "OIDC_SERVER": "http://id.example.gov.uk"}, "has to begin with https://"),
    ],
)
def test_single_sign_on_that_is_half_set_or_unsafe_stops_the_start(run, given, fault):
    result = run("manage.py", "check", **COUNCIL, **given)
    assert result.returncode == 1
    assert fault in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("end", ["", "/", "/.well-known/openid-configuration"])
def test_single_sign_on_is_told_the_address_of_its_provider(run, end):
    told = {**OIDC, "OIDC_SERVER": OIDC["OIDC_SERVER"] + end}
    result = run("-c", "import alongside.config.settings as s; print(s.OIDC['issuer'])", **COUNCIL, **told)
    assert result.stdout.strip() == OIDC["OIDC_SERVER"]


def test_the_deployment_check_finds_nothing(run):
    for given in ({}, OIDC):
        result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COUNCIL, **given)
        assert "no issues" in result.stdout, result.stderr


def test_the_deployment_check_refuses_the_demo(run):
    result = run("manage.py", "check", "--deploy", DEMO="1")
    assert result.returncode == 1
    assert "anybody could sign in as anybody" in result.stderr


def test_the_site_refuses_to_start_on_a_database_without_guards(run):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    result = run("-m", "alongside.config.serve", DEMO="1", PORT=port, WEB_WORKERS="1")
    assert result.returncode == 1
    assert "Alongside cannot start: without their guards are shell_auditevent" in result.stderr
    assert "Run manage.py migrate" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_named(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("-m", "alongside.config.serve", DEMO="1", PORT=port)
    assert result.returncode == 1
    assert result.stderr == f"Something else answers at port {port} already. Stop it, or choose another: PORT=8001.\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_emptying_the_test_database_leaves_what_migrations_put_in(time):
    assert Page.objects.filter(depth=1).count() == 1
    assert Locale.objects.exists()
    assert guards.missing() == []


def test_the_server_keeps_no_log_of_addresses():
    assert "--no-access-log" in serve.SITE, "They hold what people search for"
