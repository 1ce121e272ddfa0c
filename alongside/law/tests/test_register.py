"""The register holds everything the law rests on, and what it calls coded is coded."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import alongside.law
from alongside.law import Evidence, Force, category_on, law_by_category
from alongside.law.print_law import law_as_markdown
from alongside.law.register import EVIDENCE_IN_WORDS, Coded, provision, provisions, register_as_text, weakest
from alongside.law.rules import Group, all_headings, all_rules
from alongside.law.tests.invented_people import in_care, in_care_to_18, left_at_17, ten_weeks_at_16
from alongside.law.values import all_values

LAW = Path(alongside.law.__file__).parent
ROOT = LAW.parents[1]
CITED_BY_RULES = {cite for rule in all_rules() for cite in rule.cites}
CITED_BY_VALUES = {value.cite for values in all_values().values() for value in values}
CITED_BY_CATEGORIES = {
    found
    for file in sorted((LAW / "categories").glob("*.py"))
    for found in re.findall(r'"([a-z]+\d{4}\.[a-z]\w*(?:\.\w+)*)"', file.read_text("utf-8"))
}
CITED_BY_HEADINGS = {cite for heading in all_headings() for cite in heading.cites}
INTRODUCED_BY_THE_2026_ACT = {"cwsa2026.s7", "cwsa2026.s8", "cwsa2026.s9", "cwsa2026.s11"}


@pytest.mark.parametrize("cite", sorted(CITED_BY_RULES | CITED_BY_VALUES | CITED_BY_CATEGORIES | CITED_BY_HEADINGS))
def test_everything_cited_is_in_the_register(cite):
    assert provision(cite).id == cite


def test_the_categories_cite_the_register():
    assert len(CITED_BY_CATEGORIES) > 10
    in_register = {entry.citation for entry in provisions()}
    for life in (in_care(), in_care_to_18(), left_at_17(), ten_weeks_at_16()):
        for reason in category_on(life, date(2026, 11, 22)).reasons:
            assert reason.citation in in_register


@pytest.mark.parametrize("entry", provisions(), ids=lambda entry: entry.id)
def test_what_is_called_coded_is_coded(entry):
    by_law = CITED_BY_RULES | CITED_BY_VALUES
    match entry.coded_in:
        case "":
            if entry.status in (Coded.CODED, Coded.NOT_IN_FORCE):
                assert entry.id in by_law or entry.reason
        case "categories":
            assert entry.id in CITED_BY_CATEGORIES | CITED_BY_HEADINGS
        case _:
            assert (LAW / f"{entry.coded_in}.py").exists()


@pytest.mark.parametrize("entry", provisions(), ids=lambda entry: entry.id)
def test_every_provision_has_words_a_link_and_a_reason_where_it_is_not_simply_coded(entry):
    assert entry.about
    assert entry.citation.instrument
    assert entry.citation.provision
    assert entry.citation.link.startswith("https://")
    assert bool(entry.reason) == (entry.status is not Coded.CODED)


def test_ids_are_unique_and_make_their_own_words_and_links():
    ids = [entry.id for entry in provisions()]
    assert len(ids) == len(set(ids))
    told = {entry.id: (entry.citation.provision, entry.citation.link) for entry in provisions()}
    act = "https://www.legislation.gov.uk/ukpga/1989/41"
    assert told["ca1989.s23B.2"] == ("section 23B(2)", f"{act}/section/23B")
    assert told["ca1989.sch2.19B.4"] == ("Schedule 2, paragraph 19B(4)", f"{act}/schedule/2/paragraph/19B")
    assert told["cl2010.r5.2.a"] == (
        "regulation 5(2)(a)",
        "https://www.legislation.gov.uk/uksi/2010/2571/regulation/5",
    )
    assert told["si2002_2051.a4"] == ("article 4", "https://www.legislation.gov.uk/uksi/2002/2051/article/4")
    assert told["cl2010.sch1"][0] == "Schedule 1"


def test_statutes_have_the_day_they_came_into_force_but_for_the_2026_act():
    for rule in all_rules():
        if rule.force in (Force.DUTY, Force.QUALIFIED_DUTY, Force.POWER):
            main = provision(rule.cites[0])
            assert (main.citation.from_on is None) == (main.id in INTRODUCED_BY_THE_2026_ACT), rule.id
            assert (main.status is Coded.NOT_IN_FORCE) == (main.id in INTRODUCED_BY_THE_2026_ACT)
            assert bool(rule.commenced_by) == (main.id in INTRODUCED_BY_THE_2026_ACT)


def test_an_unknown_provision_is_an_error():
    with pytest.raises(KeyError):
        provision("ca1989.s999")


def test_evidence_is_never_better_than_its_weakest_part():
    assert weakest(Evidence.VERIFIED) is Evidence.VERIFIED
    assert weakest(Evidence.VERIFIED, Evidence.GUIDANCE) is Evidence.GUIDANCE
    assert weakest(Evidence.UNVERIFIED, Evidence.SECONDARY, Evidence.VERIFIED) is Evidence.UNVERIFIED
    assert set(EVIDENCE_IN_WORDS) == set(Evidence)


def test_the_register_prints_every_provision_and_counts_them():
    text = register_as_text()
    assert f"{len(provisions())} provisions: " in text
    assert "[V] not in force section 7: Staying Close, to 25 (Waits for commencement regulations.)" in text
    assert text.count("\n  [") == len(provisions())


# ---- the law, category by category ----


def test_every_rule_stands_under_a_category():
    told = {(entry.id, row) for section in law_by_category() for entry in section.entries for row in entry.rows}
    assert told == {(rule.id, row) for rule in all_rules() for row in rule.row.split(", ")}
    assert {heading.group for heading in all_headings()} == set(Group)


def test_the_years_before_and_from_21_are_told_apart():
    sections = {section.id: {entry.id for entry in section.entries} for section in law_by_category()}
    assert "staying_put" in sections["former_relevant"]
    assert "staying_put" not in sections["former_relevant_from_21"]
    assert "offer_support_yearly" in sections["former_relevant_from_21"]
    assert "offer_support_yearly" not in sections["former_relevant"]
    assert "no_local_connection_test" in sections["former_relevant"] & sections["former_relevant_from_21"]


def test_a_section_says_who_is_in_it_which_council_owes_it_and_under_what():
    for section in law_by_category():
        assert section.who
        assert section.which_council
        assert section.provisions
        assert section.entries


def test_an_entry_carries_its_intervals_amounts_and_what_wants_checking():
    sections = {section.id: section for section in law_by_category()}
    entries = {entry.id: entry for entry in sections["former_relevant"].entries}
    review = entries["pathway_plan_review"]
    assert [found.by_when for found in review.intervals] == ["at most 6 months apart", "within 20 working days"]
    assert [found.id for found in review.wants_checking] == ["cl2010.r7.2"]
    assert review.until == "21st birthday"
    assert [str(amount) for amount in entries["setting_up_home"].amounts] == ["£2,000", "£3,000"]
    assert entries["staying_close"].waits_for_commencement
    assert not entries["keep_in_touch"].wants_checking


def test_the_printed_law_is_up_to_date():
    assert (ROOT / "docs" / "generated" / "law.md").read_text("utf-8") == law_as_markdown()


def test_the_printed_law_marks_what_is_still_to_be_verified_and_what_is_not_in_force():
    page = law_as_markdown()
    assert page.count("Not in force until a commencement date is set.") >= len(INTRODUCED_BY_THE_2026_ACT)
    for entry in provisions():
        assert entry.citation.link in page
    assert "to be verified: from general knowledge" in page


@pytest.mark.parametrize(
    ("command", "first"), [("print", "# The law on leaving care"), ("register", "Children Act 1989")]
)
def test_the_command_line_prints_it(command, first):
    done = subprocess.run(
        [sys.executable, "-m", "alongside.law", command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.startswith(first)
