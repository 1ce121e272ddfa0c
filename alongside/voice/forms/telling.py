"""The form in which somebody tells us what they think, at any time, with or without a name."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from alongside.shell.forms import Form
from alongside.voice.forms.answering import RING
from alongside.voice.models import View

LONGEST = 2_000
MAY_SEE = (
    (View.MaySee.TEAM.value, _("Only the team that listens")),
    (View.MaySee.WORKERS.value, _("Also those who can change it")),
    (View.MaySee.EVERYBODY.value, _("Everybody. You may show my words")),
)


class TellForm(Form):
    """What they think, and who may see it. ``website`` is a trap: people do not see it, machines fill it in."""

    says_optional = False

    words = forms.CharField(
        label=_("What do you want to tell us?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write something first.")},
    )
    may_see = forms.ChoiceField(
        label=_("Who may see it?"), choices=MAY_SEE, initial=View.MaySee.WORKERS.value, widget=forms.RadioSelect
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = when_read()

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data["website"])


class TellAsMyself(TellForm):
    """The same in one's own place: with or without a name."""

    tell_me = forms.BooleanField(
        label="Tell me here what came of it",
        required=False,
        initial=True,
        help_text="Then we keep whose it is. If your words sound like danger, the person on duty may look who you are, "
        "and ring you. Without the tick we keep no name: nobody can find you from it",
    )
    field_order = ("words", "may_see", "tell_me")


def when_read() -> SafeString:
    """Beside the box for words: when it is read, and whom to ring at once."""
    number = '{} <a class="govuk-link app-phone" dir="ltr" href="tel:{}">{}</a>'
    ring = [format_html(number, words, tel.replace(" ", ""), tel) for words, tel in RING]
    said = (_("A worker reads this within three days."), _("Leave out names and where you live."))
    return format_html_join(mark_safe("<br>"), "{}", [(one,) for one in (*said, *ring)])
