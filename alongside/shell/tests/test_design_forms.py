"""A Django form draws itself with GOV.UK's components."""

from __future__ import annotations

from datetime import date
from typing import Any

import html5lib
import pytest
from django import forms
from django.utils.functional import lazy
from django.utils.safestring import mark_safe

from alongside.shell.forms import DateField, FilterForm, Form

KINDS = [("met", "We met"), ("phone", "By telephone")]


class Everything(Form):
    name = forms.CharField(label="Your name", help_text="As on the <letter>")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    kind = forms.ChoiceField(label="How?", choices=KINDS, widget=forms.RadioSelect)
    about = forms.MultipleChoiceField(
        label="What about?", choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False
    )
    area = forms.ChoiceField(label="District", choices=[("", "Choose"), ("n", "North")])
    on = DateField(label="When?")
    amount = forms.DecimalField(label="How much?", required=False)
    count = forms.IntegerField(label="How many?", required=False)
    note = forms.CharField(label="What was said?", widget=forms.Textarea, max_length=200, required=False)
    story = forms.CharField(label="Your story", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="A paper", required=False)
    agreed = forms.BooleanField(label="We agreed")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


GOOD = {
    "name": "Amira",
    "kind": "phone",
    "about": ["met"],
    "area": "n",
    "on-day": "3",
    "on-month": "12",
    "on-year": "2026",
    "agreed": "on",
}


def tree(form: Form) -> Any:
    return html5lib.parseFragment(str(form), namespaceHTMLElements=False)


def by_id(form: Form, id_: str) -> Any:
    return next(element for element in tree(form).iter() if element.get("id") == id_)


def test_every_field_is_drawn_with_its_component() -> None:
    html = str(Everything())
    for part in ("input", "radios", "checkboxes", "select", "date-input", "textarea", "character-count", "file-upload"):
        assert f'class="govuk-{part}' in html or f" govuk-{part}" in html, part


def test_every_field_has_a_label_that_points_to_it() -> None:
    root = tree(Everything())
    labelled = {label.get("for") for label in root.iter("label")}
    fields = [e for e in root.iter() if e.tag in ("input", "select", "textarea") and e.get("type") != "hidden"]
    assert len(fields) == 16
    assert {field.get("id") for field in fields} <= labelled


def test_what_is_not_required_says_so() -> None:
    html = str(Everything())
    assert "How much? (optional)" in html
    assert "Your name (optional)" not in html


def test_the_fields_of_a_filter_do_not_say_that_they_are_optional() -> None:
    class Filter(FilterForm):
        name = forms.CharField(label="Name", required=False)

    assert "(optional)" not in str(Filter())


def test_a_good_answer_is_taken_and_shown_again() -> None:
    form = Everything(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 12, 3)
    assert by_id(form, "id_kind-2").get("checked") is not None
    assert by_id(form, "id_kind").get("checked") is None
    assert by_id(form, "id_about").get("checked") is not None
    assert by_id(form, "id_on-year").get("value") == "2026"
    assert by_id(form, "id_agreed").get("checked") is not None


def test_initial_values_are_shown() -> None:
    form = Everything(initial={"on": date(2026, 2, 28), "area": "n", "amount": "12.50"})
    assert by_id(form, "id_on-month").get("value") == "2"
    assert by_id(form, "id_amount").get("value") == "12.50"
    assert [o.get("value") for o in by_id(form, "id_area").iter("option") if o.get("selected") is not None] == ["n"]


def test_an_error_stands_at_its_field_and_names_it() -> None:
    form = Everything(GOOD | {"name": ""})
    assert not form.is_valid()
    assert "Answer this: Your name" in str(form)
    assert "id_name-error" in by_id(form, "id_name").get("aria-describedby")


def test_a_password_is_never_sent_back() -> None:
    form = Everything(GOOD | {"secret": "correct horse"})
    assert "correct horse" not in str(form)


def test_what_was_typed_cannot_bring_markup() -> None:
    html = str(Everything(GOOD | {"name": '"><script>'}))
    assert "<script>" not in html
    assert "As on the &lt;letter&gt;" in html


