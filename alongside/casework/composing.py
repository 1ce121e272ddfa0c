"""A letter put together: the words of a text filled in for one person, and the page that goes on paper.

What a letter says is kept with it (``snapshot``), so that it reads the same whenever somebody opens it, whatever has
become of the text, the adviser or the offer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.casework import access, letter_languages, letter_words, lettering, standing, words
from alongside.casework.letter_languages import Words
from alongside.casework.letter_words import ENGLISH
from alongside.casework.lettering import Text
from alongside.casework.models import Allocation, Cover, Letter, Person
from alongside.law import age_on
from alongside.offer import queries as offer
from alongside.shell import design, paper, wording
from alongside.shell import queries as shell
from alongside.shell.roles import Role

STYLE = Path(__file__).parent / "content" / "letter.css"
SIGNED_BY_DIRECTOR = "Director of children's services"
OUR_TEAM = "our leaving care team"
FRIEND = "friend"
LAW_OF_THEM = {"category", "reasons"}

Helper = dict[str, str]


def helper_of(person: Person, on: date) -> Helper:
    """Who helps them, with phone and cover; our team where nobody is named."""
    rows = Allocation.objects.filter(access.live(on), person=person, worker__isnull=False).select_related("worker")
    first = min(rows, key=lambda row: (row.kind != Allocation.Kind.PERSONAL_ADVISER, row.kind), default=None)
    of = design.council()
    if first is None or first.worker is None:
        return {"name": OUR_TEAM, "role": "team", "phone": of.phone, "cover": "", "cover_phone": ""}
    cover = Cover.objects.filter(access.live(on), worker=first.worker).select_related("covered_by").first()
    return {
        "name": first.worker.name,
        "role": first.get_kind_display().lower(),
        "phone": first.worker.phone or of.phone,
        "cover": cover.covered_by.name if cover else "",
        "cover_phone": cover.covered_by.phone if cover else "",
    }


def known(person: Person, text: Text, on: date, *, age: int | None = None, language: str = ENGLISH) -> dict[str, str]:
    """What is filled in by itself. ``age``: for a letter about a birthday that is yet to come."""
    of, helper = design.council(), helper_of(person, on)
    first, last = person.preferred_name or person.first_name, person.surname
    said = {
        "name": first or letter_words.said_in(language, FRIEND),
        "full_name": " ".join(one for one in (person.first_name or person.preferred_name, last) if one),
        "born": wording.day(person.born_on),
        "worker": letter_words.said_in(language, helper["name"]) if helper["name"] == OUR_TEAM else helper["name"],
        "role": letter_words.said_in(language, helper["role"]),
        "worker_phone": helper["phone"],
        "duty_phone": of.phone,
        "night_phone": of.out_of_hours_phone,
        "council": of.name,
        "age": str(age if age is not None else age_on(person.born_on, on)),
    }
    if LAW_OF_THEM & lettering.marks_in(text.body):
        where = standing.standing_of(person, on=on)
        category = words.category_in_words(where.category, looked_after=where.finding.looked_after)
        said |= {"category": category, "reasons": " ".join(one.text for one in where.finding.reasons)}
    return said


def snapshot(
    person: Person,
    text: Text,
    on: date,
    *,
    asked: Mapping[str, str],
    to_name: str,
    language: str,
    age: int | None = None,
    easy_read: bool = False,
    late: bool = False,
) -> dict[str, Any]:
    """Everything that the letter says, in English and in the language that was asked for.

    ``late`` says sorry first. Raises FactRefused where something in it is not known.
    """
    given = {**asked, **known(person, text, on, age=age)}
    sorry = [letter_words.LATE] if late else []
    said: dict[str, Any] = {
        "language": language,
        "greeting": to_name if text.to_other else given["name"],
        "title": lettering.filled(text.title, given),
        "blocks": _blocks(text.body, given, sorry, easy_read),
        "signed": _signed(text, helper_of(person, on), on, ENGLISH),
        "helper": helper_of(person, on),
        "slip": text.slip,
        "around": letter_words.around(language),
        **_enclosed(text, on, age, language),
    }
    if text.to_other or language == ENGLISH:
        return said
    found = letter_languages.words_for_letter(text, language)
    said["notice"] = letter_words.notice(found.state, language)
    if found.is_there:
        said["translated"] = _translated(person, text, found, on, asked=asked, age=age, easy_read=easy_read, late=late)
    return said


def page(letter: Letter, on: date) -> str:
    """The letter for paper, as HTML that stands alone. ``on`` is the date that stands on it."""
    said = letter.snapshot
    leads = letter.language if said.get("translated") else ENGLISH
    with translation.override(leads):
        day = wording.day(on)
    style = design.custom_properties(design.council()) + STYLE.read_text("utf-8")
    told = {
        "letter": letter,
        "said": said,
        "around": said.get("around") or letter_words.around(letter.language),
        "leads": leads,
        "day": day,
        "reference": str(letter.pk)[:8].upper(),
        "lines": [line.strip() for line in letter.address.replace("\n", ",").split(",") if line.strip()],
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
        "logo_address": paper.logo_address(),
        "right_to_left": letter_words.is_right_to_left,
    }
    with translation.override(ENGLISH):
        return render_to_string("casework/paper/letter.html", told)


def sha256_of(content: bytes | str) -> str:
    """The hash by which a page or a paper is known."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _translated(
    person: Person, text: Text, found: Words, on: date, *, asked: Mapping[str, str], age: int | None, **how: bool
) -> dict[str, Any]:
    """The letter in another language. What is filled in keeps its own direction among the words."""
    own = known(person, text, on, age=age, language=found.language)
    given = {name: lettering.isolated(said) for name, said in {**asked, **own}.items()}
    sorry = [letter_words.said_in(found.language, letter_words.LATE)] if how["late"] else []
    return {
        "language": found.language,
        "state": found.state,
        "number": found.number,
        "checked_by": found.checked_by,
        "greeting": given["name"],
        "title": lettering.filled(found.title, given),
        "blocks": _blocks(found.body, given, sorry, how["easy_read"]),
        "signed": _signed(text, helper_of(person, on), on, found.language),
    }


