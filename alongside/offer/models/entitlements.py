"""An entitlement: one record that the public page, the checker and everything else that speaks of it read.

Amounts are dated rows, who it is for is structured rows, and what it rests on is named by the ids of ``alongside.law``.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, Workflow
from wagtail_localize.fields import SynchronizedField

from alongside.offer import basis, checklist, who_for
from alongside.offer.forms import EntitlementForm
from alongside.offer.models.fields import TEXT_FEATURES, ManyChoices
from alongside.offer.models.pages import PublicPage
from alongside.offer.panels import ManyChoicesPanel, ReadingPanel
from alongside.shell import clock

LONGEST_BETWEEN_CHECKS = timedelta(days=366)
"""An entitlement is looked at again at least once a year."""
DISTRICT_WORKFLOW = "A district agrees its own part"
"""The name of the workflow by which a district's people agree what the district writes."""


class EntitlementPage(PublicPage):
    """One entitlement: what you can get, how much, who for, why, and how to get it."""

    class Kind(models.TextChoices):
        """Why it is given."""

        LAW = "law", "By law: we must"
        CHOICE = "choice", "We choose to"
        PARTNER = "partner", "A partner's own for care leavers"
        SIGNPOST = "signpost", "Signpost: for everybody"
        PLEDGE = "pledge", "Pledge"

    entitlement_id = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answer = models.TextField(
        help_text="Begin with “You can get”. At most 60 words. Write {amount} where the amount of today belongs."
    )
    body = RichTextField("more about it", features=TEXT_FEATURES, blank=True)
    how_to_get_it = RichTextField(features=TEXT_FEATURES)
    how_long_it_takes = models.CharField(max_length=200, blank=True)
    law_ids = ManyChoices("what it rests on in law", default=list, blank=True, choices=basis.choices)
    guidance_items = ManyChoices(
        "what of the check-list it meets",
        default=list,
        blank=True,
        choices=checklist.choices,
        help_text="What the law and the guidance ask of a local offer. The audit counts what is ticked here.",
    )
    decided_by = models.CharField(
        "the council's decision",
        max_length=200,
        blank=True,
        help_text="Where the council chooses to: which decision, by whom, when.",
    )
    provider = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="department or partner",
    )
    districts = ParentalManyToManyField(
        "partners.District", blank=True, related_name="+", help_text="None ticked: everywhere."
    )
    written_by_district = models.ForeignKey(
        "partners.District", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    contact_name = models.CharField(max_length=120, blank=True, help_text="Blank: the leaving care team.")
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_web = models.URLField("web address", blank=True)
    owned_by = models.CharField(max_length=120, help_text="The post that keeps this true, not a person's name.")
    last_checked_on = models.DateField()
    next_check_on = models.DateField(help_text="At most a year after the last check.")
    is_sensitive = models.BooleanField("sensitive", default=False, help_text="Shows a way to leave the page quickly.")
    search_words = models.CharField(
        max_length=400, blank=True, help_text="Other words that people use for it, with commas between."
    )
    sources = models.TextField(blank=True, help_text="Where the facts come from: one web address a line.")

    template = "offer/entitlement.html"
    base_form_class = EntitlementForm
    words = ("title", "answer", "body", "how_to_get_it", "how_long_it_takes", "contact_name", "search_words")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("slug", "seo_title", "search_description", "decided_by", "owned_by", "contact_phone", "sources")
    ]
    parent_page_types = ["offer.AreaPage"]
    subpage_types: list[str] = []

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("kind"),
                    FieldPanel("answer"),
                    InlinePanel("amounts", label="Amount", heading="Amounts, with their dates"),
                    InlinePanel("who_for", label="Who", heading="Who it is for (any one of these)"),
                    FieldPanel("body"),
                    FieldPanel("how_to_get_it"),
                    FieldPanel("how_long_it_takes"),
                    ReadingPanel(),
                    InlinePanel("easy_read", label="Line", heading="Easy read: one idea a line, with a picture"),
                ],
                heading="What you can get",
            ),
            ObjectList(
                [
                    ManyChoicesPanel("law_ids"),
                    FieldPanel("decided_by"),
                    FieldPanel("sources"),
                    ManyChoicesPanel("guidance_items"),
                ],
                heading="Why",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("provider"),
                            FieldPanel("contact_name"),
                            FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                            FieldPanel("contact_web"),
                        ],
                        heading="Who to ask",
                    ),
                    FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
                ],
                heading="Who gives it, and where",
            ),
            ObjectList(
                [
                    FieldPanel("owned_by"),
                    FieldRowPanel([FieldPanel("last_checked_on"), FieldPanel("next_check_on")]),
                    FieldPanel("is_sensitive"),
                    FieldPanel("search_words"),
                ],
                heading="Keeping it true",
            ),
            ObjectList(Page.promote_panels, heading="Address"),
            ObjectList(Page.settings_panels, heading="Publishing"),
        ]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_check_on__gt=F("last_checked_on")), name="next_check_is_after_the_last"
            ),
        ]

    def clean(self) -> None:
        """What would make the record untrue or incomplete, each in a sentence."""
        super().clean()
        if self.is_translation:
            return  # its facts are those of the English page, and its words begin as its language has it
        faults: dict[str, str] = {}
        strange = basis.unknown(self.law_ids)
        if strange:
            faults["law_ids"] = f"The law knows no such id: {', '.join(strange)}."
        elif self.kind == self.Kind.LAW and not self.law_ids:
            faults["law_ids"] = "An entitlement by law names what it rests on."
        if len(self.answer.split()) > 60:
            faults["answer"] = f"The answer has {len(self.answer.split())} words; 60 at most."
        elif self.answer and not self.answer.startswith("You can get"):
            faults["answer"] = "The answer begins with “You can get”."
        if self.last_checked_on and self.next_check_on:
            between = self.next_check_on - self.last_checked_on
            if not timedelta(0) < between <= LONGEST_BETWEEN_CHECKS:
                faults["next_check_on"] = "The next check is after the last one, and at most a year after it."
        if faults:
            raise ValidationError(faults)

    def get_workflow(self) -> Workflow | None:
        """How a change of this page is agreed: a district's own part by the district."""
        if self.written_by_district_id:
            return Workflow.objects.filter(name=DISTRICT_WORKFLOW, active=True).first()
        return super().get_workflow()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; none for a pledge that does not hold today."""
        from alongside.offer import queries

        if not queries.holds(self, clock.today()):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The entitlement as a reader sees it."""
        from alongside.offer import queries

        return {**super().get_context(request, *args, **kwargs), "entitlement": queries.entitlement_of(self)}


