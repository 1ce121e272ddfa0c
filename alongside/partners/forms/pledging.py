"""The public form on which an organisation signs the covenant, and those behind its link. In plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.partners import queries
from alongside.partners.forms.anonymous import AnonymousForm
from alongside.shell.forms import DateField

SMALL = {"rows": 3}
HINTS = {
    "work": _("A job, a trial day, work experience"),
    "support": _("A mentor, advice, help with money or a form"),
    "horizons": _("Money off, free tickets, things to see and do"),
    "activities": _("A club, a course of events, a day out"),
    "learning": _("Training, a class, help to study"),
}
BODY = ("name", "kind_of_body", "contact", "email", "phone", "web")
PLEDGE = ("kind", "what", "conditions", "how_to_get_it", "where", "places", "from_on", "ends_on")
ASK = ("contact_name", "contact_phone", "contact_email")


def _lazily(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(value, _(str(words))) for value, words in choices]


class AddPledge(AnonymousForm):
    """One pledge."""

    kind = forms.ChoiceField(
        label=_("What kind of promise is it?"),
        choices=_lazily(queries.PLEDGE_KINDS),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of promise it is")},
    )
    kind.choice_hints = HINTS  # type: ignore[attr-defined]
    what = forms.CharField(
        label=_("What do you promise?"),
        max_length=400,
        widget=forms.Textarea(attrs=SMALL),
        help_text=_("For example: a hot meal at half price each day"),
    )
    conditions = forms.CharField(
        label=_("Are there any rules?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=SMALL),
        help_text=_("For example: one meal a day, not on bank holidays"),
    )
    how_to_get_it = forms.CharField(
        label=_("How does a young person get it?"), max_length=300, widget=forms.Textarea(attrs=SMALL),
        help_text=_("For example: show your care leaver card at the till"),
    )  # fmt: skip
    where = forms.CharField(label=_("Where?"), required=False, max_length=200, help_text=_("The address, or “online”"))
    places = forms.IntegerField(
        label=_("For how many people?"), required=False, min_value=1, max_value=5000,
        help_text=_("Leave this empty if there is no limit"),
    )  # fmt: skip
    from_on = DateField(label=_("From which day?"), required=False, help_text=_("Leave this empty if it can start now"))
    ends_on = DateField(
        label=_("On which day does it end?"),
        help_text=_("From this day on we do not show it. A year at most. We ask you again before it ends"),
    )
    contact_name = forms.CharField(label=_("Who can a young person ask?"), required=False, max_length=120)
    contact_phone = forms.CharField(label=_("Phone that we may show"), required=False, max_length=40)
    contact_email = forms.EmailField(label=_("E-mail that we may show"), required=False)

    groups = ((_("Your promise"), PLEDGE), (_("Who to ask"), ASK))

    @property
    def pledge(self) -> dict[str, Any]:
        """What is kept of the pledge."""
        return {name: self.cleaned_data[name] for name in (*PLEDGE, *ASK)}


class Join(AddPledge):
    """Who signs, and the first pledge."""

    name = forms.CharField(label=_("What is your organisation called?"), max_length=160)
    kind_of_body = forms.ChoiceField(
        label=_("What are you?"),
        choices=_lazily(queries.WHO_SIGNS),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are")},
    )
    contact = forms.CharField(label=_("Your name"), max_length=120, help_text=_("We do not show it"))
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("We write to you here. We do not show it"))
    phone = forms.CharField(label=_("Your phone"), required=False, max_length=40)
    web = forms.URLField(label=_("Your web page"), required=False, assume_scheme="https")

    groups = ((_("Who you are"), BODY), *AddPledge.groups)

    @property
    def body(self) -> dict[str, Any]:
        """What is kept of who signs."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("name", "email", "phone", "web")}
        return told | {"kind": given["kind_of_body"], "contact_name": given["contact"]}


class Used(AnonymousForm):
    """How many used a pledge."""

    number = forms.IntegerField(label=_("How many young people used it?"), min_value=0, max_value=5000)
    from_on = DateField(label=_("From which day did you count?"))
    to_on = DateField(label=_("To which day?"))
    outcome = forms.CharField(
        label=_("What came of it?"), required=False, max_length=600, widget=forms.Textarea(attrs=SMALL),
        help_text=_("Please leave out names"),
    )  # fmt: skip

    groups = (("", ("number", "from_on", "to_on", "outcome")),)


class Longer(AnonymousForm):
    """A pledge that goes on."""

    ends_on = DateField(label=_("On which day does it end now?"), help_text=_("A year from today at most"))

    groups = (("", ("ends_on",)),)


class End(AnonymousForm):
    """A pledge that ends before its day."""

    why = forms.CharField(label=_("Why does it end?"), max_length=300, widget=forms.Textarea(attrs=SMALL))

    groups = (("", ("why",)),)
