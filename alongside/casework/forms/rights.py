"""Forms of complaints, advocates, one's own records and corrections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.casework.models import Advocacy, Complaint, ComplaintStep, CorrectionRequest, How, RecordsLook
from alongside.shell.forms import DateField, Form

Choices = Iterable[tuple[str, str]]
HOW_STAFF = [choice for choice in How.choices if choice[0] != How.PORTAL]


def _words(label: str, *, required: bool = True, hint: str = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=4000, widget=widget)


class RecordComplaint(Form):
    """A complaint or a compliment that reached a worker."""

    kind = forms.ChoiceField(label="What is it?", choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    received_on = DateField(label="When did it reach us?")
    how = forms.ChoiceField(label="How did it come?", choices=HOW_STAFF)
    words = _words("What they say, in their own words")
    wants = _words("What would put it right", required=False, rows=2)
    about = forms.MultipleChoiceField(
        label="Who is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever it is about neither sees it nor deals with it. Tick nobody where it is about no one person",
    )

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = list(people)  # type: ignore[attr-defined]
        if not people:
            del self.fields["about"]


class Words(Form):
    """What is said with a step."""

    words = _words("What you write to them")

    def __init__(self, *args: Any, label: str = "", hint: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text, field.required = label or field.label, hint, required
        field.error_messages["required"] = f"Answer this: {field.label}"


class AnswerComplaint(Form):
    """What was found, and the answer."""

    outcome = forms.ChoiceField(
        label="What did you find?", choices=ComplaintStep.Outcome.choices, widget=forms.RadioSelect
    )
    words = _words("The answer, as the young person reads it", hint="Say sorry where it was our fault", rows=8)


class OfferAdvocate(Form):
    """An advocate was offered."""

    offered_on = DateField(label="When was an advocate offered?")
    about = forms.CharField(label="What about?", max_length=200, required=False)


class RecordAdvocate(Form):
    """What they said to the offer, and who their advocate is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Do they want an advocate?", choices=Advocacy.Answer.choices, widget=forms.RadioSelect
    )
    organisation = forms.ChoiceField(label="From which service?", required=False)
    advocate = forms.CharField(label="The advocate’s name", max_length=120, required=False)
    phone = forms.CharField(label="The advocate’s phone", max_length=40, required=False)
    account = forms.ChoiceField(
        label="The advocate’s account here",
        required=False,
        help_text="What the young person shows opens to this account and to nobody else of the service",
    )
    from_on = DateField(label="From when?", required=False)

    def __init__(self, *args: Any, services: Choices = (), accounts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", "They have none: nothing is shown to them"), *accounts]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", "Not known yet"), *services]  # type: ignore[attr-defined]


class EndAdvocacy(Form):
    """The advocate stands beside them no longer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to_on = DateField(label="Until when?")


class RecordsAsked(Form):
    """Somebody asks for their records."""

    received_on = DateField(label="When did they ask?")
    how = forms.ChoiceField(label="How did they ask?", choices=HOW_STAFF)
    scope = _words("What do they want to see?", required=False, hint="Leave it empty for everything", rows=2)


class Identity(Form):
    """Their identity was confirmed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    identity_on = DateField(label="When did you make sure that it is them?", help_text="The month runs from this day")
    identity_how = forms.CharField(
        label="How?", max_length=120, help_text="Somebody who knows them saw or spoke to them, or a card was shown"
    )


class AskWhatTheyMean(Form):
    """We ask, and the month stands still."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    asked = _words("What do you ask them?", hint="The month stands still until they answer", rows=2)


class HearWhatTheyMean(Form):
    """They answered."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    scope = _words("What do they want to see?", required=False, hint="Leave it empty if nothing changes", rows=2)


class Why(Form):
    """A step that needs a reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why?", max_length=200, help_text="The young person reads it")


class OnlyVersion(Form):
    """A step that needs nothing but to be meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveRecords(Form):
    """How the bundle was given."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sent_how = forms.ChoiceField(label="How do you give it?", choices=How.choices, widget=forms.RadioSelect)


class ReadTogether(Form):
    """Who was there when they read it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    support = _words("Who was with them, and how was it?", rows=3)


class Look(Form):
    """What is given of one text."""

    decision = forms.ChoiceField(
        label="What is given of it?", choices=RecordsLook.Decision.choices, widget=forms.RadioSelect
    )
    passages = _words(
        "What is blacked out",
        required=False,
        hint="Each on a line of its own, exactly as it stands in the text",
        rows=3,
    )
    ground = forms.ChoiceField(label="On what ground is it not given?", required=False)
    why = forms.CharField(label="Why does that ground hold?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [("", "All of it is given"), *RecordsLook.Ground.choices]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


class WrongAsked(Form):
    """Something in the record is wrong, they say."""

    asked_on = DateField(label="When did they say so?")
    how = forms.ChoiceField(label="How did it come?", choices=HOW_STAFF)
    is_wrong = _words("What is wrong, in their own words")
    should_say = _words("What should it say?", required=False, rows=2)


class DecideCorrection(Form):
    """What became of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held = _words("What did the record say?", hint="It is kept here, whatever you decide")
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[one for one in CorrectionRequest.Decision.choices if one[0] != CorrectionRequest.Decision.WAITING],
        widget=forms.RadioSelect,
    )
    why = _words("Why, as the young person reads it")
    told_on = DateField(label="When were they told?", required=False)


class Notice(Form):
    """The privacy notice was given."""

    notice = forms.CharField(label="Which version of the privacy notice?", max_length=60)
    given_on = DateField(label="When was it given?")
    how = forms.ChoiceField(label="How was it given?", choices=HOW_STAFF)


# --- What young people fill in ---------------------------------------------------------------------------------------


class Complain(Form):
    """Something is wrong, or good."""

    kind = forms.ChoiceField(
        label="What do you want to tell us?",
        choices=[
            ("complaint", "Something is wrong"),
            ("data", "You keep or tell things about me in a way that is wrong"),
            ("compliment", "Something is good"),
        ],
        widget=forms.RadioSelect,
    )
    words = _words("What happened?", hint="Write as you speak")
    wants = _words("What would put it right?", required=False, rows=2)
    about = forms.MultipleChoiceField(
        label="Is it about one of your people, or more?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They will not see it",
    )
    advocate = forms.BooleanField(label="I want an advocate to help me with it", required=False)

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = list(people)  # type: ignore[attr-defined]
        if not people:
            del self.fields["about"]


class GoOn(Form):
    """Not happy with the answer."""

    words = _words("Why is it not right yet?", required=False, rows=3)


class AskAdvocate(Form):
    """I want an advocate."""

    about = forms.CharField(label="What is it about?", max_length=200, required=False)


class ShowAdvocate(Form):
    """What my advocate sees."""

    shares = forms.MultipleChoiceField(
        label="What may your advocate see?", required=False, widget=forms.CheckboxSelectMultiple
    )
    says_optional = False

    def __init__(self, *args: Any, parts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shares"].choices = list(parts)  # type: ignore[attr-defined]


class AskRecords(Form):
    """I want to see my records."""

    scope = _words("What do you want to see?", required=False, hint="Leave it empty to see everything", rows=3)


class Wrong(Form):
    """Something about me is wrong."""

    is_wrong = _words("What is wrong?")
    should_say = _words("What should it say?", required=False, rows=2)
