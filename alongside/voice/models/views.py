"""Views that come at any time: what somebody said, how it came, who may see it, what it is about."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.shell.locking import Versioned
from alongside.voice.models.commitments import Theme


class View(Versioned):
    """What a young person said. Of those who gave no name nothing is kept but the day; so there is no history table."""

    class Came(models.TextChoices):
        """How it came."""

        SITE = "site", "From the site, without a name"
        PORTAL = "portal", "From their own place"
        ADVISER = "adviser", "Said to somebody who works here"
        FORUM = "forum", "Said in a forum"
        LETTER = "letter", "On a slip or in a letter"

    class MaySee(models.TextChoices):
        """Who may see the words, as the young person said."""

        TEAM = "team", "Only the team that listens"
        WORKERS = "workers", "Also those who can change it"
        EVERYBODY = "everybody", "Everybody, without a name"

    class Found(models.TextChoices):
        """What the person on duty found."""

        NOTHING = "nothing", "Nobody is in danger"
        HELPED = "helped", "Reached them, and they are safe"
        PASSED_ON = "passed_on", "Passed on to their team or to the police"
        UNKNOWN = "unknown", "There may be danger, and we cannot tell who it is"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    came = models.CharField("how it came", max_length=10, choices=Came.choices)
    words = models.TextField("what they said")
    received_on = models.DateField()
    may_see = models.CharField("who may see it", max_length=10, choices=MaySee.choices, default=MaySee.TEAM)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="whose it is, where they want to be told what came of it",
    )  # fmt: skip
    passed_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mark = models.UUIDField("mark of the form, so that it counts once", null=True, blank=True, unique=True)
    message = models.UUIDField("the message it was written in", null=True, blank=True, unique=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="views")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined")
    urgent_words = models.JSONField("words in it that may be urgent", default=list, blank=True)
    look_by = models.DateField("somebody on duty looks at it by", null=True, blank=True)
    told_on = models.DateField("those on duty were told last on", null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    found = models.CharField("what was found", max_length=10, choices=Found.choices, blank=True)
    found_note = models.TextField("what was done", blank=True)

    class Meta:
        ordering = ["-received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(came="portal"), name="only_their_own_place_knows_whose_view"
            ),
            models.CheckConstraint(
                condition=~Q(came="site") | Q(account__isnull=True, passed_on_by__isnull=True, message__isnull=True),
                name="nobody_is_kept_with_a_view_from_the_site",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")), name="a_view_is_not_its_own_twin"
            ),
            models.CheckConstraint(
                condition=Q(looked_on__isnull=True) | ~Q(found=""), name="whoever_looked_says_what_was_found"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class Flood(models.Model):
    """A day on which more came through a form than people send. Nothing tells from where: no address is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField()
    form = models.CharField("the form, by its name in the address", max_length=60)
    told_on = models.DateField("those who listen were told on", null=True, blank=True)

    class Meta:
        ordering = ["-on", "form"]
        constraints = [models.UniqueConstraint(fields=["on", "form"], name="one_flood_a_form_and_day")]

    def __str__(self) -> str:
        return f"{self.form}, {self.on}"
