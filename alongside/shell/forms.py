"""Django forms that draw themselves with GOV.UK's components.

``{{ form }}`` on a page gives every field with its label, hint and error; ``{{ error_summary(form) }}`` goes above the
heading. Nobody writes an ``<input>``. A form says what Django lets it say (label, help_text, widget), and may add:

    class Record(Form):
        spoke = forms.ChoiceField(choices=…, widget=forms.RadioSelect)
        spoke.choice_hints = {"phone": "A call of any length"}     # a line under one choice
        spoke.heading = True                                       # the question is the page's h1
        amount = forms.DecimalField()
        amount.govuk = {"prefix": {"text": "£"}}                   # anything else the component takes
        seen_on = DateField()                                      # three boxes: day, month, year

``FORM_RENDERER = "alongside.shell.forms.Renderer"`` makes this so for every form, allauth's too. The widgets' own
templates stay Django's, so the content editor is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorDict
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

DJANGO_ROWS = "10"
"""What Django says where a form said nothing."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BoundField(DjangoBoundField):
    """A field with its data, as a GOV.UK component and that component's options."""

    @property
    def component(self) -> str:
        """Which macro draws this field."""
        widget = self.field.widget
        if isinstance(widget, DateBoxes):
            return "date"
        if isinstance(widget, forms.Textarea):
            return "count" if getattr(self.field, "max_length", None) else "textarea"
        if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.Select):
            return "select"
        if isinstance(widget, forms.FileInput):
            return "file"
        return "input"

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the first thing in the field that can be typed in or ticked."""
        return f"{self.auto_id}-day" if self.component == "date" else self.auto_id

    @property
    def params(self) -> dict[str, Any]:
        """The options of the macro."""
        draw = getattr(self, f"_{self.component}")
        params: dict[str, Any] = {"name": self.html_name, "id": self.auto_id, "idPrefix": self.auto_id}
        params |= draw() | getattr(self.field, "govuk", {})
        if self.errors:
            params["errorMessage"] = {"text": " ".join(str(error) for error in self.errors)}
        if self.help_text and "hint" not in params:
            params["hint"] = _hint(self.help_text)
        return params

    @property
    def words(self) -> str:
        """The label, which says so where an answer is not needed."""
        optional = not self.field.required and getattr(self.form, "says_optional", True)
        if not optional or isinstance(self.field.widget, forms.CheckboxInput):
            return str(self.label)
        return _("%(label)s (optional)") % {"label": self.label}

    def _label(self) -> dict[str, Any]:
        heading = getattr(self.field, "heading", False)
        classes = {"classes": "govuk-label--l"} if heading else {}
        return {"label": {"text": self.words, "isPageHeading": heading} | classes}

    def _legend(self) -> dict[str, Any]:
        heading = getattr(self.field, "heading", False)
        size = "l" if heading else "s"
        legend = {"text": self.words, "isPageHeading": heading, "classes": f"govuk-fieldset__legend--{size}"}
        return {"fieldset": {"legend": legend}}

    def _input(self) -> dict[str, Any]:
        widget = self.field.widget
        attrs = self._attrs()
        if isinstance(widget, forms.NumberInput):
            # A number box that scrolls away what was typed is worse than a plain one with a number pad.
            parts = isinstance(self.field, forms.DecimalField | forms.FloatField)
            kind = {"type": "text", "inputmode": "decimal" if parts else "numeric"}
        else:
            kind = {"type": widget.input_type}
        return self._label() | kind | attrs | {"value": self._typed()}

    def _textarea(self) -> dict[str, Any]:
        rows = self.field.widget.attrs.get("rows")
        return self._label() | self._attrs() | {"value": self._typed(), "rows": 5 if rows == DJANGO_ROWS else rows}

    def _count(self) -> dict[str, Any]:
        up_to = _("You can enter up to %(count)s characters") % {"count": "%{count}"}  # the macro puts the number in
        return self._textarea() | {
            "maxlength": getattr(self.field, "max_length", None),
            "textareaDescriptionText": up_to,
        }

    def _file(self) -> dict[str, Any]:
        return self._label() | self._attrs()

    def _select(self) -> dict[str, Any]:
        params = self._label() | self._attrs()
        if isinstance(self.field.widget, forms.SelectMultiple):
            params["attributes"] = params.get("attributes", {}) | {"multiple": "multiple"}
        items = [{"value": c["value"], "text": c["label"], "selected": c["selected"]} for c in self._choices()]
        return params | {"items": items}

    def _radios(self) -> dict[str, Any]:
        return self._legend() | self._attrs() | {"items": self._ticks()}

    def _checkboxes(self) -> dict[str, Any]:
        if isinstance(self.field.widget, forms.CheckboxSelectMultiple):
            small = {} if getattr(self.form, "says_optional", True) else {"classes": "govuk-checkboxes--small"}
            return self._legend() | self._attrs() | {"items": self._ticks()} | small
        hint = {"hint": _hint(self.help_text)} if self.help_text else {}
        item = {"value": "on", "text": self.words, "checked": bool(self.value())} | hint
        return self._attrs() | {"items": [item], "hint": None}

    def _date(self) -> dict[str, Any]:
        day, month, year = self.field.widget.decompress(self.value())
        wrong = " govuk-input--error" if self.errors else ""
        boxes = (("day", _("Day"), day, 2), ("month", _("Month"), month, 2), ("year", _("Year"), year, 4))
        items = [
            {"name": name, "label": words, "value": value or "", "classes": f"govuk-input--width-{width}{wrong}"}
            for name, words, value, width in boxes
        ]
        return self._legend() | {"namePrefix": self.html_name, "id": self.auto_id, "items": items}

    def _ticks(self) -> list[dict[str, Any]]:
        hints = getattr(self.field, "choice_hints", {})
        items = []
        for choice in self._choices():
            item = {"value": choice["value"], "text": choice["label"], "checked": choice["selected"]}
            if hint := hints.get(choice["value"]):
                item["hint"] = {"text": hint}
            items.append(item)
        return items

    def _choices(self) -> Iterable[dict[str, Any]]:
        """Every choice with its label, groups laid flat, as Django's own widget finds them."""
        groups = self.field.widget.optgroups(self.html_name, self.field.widget.format_value(self.value()))
        return ({**choice, "value": _plain(choice["value"])} for _name, group, _index in groups for choice in group)

    def _typed(self) -> str:
        """What was typed, as it was typed; a password never goes back to the page."""
        widget = self.field.widget
        if isinstance(widget, forms.PasswordInput) and not widget.render_value:
            return ""
        value = widget.format_value(self.value())
        return "" if value is None else str(value)

    def _attrs(self) -> dict[str, Any]:
        """What the widget says of itself: classes, autocomplete, and so on."""
        attrs = dict(self.field.widget.attrs)
        params: dict[str, Any] = {"disabled": True} if self.field.disabled else {}
        for html, govuk in (("class", "classes"), ("autocomplete", "autocomplete"), ("inputmode", "inputmode")):
            if value := attrs.pop(html, None):
                params[govuk] = value
        if "spellcheck" in attrs:
            params["spellcheck"] = attrs.pop("spellcheck") not in (False, "false")
        # What the form or the component says already, and hints that vanish while one types.
        for name in ("placeholder", "rows", "cols", "maxlength", "min", "max", "step", "required", "aria-describedby"):
            attrs.pop(name, None)
        if attrs:
            params["attributes"] = {name: value for name, value in attrs.items() if value not in (None, False)}
        return params


