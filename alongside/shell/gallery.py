"""Every component in every state, for whoever builds or judges a page. Only in the demo. ``?dir=rtl`` mirrors it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alongside.shell import charts, clock
from alongside.shell.forms import DateField, FilterForm, Form
from alongside.shell.gate import public
from alongside.shell.refusals import EditConflict, OwnWork, WrongState

LAYOUTS = ("public", "staff", "me")
REFUSALS: dict[str, Any] = {
    "400": WrongState("The file has no table Header. Nothing was changed."),
    "403": OwnWork("You wrote this plan, so somebody else must agree it."),
    "404": None,
    "409": EditConflict(
        what="the plan",
        theirs={"What matters to me": "My dog, my sister, and being near the sea."},
        yours={"What matters to me": "My dog and my sister. I want to stay near school."},
        version=3,
    ),
    "409_state": WrongState("This plan was agreed on 3 December 2026 and cannot be changed. Start a new one."),
    "500": None,
}


class Fields(Form):
    """One field of each kind."""

    first_name = forms.CharField(label="First name", help_text="The name you like to be called")
    telephone = forms.CharField(label="Telephone", widget=forms.TextInput(attrs={"type": "tel"}), required=False)
    spoke = forms.ChoiceField(
        label="How did you talk?",
        choices=[("met", "We met"), ("phone", "By telephone"), ("message", "By message")],
        widget=forms.RadioSelect,
    )
    spoke.choice_hints = {"met": "At home, at school or in a café"}  # type: ignore[attr-defined]
    about = forms.MultipleChoiceField(
        label="What about?",
        choices=[("home", "Home"), ("money", "Money"), ("health", "Health")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="District", choices=[("n", "Northmere"), ("s", "Southmere")])
    met_on = DateField(label="When was it?", help_text="For example, 27 3 2026")
    amount = forms.DecimalField(label="How much?", widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}))
    amount.govuk = {"prefix": {"text": "£"}}  # type: ignore[attr-defined]
    note = forms.CharField(label="What was said?", widget=forms.Textarea, max_length=500)
    letter = forms.FileField(label="A letter", required=False)
    agreed = forms.BooleanField(label="We agreed this together")


class Filters(FilterForm):
    """What a caseload is narrowed by."""

    category = forms.MultipleChoiceField(
        label="Category",
        choices=[("e", "Eligible"), ("r", "Relevant"), ("f", "Former relevant")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name = forms.CharField(label="Name or reference", required=False)


@public
def gallery(request: HttpRequest, layout: str = "public") -> HttpResponse:
    """The components, on a page of each layout."""
    if layout not in LAYOUTS:
        raise Http404
    today = clock.today()
    return render(
        request,
        f"shell/gallery/{layout}.html",
        {
            "dir": _direction(request),
            "layouts": LAYOUTS,
            "refusals": REFUSALS,
            "day": today,
            "homes": _homes(),
            "dates": [today + timedelta(days) for days in (-11, -1, 0, 1, 11, 400)],
            "form": Fields(prefix="plain"),
            "wrong": _sent(Fields, {"wrong-met_on-day": "31", "wrong-met_on-month": "4", "wrong-met_on-year": "2026"}),
            "filters": Filters({"category": ["r"]}),
            "page": Paginator(range(200), 10).page(7),
            "shown": [
                Message(messages.SUCCESS, "The contact is recorded."),
                Message(messages.ERROR, "The file was not taken: row 12 has no child reference."),
            ],
            "events": [
                _event("Plan agreed", "Amara Osei", today),
                _event("Came into care", "", today - timedelta(900)),
            ],
        },
    )


@public
def refusal(request: HttpRequest, name: str) -> HttpResponse:
    """A page that says no, with its proper status."""
    if name not in REFUSALS:
        raise Http404
    context = {"refusal": REFUSALS[name], "dir": _direction(request)}
    return render(request, f"{name}.html", context, status=int(name[:3]))


urlpatterns = [
    path("", gallery, name="gallery"),
    path("<slug:layout>/", gallery, name="gallery"),
    path("refusal/<slug:name>/", refusal, name="gallery_refusal"),
]


def _direction(request: HttpRequest) -> str | None:
    return "rtl" if request.GET.get("dir") == "rtl" else None


def _homes() -> charts.Chart:
    told = [charts.Bar("A flat of their own", 33, "33"), charts.Bar("With a carer", None, "fewer than 5")]
    return charts.bars("More of you have a home of your own", "33 have a flat.", ("Home", "Young people"), told)


def _sent(form: type[Form], data: dict[str, str]) -> Form:
    sent = form(data, prefix="wrong")
    sent.is_valid()
    return sent


def _event(title: str, by: str, on: date) -> dict[str, Any]:
    return {"title": title, "by": by, "on": on}