def test_a_hint_that_is_safe_markup_stays_markup() -> None:
    class Linked(Form):
        name = forms.CharField(help_text=mark_safe('<a href="/x/">Help</a>'))
        late = forms.CharField(help_text=lazy(lambda: mark_safe('<a href="/y/">More</a>'), str)())

    assert '<a href="/x/">Help</a>' in str(Linked())
    assert '<a href="/y/">More</a>' in str(Linked())


def test_an_error_of_the_whole_form_comes_first() -> None:
    class Whole(Form):
        name = forms.CharField()

        def clean(self) -> None:
            raise forms.ValidationError("These two do not fit together.")

    html = str(Whole({"name": "x"}))
    assert html.index("These two do not fit together.") < html.index("govuk-label")
    assert 'id="form-error"' in html


def test_a_question_can_be_the_heading_of_its_page() -> None:
    class One(Form):
        kind = forms.ChoiceField(label="How?", choices=KINDS, widget=forms.RadioSelect)
        kind.heading = True  # type: ignore[attr-defined]

    assert [" ".join("".join(h.itertext()).split()) for h in tree(One()).iter("h1")] == ["How?"]


def test_a_number_is_typed_into_a_plain_box_with_a_number_pad() -> None:
    form = Everything()
    assert (by_id(form, "id_count").get("type"), by_id(form, "id_count").get("inputmode")) == ("text", "numeric")
    assert by_id(form, "id_amount").get("inputmode") == "decimal"


@pytest.mark.parametrize(
    ("day", "month", "year", "found"),
    [
        ("3", "12", "2026", date(2026, 12, 3)),
        ("03", "Dec", "2026", date(2026, 12, 3)),
        (" 3 ", "december", "2026", date(2026, 12, 3)),
        ("29", "2", "2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read(day: str, month: str, year: str, found: date) -> None:
    assert DateField().clean([day, month, year]) == found


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("", "", "", "Enter a date"),
        ("3", "", "2026", "must include"),
        ("31", "4", "2026", "real date"),
        ("29", "2", "2026", "real date"),
        ("3", "13", "2026", "real date"),
        ("3", "12", "26", "real date"),
        ("x", "12", "2026", "real date"),
        ("3", "smarch", "2026", "real date"),
    ],
)
def test_a_wrong_date_is_answered_in_one_sentence(day: str, month: str, year: str, words: str) -> None:
    with pytest.raises(forms.ValidationError, match=words) as caught:
        DateField().clean([day, month, year])
    assert len(caught.value.messages) == 1


def test_a_date_may_be_left_out_where_it_is_optional() -> None:
    assert DateField(required=False).clean(["", "", ""]) is None


def test_forms_of_one_kind_stand_one_under_the_other() -> None:
    class One(Form):
        name = forms.CharField(label="Name")

    many = forms.formset_factory(One, extra=2, max_num=1, validate_max=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Amira", "form-1-name": "Jo"}
    html = str(many(data))
    assert html.count('class="govuk-input"') == 2
    assert "Please submit at most 1 form" in html
    assert 'name="form-TOTAL_FORMS"' in html


def test_a_list_from_which_several_can_be_chosen_keeps_its_choices() -> None:
    class Several(Form):
        areas = forms.MultipleChoiceField(label="Districts", choices=[("n", "North"), ("s", "South"), ("e", "East")])

    form = Several({"areas": ["n", "e"]})
    assert form.is_valid()
    chosen = [o.get("value") for o in by_id(form, "id_areas").iter("option") if o.get("selected") is not None]
    assert chosen == ["n", "e"]
    assert by_id(form, "id_areas").get("multiple") is not None


def test_groups_of_choices_are_laid_flat() -> None:
    class Grouped(Form):
        kind = forms.ChoiceField(choices=[("By hand", [("a", "A")]), ("b", "B")], initial="b")

    chosen = [(o.get("value"), o.get("selected") is not None) for o in by_id(Grouped(), "id_kind").iter("option")]
    assert chosen == [("a", False), ("b", True)]


def test_a_field_that_cannot_be_changed_looks_so() -> None:
    class Fixed(Form):
        name = forms.CharField(disabled=True, initial="Amira")

    assert by_id(Fixed(), "id_name").get("disabled") is not None
