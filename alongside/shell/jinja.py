"""The environment in which pages are drawn: our macros, GOV.UK's components, and dates and money in words.

In every page: ``url``, ``static``, ``council``, ``stylesheet``, ``style_for_arriving``, ``direction``, ``language``,
``front`` (the first page's address), ``twins``, ``menu``, ``pressing``, ``today``, and
the filters ``day``, ``short_day``, ``month``, ``moment``, ``number``, ``money``. Components come by name:

    {% from "shell/govuk.html" import govukButton %}
    {% from "shell/components.html" import due, amount %}
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from alongside.shell import clock, design, languages, slots, wording

EXTENSIONS = ("jinja2.ext.do", "jinja2.ext.i18n", "wagtail.jinja2tags.core", "wagtail.images.jinja2tags.images")


def environment(**options: Any) -> Environment:
    """The Jinja2 environment for ``settings.TEMPLATES``."""
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  Django turns autoescape on
    for extension in EXTENSIONS:
        env.add_extension(extension)
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        url=url,
        static=static,
        council=design.council,
        stylesheet=design.stylesheet,
        style_for_arriving=design.style_for_arriving,
        logo=design.logo,
        icon=design.icon,
        direction=direction,
        language=translation.get_language,
        front=languages.prefix,
        twins=languages.twins,
        menu=menu,
        pressing=pressing,
        today=lambda: clock.today(),  # asked at each call: a test's clock must not stay in the pages of the next
        demo=settings.DEMO,
        quick_exit=settings.QUICK_EXIT,
        due_in_words=wording.due_in_words,
    )
    for words in (wording.day, wording.short_day, wording.month, wording.moment, wording.number, wording.money):
        env.filters[words.__name__] = words
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def direction() -> str:
    """Which way the language of this page is written: ``ltr`` or ``rtl``."""
    return "rtl" if translation.get_language_bidi() else "ltr"


FEW = 6
"""As many lines as a menu shows without putting any under "More"."""
REST = 2
"""The place in a menu of what is neither one's own work nor of every day."""


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The lines of the staff menu that this person's roles open, as GOV.UK's service navigation wants them."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    places = [(place, item) for item in slots.menu.all() if (place := item.place(actor)) is not None]
    places.sort(key=lambda one: one[0])  # within a place in the order of registering
    items = [(item.label, reverse(item.url_name), place == REST) for place, item in places]
    here = max((href for _, href, _ in items if request.path.startswith(href)), key=len, default=None)
    many = len(items) > FEW
    return [{"text": label, "href": href, "active": href == here, "more": many and rest} for label, href, rest in items]


def pressing(request: HttpRequest) -> list[dict[str, Any]]:
    """What cannot wait for whoever reads a page of the menu: its words, where it is met, whether it is late."""
    if request.path not in {line["href"] for line in menu(request)}:
        return []
    found = [one for ask in slots.pressing.all() for one in ask(request.actor, clock.today())]  # type: ignore[attr-defined]
    told = [{"words": one.words, "href": reverse(one.url_name), "is_late": one.is_late} for one in found]
    return [one for one in told if one["href"] != request.path]