def _blocks(body: str, given: Mapping[str, str], before: list[str], easy_read: bool) -> list[tuple[str, list[str]]]:
    body = lettering.one_to_a_line(body) if easy_read else body
    return [*(("p", [one]) for one in before), *lettering.blocks_of(lettering.filled(body, given))]


def _signed(text: Text, helper: Helper, on: date, language: str) -> list[str]:
    if text.by_director:
        director = next((one.name for one in shell.workers_with(Role.DIRECTOR, on=on)), "")
        signed = [director, letter_words.said_in(language, SIGNED_BY_DIRECTOR)]
    elif helper["name"] == OUR_TEAM:
        signed = [letter_words.said_in(language, OUR_TEAM)]
    else:
        signed = [helper["name"], letter_words.said_in(language, helper["role"])]
    return [one[:1].upper() + one[1:] for one in signed if one]


def _enclosed(text: Text, on: date, age: int | None, language: str) -> dict[str, Any]:
    """What the offer has at that birthday: headings, and under each title, answer and language of every entitlement."""
    if not text.encloses or age is None:
        return {"enclosed": []}
    parts = offer.at_birthday(age=age, on=on, language=language)
    told = [
        [letter_words.said_in(language, part.heading), [[one.title, one.answer, one.language] for one in part.rows]]
        for part in parts
    ]
    is_draft = any(one.is_draft for part in parts for one in part.rows)
    draft = letter_words.said_in(language, letter_words.NOTICES["machine_draft"]) if is_draft else ""
    return {"enclosed": told, "enclosed_notice": draft}
