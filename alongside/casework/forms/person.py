"""What is recorded, proposed and decided about one young person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from alongside.casework.disabilities import DISABILITIES
from alongside.shell.forms import DateField, Form


class Propose(Form):
    """A category for a manager to decide."""

    category = forms.ChoiceField(label="Category")
    why = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea,
        help_text="Needed where the law does not settle it, or where you propose something else",
    )

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = list(choices)  # type: ignore[attr-defined]


class Numbered(Form):
    """A form about one step of a decision: the step that the reader saw."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class Decide(Numbered):
    """Approve a proposal or send it back."""

    answer = forms.ChoiceField(
        label="Your decision",
        choices=[("approve", "Approve"), ("send_back", "Send back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to send back"},
    )
    comment = forms.CharField(
        label="What you say to it", required=False, widget=forms.Textarea, help_text="Needed to send it back"
    )


class Tell(Numbered):
    """The young person was told."""

    told_on = DateField(label="When were they told?")
    how = forms.ChoiceField(
        label="How?",
        choices=[(word, word) for word in ("In person", "By phone", "By letter", "By message", "With an interpreter")],
    )


class Disagree(Numbered):
    """The young person disagrees."""

    words = forms.CharField(label="What they say, in their own words", widget=forms.Textarea)


class RecordEvent(Form):
    """Something happened that starts or meets one of the law's clocks."""

    kind = forms.ChoiceField(label="What happened")
    happened_on = DateField(label="When?")

    def __init__(self, *args: Any, kinds: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, word.capitalize()) for kind, word in kinds]  # type: ignore[attr-defined]


class CorrectEvent(Form):
    """The right day of something recorded, or that it never happened."""

    happened_on = DateField(label="When did it happen?", required=False)
    never = forms.BooleanField(label="It never happened", required=False)

    def clean(self) -> dict[str, Any]:
        """A day, or never: one of the two."""
        given = super().clean() or {}
        if not self.errors and bool(given.get("happened_on")) is bool(given.get("never")):
            raise forms.ValidationError("Give the right day, or say that it never happened.")
        return given


