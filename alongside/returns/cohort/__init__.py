"""Everyone's category at once: a return, or a million lives, decided in columns instead of one by one.

``law.category_on`` is the specification and explains one person; this is the same law for many people, and agrees
with it to the day (category, certainty, since, until and responsible authority). How it is done, in order:

    join      a return of several years → what is known about each child
    lives     the facts in columns: dates of birth, spells in order, and what few people have besides
    stays     which spells are time looked after; short_breaks when they stop being short breaks
    care      runs of care, and the day on which thirteen weeks are reached
    decide    the category at given people and days, under one reading of the law
    variants  the lives that people might also have had, and every day on which a category can change
    answers   a block of people: each of those days decided, and the readings tried the other way
    many      block by block: one day for everyone, or whole timelines
    council   a return → a row for each child, with the reason in one sentence
"""

from __future__ import annotations

from alongside.returns.cohort.council import Person, cohort
from alongside.returns.cohort.join import people_in
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.many import Answers, Timelines, categories_on, timelines

__all__ = ["Answers", "Lives", "Person", "Timelines", "categories_on", "cohort", "people_in", "timelines"]
