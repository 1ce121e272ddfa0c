"""What was decided in supervision about a young person, and what they lived through and achieved."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.casework.models.about_person import AboutPerson


class SupervisionDecision(AboutPerson):
    """What a worker and their manager decided about somebody's case, and by when what is done."""

    held_on = models.DateField("when")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="with which worker",
    )
    discussion = models.TextField("what was talked about", blank=True)
    decision = models.TextField("what was decided")
    to_do = models.CharField("what has to be done", max_length=300, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    done_on = models.DateField("done on", null=True, blank=True)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"Supervision of {self.held_on} about {self.person}"


class LifeEvent(AboutPerson):
    """Something that mattered in a young person's life, and how we marked it."""

    class Kind(models.TextChoices):
        """What kind of event."""

        ACHIEVED = "achieved", "Achieved something"
        LEARNING = "learning", "Started or finished learning"
        WORK = "work", "A job"
        HOME = "home", "A home of their own"
        FAMILY = "family", "A child, a partner, family"
        BIRTHDAY = "birthday", "A birthday or a feast"
        LOSS = "loss", "A loss"
        OTHER = "other", "Something else"

    kind = models.CharField("kind", max_length=10, choices=Kind.choices, default=Kind.ACHIEVED)
    happened_on = models.DateField("when")
    what = models.CharField("what happened", max_length=300)
    how_marked = models.CharField("how we marked it", max_length=200, blank=True)

    class Meta:
        ordering = ["-happened_on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
