"""Two records become one and two again; files stay as long as the law says; a copy holds nobody."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from alongside.casework import actions, belongings, queries, retention
from alongside.casework.models import (
    ClockEvent,
    ContactPoint,
    DisposalProposal,
    DisposalRecord,
    Document,
    Hold,
    Merge,
    Message,
    MoneyDecision,
    Person,
)
from alongside.casework.tests.scene import SYSTEM, TODAY, files
from alongside.shell import audit, clock, guards
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState

CANARY = "Zaffre"
"""A word that stands nowhere else."""


def merged(council):
    """Uma's record is found to be Fay's: said by Amir, agreed by Nadia, merged by Hana."""
    fay, uma = council.person("Fay"), council.person("Uma")
    actions.record_clock_event(person_id=uma.pk, kind="contact_made", happened_on=TODAY, on=TODAY, by=SYSTEM)
    actions.send_message(person_id=uma.pk, words="Hello", on=TODAY, by=SYSTEM)
    merge = actions.flag_duplicate(keeps="FAY", goes="UMA", why="One face", on=TODAY, by=council.actor("Amir"))
    actions.agree_duplicate(merge_id=merge.pk, on=TODAY, by=council.actor("Nadia"))
    actions.merge_people(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    return merge, fay, uma


def test_what_is_theirs_moves_and_moves_back(council):
    before = {model: rows.count() for model, rows in belongings.rows_of(council.person("Uma"))}
    merge, fay, uma = merged(council)
    assert ClockEvent.objects.filter(person=fay, kind="contact_made").exists()
    assert Message.objects.filter(person=fay, words="Hello").exists()
    assert Person.objects.get(pk=uma.pk).merged_into == fay
    assert guards.missing() == []
    with pytest.raises(NotYours):
        queries.person_page(council.actor("Hana"), uma.pk, on=TODAY)
    actions.undo_merge(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    assert ClockEvent.objects.filter(person=uma, kind="contact_made").exists()
    assert not Message.objects.filter(person=fay).exists()
    after = {model: rows.count() for model, rows in belongings.rows_of(council.person("Uma"))}
    assert {model: count for model, count in before.items() if after[model] < count} == {}
    assert queries.person_page(council.actor("Hana"), uma.pk, on=TODAY)


def test_of_what_there_is_only_one_the_record_that_lives_on_keeps_its_own(council):
    for name in ("Fay", "Uma"):
        actions.add_contact_point(person_id=council.id(name), kind="phone", value="07700 900123", on=TODAY, by=SYSTEM)
    _, fay, uma = merged(council)
    assert ContactPoint.objects.filter(person=fay).count() == 1
    assert ContactPoint.objects.filter(person=uma).count() == 1


def portrait(person, at="x"):
    return Document.objects.create(
        person=person, name="Me", kind="image/jpeg", path=f"{person.pk}-{at}", size=1, sha256="0", from_person=False,
        is_portrait=True, recorded_at=clock.now(), source="typed",
    )  # fmt: skip


def test_of_two_photos_that_of_the_record_that_lives_on_stays_up_and_the_other_comes_along(council):
    stays, goes = portrait(council.person("Fay")), portrait(council.person("Uma"))
    merge, fay, uma = merged(council)
    assert set(Document.objects.filter(person=fay).values_list("pk", "is_portrait")) == {
        (stays.pk, True), (goes.pk, False),
    }  # fmt: skip
    actions.undo_merge(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    assert Document.objects.get(person=fay).is_portrait and Document.objects.get(person=uma).is_portrait


def test_the_only_photo_of_the_two_stays_up(council):
    goes = portrait(council.person("Uma"))
    _, fay, _ = merged(council)
    goes.refresh_from_db()
    assert (goes.person, goes.is_portrait) == (fay, True)


def test_a_return_that_names_the_old_reference_reaches_the_one_who_lives_on(council):
    _, fay, uma = merged(council)
    actions.take_in_return(given=files(marks={"Uma": "NO,F2,D1"}), on=TODAY, by=SYSTEM, year=2026)
    assert not uma.care_marks.filter(withdrawn_at=None, in_touch="NO").exists()
    assert fay.care_marks.filter(withdrawn_at=None, in_touch="NO").exists()


def test_the_old_reference_finds_the_one_who_lives_on(council):
    _, fay, _ = merged(council)
    near = queries.find(council.actor("Hana"), text="uma", on=TODAY)
    assert [match.id for match in near] == [fay.pk]
    (far,) = queries.find(council.actor("Amir"), text="UMA", on=TODAY)
    assert (far.id, far.label) == (None, "F.")
    actions.restrict(person_id=fay.pk, named=[], reason="Safety", on=TODAY, by=council.actor("Hana"))
    assert queries.find(council.actor("Amir"), text="UMA", on=TODAY) == ()


def test_two_managers_decide_and_nobody_twice(council):
    flag = {"keeps": "FAY", "goes": "UMA", "why": "One face", "on": TODAY}
    merge = actions.flag_duplicate(by=council.actor("Amir"), **flag)
    with pytest.raises(FactRefused, match="already"):
        actions.flag_duplicate(by=council.actor("Bea"), **flag)
    with pytest.raises(NotAllowed):
        actions.agree_duplicate(merge_id=merge.pk, on=TODAY, by=council.actor("Bea"))
    with pytest.raises(WrongState):
        actions.merge_people(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    actions.agree_duplicate(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    with pytest.raises(OwnWork):
        actions.merge_people(merge_id=merge.pk, on=TODAY, by=council.actor("Hana"))
    with pytest.raises(NotYours):
        actions.merge_people(merge_id=merge.pk, on=TODAY, by=council.actor("Nadia"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Merge.objects.filter(pk=merge.pk).update(decided_by=council.users["Hana"])


@pytest.mark.parametrize("pair", [("FAY", "FAY"), ("FAY", "NOBODY"), ("", "UMA")])
def test_only_two_known_records_can_be_one(council, pair):
    with pytest.raises(FactRefused):
        actions.flag_duplicate(keeps=pair[0], goes=pair[1], why="so", on=TODAY, by=council.actor("Amir"))


def test_a_restricted_record_is_never_merged(council):
    actions.restrict(person_id=council.id("Uma"), named=[], reason="why", on=TODAY, by=SYSTEM)
    with pytest.raises(FactRefused):
        actions.flag_duplicate(keeps="FAY", goes="UMA", why="so", on=TODAY, by=council.actor("Amir"))


def test_likeness_is_found_by_name_and_birthday(council):
    fay = council.person("Fay")
    actions.add_person(child_id="TWIN", born_on=fay.born_on, first_name="fay", surname="LINDQVIST", on=TODAY, by=SYSTEM)
    [pair] = queries.duplicates(council.actor("Hana"), on=TODAY).alike
    assert (pair.one, pair.other, pair.share) == ("FAY", "TWIN", "the same name and day of birth")


# --- How long a file is kept -----------------------------------------------------------------------------------------


def somebody(born_on, **known):
    """Somebody known for long."""
    return actions.add_person(child_id="OLD", born_on=born_on, on=TODAY, by=SYSTEM, **known)


@pytest.mark.parametrize(
    ("born_on", "died_on", "until"),
    [
        (date(1951, 11, 23), None, date(2026, 11, 23)),
        (date(1952, 2, 29), None, date(2027, 3, 1)),
        (date(2000, 5, 1), date(2018, 4, 30), date(2033, 4, 30)),  # a day before 18
        (date(2000, 5, 1), date(2018, 5, 1), date(2075, 5, 1)),  # on the 18th birthday
    ],
)
def test_until_when_a_file_is_kept(council, born_on, died_on, until):
    assert retention.kept_until(Person(born_on=born_on, died_on=died_on)) == until


def test_before_its_time_no_file_goes(council):
    somebody(TODAY.replace(year=TODAY.year - 75) + timedelta(days=1))
    with pytest.raises(FactRefused, match="24 November 2026"):
        actions.propose_disposal(reference="OLD", why="old", on=TODAY, by=council.actor("Dora"))


def test_two_people_dispose_of_a_file_and_the_record_of_it_stays(council):
    person = somebody(date(1950, 1, 1), first_name=CANARY)
    actions.send_message(person_id=person.pk, words=CANARY, on=TODAY, by=SYSTEM)
    theirs = {"person_id": person.pk, "on": TODAY, "by": SYSTEM}
    money = actions.ask_for_money(what=CANARY, reason=CANARY, amount=Decimal(30), **theirs)
    MoneyDecision.objects.create(
        request=money,
        number=1,
        answer="no",
        amount=0,
        reason=CANARY,
        decided_on=TODAY,
        decided_at=clock.now(),
        decided_by=council.users["Hana"],
    )
    actions.record_clock_event(person_id=person.pk, kind="contact_made", happened_on=TODAY, on=TODAY, by=SYSTEM)
    held = actions.hold_file(reference="OLD", why="An inquiry", on=TODAY, by=council.actor("Hana"))
    with pytest.raises(FactRefused, match="held"):
        actions.propose_disposal(reference="OLD", why="old", on=TODAY, by=council.actor("Dora"))
    actions.let_go(hold_id=held.pk, version=1, on=TODAY, by=council.actor("Dora"))
    proposal = actions.propose_disposal(reference="OLD", why="old", on=TODAY, by=council.actor("Dora"))
    decide = {"proposal_id": proposal.pk, "version": 1, "on": TODAY}
    with pytest.raises(OwnWork):
        actions.dispose(by=council.actor("Dora"), **decide)
    with pytest.raises(NotAllowed):
        actions.dispose(by=council.actor("Nadia"), **decide)
    with pytest.raises(DatabaseError), transaction.atomic():
        DisposalProposal.objects.filter(pk=proposal.pk).update(decided_by=council.users["Dora"])
    actions.dispose(by=council.actor("Hana"), **decide)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert [tables for tables in everywhere(CANARY) if "audit" not in tables] == []
    connection.check_constraints()
    assert DisposalRecord.objects.get().born_in == 1950
    assert AuditEvent.objects.filter(subject=person.pk, verb="disposed of file").exists()
    assert guards.missing() == []
    assert audit.verify()


def test_a_file_can_be_kept_after_all(council):
    somebody(date(1950, 1, 1))
    proposal = actions.propose_disposal(reference="OLD", why="old", on=TODAY, by=council.actor("Dora"))
    actions.keep_file(proposal_id=proposal.pk, version=1, on=TODAY, by=council.actor("Hana"))
    with pytest.raises(NotYours):
        actions.dispose(proposal_id=proposal.pk, version=2, on=TODAY, by=council.actor("Hana"))


# --- A copy without anybody ------------------------------------------------------------------------------------------


def everywhere(word):
    """The tables and columns in which a word stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" WHERE CAST("{column.name}" AS text) LIKE %s',  # noqa: S608
                    [f"%{word}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_an_anonymised_copy_holds_nobody_and_keeps_the_order_of_days(council):
    ella = council.person("Ella")
    changes = {"first_name": CANARY, "surname": CANARY, "preferred_name": CANARY, "pronouns": CANARY}
    actions.correct_core_details(person_id=ella.pk, version=ella.version, changes=changes, on=TODAY, by=SYSTEM)
    actions.send_message(person_id=ella.pk, words=f"I am {CANARY}", on=TODAY, by=SYSTEM)
    actions.add_contact_point(person_id=ella.pk, kind="address", value=f"1 {CANARY} Road", on=TODAY, by=SYSTEM)
    actions.break_glass(reference="ELLA", reason=CANARY, on=TODAY, by=council.actor("Cal"))
    amir = council.users["Amir"]
    amir.name = CANARY
    amir.save()
    born, episode = ella.born_on, ella.episodes.get().from_on
    assert len(everywhere(CANARY)) > 5
    actions.anonymise(by=SYSTEM)
    assert everywhere(CANARY) == []
    now = council_person(ella.pk)
    assert now.born_on != born
    assert (now.born_on - born) == (now.episodes.get().from_on - episode)
    assert (now.born_on - born).days % 7 == 0
    assert everywhere("ELLA") == []
    assert guards.missing() == []


def council_person(pk):
    """The row itself, whoever they are now."""
    return Person.objects.get(pk=pk)


def test_the_command_refuses_unless_told_that_this_is_a_copy(council):
    with pytest.raises(CommandError, match="--this-is-a-copy"):
        call_command("anonymise")
    assert council.person("Ella").first_name == "Ella"


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_the_pages_of_merging(council, visit):
    amir, nadia, hana = (council.users[name] for name in ("Amir", "Nadia", "Hana"))
    flag = reverse("casework:flag_duplicate")
    sent = visit(flag, by=amir).fields | {"keeps": "FAY", "goes": "UMA", "why": "One face"}
    visit.post(flag, sent, by=amir)
    pair = reverse("casework:duplicate", args=[Merge.objects.get().pk])
    visit.post(pair, visit(pair, by=nadia).fields | {"step": "agree"}, by=nadia)
    visit.post(pair, visit(pair, by=hana).fields | {"step": "merge"}, by=hana)
    assert "Merged" in visit(reverse("casework:duplicates"), by=hana)
    visit.post(pair, visit(pair, by=hana).fields | {"step": "undo"}, by=hana)
    assert "Undone" in visit(reverse("casework:duplicates"), by=hana)


def test_the_pages_of_disposal(council, visit):
    somebody(date(1950, 1, 1))
    dora, hana = council.users["Dora"], council.users["Hana"]
    assert "OLD" in visit(reverse("casework:disposals"), by=dora)
    hold = reverse("casework:hold_file")
    visit.post(hold, visit(hold, by=hana).fields | {"reference": "OLD", "why": "An inquiry"}, by=hana)
    assert "An inquiry" in visit(reverse("casework:disposals"), by=dora)
    visit.post(reverse("casework:let_go", args=[Hold.objects.get().pk]), by=dora)
    propose = reverse("casework:propose_disposal")
    visit.post(propose, visit(propose, by=dora).fields | {"reference": "OLD", "why": "Nobody asks"}, by=dora)
    decide = reverse("casework:disposal", args=[DisposalProposal.objects.get().pk])
    visit.post(decide, visit(decide, by=hana).fields | {"gone": "yes"}, by=hana)
    assert "1 file was disposed of" in visit(reverse("casework:disposals"), by=hana)