class Renderer(DjangoTemplates):
    """Forms and fields in GOV.UK components, from ``jinja2/shell/forms``; everything else as Django draws it."""

    form_template_name = "shell/forms/form.html"
    formset_template_name = "shell/forms/formset.html"
    field_template_name = "shell/forms/field.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        """One of ours from the site's templates, any other from Django's own engine."""
        return (
            get_template(template_name) if template_name.startswith("shell/") else super().get_template(template_name)
        )


class Form(forms.Form):
    """A form of ours: wrong answers are named by us in a sentence, not by the browser in a bubble."""

    use_required_attribute = False
    says_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == _DJANGO_REQUIRED:
                label = field.label or name.replace("_", " ").capitalize()
                field.error_messages["required"] = _("Answer this: %(label)s") % {"label": label}

    def call_nothing_wrong(self) -> None:
        """It stands as somebody left it and has not sent it: nothing in it is called wrong yet."""
        self._errors = ErrorDict()

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Set what can be chosen in a field that is known only when the page is asked for."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no choice")
        field.choices = list(choices)


class FilterForm(Form):
    """A form that only narrows a list: everything in it is optional, and it need not say so."""

    says_optional = False


class DateBoxes(forms.MultiWidget):
    """Three boxes for day, month and year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)
        self.widgets_names = ["-day", "-month", "-year"]

    def decompress(self, value: Any) -> list[Any]:
        """A date, or what was typed, as day, month and year."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return list(value) if isinstance(value, list | tuple) else [None, None, None]


class DateField(forms.MultiValueField):
    """A date typed as day, month and year. The month may be a number or a name. Answers a ``date`` or None."""

    widget = DateBoxes
    default_error_messages = {
        "required": _("Enter a date"),
        "incomplete": _("The date must include a day, a month and a year"),
        "invalid": _("Enter a real date, such as 27 3 2026"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([forms.CharField(required=False) for _ in range(3)], require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Raise ValidationError in one sentence, whatever is wrong with the three boxes."""
        typed = [(part or "").strip() for part in (value or [])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        found = self.compress(typed)
        self.run_validators(found)
        return found

    def compress(self, data_list: Any) -> date:
        """The date of three typed texts."""
        day, month, year = data_list
        try:
            if len(year) != 4:
                raise ValueError(year)
            return date(int(year), _month(month), int(day))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


def _hint(words: Any) -> dict[str, str]:
    """A hint that comes as safe markup, perhaps lazily, stays markup."""
    words = str(words)
    return {"html" if isinstance(words, SafeString) else "text": words}


def _month(text: str) -> int:
    """1 to 12, from a number or the beginning of an English name."""
    if text.isdecimal():
        return int(text)
    return MONTHS.index(text[:3].lower()) + 1


def _plain(value: Any) -> Any:
    """The value of a choice of a model field, which Django wraps."""
    return str(value) if value is not None else ""
