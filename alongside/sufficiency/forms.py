"""Forms of sufficiency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from alongside.shell.forms import DateField, Form
from alongside.sufficiency import queries
from alongside.sufficiency.forecasting.cells import AGES, PROVIDERS, TYPES

YEARS = tuple((str(12 * years), f"{years} years" if years > 1 else "1 year") for years in range(1, 6))
LARGEST = 60 * 1024 * 1024
DEAREST = 9_999_999_999
"""The largest budget that can be kept."""
LARGEST_OF_PEERS = 2 * 1024 * 1024
ANY_AGE = ""


class Numbers(Form):
    """A form whose numbers, where they are wrong, are named with the bounds that they have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):  # Django's decimal and float fields are kinds of it
                _say_bounds(field)


def _say_bounds(field: forms.IntegerField) -> None:
    low, high = field.min_value, field.max_value
    kind = "a whole number" if type(field) is forms.IntegerField else "a number"
    bounds = f" from {low:,} to {high:,}" if high is not None else "" if low is None else f" of {low} or more"
    wrong = f"Type {kind}{bounds}: {field.label}"
    field.error_messages["invalid"] = wrong
    for validator in field.validators:
        if isinstance(validator, MinValueValidator | MaxValueValidator):
            validator.message = wrong


class Only(Form):
    """One group that the snapshot is narrowed to."""

    only = forms.ChoiceField(label="Show only", required=False)
    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(name, group.label) for name, group in queries.ONLY.items()]
        self.fields["only"].choices = [("", "Everybody"), *groups]  # type: ignore[attr-defined]


class Compared(Form):
    """What is compared with other councils."""

    what = forms.ChoiceField(
        label="Compare", required=False, choices=[(one.name, one.label) for one in queries.COMPARED]
    )
    says_optional = False


class Share(Form):
    """What we choose to share."""

    chosen = forms.MultipleChoiceField(
        label="What do we share?", choices=list(queries.TITLES.items()), widget=forms.CheckboxSelectMultiple
    )


class PeerFile(Form):
    """What other councils share."""

    content = forms.FileField(label="Their file (CSV)", help_text="Of one council or of several")

    def clean_content(self) -> bytes:
        """The file's bytes, if it is not too large."""
        file = self.cleaned_data["content"]
        if file.size > LARGEST_OF_PEERS:
            raise forms.ValidationError("This file is too large to be numbers in groups.")
        return bytes(file.read())


