"""Every sentence of the public pages that the catalogues translate, found where it is written."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import engines

from alongside.offer import glossary, law_pages
from alongside.offer.checker import questions, wording
from alongside.offer.models import Amount
from alongside.partners import queries as partners
from alongside.shell import disclosure

PARTS = Path(__file__).parent.parent
_TEMPLATES = (
    "offer/jinja2/offer/*.html",
    "offer/jinja2/offer/formats/*.html",
    "offer/jinja2/wagtailcore/page.html",
    "voice/jinja2/voice/*.html",
    "voice/jinja2/voice/forums/*.html",
    "partners/jinja2/partners/*.html",
    "voice/jinja2/voice/me/answer.html",
    "shell/jinja2/shell/base.html",
    "shell/jinja2/shell/words.html",
    "shell/jinja2/shell/fields.html",
    "shell/jinja2/shell/lists.html",
    "shell/jinja2/4*.html",
    "shell/jinja2/500.html",
)
_CODE = (
    "shell/forms.py",
    "offer/who_for.py",
    "offer/basis.py",
    "offer/audit_pages.py",
    "offer/feedback_form.py",
    "offer/kept_pages.py",
    "offer/queries/*.py",
    "offer/checker/*.py",
    "offer/formats/*.py",
    "offer/open_referral/about.py",
    "casework/letter_words.py",
    "partners/actions/pledges.py",
    "partners/actions/pledges_held.py",
    "partners/forms/anonymous.py",
    "partners/forms/pledging.py",
    "partners/pledge_dates.py",
    "partners/queries/council_tax.py",
    "partners/queries/promise.py",
    "partners/views/anonymous.py",
    "partners/views/pledging.py",
    "voice/answering.py",
    "voice/ballot.py",
    "voice/forms/answering.py",
    "voice/forms/telling.py",
    "voice/letter_box.py",
    "voice/models/forums.py",
    "voice/parenting.py",
    "voice/placement.py",
    "voice/result_charts.py",
    "voice/views/telling.py",
)
_CALLS = {"_", "gettext", "gettext_noop", "gettext_lazy", "ngettext"}

Message = tuple[str, str]
"""A msgid, and its plural or nothing."""


def messages() -> dict[Message, str]:
    """Every message → the file that it was first found in, in the order of reading."""
    found: dict[Message, str] = {}
    for where, message in (*_in_templates(), *_in_code(), *_in_content()):
        if message[0]:
            found.setdefault(message, where)
    return found


def _in_templates() -> Iterator[tuple[str, Message]]:
    environment = engines["jinja2"].env
    for pattern in _TEMPLATES:
        for file in sorted(PARTS.glob(pattern)):
            text = file.read_text("utf-8")
            if '"shell/staff.html"' not in text:
                for _line, _function, said in environment.extract_translations(text):
                    texts = [one for one in ([said] if isinstance(said, str) else said or ()) if one]
                    if texts:  # a variable has none: it is among what is kept as data
                        yield file.name, (texts[0], texts[1] if len(texts) > 1 else "")


def _in_code() -> Iterator[tuple[str, Message]]:
    for pattern in _CODE:
        for file in sorted(PARTS.glob(pattern)):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _CALLS:
                    said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                    if said and isinstance(said[0], str):
                        yield file.name, (said[0], said[1] if len(said) > 1 else "")


def _in_content() -> Iterator[tuple[str, Message]]:
    """Words that are kept as data and translated when they are drawn."""
    for asked in questions.every_question():
        yield "checker.toml", (asked.words, "")
        yield "checker.toml", (asked.hint, "")
        for choice in asked.choices:
            yield from (
                ("checker.toml", (said, "")) for said in (choice.words, choice.hint, choice.because, choice.if_so)
            )
        for tick in asked.ticks:
            yield from (("checker.toml", (said, "")) for said in (tick.group, tick.words, tick.hint, tick.because))
    for status in wording.STATUS.values():
        yield from (("checker", (said, "")) for said in (status.title, status.meaning, status.if_so))
    sentences = (wording.DOUBTS, wording.FIND_OUT, wording.AHEAD, wording.URGENT, wording.NEXT)
    for said in (*(one for group in sentences for one in group.values()), wording.DOUBT, wording.NOTHING_CHANGES):
        yield "checker", (said, "")
    for chapter in law_pages.chapters():
        yield from (("the law's categories", (said, "")) for said in (chapter.title, chapter.who))
    for value, label in Amount.HowOften.choices:
        if value != Amount.HowOften.ONCE:
            yield "amounts", (str(label), "")
    for _key, kind in (*partners.PLEDGE_KINDS, *partners.WHO_SIGNS):
        yield "pledges", (str(kind), "")
    for status in partners.PLEDGE_STATUSES:
        yield "pledges", (status, "")
    for _key, of_whom in partners.CHARACTERISTICS:
        yield "equality impact", (str(of_whom), "")
    for point in _data("voice/great_placement.toml")["points"]:
        yield "great_placement.toml", (point, "")
    for one in (*_data("voice/principles.toml")["principles"], *_data("voice/principles.toml")["areas"]):
        yield "principles.toml", (one["title"], "")
    for hidden in (disclosure.FEW, disclosure.HIDDEN):
        yield "small numbers", (str(hidden), "")
    for term in glossary.terms():
        yield from (("glossary.toml", (said, "")) for said in (term.word, term.meaning))


def _data(file: str) -> dict[str, Any]:
    return tomllib.loads((PARTS / file).read_text("utf-8"))
