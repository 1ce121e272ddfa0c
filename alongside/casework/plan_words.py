"""What each head of a plan is called and asks, for workers and for the young person; headings in other languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alongside.casework.models import Head, PlanVersion, PlanVoice


@dataclass(frozen=True, slots=True)
class HeadWords:
    """A head in words."""

    title: str
    """What the young person reads."""
    asks: str
    """What to talk about, for whoever writes."""


HEADS: dict[str, HeadWords] = {
    Head.SUPPORT: HeadWords("Who is there for me", "Who keeps in touch, how often and how. Who else can be called."),
    Head.LEARNING: HeadWords("School, college, training", "What they want to learn, and what helps them to do it."),
    Head.WORK: HeadWords("Work and what I do", "Work, looking for work, volunteering, clubs, what fills the week."),
    Head.CONTINGENCY: HeadWords("If things go wrong", "What could fall through, and what happens then."),
    Head.HOME: HeadWords("Where I live", "Home now and next, whether it is suitable, what they need to keep it."),
    Head.FAMILY: HeadWords("Family and friends", "Whom they want to see, and whom not. What makes that work."),
    Head.SKILLS: HeadWords(
        "Doing things for myself", "Cooking, washing, letters, travel: what they can do, what next."
    ),
    Head.MONEY: HeadWords("My money", "What comes in, what goes out, what we pay, savings."),
    Head.HEALTH: HeadWords("My health and how I feel", "Doctor, dentist, how they feel, who helps with that."),
    Head.IDENTITY: HeadWords("Who I am", "Faith, where they come from, culture, language, papers, their story."),
    Head.ARRIVAL: HeadWords("Coming here", "Only for who came here alone or was trafficked: status, advice, safety."),
}
"""The words of each head. The young person's are short."""

ORDER = (
    *(Head.SUPPORT, Head.HOME, Head.MONEY, Head.LEARNING, Head.WORK, Head.HEALTH, Head.FAMILY, Head.SKILLS),
    *(Head.IDENTITY, Head.ARRIVAL, Head.CONTINGENCY),
)
"""In which order a plan is read: what a young person asks about first comes first."""

STATES = {
    PlanVersion.State.DRAFT: "Your adviser is writing it",
    PlanVersion.State.WITH_PERSON: "It is with you: read it, and say what you think",
    PlanVersion.State.SUBMITTED: "A manager is reading it",
    PlanVersion.State.APPROVED: "This is your plan now",
    PlanVersion.State.SHARED: "This is your plan now",
    PlanVersion.State.SUPERSEDED: "This was your plan before",
}
"""Where a plan stands, to the young person."""

ANSWERS = {
    PlanVoice.Kind.AGREES: "I agree with it",
    PlanVoice.Kind.PARTLY: "I agree with some of it",
    PlanVoice.Kind.NO: "I do not agree",
}
"""How a young person answers."""

ENGLISH = {
    "plan": "My pathway plan",
    "about_me": "What matters to me",
    "i_say": "What I say",
    "need": "What I need",
    "will_happen": "What will happen",
    "who": "Who does it",
    "by_when": "By when",
    "otherwise": "If it does not work out",
    "actions": "What we do next",
    "nothing_now": "Nothing is needed here now",
    "agreement": "What I say about this plan",
    "rights": "You do not agree? You can say so at any time, complain, and have an advocate, who is on your side.",
    "headings_only": "Only the headings are translated. Ask us, and somebody reads it with you in your language.",
    **{head.value: words.title for head, words in HEADS.items()},
}
"""Everything on a copy that is the same in every plan."""


def headings(language: str) -> dict[str, str]:
    """The headings of a copy in a language; in English where one is not translated."""
    return ENGLISH | _translated().get(language, {})


def languages() -> tuple[str, ...]:
    """The languages of headings, other than English."""
    return tuple(_translated())


@cache
def _translated() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "plan_headings.toml").read_text("utf-8"))
