"""The council's look for pages that are Django templates: allauth's, and the content editor's.

{% in_our_page %}…{% endin_our_page %}     a page of allauth, inside our own page, which is Jinja2
{% council_icon %}  {% council_name %}  {% single_sign_on %}  {% editor_stylesheet %}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from alongside.shell import design
from alongside.shell.roles import Role

register = template.Library()

OWN_PLACE = {
    "me:sign_in": _("How I sign in"),
    "account_change_password": _("Password"),
    "usersessions_list": _("Where I am signed in"),
}
"""The same for a young person, whose second factor is the passkey or the code that is sent to them."""
OWN_ACCOUNT = {
    "account_change_password": _("Password"),
    "mfa_index": _("Second factor"),
    "usersessions_list": _("Where I am signed in"),
}
SINGLE_SIGN_ON = {"single_sign_on": _("Single sign-on")}
"""Besides, where the council has its own provider."""

register.simple_tag(design.icon, name="council_icon")
register.simple_tag(design.editor_stylesheet)


@register.simple_tag
def council_name() -> str:
    """The council's name in full."""
    return design.council().name


@register.simple_tag
def single_sign_on() -> str:
    """The words on the button that leads to the council's own provider; empty where it has none."""
    return settings.OIDC["words"] if settings.OIDC else ""


@register.simple_block_tag(takes_context=True)
def in_our_page(context: Context, content: SafeString) -> SafeString:
    """Its content inside the council's page, with what is wrong in ``form`` summed up above it."""
    request = context.get("request")
    is_own_place = request is not None and request.actor.roles == {Role.YOUNG_PERSON}
    at_work = OWN_ACCOUNT | (SINGLE_SIGN_ON if settings.OIDC else {})
    page = {
        "is_own_place": is_own_place,
        "title": _heading_of(content) or _("Your account"),
        "body": content,
        "form": context.get("form"),
        "messages": context.get("messages"),
        "navigation": _own_account(request, OWN_PLACE if is_own_place else at_work),
    }
    return mark_safe(render_to_string("shell/framed.html", page, request=request))  # noqa: S308  Jinja2 escaped it


def _heading_of(content: str) -> str:
    """The words of the h1, which the title of a page begins with."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", content, re.DOTALL)
    return " ".join(unescape(strip_tags(found[1])).split()) if found else ""


def _own_account(request: Any, pages: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What people can change about their own account, for those who have signed in."""
    if request is None or not request.user.is_authenticated:
        return []
    return [
        {"text": words, "href": reverse(name), "active": request.path == reverse(name)} for name, words in pages.items()
    ]
