"""Forms of the board and its meetings."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from alongside.board.forms.indicators import indicators, long
from alongside.board.models import AgendaRule, Attendance, Item, Member, OutsideReport, Question, Report, WorkerSkill
from alongside.shell.forms import DateField, Form

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class BoardForm(Form):
    """The board."""

    name = forms.CharField(label="What is the board called?", max_length=120)
    terms = long("Terms of reference", required=True)
    quorum = forms.IntegerField(label="How many members must be there?", min_value=1, max_value=50, initial=3)
    clear_days = forms.IntegerField(
        label="Clear working days of notice", min_value=0, max_value=30, initial=5,
        help_text="Five for a committee of the council (Local Government Act 1972, section 100B)",
    )  # fmt: skip


class MemberForm(Form):
    """A seat."""

    name = forms.CharField(
        label="Who?", max_length=120, help_text="For a young person write which seat it is, never their name"
    )
    kind = forms.ChoiceField(label="As what?", choices=Member.Kind.choices)
    is_chair = forms.BooleanField(label="Chairs the board", required=False)
    votes = forms.BooleanField(label="Counts for the quorum", required=False, initial=True)
    substitute = forms.CharField(label="Who may come instead?", max_length=120, required=False)
    from_on = DateField(label="When does the term begin?")
    to_on = DateField(label="When does it end?", required=False)


class ChangeMemberForm(Form):
    """A seat that has changed."""

    substitute = forms.CharField(label="Who may come instead?", max_length=120, required=False)
    is_chair = forms.BooleanField(label="Chairs the board", required=False)
    votes = forms.BooleanField(label="Counts for the quorum", required=False)
    to_on = DateField(
        label="When does the term end?", required=False, help_text="The first day on which they no longer sit on it"
    )


class TrainingForm(Form):
    """What a member has learnt."""

    what = forms.CharField(label="What was it about?", max_length=120)
    took_on = DateField(label="When?")
    due_again_on = DateField(label="When again?", required=False)


class VisitForm(Form):
    """Where a member went."""

    member_id = forms.ChoiceField(label="Who went?")
    visited_on = DateField(label="When?")
    where = forms.CharField(
        label="Where?", max_length=160, help_text="A home, a school, a drop-in. Never the address of a foster family"
    )
    saw = long("What did they see and hear?", "No names of children", required=True)
    asks = long("What do they ask the service?")

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member_id", members)


class SkillForm(Form):
    """What somebody on the staff has learnt."""

    worker = forms.ChoiceField(label="Who?")
    role = forms.ChoiceField(label="As what do they work?", choices=WorkerSkill.Role.choices)
    what = forms.CharField(label="Which skill or training?", max_length=120)
    learnt_on = DateField(label="When?")
    due_again_on = DateField(label="When again?", required=False)

    def __init__(self, *args: Any, workers: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", workers)


class ReportOutForm(Form):
    """A report to somebody else."""

    to = forms.ChoiceField(label="To whom?", choices=OutsideReport.To.choices)
    title = forms.CharField(label="What is it about?", max_length=120)
    owner_post = forms.CharField(label="Who writes it?", max_length=120, help_text="The post")
    meets_on = DateField(label="When do they meet?")
    papers_by = DateField(label="By when do they need it?")


class SentForm(Form):
    """A report went."""

    sent_on = DateField(label="When did it go?")
    came_of_it = long("What came of it?", "Leave it empty until they have met")


class ReportKindForm(Form):
    """Which yearly report."""

    KINDS = Report.Kind.choices
    kind = forms.ChoiceField(choices=KINDS)


class RuleForm(Form):
    """What comes to the board."""

    title = forms.CharField(label="What comes to the board?", max_length=120)
    every = forms.ChoiceField(label="How often?", choices=AgendaRule.Every.choices)
    month = forms.TypedChoiceField(
        label="First in which month?", coerce=int, choices=[(n, f"{date(2000, n, 1):%B}") for n in range(1, 13)]
    )
    owner_post = forms.CharField(label="Who reports?", max_length=120, help_text="The post")
    question = long("What is the board asked to decide?")
    place = forms.IntegerField(label="Place on the agenda", min_value=1, max_value=99, initial=50)


class ChangeRuleForm(RuleForm):
    """The same, said anew or ended."""

    has_ended = forms.BooleanField(
        label="It comes no more", required=False, help_text="Meetings that are planned already keep what they have"
    )


class MoveForm(Form):
    """A meeting on another day, or elsewhere."""

    on = DateField(label="On which day?")
    begins = forms.CharField(label="At what time?", max_length=20)
    place = forms.CharField(label="Where?", max_length=200)
    because = long("Why is it moved?", "Everybody reads this. Needed once the papers are out")


class CancelForm(Form):
    """A meeting that is not held."""

    because = long(
        "Why is it cancelled?", "Everybody reads this. What is on its agenda goes to the next meeting", required=True
    )


class PutOffForm(Form):
    """An item for a later meeting."""

    meeting_id = forms.ChoiceField(label="To which meeting?")

    def __init__(self, *args: Any, meetings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("meeting_id", meetings)


class AnswerForm(Form):
    """What is answered."""

    words = long("What is the answer?", "It stands beside the question, with your name and the day", required=True)


class YearForm(Form):
    """The meetings of a municipal year."""

    days = forms.CharField(
        label="On which days does it meet?", widget=forms.Textarea(attrs={"rows": 6}), max_length=400,
        help_text="One on each line: 14/7/2026. All from May to April",
    )  # fmt: skip
    begins = forms.CharField(label="At what time?", max_length=20, initial="10:30")
    place = forms.CharField(label="Where?", max_length=200)
    is_informal = forms.BooleanField(
        label="Informal sessions, without the public", required=False,
        help_text="No page for everybody is made of them",
    )  # fmt: skip

    def clean_days(self) -> list[date]:
        """The days; a mistake is said with the line that has it."""
        found: list[date] = []
        for line in self.cleaned_data["days"].split("\n"):
            if not line.strip():
                continue
            match = _DAY.fullmatch(line.strip())
            wrong = forms.ValidationError(f"“{line.strip()[:40]}” is no day. Write it as 14/7/2026.")
            if match is None:
                raise wrong
            try:
                found.append(date(int(match[3]), int(match[2]), int(match[1])))
            except ValueError:
                raise wrong from None
        return found


class ItemForm(Form):
    """Something for an agenda."""

    title = forms.CharField(label="What is it about?", max_length=120)
    owner_post = forms.CharField(label="Who reports?", max_length=120, help_text="The post")
    question = long("What is the board asked to decide?")
    is_young_peoples = forms.BooleanField(label="Young people bring it", required=False)
    place = forms.IntegerField(label="Place on the agenda", min_value=1, max_value=99, initial=50)


class PaperForm(Form):
    """The front sheet and the paper."""

    title = forms.CharField(label="What is it about?", max_length=120)
    owner_post = forms.CharField(label="Who reports?", max_length=120)
    question = long("What is the board asked to decide?")
    key_decision = forms.CharField(
        label="Is it a key decision?", max_length=200, required=False,
        help_text="Does it spend or save much, or touch two wards or more? The council’s constitution says how much",
    )  # fmt: skip
    forward_plan = forms.CharField(label="Is it in the forward plan?", max_length=200, required=False)
    call_in = forms.CharField(label="Can it be called in?", max_length=200, required=False)
    signed_off = forms.CharField(label="Which director signed it off, and when?", max_length=200, required=False)
    finance_signed = forms.CharField(label="Is it signed off for finance?", max_length=200, required=False)
    legal_signed = forms.CharField(label="Is it signed off for law and governance?", max_length=200, required=False)
    portfolio = forms.CharField(label="In whose portfolio is it?", max_length=200, required=False)
    wards = forms.CharField(label="Which wards does it touch?", max_length=200, required=False)
    ward_councillors = forms.CharField(label="Which ward councillors were asked?", max_length=200, required=False)
    paper = forms.CharField(
        label="The paper", required=False, max_length=60000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Leave an empty line between paragraphs. No names of children",
    )  # fmt: skip
    indicators = forms.CharField(
        label="Which indicators does it speak of?", required=False, max_length=200,
        help_text="Their ids: I1 I2. Their newest figures and definitions are put beside the paper",
    )  # fmt: skip
    is_young_peoples = forms.BooleanField(label="Young people bring it", required=False)
    reach = forms.ChoiceField(label="Who may read it?", choices=Item.Reach.choices)
    exempt_reason = forms.CharField(
        label="If not the public: why?", max_length=200, required=False,
        help_text="The paragraph of Schedule 12A to the Local Government Act 1972. Everybody reads this reason",
    )  # fmt: skip


class LatePaperForm(PaperForm):
    """An item with its paper, after the others are published."""

    late_because = long(
        "Why does it come late?", "Everybody reads this, unless the paper is not for the public", required=True
    )
    urgent_because = long(
        "Why does the chair take it as a matter of urgency?",
        "It stands in the minutes, for whoever may read the paper",
    )
    field_order = ["title", "owner_post", "late_because", "urgent_because"]

    def __init__(self, *args: Any, must_be_urgent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].required = True
        self.fields["urgent_because"].required = must_be_urgent
        if not must_be_urgent:
            del self.fields["urgent_because"]


class LatePaperOfItemForm(LatePaperForm):
    """The paper of an item that is on the agenda already, with what the agenda says of it."""

    title = owner_post = question = is_young_peoples = reach = exempt_reason = None  # type: ignore[assignment]


class PublishForm(Form):
    """Publishing the papers."""

    late_because = long("If they come late: why?", "Everybody reads this")


class AskForm(Form):
    """A member's question."""

    words = long("What do you ask?", "It stands beside the item, with your name", required=True)


class NoteQuestionForm(Form):
    """A question from outside."""

    kind = forms.ChoiceField(label="Who asks?", choices=[one for one in Question.Kind.choices if one[0] != "member"])
    who = forms.CharField(label="How should the minutes name them?", max_length=120)
    words = long("What do they ask?", required=True)


class AttendanceForm(Form):
    """Whether a member came."""

    member_id = forms.ChoiceField(label="Member")
    how = forms.ChoiceField(label="Came?", choices=Attendance.How.choices)
    interest = forms.CharField(label="Interest declared", max_length=200, required=False)
    corrects = forms.BooleanField(label="This corrects what was noted before", required=False)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member_id", members)


class MinutesForm(Form):
    """The minutes."""

    minutes = long(
        "The minutes", "Everybody reads those of a public meeting. Nothing of papers that are not public", required=True
    )


class ResolveForm(Form):
    """What the board resolved."""

    words = long("What did the board resolve?", required=True)
    owner_post = forms.CharField(
        label="Whose job is it?", max_length=120, required=False, help_text="With a day it becomes an action"
    )
    due_on = DateField(label="By when?", required=False)
    indicator = forms.ChoiceField(label="Measured by which indicator?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("indicator", [("", "None of them"), *indicators()])
