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

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from alongside.casework import access, lettering, standing, words
from alongside.casework.lettering import Text
from alongside.casework.models import Allocation, Cover, Letter, Person
from alongside.law import age_on
from alongside.offer import queries as offer
from alongside.shell import design, paper, wording
from alongside.shell import queries as shell
from alongside.shell.roles import Role

STYLE = Path(__file__).parent / "content" / "letter.css"
SIGNED_BY_DIRECTOR = "Director of children's services"
LAW_OF_THEM = {"category", "reasons"}

Helper = dict[str, str]


def helper_of(person: Person, on: date) -> Helper:
    """Who helps them, with phone and cover; our team where nobody is named."""
    rows = Allocation.objects.filter(access.live(on), person=person, worker__isnull=False).select_related("worker")
    first = min(rows, key=lambda row: (row.kind != Allocation.Kind.PERSONAL_ADVISER, row.kind), default=None)
    of = design.council()
    if first is None or first.worker is None:
        return {"name": "our leaving care team", "role": "team", "phone": of.phone, "cover": "", "cover_phone": ""}
    cover = Cover.objects.filter(access.live(on), worker=first.worker).select_related("covered_by").first()
    return {
        "name": first.worker.name,
        "role": first.get_kind_display().lower(),
        "phone": first.worker.phone or of.phone,
        "cover": cover.covered_by.name if cover else "",
        "cover_phone": cover.covered_by.phone if cover else "",
    }


def known(person: Person, text: Text, on: date, *, age: int | None = None) -> dict[str, str]:
    """What is filled in by itself. ``age``: for a letter about a birthday that is yet to come."""
    of, helper = design.council(), helper_of(person, on)
    said = {
        "name": person.preferred_name or person.first_name or "friend",
        "full_name": " ".join(one for one in (person.first_name or person.preferred_name, person.surname) if one),
        "born": wording.day(person.born_on),
        "worker": helper["name"],
        "role": helper["role"],
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
) -> dict[str, Any]:
    """Everything that the letter says. Raises FactRefused where something in it is not known."""
    given = {**asked, **known(person, text, on, age=age)}
    helper = helper_of(person, on)
    director = next((one.name for one in shell.workers_with(Role.DIRECTOR, on=on)), "")
    signed = [director, SIGNED_BY_DIRECTOR] if text.by_director else [helper["name"], helper["role"].capitalize()]
    encloses = offer.at_birthday(age=age, on=on, language=language) if text.encloses and age is not None else ()
    return {
        "greeting": to_name if text.to_other else given["name"],
        "title": lettering.filled(text.title, given),
        "blocks": lettering.blocks_of(lettering.filled(text.body, given)),
        "signed": [one for one in signed if one],
        "helper": helper,
        "slip": text.slip,
        "enclosed": [[one.heading, [list(row) for row in one.rows]] for one in encloses],
    }


def page(letter: Letter, on: date) -> str:
    """The letter for paper, as HTML that stands alone. ``on`` is the date that stands on it."""
    rtl = letter.language.split("-")[0] in settings.LANGUAGES_BIDI
    style = design.custom_properties(design.council()) + STYLE.read_text("utf-8")
    told = {
        "letter": letter,
        "said": letter.snapshot,
        "on": on,
        "reference": str(letter.pk)[:8].upper(),
        "lines": [line.strip() for line in letter.address.replace("\n", ",").split(",") if line.strip()],
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
        "logo_address": paper.logo_address(),
        "rtl": rtl,
    }
    with translation.override(letter.language):
        return render_to_string("casework/paper/letter.html", told)


def sha256_of(content: bytes | str) -> str:
    """The hash by which a page or a paper is known."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
