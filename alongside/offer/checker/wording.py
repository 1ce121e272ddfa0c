"""What the result says, in everyday words."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.law import Category
from alongside.offer.who_for import Circumstance

LOOKED_AFTER = "looked_after"
LOOKED_AFTER_AT_16 = "looked_after_at_16"
LEARNING_TO_25 = "learning_to_25"
TOO_YOUNG = "too_young"
OVER_25 = "over_25"


@dataclass(frozen=True, slots=True)
class Status:
    """A status as the result names it. ``term`` is its place in the glossary, ``chapter`` its page of the law."""

    title: str
    meaning: str
    legal_name: str
    if_so: str
    term: str = ""
    chapter: str = ""


STATUS = {
    Category.ELIGIBLE: Status(
        "You are in care and you get help to leave it",
        "You keep all that a child in care gets. You also get an adviser and a plan for later.",
        "eligible child",
        "you would have an adviser and a plan while you are in care",
        "eligible",
        "in-care-at-16",
    ),
    Category.RELEVANT: Status(
        "You have left care and a council must still look out for you",
        "It must give you an adviser, a plan, a safe home and money to live on until you are 18.",
        "relevant child",
        "you would have an adviser, a plan, a home and money to live on",
        "relevant",
        "left-care-at-16",
    ),
    Category.FORMER_RELEVANT: Status(
        "You are a care leaver with full rights",
        "You have an adviser and a plan until you are 21. From then on to 25 you have them when you ask.",
        "former relevant child",
        "you would be a care leaver with full rights",
        "former-relevant",
        "18-to-20",
    ),
    OVER_25: Status(
        "You are a care leaver, and most help ends at 25",
        "You can still see your file, and complain. If your plan has a course in it, ask us to go on.",
        "former relevant child",
        "you would be a care leaver, but most help ends at 25",
        "former-relevant",
        "21-to-24",
    ),
    Category.QUALIFYING: Status(
        "You can get advice and some help",
        "You can get advice until you are 21. A council may do more, but does not have to.",
        "person qualifying for advice and assistance",
        "you could get advice and some help",
        "qualifying",
        "short-time-in-care",
    ),
    LEARNING_TO_25: Status(
        "You can get help to learn",
        "You were in a group that gets advice until 21. A council can still help you to learn until you are 25.",
        "would qualify for advice and assistance if under 21",
        "you could get help to learn",
        "qualifying",
        "short-time-in-care",
    ),
    LOOKED_AFTER_AT_16: Status(
        "You are in care, but not yet for long enough to get it all",
        "Once you have been in care full time for 13 weeks in all, you get an adviser and a plan too.",
        "looked-after child",
        "you would be a child in care who does not yet have an adviser and a plan",
        "looked-after",
        "in-care",
    ),
    LOOKED_AFTER: Status(
        "You are in care",
        "The council that looks after you must keep you safe and well. More help starts at 16.",
        "looked-after child",
        "you would be a child in care, with more help to come",
        "looked-after",
        "in-care",
    ),
    TOO_YOUNG: Status(
        "You are too young for help of this kind",
        "It starts at 16, for those who are or were in care.",
        "no group",
        "you would be too young for help of this kind",
    ),
    Category.NONE: Status(
        "The law does not put you in a group of care leavers",
        "So no council must give you this kind of help. Other help is there for you. Ring us and ask.",
        "no group",
        "you would not be in a group of care leavers",
    ),
}
"""What each status is called, the one with the most rights first."""

DOUBTS = {
    "A7": "You went back to a parent and then it ended. Some councils say that you lost your rights for good. "
    "We read the law to say that you have them again.",
    "A9": "Not all agree if days in short breaks count.",
    "A10": "Not all agree what short breaks give you.",
}
"""Points of law that are read in more than one way, and that the checker's lives can meet."""

DOUBT = "Lawyers do not all agree on a case like yours. Ask an advocate before you take no for an answer."

FIND_OUT = {
    "council": "Not sure which council? Ring us. We can look it up or ask the others for you.",
    "age": "Does someone say that your age is wrong? You have rights. Ask for an advocate and a lawyer.",
    "in_care": "Not sure if you are in care? Ask the person who found you your home. Or ring us.",
    "weeks": "Not sure how long? Your file has the dates. We must show you your file.",
    "left": "Not sure when you left? Your file has the date. We must show you your file.",
    "since": "Not sure about a court or a guardian? Your file has the papers. We must show you your file.",
    "parent": "Not sure how long you were with a parent? Tell us what you know. We can work it out with you.",
    "elsewhere": "Not sure what kind of home it was? Tell us its name. We can find out.",
}
"""Question → how to find out what the person does not know."""

AHEAD = {
    (Category.FORMER_RELEVANT, 18): "When you turn 21, you keep your adviser and plan if you ask for them.",
    (Category.FORMER_RELEVANT, 21): "When you turn 25, most of this ends. A course in your plan can go on.",
}
"""What a birthday changes within a category: category and youngest age → the sentence."""

NOTHING_CHANGES = "If you find out more about your time in care, check again. It may change this."

URGENT = {
    Circumstance.HOMELESS: "No home tonight? Ring us now, by day or night. Tell us, and the housing "
    "team, that you were in care.",
    Circumstance.IN_CUSTODY: "Locked up? Your rights stay with you. Ask staff to call us for you.",
    Circumstance.RELEASED: "Out soon, or just out? Ring us before you need a bed for the night.",
}
"""A circumstance that cannot wait → what to do first."""

NEXT = {
    "us": "Ring your adviser or the leaving care team. Say that you want what is on this page.",
    "another": "Ring the council that looked after you. Ask for the leaving care team. Say what is on this page.",
    "last": "Ring us. We look up which council must help you, and put you through.",
    "where_you_live": "Ring the council where you live. Ask for help for people who lived in a home at 16 or 17.",
    "nobody": "Ring us and ask. You may have rights that this page does not know.",
}
"""Who owes the duties → whom to ask."""
