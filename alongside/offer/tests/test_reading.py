"""How easy the offer is to read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from alongside.offer import actions, glossary
from alongside.offer.actions import CONTENT, Loaded
from alongside.offer.checker import wording
from alongside.offer.reading import reading_age, sentences, syllables, words_in
from alongside.offer.tests.test_pages import PLAIN_PAGES
from tests.visiting import Visit


def _texts() -> Iterator[tuple[str, str]]:
    for file in sorted(CONTENT.glob("*.toml")):
        for entry in tomllib.loads(file.read_text()).get("entitlement", []):
            parts = [entry[name] for name in ("title", "answer", "how_to_get_it")]
            parts += [entry.get(name, "") for name in ("body", "how_long_it_takes")]
            yield entry["slug"], "\n".join(parts).replace("{amount}", "£3,000")


def test_the_measure_agrees_with_well_known_texts() -> None:
    assert reading_age("The cat sat on the mat. The dog ran to the big red bus.") < 6
    legal = "Notwithstanding the aforementioned provisions, accommodation arrangements necessitate consultation."
    assert reading_age(legal) > 20
    for word, count in {"home": 1, "table": 2, "needed": 2, "moved": 1, "adviser": 3, "council": 2}.items():
        assert syllables(word) == count, word


def test_the_offer_reads_at_nine_and_none_of_it_above_eleven() -> None:
    ages = {slug: reading_age(text) for slug, text in _texts()}
    assert len(ages) >= 70
    assert median(ages.values()) <= 9
    assert max(ages.values()) <= 11, {slug: age for slug, age in ages.items() if age > 11}


def test_why_something_is_not_offered_reads_at_eleven_or_below() -> None:
    for decision in tomllib.loads((CONTENT / "not_offered.toml").read_text())["not_offered"]:
        assert not decision["said_publicly"] or reading_age(decision["reason"]) <= 11, decision["item"]


def test_no_sentence_of_the_offer_is_long() -> None:
    long = [(slug, said) for slug, text in _texts() for said in sentences(text) if words_in(said) > 26]
    assert not long


@pytest.mark.django_db
@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_a_page_reads_at_eleven_or_below(path: str, offer: Loaded, visit: Visit) -> None:
    main = re.search(r"<main.*?</main>", visit(path).html, re.DOTALL)
    assert main
    age = reading_age(re.sub(r"\s+", " ", main[0]))
    assert age <= 11, f"{path} reads at {age:.1f}"


def test_the_checkers_questions_and_results_read_at_eleven_or_below() -> None:
    asked = tomllib.loads((CONTENT / "checker.toml").read_text())
    said = {
        "questions": " ".join(f"{one['words']} {one.get('hint', '')}" for one in asked.values()),
        "answers": "\n".join(choice["words"] for one in asked.values() for choice in one["choices"]),
        "boxes": "\n".join(f"{tick['words']}. {tick.get('hint', '')}" for tick in asked["life"]["ticks"]),
        "because": " ".join(choice.get("because", "") for one in asked.values() for choice in one["choices"]),
        "statuses": " ".join(f"{status.title}. {status.meaning}" for status in wording.STATUS.values()),
        "how to find out": " ".join(wording.FIND_OUT.values()),
        "what to do": " ".join((*wording.NEXT.values(), *wording.URGENT.values())),
        "doubts": " ".join((*wording.DOUBTS.values(), wording.DOUBT)),
        "changes": " ".join((*wording.AHEAD.values(), wording.NOTHING_CHANGES)),
    }
    ages = {name: reading_age(text) for name, text in said.items()}
    assert max(ages.values()) <= 11, ages
    assert median(ages.values()) <= 9, ages


def test_the_glossary_reads_at_eleven_or_below() -> None:
    for term in glossary.terms():
        assert reading_age(term.meaning) <= 13, term.word
    assert reading_age(" ".join(term.meaning for term in glossary.terms())) <= 9.5


def test_content_names_no_file_that_is_not_there() -> None:
    assert {file.stem for file in Path(actions.CONTENT).glob("*.toml")} >= {"offer", "glossary", "checker"}
