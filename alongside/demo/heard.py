"""What young people of Brightwater tell their council at any time. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.demo.people import POSTS
from alongside.demo.portal import email_of
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from alongside.voice import queries
from alongside.voice.models import View

NAMELESS = (
    (12, "I did not know about the bus pass. Nobody told me.", "workers", "travel"),
    (9, "Put the bus pass on the first page. I only heard of it from a friend.", "everybody", "travel"),
    (8, "My door has no lock. People walk in.", "team", "door"),
    (6, "The money for my bed came after five weeks.", "workers", "money"),
    (2, "The new workers at the drop-in are kind. Keep them.", "everybody", ""),
    (1, "There is no wi-fi after nine. I need it for college work.", "workers", ""),
    (1, "No wi-fi after nine, and I have college work to do.", "workers", ""),
)
URGENT = (
    (3, "I have nowhere to sleep from Friday.", "Rang the number in the words. Housing met them the same day."),
    (0, "Someone at my place hits me. I do not want to say who.", ""),
)
QUOTED = {
    "Put the bus pass on the first page. I only heard of it from a friend.": "Put the bus pass on the first page."
}
"""A view that everybody may read → what is shown of it."""
PASSED_ON = "She says that every new adviser should read her file before they meet, not after."
IN_A_LETTER = "We want to choose the colour of our rooms."
OWN = {19: ("Tell us about travel money in the first week. I paid for the bus for months.", "travel")}
ABOUT = {"travel": "travel", "door": "door", "money": "Setting-up"}


def add_views(workers: dict[str, User], *, on: date) -> None:
    """Views from the site, from an adviser, on paper and from one's own place; two that may be urgent."""
    actors = {post.role: shell.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    by = actors[Role.PARTICIPATION_WORKER]
    for days, words, may_see, about in NAMELESS:
        _place(_dropped(words, may_see, on - timedelta(days=days)), about, by, on)
    _show(actors)
    for days, words, note in URGENT:
        kept = _dropped(words, "team", on - timedelta(days=days))
        if note:
            voice.look_at_urgent(
                view_id=kept.pk, version=kept.version, found="helped", note=note, on=kept.received_on,
                by=actors[Role.OUT_OF_HOURS],
            )  # fmt: skip
    voice.pass_on(words=PASSED_ON, may_see="workers", they_agree=True, on=on, by=actors[Role.PERSONAL_ADVISER])
    voice.type_in_view(words=IN_A_LETTER, came="letter", may_see="everybody", received_on=on, on=on, by=by)
    for age, (words, about) in OWN.items():
        account = shell.account_named(email_of(age))
        if account:  # a smaller council may have nobody of that age
            themself = shell.actor_for(account, on=on)
            said = voice.say(words=words, may_see="workers", on=on - timedelta(days=100), by=themself)
            _place(said, about, by, on)


def _show(actors: dict[Role, Actor]) -> None:
    """A quote that two workers agreed."""
    by, second = actors[Role.PARTICIPATION_WORKER], actors[Role.TEAM_MANAGER]
    for view in View.objects.filter(words__in=QUOTED):
        quote = voice.quote_view(view_id=view.pk, words=QUOTED[view.words], names_nobody=True, by=by)
        voice.agree_quote(quote_id=quote.pk, version=quote.version, names_nobody=True, by=second)


def _dropped(words: str, may_see: str, on: date) -> View:
    mark: UUID = uuid5(NAMESPACE_URL, words)
    voice.drop_view(words=words, may_see=may_see, mark=mark, on=on)
    return View.objects.get(mark=mark)


def _place(view: View, about: str, by: Actor, on: date) -> None:
    if about:
        theme = next(key for key, title in queries.themes_to_choose() if ABOUT[about] in title)
        voice.put_under_theme(view_id=view.pk, version=view.version, theme=theme, on=on, by=by)