class Amount(Orderable):
    """How much, from a day until a day. Past amounts stay. What the law fixes is named, not typed again."""

    class HowOften(models.TextChoices):
        """How often it is paid."""

        ONCE = "once", "once"
        YEARLY = "year", "a year"
        MONTHLY = "month", "a month"
        WEEKLY = "week", "a week"
        EACH_TIME = "time", "each time"

    page = ParentalKey(EntitlementPage, on_delete=models.CASCADE, related_name="amounts")
    law_value = models.CharField(
        "value of the law", max_length=60, blank=True, help_text="For example setting_up_home; then no pounds here."
    )
    pounds = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_at_most = models.BooleanField("up to", default=False)
    how_often = models.CharField(max_length=10, choices=HowOften.choices, default=HowOften.ONCE)
    what_for = models.CharField(
        max_length=80, blank=True, help_text="Where there are several amounts: what each is for."
    )
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField("until (the first day it no longer holds)", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("law_value"), FieldPanel("pounds"), FieldPanel("is_at_most")]),
        FieldRowPanel([FieldPanel("how_often"), FieldPanel("what_for")]),
        FieldRowPanel([FieldPanel("from_on"), FieldPanel("to_on")]),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]  # rows without a place of their own keep the order in which they were written
        constraints = [
            models.CheckConstraint(
                condition=Q(law_value="", pounds__isnull=False, pounds__gt=0)
                | (~Q(law_value="") & Q(pounds__isnull=True)),
                name="amount_is_typed_or_the_laws",
                violation_error_message="Give pounds, more than none, or name a value of the law: one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")),
                name="amount_ends_after_start",
                violation_error_message="An amount ends after it begins.",
            ),
        ]

    def clean(self) -> None:
        """A value named must be one of the law's."""
        super().clean()
        if self.law_value and not basis.is_value(self.law_value):
            raise ValidationError({"law_value": f"The law knows no value {self.law_value}."})


class WhoFor(Orderable):
    """One way to have the entitlement: everything in the row must hold. Any one row is enough."""

    page = ParentalKey(EntitlementPage, on_delete=models.CASCADE, related_name="who_for")
    categories = ManyChoices(
        default=list, blank=True, choices=list(who_for.CATEGORIES.items()), help_text="None ticked: every category."
    )
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_until = models.PositiveSmallIntegerField("until this birthday", null=True, blank=True)
    circumstances = ManyChoices(
        default=list,
        blank=True,
        choices=[(one.value, one.label) for one in who_for.Circumstance],
        help_text="All that are ticked must hold.",
    )
    lives = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in who_for.Lives], default=who_for.Lives.ANYWHERE.value
    )
    other_councils = models.BooleanField("open to other councils' care leavers", default=False)

    panels = [
        ManyChoicesPanel("categories"),
        FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_until")]),
        ManyChoicesPanel("circumstances"),
        FieldRowPanel([FieldPanel("lives"), FieldPanel("other_councils")]),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]  # rows without a place of their own keep the order in which they were written
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_until__isnull=True) | Q(age_until__gt=F("age_from")),
                name="who_for_ages_in_order",
                violation_error_message="The birthday on which it ends comes after the one on which it begins.",
            ),
        ]

    @property
    def row(self) -> who_for.Row:
        """The row as ``who_for`` works it out."""
        return who_for.Row(
            categories=frozenset(self.categories),
            age_from=self.age_from,
            age_until=self.age_until,
            circumstances=tuple(who_for.Circumstance(one) for one in self.circumstances),
            lives=who_for.Lives(self.lives),
            other_councils=self.other_councils,
        )
