"""What a finding says to the person it is about: the sentences, and what would change the answer."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alongside.law.categories import category_on, reasons
from alongside.law.categories.life import OTHERWISE
from alongside.law.facts import AccommodatedElsewhere, Circumstances, ParentStay, SpecialGuardianship, Spell
from alongside.law.findings import Category, Finding
from alongside.law.open_questions import OPEN_QUESTIONS, QUESTION
from alongside.law.register import provisions
from alongside.law.situations import OUR_SITUATIONS, records_in, situation_of

SITUATIONS = [situation_of(record) for file in sorted(OUR_SITUATIONS.glob("*.toml")) for record in records_in(file)]
FINDINGS = [category_on(situation.circumstances, situation.on) for situation in SITUATIONS]


def texts(finding: Finding) -> str:
    return "\n".join(reason.text for reason in finding.reasons)


def changes(finding: Finding) -> dict[str, tuple[Category, date | None]]:
    return {change.text: (change.to, change.on) for change in finding.would_change}


def at_sixteen(*, care_ends: date, on: date, home: bool = False) -> Finding:
    """Born on 1 February 2009, in care from 1 March 2025."""
    life = Circumstances(
        date(2009, 2, 1),
        (Spell(date(2025, 3, 1), care_ends, "V2", "Northmoor"),),
        lived_with_parent=(ParentStay(care_ends),) if home else (),
    )
    return category_on(life, on)


def test_an_argument_runs_from_age_to_care_to_days_to_the_category() -> None:
    finding = at_sixteen(care_ends=date(2025, 5, 31), on=date(2025, 6, 15))
    assert [reason.text for reason in finding.reasons] == [
        "You turned 16 on 1 February 2025 and turn 18 on 1 February 2027.",
        "You are not looked after now: your care ended on 31 May 2025.",
        "From your 14th birthday on 1 February 2023 to 31 May 2025 you were looked after for 91 days; the law asks for "
        "13 weeks, which is 91 days.",
        "That care went on after you turned 16 on 1 February 2025, until 31 May 2025: you were an eligible child.",
        "You left care and are not yet 18: you are a relevant child.",
        "Northmoor last looked after you, and owes you this wherever you live.",
    ]
    assert finding.reasons[2].facts == ("looked after from 1 March 2025 to 31 May 2025",)


def test_one_more_day_would_have_changed_it() -> None:
    finding = at_sixteen(care_ends=date(2025, 5, 30), on=date(2025, 6, 15))
    assert changes(finding)[
        "If your care had gone on for one more day after 30 May 2025, you would be a relevant child."
    ] == (Category.RELEVANT, None)
    assert "Counted one way you have 90 days, the other way 91; 91 are needed." in texts(finding)


def test_two_more_days_would_have_changed_it() -> None:
    finding = at_sixteen(care_ends=date(2025, 5, 29), on=date(2025, 6, 15))
    assert "If your care had gone on for 2 more days after 29 May 2025, you would be a relevant child." in changes(
        finding
    )


def test_the_next_birthday_is_foretold() -> None:
    finding = at_sixteen(care_ends=date(2025, 9, 30), on=date(2025, 10, 15))
    assert changes(finding)["On 1 February 2027 you turn 18, and you become a former relevant child."] == (
        Category.FORMER_RELEVANT,
        date(2027, 2, 1),
    )


def test_thirteen_weeks_to_come_are_foretold() -> None:
    life = Circumstances(date(2009, 2, 1), (Spell(date(2025, 3, 1), None, "V2"),))
    assert changes(category_on(life, date(2025, 4, 1))) == {
        "On 31 May 2025 you have been looked after for 13 weeks, and you become an eligible child.": (
            Category.ELIGIBLE,
            date(2025, 5, 31),
        )
    }


def test_a_planned_end_too_early_says_how_long_care_would_have_to_last() -> None:
    life = Circumstances(date(2009, 2, 1), (Spell(date(2025, 3, 1), date(2025, 5, 1), "V2"),))
    assert changes(category_on(life, date(2025, 4, 1)))[
        "If you are still looked after on 31 May 2025, you become an eligible child."
    ] == (Category.ELIGIBLE, date(2025, 5, 31))


def test_six_months_at_home_are_foretold_and_undone() -> None:
    coming = at_sixteen(care_ends=date(2025, 9, 30), on=date(2025, 12, 1), home=True)
    assert (
        "On 30 March 2026 you have lived with a parent for six months, and you become a person qualifying for advice "
        "and assistance."
    ) in changes(coming)
    settled = at_sixteen(care_ends=date(2025, 9, 30), on=date(2026, 4, 1), home=True)
    assert settled.category is Category.QUALIFYING
    assert changes(settled)["If you stop living with your parent, you become a relevant child again."] == (
        Category.RELEVANT,
        None,
    )


def test_at_twenty_two_asking_is_all_it_takes() -> None:
    life = Circumstances(date(2004, 2, 1), (Spell(date(2019, 3, 1), date(2022, 2, 1), "C2"),))
    said = "\n".join(changes(category_on(life, date(2026, 4, 1))))
    assert "If you tell your council that you want advice and support" in said
    assert "If you tell your council about a course" in said


def test_someone_in_a_childrens_home_is_told_where_it_was() -> None:
    stay = AccommodatedElsewhere(date(2025, 1, 1), date(2025, 6, 1), "private_home")
    finding = category_on(Circumstances(date(2009, 2, 1), (), accommodated_elsewhere=(stay,)), date(2025, 7, 1))
    assert "At 16 or 17 you lived in or with a private children's home, until 1 June 2025." in texts(finding)


def test_special_guardianship_is_explained_by_the_order() -> None:
    life = Circumstances(
        date(2009, 2, 1),
        (Spell(date(2010, 1, 1), date(2012, 5, 1), "C2"),),
        special_guardianship=SpecialGuardianship(date(2012, 5, 1)),
    )
    assert "until a special guardianship order was made on 1 May 2012" in texts(category_on(life, date(2025, 7, 1)))


def test_missing_history_says_from_when_history_is_held() -> None:
    life = Circumstances(date(2006, 2, 1), (), history_held_from=date(2025, 4, 1), treated_as_care_leaver=True)
    finding = category_on(life, date(2026, 7, 1))
    assert "What happened before 1 April 2025 is not held here" in texts(finding)
    assert "You keep the support you have" in texts(finding)
    assert changes(finding)["If older records show more time in care, you could be a former relevant child."]


@pytest.mark.parametrize("number", range(len(SITUATIONS)), ids=[situation.name for situation in SITUATIONS])
def test_every_sentence_is_whole_and_short_and_speaks_to_the_reader(number: int) -> None:
    finding = FINDINGS[number]
    assert finding.reasons
    for text in [*(r.text for r in finding.reasons), *(c.text for c in finding.would_change)]:
        assert re.match(r"[A-Z].*\.$", text), text
        assert max(len(sentence.split()) for sentence in re.split(r"[.;:] ", text)) <= 34, text
        assert "None" not in text
        assert "_" not in text


@pytest.mark.parametrize("number", range(len(SITUATIONS)), ids=[situation.name for situation in SITUATIONS])
def test_every_open_question_is_put_into_words_with_what_it_would_lead_to(number: int) -> None:
    finding = FINDINGS[number]
    for question in (QUESTION[name] for name in finding.ambiguities if name not in ("A1", "A8")):
        said = [change for change in finding.would_change if change.text.startswith(question.otherwise)]
        assert len(said) == 1
        assert said[0].to is not finding.category


def test_every_open_question_has_its_words_and_its_provision() -> None:
    assert set(reasons._DOUBTS) == set(QUESTION) - {"A13"}
    assert set(OTHERWISE) == set(QUESTION) - {"A8", "A13"}
    for question in OPEN_QUESTIONS:
        assert question.question.endswith("?")
        assert question.reading.endswith(".")
        assert question.reason.endswith(".")
        assert question.citation.link.startswith("https://")


def test_every_provision_that_reasons_cite_is_in_the_register() -> None:
    cited = {
        value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str) and "." in value
    }
    assert len(cited) > 15
    assert cited <= {entry.id for entry in provisions()}
