"""What has to be so before a page of the offer goes live, whichever way it comes."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from alongside.offer import plain_english, queries
from alongside.shell import wording


def keep_readable(sender: type[Page], instance: Page, raw: bool = False, **_: Any) -> None:
    """Before a page of the offer is saved: a text that is about to go live reads at the limit or below.

    Here, because every way to publish comes through here: the workflow, a schedule, an import. Only English is
    measured.
    """
    if raw or not instance.live or not instance.live_revision_id:
        return
    if not instance.locale.language_code.startswith("en"):
        return
    before = Page.objects.filter(pk=instance.pk).values_list("live", "live_revision_id").first()
    if before == (True, instance.live_revision_id):
        return
    reading = plain_english.read(instance.text)
    if reading.is_too_hard and queries.override_of(reading.sha256) is None:
        raise plain_english.TooHardToRead(
            f"“{instance.title}” reads at age {wording.number(reading.age)}. Above {plain_english.HIGHEST_AGE} it is "
            "not published. Make it simpler, or have somebody who approves allow it and say why (the editor’s panel "
            "“How it reads” has the link). Nothing that was written is lost."
        )
