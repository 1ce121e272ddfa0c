"""Help after 21: what is offered each year, what is asked for and stopped, and who is around the young person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson


class SupportRequest(AboutPerson):
    """Somebody of 21 or over asked for support. It goes on until they say that they no longer want it.

    Nothing else ends it. They may ask again as often as they like before 25, each time with a row of its own.
    """

    class How(models.TextChoices):
        """How they told us."""

        PORTAL = "portal", "In their own place here"
        PHONE = "phone", "By phone"
        IN_PERSON = "in_person", "In person"
        SLIP = "slip", "By the slip of a letter"
        MESSAGE = "message", "By a message or e-mail"
        SOMEBODY = "somebody", "Through somebody they asked"

    class Result(models.TextChoices):
        """What came of it."""

        WAITING = "", "Not yet agreed"
        SUPPORT = "support", "Support agreed"
        ADVICE = "advice", "Advice given, nothing more wanted for now"

    asked_on = models.DateField("asked on")
    how = models.CharField("how they told us", max_length=12, choices=How.choices)
    wants = models.TextField("what they ask for, in their words", blank=True)
    result = models.CharField("what came of it", max_length=10, choices=Result.choices, blank=True)
    result_on = models.DateField("agreed on", null=True, blank=True)
    result_words = models.TextField("what was agreed", blank=True)
    ended_on = models.DateField("they ended it on", null=True, blank=True)
    ended_how = models.CharField("how they told us", max_length=12, choices=How.choices, blank=True)
    ended_words = models.TextField("what they said", blank=True)

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True, removed_at__isnull=True), name="one_open_request"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("asked_on")), name="request_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_how=""), name="only_the_person_ends_it"
            ),
        ]

    def __str__(self) -> str:
        return f"Support asked for by {self.person} on {self.asked_on}"


class SupportOffer(AboutPerson):
    """Support was offered to somebody of 21 or over, as the law wants it soon after 21 and then each year."""

    class Channel(models.TextChoices):
        """How it went."""

        LETTER = "letter", "Letter"
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text or message"
        PHONE = "phone", "Phone"
        IN_PERSON = "in_person", "In person"

    class Reached(models.TextChoices):
        """Whether it reached them."""

        NOT_KNOWN = "", "Not known yet"
        YES = "yes", "Yes"
        NO = "no", "No: it came back, or we learned that they did not get it"

    class Reply(models.TextChoices):
        """What they answer."""

        NONE = "", "No reply yet"
        YES = "yes", "Yes, they want support"
        NOT_NOW = "not_now", "Not now"

    sent_on = models.DateField("offered on")
    channel = models.CharField("how", max_length=10, choices=Channel.choices)
    reached = models.CharField("did it reach them", max_length=3, choices=Reached.choices, blank=True)
    reply = models.CharField("what they answer", max_length=8, choices=Reply.choices, blank=True)
    replied_on = models.DateField("answered on", null=True, blank=True)
    reply_words = models.TextField("what they said", blank=True)

    class Meta:
        ordering = ["-sent_on"]

    def __str__(self) -> str:
        return f"Support offered to {self.person} on {self.sent_on}"


class WelfareWatch(AboutPerson):
    """An adviser goes on looking how somebody of 21 or over is, unasked, because of a risk that is named."""

    why = models.TextField("what we are worried about")
    told = models.BooleanField("the young person knows of it")
    why_not_told = models.CharField("why they do not", max_length=200, blank=True)
    from_on = models.DateField("from")
    looked_on = models.DateField("last looked at on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_why = models.CharField("why it ended", max_length=200, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True, removed_at__isnull=True), name="one_open_watch"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")), name="watch_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(told=True) | ~Q(why_not_told=""), name="watch_told_or_why_not"),
        ]

    def __str__(self) -> str:
        return f"Welfare of {self.person} looked after since {self.from_on}"


class NetworkMember(AboutPerson):
    """Somebody in the young person's life, and whether and about what we may talk to them."""

    class Allowed(models.TextChoices):
        """Whether there may be contact between them and the young person."""

        YES = "yes", "Yes"
        SUPERVISED = "supervised", "Only with somebody there"
        NO = "no", "No"

    name = models.CharField("name", max_length=120)
    relationship = models.CharField("who they are to them", max_length=80)
    phone = models.CharField("how to reach them", max_length=120, blank=True)
    is_supporter = models.BooleanField("a person they count on", default=False)
    is_emergency = models.BooleanField("to be called in an emergency", default=False)
    allowed = models.CharField("may they be in contact", max_length=10, choices=Allowed.choices, default=Allowed.YES)
    may_talk = models.BooleanField("we may talk to them", default=False)
    talk_about = models.CharField("about what", max_length=300, blank=True)
    said_on = models.DateField("the young person said so on", null=True, blank=True)
    to_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["-is_supporter", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_talk=False) | Q(said_on__isnull=False), name="we_talk_only_where_they_said_so"
            ),
        ]

    def __str__(self) -> str:
        return f"Somebody around {self.person}"


class Professional(AboutPerson):
    """Somebody of another service who works with the young person: a tutor, a doctor, a probation worker."""

    name = models.CharField("name", max_length=120)
    role = models.CharField("what they do for them", max_length=80)
    organisation = models.CharField("where they work", max_length=120)
    phone = models.CharField("phone", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    from_on = models.DateField("since")
    to_on = models.DateField("until", null=True, blank=True)
    may_learn = models.CharField("what they may be told", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="professional_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.person}"
