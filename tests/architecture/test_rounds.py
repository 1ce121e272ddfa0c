"""What goes round beside the site."""

from __future__ import annotations

import pytest
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from alongside.config import serve
from alongside.shell.management.commands import rounds


def test_whatever_goes_round_is_a_command():
    assert set(serve.ROUNDS[3:]) <= set(get_commands())


def test_one_that_fails_says_why_and_the_rest_still_run(monkeypatch, caplog):
    ran = []

    def run(name, **how):
        ran.append(name)
        if name == "first":
            raise CommandError("The post is shut.")

    monkeypatch.setattr(rounds, "call_command", run)
    call_command("rounds", "first", "second")
    assert ran == ["first", "second"]
    assert "first failed in its turn" in caplog.text
    assert "The post is shut." in caplog.text


def test_to_name_nothing_is_refused():
    with pytest.raises(CommandError):
        call_command("rounds")


@pytest.mark.django_db
def test_a_whole_round_of_an_empty_council_says_and_breaks_nothing(caplog, capsys):
    call_command(*serve.ROUNDS[2:])
    assert caplog.text == ""
    assert capsys.readouterr().out == ""
