"""Beside a core system: an import changes nothing that was typed here; contacts and plans go over once each."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from alongside.casework import actions, core_system, queries
from alongside.casework.actions import core_system as handing
from alongside.casework.models import (
    Allocation,
    ClockEvent,
    Contact,
    ContactPoint,
    CoreFiling,
    Episode,
    Person,
    PlanHead,
)
from alongside.casework.tests.plans import approved, approved_from, given, submitted
from alongside.casework.tests.scene import BORN, SYSTEM, TODAY, files
from alongside.shell import paper
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import NotAllowed

TYPED = ("first_name", "surname", "preferred_name", "pronouns", "language", "interpreter", "restriction", "user_id")


def contact(council, name="Ella", **given):
    said = {"happened_on": TODAY, "outcome": "made", "method": "phone", "summary": "She likes the course", **given}
    return actions.record_contact(person_id=council.id(name), on=TODAY, by=council.actor("Amir"), **said)


def hand_over(folder):
    return actions.hand_over(folder=folder, on=TODAY, by=SYSTEM)


def rows_in(file, table="contacts.csv"):
    with zipfile.ZipFile(file) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(table).decode())))


def content_of(file, name):
    with zipfile.ZipFile(file) as packed:
        return packed.read(name)


def test_the_table_speaks_of_every_field_of_a_person():
    told = [name for rule in core_system.RULES if rule.record == "Person" for name in rule.fields]
    assert sorted(told) == sorted(field.name for field in Person._meta.concrete_fields)
    assert "| Contact | every field |" in core_system.document()


def test_a_nightly_import_changes_nothing_that_was_typed_here(council):
    ella = council.person("Ella")
    changes = {"preferred_name": "El", "pronouns": "she/her", "language": "Urdu", "interpreter": True}
    actions.correct_core_details(
        person_id=ella.pk, version=ella.version, changes={**changes, "ethnicity": "APKN"}, on=TODAY, by=SYSTEM
    )
    actions.add_contact_point(person_id=ella.pk, kind="phone", value="07700 900222", on=TODAY, by=council.actor("Amir"))
    contact(council)
    spells = [actions.KnownSpell(TODAY.replace(year=2020), TODAY.replace(year=2021), "V2")]
    actions.complete_history(person_id=ella.pk, spells=spells, whole=False, on=TODAY, by=SYSTEM)
    kept = [
        Person.objects.filter(pk=ella.pk).values(*TYPED, "ethnicity"),
        ContactPoint.objects.order_by("pk").values(),
        Contact.objects.values(),
        Allocation.objects.order_by("pk").values(),
        ClockEvent.objects.exclude(source="return").order_by("pk").values(),
        Episode.objects.filter(year=None).values(),
    ]
    before = [list(rows.all()) for rows in kept]
    actions.take_in_return(given=files(born={**BORN, "Ella": "11/05/2009"}, reviews={}), on=TODAY, by=SYSTEM)
    assert [list(rows.all()) for rows in kept] == before
    assert str(council.person("Ella").born_on) == "2009-05-11"


def test_a_contact_goes_over_once_and_again_when_it_is_changed_or_taken_out(council, tmp_path):
    first = contact(council)
    done = hand_over(tmp_path)
    [row] = rows_in(done.file)
    assert (row["what_to_do"], row["child_id"], row["record_id"]) == ("add", "ELLA", str(first.pk))
    assert row["summary"] == "She likes the course"
    assert hand_over(tmp_path) is None
    second = contact(council, summary="=HYPERLINK()", happened_on=TODAY - timedelta(days=1))
    [row] = rows_in(hand_over(tmp_path).file)
    assert (row["record_id"], row["summary"]) == (str(second.pk), "'=HYPERLINK()")
    amir = council.actor("Amir")
    first = actions.correct_contact(
        contact_id=first.pk, version=first.version, changes={"summary": "She left the course"}, on=TODAY, by=amir
    )
    [row] = rows_in(hand_over(tmp_path).file)
    assert (row["what_to_do"], row["summary"]) == ("replace", "She left the course")
    actions.remove_contact(contact_id=first.pk, version=first.version, why="Another person", on=TODAY, by=amir)
    [row] = rows_in(hand_over(tmp_path).file)
    assert (row["what_to_do"], row["record_id"], row["summary"]) == ("withdraw", str(first.pk), "")
    assert hand_over(tmp_path) is None
    assert AuditEvent.objects.filter(verb="handed over to the core system").count() == 4


def test_what_concerns_others_stays_here(council, tmp_path):
    contact(council, about_others="His mother is ill")
    with zipfile.ZipFile(hand_over(tmp_path).file) as packed:
        assert not any(b"mother" in packed.read(name) for name in packed.namelist())


def test_an_approved_plan_goes_over_once_as_a_pdf_with_its_hash(council, tmp_path):
    waiting = submitted(council)
    assert hand_over(tmp_path) is None
    plan = actions.approve_plan(plan_id=waiting.pk, version=waiting.version, on=TODAY, by=council.actor("Sam"))
    file = hand_over(tmp_path).file
    [row] = rows_in(file, "plans.csv")
    pdf = content_of(file, row["file"])
    assert (row["record_id"], row["child_id"], row["plan_number"], row["approved_by"]) == (
        *(str(plan.pk), "FAY", "1", "Sam"),
    )
    assert (row["content_sha256"], row["approved_on"]) == (plan.content_hash, "2026-11-23")
    assert row["file_sha256"] == hashlib.sha256(pdf).hexdigest() == CoreFiling.objects.get().fingerprint
    assert "What Fay says of home" in " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    manifest = {one["file"]: one for one in rows_in(file, "manifest.csv")}
    assert manifest[row["file"]]["sha256"] == row["file_sha256"]
    assert manifest["plans.csv"]["rows"] == "1"
    assert AuditEvent.objects.get(verb="handed over plan").subject == plan.person_id
    actions.hand_out_plan(plan_id=plan.pk, form="pdf", language="en-gb", how="post", on=TODAY, by=council.actor("Cal"))
    assert hand_over(tmp_path) is None


def test_the_next_version_goes_over_too_and_the_first_not_again(council, tmp_path):
    first = approved(council)
    assert hand_over(tmp_path).plans == 1
    second = approved(council)
    [row] = rows_in(hand_over(tmp_path).file, "plans.csv")
    assert (row["record_id"], row["plan_number"]) == (str(second.pk), "2")
    filing = CoreFiling.objects.get(record=first.pk)
    again = {name: getattr(filing, name) for name in ("person_id", "kind", "record", "fingerprint", "filed_at")}
    with pytest.raises(IntegrityError), transaction.atomic():
        CoreFiling.objects.create(batch=second.pk, **again)


def test_what_is_kept_from_the_young_person_is_not_printed_but_counted(council, tmp_path):
    plan = given(council)
    head = PlanHead.objects.get(plan=plan, head="family")
    actions.hide_plan_head(
        head_id=head.pk, version=head.version, hidden="third_party", hidden_until=TODAY + timedelta(days=90),
        on=TODAY, by=council.actor("Cal"),
    )  # fmt: skip
    plan = approved_from(council, plan)
    file = hand_over(tmp_path).file
    [row] = rows_in(file, "plans.csv")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content_of(file, row["file"]))).pages)
    assert row["parts_left_out"] == "1"
    assert "What Fay says of family" not in " ".join(text.split())


def test_where_no_paper_can_be_made_contacts_go_over_and_plans_wait(council, tmp_path, monkeypatch, capsys):
    approved(council)
    contact(council)
    monkeypatch.setattr(paper, "is_possible", lambda: False)
    done = hand_over(tmp_path)
    assert (done.contacts, done.plans, done.plans_waiting) == (1, 0, 1)
    call_command("hand_over_to_core_system", str(tmp_path))
    assert "1 pathway plans wait" in capsys.readouterr().out
    monkeypatch.undo()
    assert hand_over(tmp_path).plans == 1


def test_a_file_takes_so_many_plans_and_the_command_goes_on_until_none_is_left(council, tmp_path, monkeypatch):
    monkeypatch.setattr(handing, "PLANS_IN_A_FILE", 1)
    approved(council)
    approved(council)
    call_command("hand_over_to_core_system", str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 2
    assert CoreFiling.objects.count() == 2


def test_when_the_file_cannot_be_written_nothing_is_marked(council, tmp_path, monkeypatch):
    contact(council)
    monkeypatch.setattr(handing, "_write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        hand_over(tmp_path)
    monkeypatch.undo()
    assert not CoreFiling.objects.exists()
    assert len(rows_in(hand_over(tmp_path).file)) == 1


def test_a_run_that_stopped_half_way_is_finished_by_the_next(council, tmp_path):
    contact(council)
    done = hand_over(tmp_path)
    done.file.rename(done.file.with_suffix(".part"))
    other = tmp_path / f"{handing.PREFIX}-2026-11-23-00000000-0000-4000-8000-000000000000.part"
    other.write_bytes(b"half")
    assert hand_over(tmp_path) is None
    assert [file.name for file in tmp_path.iterdir()] == [done.file.name]


def test_only_those_who_may_export_hand_anything_over(council, tmp_path):
    with pytest.raises(NotAllowed):
        actions.hand_over(folder=tmp_path, on=TODAY, by=council.actor("Amir"))


def test_the_command(council, tmp_path, capsys):
    contact(council)
    call_command("hand_over_to_core_system", str(tmp_path))
    call_command("hand_over_to_core_system", str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 1
    assert "Nothing new" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("hand_over_to_core_system", str(tmp_path / "nowhere"))


def test_each_contact_and_plan_says_since_when_the_core_system_has_it(council, tmp_path, visit):
    contact(council)
    log = reverse("casework:contact_log", args=[council.id("Ella")])
    amir, dora = council.users["Amir"], council.users["Dora"]
    assert "in the core system" not in visit(log, by=amir)
    assert "Nothing was handed over yet." in visit(reverse("casework:handed_over"), by=dora)
    plan = approved(council)
    hand_over(tmp_path)
    assert "in the core system since" in visit(log, by=amir)
    cal = council.users["Cal"]
    assert "In the core system since" in visit(reverse("casework:plan_version", args=[plan.pk]), by=cal)
    [file] = queries.handed_files(council.actor("Dora"))
    assert (file.contacts, file.plans) == (1, 1)
    visit(reverse("casework:handed_over"), by=amir, status=404)
