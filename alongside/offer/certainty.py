"""When a page may say "we must", and when it may speak a translation. The rules of both stand here and nowhere else.

In the demo everything is shown, marked for what it is. For a real council a reader may act on every word, so there

- a translation that nobody has reviewed is not shown: the English stands in its place, with a notice that says why;
- what rests on a provision whose words nobody has checked is not called a duty, until a legal officer finds that it
  agrees with the law as published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.conf import settings

from alongside.law import Evidence, Provision
from alongside.offer.models import TranslationState


class Checked(Protocol):
    """What a legal officer found."""

    agrees: bool


def may_be_shown(state: str) -> bool:
    """Whether a translation in this state may be shown."""
    return settings.DEMO or state == TranslationState.State.REVIEWED


def may_say_must(provisions: Iterable[Provision], checks: Mapping[str, Checked]) -> bool:
    """Whether something that rests on these provisions may be called a duty: none is unverified or found to differ."""
    return settings.DEMO or all(_stands(one, checks.get(one.id)) for one in provisions)


def _stands(provision: Provision, check: Checked | None) -> bool:
    return check.agrees if check else provision.citation.evidence is not Evidence.UNVERIFIED
