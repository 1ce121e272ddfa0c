"""The first page and the areas."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from alongside.offer import access
from alongside.offer.models.fields import TEXT_FEATURES
from alongside.offer.panels import ReadingPanel
from alongside.shell.serving import public_response

NOT_IN_THE_TEXT = frozenset({"contact_name", "search_words"})
"""Words that are translated, and that nobody reads as a text."""


class PublicPage(Page):
    """A page of the offer as anybody sees it: no session, no cookie, and it may be kept for some minutes.

    Every language has the addresses of the English tree, with its code before them, so an English page answers in all
    of them; a page of another language holds words only (``words``) and is shown by itself in the editor's preview.
    """

    words: tuple[str, ...] = ()
    """The fields that are translated. The others are facts, which a translation takes over as they are."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> access.OfferPermissions:
        """What the editor lets somebody do to this page."""
        return access.OfferPermissions(user, self)

    @property
    def text(self) -> str:
        """The whole text that a reader reads, as HTML: what the reading age is measured on."""
        return "\n".join(getattr(self, name) for name in self.words if name not in NOT_IN_THE_TEXT)

    @property
    def is_translation(self) -> bool:
        """Whether this is a page of words in another language."""
        return self.locale.language_code != settings.LANGUAGE_CODE

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in the language of its address."""
        language = self.locale.language_code if self.is_translation else translation.get_language()
        with translation.override(language):
            return public_response(super().serve(request, *args, **kwargs).render(), language=language)


def in_english(pages: PageQuerySet) -> PageQuerySet:
    """The pages that hold the facts. A page in another language holds words only."""
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE)


def source_of(page: PublicPage) -> PublicPage | None:
    """The English page whose words this one translates; itself where it is English; None where that is gone."""
    if not page.is_translation:
        return page
    return (
        type(page)
        .objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
        .first()
    )


class OfferIndexPage(PublicPage):
    """The first page: what this is, the areas, the checker, and whom to talk to."""

    intro = models.TextField("introduction", help_text="Two or three short sentences.")

    template = "offer/home.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["offer.AreaPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), ReadingPanel()]
    words = ("title", "intro")
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Every language is found by the addresses of the English tree."""
        if self.is_translation and (source := source_of(self)):
            return source.route(request, path_components)
        return super().route(request, path_components)

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
    words = ("title", "summary", "intro")
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The area and its entitlements."""
        from alongside.offer import queries

        return {**super().get_context(request, *args, **kwargs), "area": queries.area(self)}
