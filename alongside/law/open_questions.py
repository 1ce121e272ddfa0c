"""Points on which the law can be read in more than one way, the reading taken here, and why.

Nothing contested is settled silently: wherever the other reading would put a person in another category, the finding
names the question among its ``ambiguities`` and is no longer clear.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.law.citations import Citation
from alongside.law.findings import Certainty
from alongside.law.register import provision


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question of reading. ``id`` is stable.

    ``reading``    how it is answered here, and ``reason`` why
    ``otherwise``  the other reading, as a condition put to the person ("" where no category depends on it)
    ``makes``      how sure an answer is that depends on it
    ``cites``      the id of the provision that is in question
    """

    id: str
    question: str
    reading: str
    reason: str
    otherwise: str
    makes: Certainty
    cites: str

    @property
    def citation(self) -> Citation:
        """The provision in question."""
        return provision(self.cites).citation


OPEN_QUESTIONS = (
    OpenQuestion(
        "A1",
        "Does care count that began before the 14th birthday and never stopped?",
        "The part from the 14th birthday on counts.",
        "The statutory guidance says so; to the letter, children in care for longest would be left out.",
        "If only care that began after your 14th birthday counted",
        Certainty.CLEAR,
        "ca1989.sch2.19B.2",
    ),
    OpenQuestion(
        "A2",
        "Do both the first and the last day of a time in care count towards the thirteen weeks?",
        "Days are counted as the difference of the dates; where only counting both ends reaches 91, a person decides.",
        "The law is silent, and the checks of the statutory return take the difference.",
        "If both the first and the last day of each time in care counted",
        Certainty.BORDERLINE,
        "cp2010.r40.1",
    ),
    OpenQuestion(
        "A3",
        "Did care that ended on the 16th birthday last until after the person reached 16?",
        "Yes: a person is 16 from the start of that day, and care ended later in it.",
        "That is what the words say. The guidance of 2018 and the checks of the return want one day more.",
        "If care that ended on your 16th birthday did not count as care at 16",
        Certainty.CONTESTED,
        "ca1989.sch2.19B.2",
    ),
    OpenQuestion(
        "A4",
        "Are thirteen weeks in time that are complete only as the 18th birthday begins?",
        "No: the person was never 16 or 17 with thirteen weeks complete.",
        "It follows from counting whole days and from reaching an age at the start of the day.",
        "If 13 weeks complete at the start of your 18th birthday were enough",
        Certainty.BORDERLINE,
        "ca1989.s23C.1",
    ),
    OpenQuestion(
        "A5",
        "When does someone born on 29 February have their birthday in a year without that day?",
        "On 1 March.",
        "No English court has said so; it follows from the wording, and an Australian court has held it.",
        "If your birthday were counted on 28 February in a year without a 29th",
        Certainty.CONTESTED,
        "flra1969.s9",
    ),
    OpenQuestion(
        "A6",
        "May the six months with a parent begin before care ended, or before 16?",
        "No: they are counted from the latest of moving in, the end of care and the 16th birthday.",
        "It keeps the stronger support for longer; the text of the paragraph has not been seen.",
        "If six months with a parent could begin before care ended or before 16",
        Certainty.CONTESTED,
        "cl2010.r3.5",
    ),
    OpenQuestion(
        "A7",
        "When a settled life with a parent ends only after 18, does it make someone a former relevant child?",
        "Yes, and not while it lasts: what counts is whether they would be a relevant child on the day, if under 18.",
        "The Act speaks in the present tense. Many authorities look only at the 18th birthday.",
        "If what mattered were only whether you had settled with a parent by your 18th birthday",
        Certainty.CONTESTED,
        "ca1989.s23C.1",
    ),
    OpenQuestion(
        "A8",
        "Does support for a course in the pathway plan go on after the 25th birthday?",
        "Yes, for as long as the course is pursued.",
        "The subsection names no age. In practice many authorities stop at 25.",
        "",
        Certainty.CONTESTED,
        "ca1989.s23C.7",
    ),
    OpenQuestion(
        "A9",
        "Do the days of past short breaks count once a child is in care full time?",
        "No.",
        "It fits the purpose of the rule and the checks of the return, but the rule takes out the child, not the days.",
        "If the days of your short breaks counted",
        Certainty.CONTESTED,
        "cp2010.r40.2",
    ),
    OpenQuestion(
        "A10",
        "Does someone qualify for advice and assistance whose only care at 16 or 17 was short breaks?",
        "Yes, once the breaks have ended.",
        "This section, unlike the other, does not leave short breaks out.",
        "If short breaks alone were not enough to qualify",
        Certainty.CONTESTED,
        "ca1989.s24.2",
    ),
    OpenQuestion(
        "A11",
        "Is time in the care of different authorities added up?",
        "Yes, and the last of them is responsible.",
        "The rule speaks of care by any one local authority, and of the one that was the last.",
        "If only the time with the council that last looked after you counted",
        Certainty.CONTESTED,
        "ca1989.sch2.19B.2",
    ),
    OpenQuestion(
        "A12",
        "Is someone adopted at 16 or 17, after thirteen weeks in care, still owed this support?",
        "It is not decided here: the support is kept and a person decides.",
        "The Act makes no exception for adoption; the checks of the return do.",
        "If adoption ended this support",
        Certainty.CONTESTED,
        "ca1989.s23A.2",
    ),
    OpenQuestion(
        "A13",
        "Do Acts that speak of relevant children in section 23A(2) mean the additional ones made by regulations too?",
        "Yes.",
        "The subsection is itself subject to the next, under which regulations may add to it.",
        "",
        Certainty.CLEAR,
        "ca1989.s23A.2",
    ),
    OpenQuestion(
        "A14",
        "Must care have lasted right up to the detention or hospital stay that covers the 16th birthday?",
        "No: thirteen weeks in all, at any time from 14 until then, are enough.",
        "The rule asks what had been so immediately before: it may mean thirteen weeks that had added up by then, or "
        "being looked after on that very day. We know its words after the opening from the guidance only, so the "
        "narrower reading is never taken silently: support is kept until a manager decides.",
        "If your care had to last until the day you were detained or went into hospital",
        Certainty.CONTESTED,
        "cl2010.r3.2",
    ),
)
QUESTION = {question.id: question for question in OPEN_QUESTIONS}
