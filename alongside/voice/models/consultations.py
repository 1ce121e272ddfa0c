"""Consultations: what is asked, who may answer, the box with the answers, and what was in it.

Nothing here ties an answer to a person, to a moment or to other answers of the same person. What may stand in these
tables, and what may not, is argued in docs/adr (answers that nobody can trace).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from alongside.shell.locking import Versioned


class Consultation(Versioned):
    """Young people are asked: what for, what can change, who may answer, until when, and what came of it."""

    class Answering(models.TextChoices):
        """Who may answer."""

        OPEN = "open", "Anybody who finds the page"
        CODE = "code", "Whoever has a code, once"
        PORTAL = "portal", "Whoever is invited in their own place, once"

    class State(models.TextChoices):
        """How far it is. Whether it can be answered today hangs on its days too."""

        DRAFT = "draft", "Being written"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed, answers still sealed"
        COUNTED = "counted", "Counted, results being written"
        WAITING = "waiting", "Results wait for a second person"
        PUBLISHED = "published", "Published"
        ENDED = "ended", "Ended, nobody opened the answers"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("name in the address", max_length=60, unique=True)
    answering = models.CharField("who may answer", max_length=10, choices=Answering.choices)
    about_offer = models.BooleanField("asks about the local offer", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    words = models.JSONField("title, purpose, what can change and what cannot, by language", default=dict)
    opens_on = models.DateField("first day", null=True, blank=True)
    closes_on = models.DateField("last day", null=True, blank=True)
    counted_on = models.DateField("opened and counted on", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    answers = models.PositiveIntegerField("how many answers were counted", default=0)
    typed = models.PositiveIntegerField("how many of them came on paper", default=0)
    set_aside = models.PositiveIntegerField("how many were set aside", default=0)
    results = models.JSONField("what was found and what happens next, by language", default=dict)
    results_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        verbose_name="who wrote the results last",
    )  # fmt: skip
    put_forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        verbose_name="who put the results forward",
    )  # fmt: skip
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True) | models.Q(closes_on__gte=models.F("opens_on")),
                name="opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | (
                    (models.Q(results_by__isnull=True) | ~models.Q(published_by=models.F("results_by")))
                    & (models.Q(put_forward_by__isnull=True) | ~models.Q(published_by=models.F("put_forward_by")))
                ),
                name="nobody_publishes_results_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Question(models.Model):
    """One question of a consultation."""

    class Kind(models.TextChoices):
        """How it is answered."""

        ONE = "one", "One of several answers"
        SEVERAL = "several", "Any of several answers"
        SCALE = "scale", "A scale of five faces with words"
        WORDS = "words", "In their own words"
        PICTURE = "picture", "A drawing or a photo"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField("place in the order")
    kind = models.CharField("how it is answered", max_length=10, choices=Kind.choices)
    words = models.JSONField("question, hint and answers to choose from, by language", default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="one_question_a_place")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.number}"


class Box(models.Model):
    """The box that answers are put into. Its key seals them; when they are counted the key is thrown away."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, primary_key=True, related_name="box")
    key = models.BinaryField("key of the box, itself sealed with the council's key")

    def __str__(self) -> str:
        return str(self.consultation_id)


class Group(models.Model):
    """How many of an age and a district were invited, and how many of them answered: numbers, no names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="groups")
    band = models.CharField("age", max_length=20, blank=True)
    area = models.CharField("district", max_length=80, blank=True)
    invited = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["band", "area"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "band", "area"], name="one_count_a_group"),
            models.CheckConstraint(condition=models.Q(answered__lte=models.F("invited")), name="only_invited_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.band} {self.area}"


class Right(models.Model):
    """Somebody may still answer. The row is removed when they do, without a word on when.

    ``proof`` is a keyed hash of a code or of an account: without the council's key it names nobody.
    """

    proof = models.CharField("keyed hash of a code or an account", max_length=64, primary_key=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="rights")

    def __str__(self) -> str:
        return "a right to answer"


class Batch(models.Model):
    """Answers that came together, so that they can be set aside together."""

    class Kind(models.TextChoices):
        """How they came."""

        SITE = "site", "On the site"
        PAPER = "paper", "On paper, typed in"
        CROWD = "crowd", "Unusually many at once"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    begun_on = models.DateField("day, where it was typed in or unusual", null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_finished = models.BooleanField("typed in to the end", default=False)
    is_set_aside = models.BooleanField("not counted", default=False)

    def __str__(self) -> str:
        return self.get_kind_display()


class Sealed(models.Model):
    """An answer, or a picture that came with one, as it lies in the box: unreadable, undated, in no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sealed")
    mark = models.CharField(
        "mark of the form, so that it counts once; none for a picture", max_length=64, null=True, unique=True
    )
    content = models.BinaryField("the answer, sealed")

    def __str__(self) -> str:
        return "a sealed answer"


class Tally(models.Model):
    """How many chose an answer. Number 0 stands for how many answered the question at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="tallies")
    choice = models.PositiveSmallIntegerField("number of the answer")
    number = models.PositiveIntegerField("how many chose it")

    class Meta:
        ordering = ["choice"]
        constraints = [models.UniqueConstraint(fields=["question", "choice"], name="one_tally_a_choice")]

    def __str__(self) -> str:
        return f"{self.choice}: {self.number}"


class Said(Versioned):
    """What somebody wrote to one question. Nobody knows who, nor what else they answered. It is read, not shown.

    What is shown is a quote that a person has chosen and said of that it names nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="said")
    text = models.TextField("what was written")
    theme = models.CharField("what it is about", max_length=80, blank=True)
    quote = models.TextField("what is shown of it", blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["theme", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class Drawing(Versioned):
    """A drawing or photo that somebody sent, drawn anew. It is shown only where a person says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="drawings")
    picture = models.BinaryField("the picture, a JPEG")
    shows = models.CharField("what it shows, in words", max_length=200, blank=True)
    is_shown = models.BooleanField("shown to everybody", default=False)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.shows