class SafeField(forms.TypedChoiceField):
    """Whether something is safe: yes, no, or nobody has asked yet (None)."""

    said = {"yes": True, "no": False}

    def __init__(self, **kwargs: Any) -> None:
        choices = [("not_asked", "Nobody has asked yet"), ("yes", "Safe"), ("no", "Not safe")]
        super().__init__(choices=choices, coerce=self.said.get, empty_value=None, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What is held as the choice that says so."""
        return {True: "yes", False: "no", None: "not_asked"}.get(value, value)


class ContactPoint(Form):
    """A way to reach somebody, and what is safe there."""

    says_optional = False

    value = forms.CharField(label="Number or address", max_length=250)
    safe_to_call = SafeField(label="Is it safe to call there?")
    safe_to_text = SafeField(label="Is it safe to text there?")
    safe_to_voicemail = SafeField(label="Is it safe to leave a voicemail?")
    safe_to_write = SafeField(label="Is it safe to write there?")
    safe_to_visit_alone = SafeField(label="Is it safe to visit alone?")
    best_time = forms.CharField(label="Best time", max_length=60, required=False, help_text="After 4 on weekdays")
    checked_on = DateField(label="When was it last known to be right?", required=False)
    checked_how = forms.CharField(label="How is that known?", max_length=80, required=False)
    shared_with = forms.CharField(label="Who else has it?", max_length=160, required=False)
    uprn = forms.CharField(
        label="Unique property reference number", max_length=12, required=False, help_text="For an address, if known"
    )
    is_protected = forms.BooleanField(
        label="Protected: only people on the access list may learn it, and nothing is posted there", required=False
    )


class AddContactPoint(ContactPoint):
    """A new way to reach somebody."""

    kind = forms.ChoiceField(
        label="What is it?", choices=[("phone", "Phone"), ("email", "E-mail"), ("address", "Address")]
    )
    field_order = ("kind",)


class ChangeContactPoint(ContactPoint):
    """A way to reach somebody, changed or no longer used."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ended = forms.BooleanField(label="It is no longer used", required=False)

    beside_the_point = {
        "phone": ("safe_to_write", "safe_to_visit_alone", "uprn"),
        "email": ("safe_to_call", "safe_to_text", "safe_to_voicemail", "safe_to_visit_alone", "uprn"),
        "address": ("safe_to_call", "safe_to_text", "safe_to_voicemail"),
    }

    def __init__(self, *args: Any, kind: str, came_back_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.beside_the_point[kind]:
            del self.fields[name]
        if came_back_on:
            day = f"{came_back_on.day} {came_back_on:%B %Y}"
            self.fields[
                "checked_on"
            ].help_text = (
                f"A letter came back on {day}. If the address is right after all, give that day or a later one"
            )
            self.fields["ended"].help_text = "If they have moved. Then add where they live now"


class AddSpell(Form):
    """Time looked after that no return held."""

    from_on = DateField(label="First day looked after")
    to_on = DateField(label="The day it ended", required=False, help_text="Leave empty if still looked after")
    legal_status = forms.ChoiceField(label="Legal status")
    authority = forms.CharField(
        label="Which council looked after them",
        required=False,
        max_length=80,
        help_text="Only if it was another council",
    )
    whole = forms.BooleanField(
        label="With this, everything since the 14th birthday is recorded",
        required=False,
        help_text="Tick only when you have seen the whole file",
    )

    def __init__(self, *args: Any, statuses: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_status"].choices = list(statuses)  # type: ignore[attr-defined]


class Correct(Form):
    """Core details of somebody."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    first_name = forms.CharField(label="First name", max_length=80, required=False)
    surname = forms.CharField(label="Surname", max_length=80, required=False)
    preferred_name = forms.CharField(label="The name they go by", max_length=80, required=False)
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False)
    born_on = DateField(label="Date of birth")
    born_basis = forms.ChoiceField(
        label="How sure is it?",
        required=False,
        choices=[
            ("", "Confirmed, or nobody doubts it"),
            ("assessed", "Set by an age assessment"),
            ("disputed", "Disputed: no letter goes out until it is settled"),
        ],
    )
    language = forms.CharField(label="First language", max_length=60, required=False)
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    disabilities = forms.MultipleChoiceField(
        label="Disability, as they see it",
        required=False,
        choices=list(DISABILITIES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave it empty while nobody has asked. The inspection list and the data set take it from here.",
    )
    letter_language = forms.ChoiceField(
        label="Letters in", required=False, choices=lambda: [("", "Nobody has said: English"), *settings.LANGUAGES]
    )
    large_print = forms.BooleanField(label="Letters in large print", required=False)
    easy_read = forms.BooleanField(label="Letters with one sentence to a line", required=False)


class Add(Form):
    """Somebody whom no return has brought yet."""

    child_id = forms.CharField(
        label="Reference", max_length=20, help_text="As in your own case system and the statutory return"
    )
    first_name = forms.CharField(label="First name", max_length=80)
    surname = forms.CharField(label="Surname", max_length=80)
    born_on = DateField(label="Date of birth")
    sex = forms.ChoiceField(
        label="Sex, as the return has it",
        required=False,
        choices=[("", "Not known"), ("F", "Female"), ("M", "Male")],
    )
    arrived_alone = forms.BooleanField(label="Came to this country alone and asked for asylum", required=False)
    team_id = forms.ChoiceField(label="Team")
    is_somebody_else = forms.BooleanField(
        label="This is somebody else than those who are here already",
        required=False,
        help_text="Tick it only where we asked, and you looked",
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team_id"].choices = teams  # type: ignore[attr-defined]


class Allocate(Form):
    """Who works with somebody from a day on."""

    worker = forms.ChoiceField(label="Worker")
    kind = forms.ChoiceField(
        label="As",
        choices=[
            ("personal_adviser", "Personal adviser"),
            ("social_worker", "Social worker"),
            ("co_worker", "Co-worker"),
        ],
    )
    from_on = DateField(label="From")
    told_on = DateField(label="The young person was told on", required=False)

    def __init__(self, *args: Any, workers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = list(workers)  # type: ignore[attr-defined]


class HandedOver(Form):
    """A new worker has been told what matters, and the young person knows of the change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    told_on = DateField(label="When was the young person told?", required=False)
    handed_over_on = DateField(
        label="When was the work handed over?",
        required=False,
        help_text="By whoever worked with them before: what is going on, what was promised, what must not get lost",
    )


class EndAllocation(Form):
    """Somebody stops working with a young person, and nobody follows in the same role."""

    to_on = DateField(label="From which day do they no longer work with them?")


class TakeOutSpell(Form):
    """Time in care that was recorded here by mistake."""

    spell = forms.ChoiceField(label="Which was recorded by mistake?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, spells: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spell"].choices = list(spells)  # type: ignore[attr-defined]
