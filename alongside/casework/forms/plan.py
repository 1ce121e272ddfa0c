"""Forms of the pathway plan."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.models import Head, Hidden, PlanAction, PlanCopy, PlanVersion
from alongside.casework.plan_words import ANSWERS, HEADS, ORDER
from alongside.shell.forms import DateField, Form

MOST = 6000


def _text(label: str, rows: int = 4, *, required: bool = False, hint: str = "", **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, widget=widget, max_length=MOST, **more)


class BeginPlan(Form):
    """How much of a life the new version is about."""

    scope = forms.ChoiceField(
        label="What is it about?", choices=PlanVersion.Scope.choices, widget=forms.RadioSelect, initial="whole"
    )


class WritePlan(Form):
    """What matters to them, and how they took part."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    about_me = _text("What matters to me", hint="In the young person’s own words, as “I”")
    how_made = _text("How they took part in writing it", 3, hint="Where you met, who was there, what they chose")


class WriteHead(Form):
    """One head: their words first."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _text("What they say", hint="Their own words, before anything of ours")
    need = _text("What is needed", 3)
    will_happen = _text("What will happen", 3)
    who = forms.CharField(label="Who does it", required=False, max_length=160)
    by_when = DateField(label="By when", required=False)
    otherwise = _text("If it does not work out", 2)
    nothing_now = forms.BooleanField(label="Nothing is needed here now", required=False)


class HideHead(Form):
    """Who sees a head."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    hidden = forms.ChoiceField(
        label="Does the young person see it?",
        choices=Hidden.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="If not, it is on no page and in no copy of theirs. When they ask for records it is looked at",
    )
    hidden_until = DateField(label="When is this looked at again?", required=False)


class WriteAction(Form):
    """Something that somebody will do."""

    what = forms.CharField(label="What will be done", max_length=300)
    owner = forms.ChoiceField(label="Who does it", choices=PlanAction.Owner.choices, widget=forms.RadioSelect)
    owner_name = forms.CharField(label="Their name, if somebody else", max_length=120, required=False)
    due_on = DateField(label="By when", required=False)


class ChangeAction(WriteAction):
    """The same, changed or taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    removed = forms.BooleanField(label="Take it out", required=False)


class Progress(Form):
    """How an action goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label="How does it go?", choices=PlanAction.State.choices, widget=forms.RadioSelect)
    settled_on = DateField(label="Since when", required=False, help_text="Today, if you leave it empty")
    outcome = _text("What came of it, or why not", 3)


class Voice(Form):
    """What the young person says about the plan, written down for them."""

    kind = forms.ChoiceField(
        label="What do they say?",
        widget=forms.RadioSelect,
        choices=[
            ("agrees", "They agree"),
            ("partly", "They agree with some of it"),
            ("no", "They do not agree"),
            ("not_taking_part", "They would not take part"),
            ("words", "Only words, neither yes nor no"),
        ],
    )
    words = _text("In their words", 4)
    tried = _text("What was tried", 2, hint="If they would not take part: when, how, and what you offered")
    said_on = DateField(label="When did they say it?")


class Submit(Form):
    """To the manager; or past them, with a reason, to the head of service."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_escalated = forms.BooleanField(label="The head of service has to decide this one", required=False)
    escalated_why = forms.CharField(label="Why", max_length=300, required=False)


class DecidePlan(Form):
    """What a manager answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        choices=[("approve", "Approve it"), ("send_back", "Send it back to be written on")],
    )
    comment = _text("What you say to whoever wrote it", 3, hint="Needed where you do not approve")

    def __init__(self, *args: Any, may_pass_on: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_pass_on:
            self.fields["answer"].choices = [  # type: ignore[attr-defined]
                *self.fields["answer"].choices,  # type: ignore[attr-defined]
                ("escalate", "Pass it on to the head of service"),
            ]


class HandOut(Form):
    """A copy that was handed out."""

    form = forms.ChoiceField(label="In which form?", choices=PlanCopy.Form.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label="Language of the headings")
    how = forms.ChoiceField(
        label="How did it reach them?",
        choices=[choice for choice in PlanCopy.How.choices if choice[0] != "portal"],
        widget=forms.RadioSelect,
    )
    to = forms.CharField(
        label="To whom, if not to the young person",
        max_length=120,
        required=False,
        help_text="Like “Advocate, at his wish”",
    )
    handed_on = DateField(label="When?")

    def __init__(self, *args: Any, languages: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]


class MyAnswer(Form):
    """Whether the young person agrees, in their own words."""

    says_optional = False
    kind = forms.ChoiceField(label="Do you agree with it?", choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    words = _text("In your own words", 4, hint="If you do not agree with all of it: what is wrong?")


class MyWords(Form):
    """Something to add to the plan."""

    says_optional = False
    head = forms.ChoiceField(
        label="What is it about?",
        required=False,
        choices=[("", "All of it"), *((head.value, HEADS[head].title) for head in ORDER if head is not Head.ARRIVAL)],
    )
    words = _text("What you want to say", 4, required=True)


class MyProgress(Form):
    """How something goes, in the young person's words."""

    says_optional = False
    words = _text("How does it go?", 3, required=True)


class AskForReview(Form):
    """What a young person wants to talk about."""

    says_optional = False
    words = _text("What do you want to talk about?", 4, required=True)
