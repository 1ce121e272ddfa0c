"""How many forms came in on a day from people who are not signed in, and how many were held off."""

from __future__ import annotations

from django.db import models


class FormsOfDay(models.Model):
    """One public form on one day."""

    form = models.CharField(max_length=20)
    on = models.DateField()
    taken = models.PositiveIntegerField(default=0)
    held_off = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "on"], name="one_count_of_a_form_a_day")]

    def __str__(self) -> str:
        return f"{self.form}, {self.on}"