class Ask(Form):
    """A forecast to be made."""

    scenario_id = forms.TypedChoiceField(
        label="What is done differently?", required=False, empty_value=None, coerce=UUID
    )
    months = forms.TypedChoiceField(label="How far ahead?", choices=YEARS, coerce=int, initial="36")

    def __init__(self, *args: Any, scenarios: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario_id"].choices = [("", "Nothing: doing as we do now"), *scenarios]  # type: ignore[attr-defined]


class Differently(Numbers):
    """The levers of a scenario, in plain units. What is left empty stays as it is now."""

    why = forms.CharField(
        label="What would be done, and why?", max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )
    households_a_quarter = forms.FloatField(
        label="More foster households approved each quarter", required=False, min_value=0, max_value=50
    )
    keep_of_ten = forms.FloatField(
        label="Of ten households that would leave, how many stay?", required=False, min_value=0, max_value=10
    )
    retire_at_56 = forms.BooleanField(
        label="Every carer of 56 or over retires within a year", required=False,
        help_text="To see what would happen, not because we wish it",
    )  # fmt: skip
    staying_put_percent = forms.FloatField(
        label="Of 100 in our own foster homes who turn 18, how many stay put?",
        required=False,
        min_value=0,
        max_value=100,
    )
    homes_of_four = forms.BooleanField(label="Our own children's homes keep at most four beds", required=False)
    home_sooner = forms.FloatField(label="More children a year who go home", required=False, min_value=0, max_value=200)
    guardianship = forms.FloatField(
        label="More children a year who leave to a special guardian, or under another order that lasts",
        required=False, min_value=0, max_value=200,
        help_text="Special guardianship, child arrangements order or adoption",
    )  # fmt: skip
    step_down = forms.FloatField(
        label="More children a year who move from a children's home to a foster home",
        required=False,
        min_value=0,
        max_value=200,
    )
    bring_back = forms.IntegerField(
        label="Children far away for whom a place near home is kept", required=False, min_value=0, max_value=300
    )
    taken_by_others = forms.IntegerField(
        label="Places we buy near home that other councils' children would fill, beyond those they fill now",
        required=False, min_value=0, max_value=300,
        help_text="To see what would happen, not because we wish it",
    )  # fmt: skip
    fewer_entries = forms.FloatField(
        label="Fewer children a year who come into care", required=False, min_value=0, max_value=300
    )
    fewer_entries_age = forms.TypedChoiceField(
        label="Fewer of which age?", required=False, empty_value=None, coerce=int,
        choices=[(ANY_AGE, "Any age"), *((str(number), age) for number, age in enumerate(AGES))],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Gather what is filled in as ``levers``."""
        given = super().clean() or {}
        levers = {name: given.pop(name) for name in list(given) if name not in ("name", "why", "version")}
        given["levers"] = {name: value for name, value in levers.items() if not (value is None or value is False)}
        return given


class Scenario(Differently):
    """A new scenario."""

    name = forms.CharField(label="Name", max_length=80)
    field_order = ["name"]


class ChangeScenario(Differently):
    """A scenario that is still being tried."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Household(Numbers):
    """A foster household."""

    reference = forms.CharField(label="Number in the fostering register", max_length=20, help_text="No name")
    born_year = forms.IntegerField(label="Year of birth of the main carer")
    places = forms.IntegerField(label="Places approved", min_value=1, max_value=9)
    approved_on = DateField(label="Approved on")


class ChangeHousehold(Numbers):
    """A household that has changed."""

    places = forms.IntegerField(label="Places approved", min_value=1, max_value=9)
    ended_on = DateField(label="Deregistered or retired on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RegisterFile(Form):
    """A register of places."""

    content = forms.FileField(label="The file (CSV)")

    def clean_content(self) -> bytes:
        """The file's bytes, if it is not too large."""
        file = self.cleaned_data["content"]
        if file.size > LARGEST_OF_PEERS:
            raise forms.ValidationError("This file is too large to be a register of places.")
        return bytes(file.read())


class BeginSearch(Form):
    """A search for a home begins."""

    reference = forms.CharField(
        label="Number of the request", max_length=20, help_text="No name. It has a digit and no blanks, such as R-1042"
    )
    wanted = forms.ChoiceField(
        label="Which kind of home would be right?", choices=queries.WANTED_KINDS, widget=forms.RadioSelect
    )
    begun_on = DateField(label="Begun on")


class EndSearch(Form):
    """A search for a home ends."""

    found = forms.ChoiceField(
        label="Which kind of home was found?", choices=queries.FOUND_KINDS, widget=forms.RadioSelect
    )
    why_other = forms.CharField(
        label="If it is another kind than was wanted: why?", max_length=300, required=False,
        help_text="No name. For example: no foster home near the school was free",
    )  # fmt: skip
    ended_on = DateField(label="Ended on")
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectSearch(BeginSearch, EndSearch):
    """What was written of a search is corrected."""

    found = forms.ChoiceField(
        label="Which kind of home was found?", required=False, widget=forms.RadioSelect,
        choices=[("", "The search goes on"), *queries.FOUND_KINDS],
    )  # fmt: skip
    ended_on = DateField(label="Ended on", required=False)
    field_order = ["reference", "wanted", "begun_on", "found", "why_other", "ended_on"]


class RemoveSearch(Form):
    """A search is taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Home(Numbers):
    """A home."""

    name = forms.CharField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=queries.HOME_KINDS)
    beds = forms.IntegerField(label="Beds", min_value=1, max_value=60)
    is_own = forms.BooleanField(label="It is the council's own", required=False)
    opened_on = DateField(label="Opened on")


class ChangeHome(Numbers):
    """A home that has changed."""

    beds = forms.IntegerField(label="Beds", min_value=1, max_value=60)
    closed_on = DateField(label="Closed on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Fee(Numbers):
    """What a place costs."""

    kind = forms.ChoiceField(label="Kind of home", choices=[(kind, kind.capitalize()) for kind in TYPES])
    provider = forms.ChoiceField(
        label="Whose", choices=[(PROVIDERS[0], "The council's own"), (PROVIDERS[1], "Bought from somebody else")]
    )
    weekly = forms.DecimalField(label="Pounds a week", min_value=0, max_digits=8, decimal_places=2)
    from_on = DateField(label="From")


class Assumptions(Numbers):
    """What forecasts assume of places and money."""

    approvals = forms.DecimalField(label="Foster households approved a year", min_value=0, max_value=500)
    places_when_new = forms.DecimalField(label="Places of a newly approved household", min_value=1, max_value=9)
    deregistered_percent = forms.DecimalField(
        label="Of 100 households, how many leave in a year other than by retiring?", min_value=0, max_value=100
    )
    usable_percent = forms.DecimalField(
        label="Of 100 approved places, how many can be used at any time?", min_value=1, max_value=100
    )
    agency_foster_places = forms.IntegerField(label="Agency foster places near home", min_value=0, max_value=5000)
    staying_put_percent = forms.DecimalField(
        label="Of 100 in our own foster homes who turn 18, how many stay put?", min_value=0, max_value=100
    )
    fees_rise_percent = forms.DecimalField(label="Fees rise a year, per cent", min_value=-10, max_value=50)
    budget = forms.DecimalField(label="Budget of the first year, pounds", min_value=0, max_value=DEAREST)
    why = forms.CharField(label="Where do these come from?", max_length=1500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Postcodes(Form):
    """A postcode directory."""

    content = forms.FileField(
        label="Postcode directory (CSV)",
        help_text="With columns pcds, lat, long and oslaua, as the Office for National Statistics publishes it",
    )
    areas = forms.CharField(
        label="Codes of the districts that are in our area", max_length=400, required=False,
        help_text="Separated by blanks, such as E07000001 E07000002",
    )  # fmt: skip

    def clean_content(self) -> bytes:
        """The file's bytes, if it is not too large."""
        file = self.cleaned_data["content"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is too large. Keep the postcodes of your own region in it.")
        return bytes(file.read())

    def clean_areas(self) -> frozenset[str]:
        """The codes."""
        return frozenset(self.cleaned_data["areas"].split())
