"""The first page and the areas."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from alongside.offer import access
from alongside.offer.models.fields import TEXT_FEATURES
from alongside.offer.panels import ReadingPanel
from alongside.offer.serving import public_response


class PublicPage(Page):
    """A page of the offer as anybody sees it: no session, no cookie, and it may be kept for some minutes."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in its own language."""
        return public_response(super().serve(request, *args, **kwargs), language=self.locale.language_code)

    def permissions_for_user(self, user: Any) -> access.OfferPermissions:
        """What the editor lets somebody do to this page."""
        return access.OfferPermissions(user, self)

    @property
    def words(self) -> str:
        """The whole text that a reader reads, as HTML: what the reading age is measured on."""
        return self.title


class OfferIndexPage(PublicPage):
    """The first page: what this is, the areas, the checker, and whom to talk to."""

    intro = models.TextField("introduction", help_text="Two or three short sentences.")

    template = "offer/home.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["offer.AreaPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), ReadingPanel()]

    @property
    def words(self) -> str:
        """The whole text."""
        return "\n".join((self.title, self.intro))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the first page shows."""
        from alongside.offer import queries

        return {**super().get_context(request, *args, **kwargs), "offer": queries.home(self)}


class AreaPage(PublicPage):
    """One area of life: one of the six of the statute, or money, rights, who can help."""

    class Area(models.TextChoices):
        """The six areas of the Children and Social Work Act 2017, section 2(2), and money, rights, help."""

        ACCOMMODATION = "accommodation", "Accommodation"
        MONEY = "money", "Money"
        EDUCATION = "education", "Education and training"
        EMPLOYMENT = "employment", "Employment"
        HEALTH = "health", "Health and well-being"
        RELATIONSHIPS = "relationships", "Relationships"
        SOCIETY = "society", "Participation in society"
        RIGHTS = "rights", "Your rights"
        HELP = "help", "Who can help"

    area = models.CharField(max_length=20, choices=Area.choices)
    summary = models.TextField(help_text="One short sentence, shown on the first page.")
    intro = RichTextField("introduction", features=TEXT_FEATURES, blank=True)

    template = "offer/area.html"
    parent_page_types = ["offer.OfferIndexPage"]
    subpage_types = ["offer.EntitlementPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("area"),
        FieldPanel("summary"),
        FieldPanel("intro"),
        ReadingPanel(),
    ]

    @property
    def words(self) -> str:
        """The whole text."""
        return "\n".join((self.title, self.summary, self.intro))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The area and its entitlements."""
        from alongside.offer import queries

        return {**super().get_context(request, *args, **kwargs), "area": queries.area(self)}
