"""One's own records: the month, looking through, black ink with its ground, somebody else's review, and the bundle."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from alongside.casework import actions, bundle, field_rules, local_clocks
from alongside.casework.models import CorrectionRequest, Message, Person, RecordsLook, RecordsRequest
from alongside.casework.tests.scene import TODAY
from alongside.law import months_after
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState

CANARY = "uncle Tobias Quill"
"""Somebody else, of whom the record speaks."""


@pytest.fixture(autouse=True)
def _papers(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PAPERS", tmp_path)


def asked(council, *, identified=TODAY):
    """Fay asks for her records; it is really her."""
    request = actions.ask_for_my_records(on=TODAY, by=council.actor("Fay"))
    if identified:
        request = actions.confirm_identity(
            request_id=request.pk, version=request.version, identity_on=identified, identity_how="Cal knows her",
            on=identified, by=council.actor("Cal", identified),
        )  # fmt: skip
    return request


def due(council, on=TODAY):
    """By when the records are given."""
    running = local_clocks.running([council.id("Fay")], on)
    return {one.clock: one.due_on for one in running if one.clock.startswith("own_records")}


def step(council, act, request, by, on=TODAY, **more):
    """Take a step as the row stands now."""
    version = RecordsRequest.objects.get(pk=request.pk).version
    return act(request_id=request.pk, version=version, on=on, by=council.actor(by, on), **more)


def decided_with_a_canary(council):
    """A decision about Fay whose reasons speak of somebody else."""
    proposal = actions.propose_determination(
        person_id=council.id("Fay"), on=TODAY, by=council.actor("Cal"), why=f"She left when {CANARY} moved in."
    )
    actions.approve_determination(
        person_id=council.id("Fay"), number=proposal.number, on=TODAY, by=council.actor("Sam")
    )


def look_at_all(council, request, by="Sam", **given):
    """Decide every text in the same way."""
    for one in bundle.waiting(request):
        kind, row, field = one.key
        actions.decide_look(
            request_id=request.pk, kind=kind, row=row, field=field, on=TODAY, by=council.actor(by), **given
        )


def opened(council, request):
    """The bundle as it is given: the page, and the same for machines."""
    held = RecordsRequest.objects.get(pk=request.pk)
    with zipfile.ZipFile(io.BytesIO((settings.PAPERS / held.path).read_bytes())) as archive:
        return archive.read("my-records.html").decode(), json.loads(archive.read("my-records.json"))


def reviewed(council, request):
    """Sam has looked it through, Hana agrees."""
    step(council, actions.finish_looking, request, "Sam")
    return step(council, actions.review_records, request, "Hana")


# --- The month -------------------------------------------------------------------------------------------------------


def test_the_month_runs_from_the_day_on_which_we_know_that_it_is_them(council, fay):
    request = asked(council, identified=None)
    assert due(council) == {}
    day = TODAY + timedelta(days=8)
    with pytest.raises(FactRefused):
        step(council, actions.confirm_identity, request, "Cal", identity_on=day, identity_how="x")
    step(council, actions.confirm_identity, request, "Cal", on=day, identity_on=day, identity_how="A card")
    assert due(council, day) == {"own_records": months_after(day, 1)}


def test_the_month_stands_still_while_they_say_what_they_mean(council, fay):
    request = asked(council)
    step(council, actions.ask_what_they_mean, request, "Cal", asked="Which years?")
    later = TODAY + timedelta(days=10)
    assert due(council, later) == {}
    step(council, actions.hear_what_they_mean, request, "Cal", on=later, scope="2020 on")
    assert due(council, later) == {"own_records": months_after(TODAY, 1) + timedelta(days=10)}


@pytest.mark.parametrize(("days", "may"), [(0, True), (1, False)])
def test_a_complex_request_takes_two_months_more_if_they_are_told_within_the_first(council, fay, days, may):
    request = asked(council)
    on = months_after(TODAY, 1) + timedelta(days=days)
    if not may:
        with pytest.raises(WrongState):
            step(council, actions.extend_records_request, request, "Sam", on=on, why="Fifteen years")
        return
    step(council, actions.extend_records_request, request, "Sam", on=on, why="Fifteen years")
    assert due(council, on) == {"own_records_complex": months_after(TODAY, 3)}
    with pytest.raises(WrongState):
        step(council, actions.extend_records_request, request, "Sam", on=on, why="Again")


def test_one_request_at_a_time(council, fay):
    asked(council)
    with pytest.raises(FactRefused, match="open already"):
        actions.ask_for_my_records(on=TODAY, by=council.actor("Fay"))


# --- Looking through -------------------------------------------------------------------------------------------------


def test_no_text_that_may_speak_of_others_is_given_unseen(council, fay):
    decided_with_a_canary(council)
    request = asked(council)
    assert {one.key[2] for one in bundle.waiting(request)} >= {"why"}
    with pytest.raises(FactRefused, match="not been looked at"):
        step(council, actions.finish_looking, request, "Sam")


@pytest.mark.parametrize(
    "given",
    [
        {"decision": "withhold", "ground": "third_party"},
        {"decision": "part", "ground": "third_party", "passages": CANARY},
    ],
)
def test_what_is_about_somebody_else_is_not_in_the_bundle_and_the_ground_is(council, fay, given):
    decided_with_a_canary(council)
    request = asked(council)
    wanted = [one for one in bundle.waiting(request) if CANARY in one.text]
    for one in wanted:
        kind, row, field = one.key
        actions.decide_look(
            request_id=request.pk, kind=kind, row=row, field=field, on=TODAY, by=council.actor("Sam"), **given
        )
    look_at_all(council, request, decision="give")
    reviewed(council, request)
    html, data = opened(council, request)
    assert wanted and CANARY not in html and CANARY not in json.dumps(data)
    assert "Schedule 2, paragraph 16" in html and "Schedule 2, paragraph 16" in json.dumps(data)
    if given["decision"] == "part":
        assert f"She left when {bundle.BLACK} moved in." in html


def test_the_same_words_in_the_same_field_are_decided_together(council, fay):
    for text in ("Her aunt rang.", "Her aunt rang.", "Her aunt wrote."):
        actions.write_note(
            person_id=council.id("Fay"), kind="information", happened_on=TODAY, text=text, on=TODAY,
            by=council.actor("Cal"),
        )  # fmt: skip
    request = asked(council)
    notes = [one for one in bundle.waiting(request) if one.key[0] == "CaseNote"]
    kind, row, field = next(one.key for one in notes if one.text == "Her aunt rang.")
    actions.decide_look(
        request_id=request.pk, kind=kind, row=row, field=field, decision="withhold", ground="third_party",
        why="The aunt asked us", on=TODAY, by=council.actor("Sam"),
    )  # fmt: skip
    assert [one.text for one in bundle.waiting(request) if one.key[0] == "CaseNote"] == ["Her aunt wrote."]
    assert set(RecordsLook.objects.values_list("ground", "why")) == {("third_party", "The aunt asked us")}
    assert RecordsLook.objects.count() == 2


def test_ink_that_misses_the_words_is_refused(council, fay):
    decided_with_a_canary(council)
    request = asked(council)
    kind, row, field = next(one.key for one in bundle.waiting(request) if CANARY in one.text)
    key = {"request_id": request.pk, "kind": kind, "row": row, "field": field, "on": TODAY, "by": council.actor("Sam")}
    with pytest.raises(FactRefused, match="exactly as it stands"):
        actions.decide_look(decision="part", ground="third_party", passages="uncle Tobais", **key)
    with pytest.raises(FactRefused, match="ground"):
        actions.decide_look(decision="withhold", **key)
    with pytest.raises(NotYours):
        actions.decide_look(**{**key, "kind": "Message"}, decision="give")
    actions.decide_look(decision="give", **key)
    look = RecordsLook.objects.get(row=row)
    look.decision = "withhold"
    with pytest.raises(DatabaseError), transaction.atomic():
        look.save()


def test_a_hidden_record_is_looked_at_whole(council, fay):
    message = actions.send_message(
        person_id=council.id("Fay"), words=f"About {CANARY}", on=TODAY, by=council.actor("Cal")
    )
    Message.objects.filter(pk=message.pk).update(hidden="serious_harm")
    request = asked(council)
    look_at_all(council, request, decision="withhold", ground="serious_harm")
    reviewed(council, request)
    html, data = opened(council, request)
    assert CANARY not in html + json.dumps(data) and "Schedule 3" in html


def test_nobody_reviews_what_they_looked_through(council, fay):
    request = asked(council)
    look_at_all(council, request, by="Hana", decision="give")
    step(council, actions.finish_looking, request, "Hana")
    with pytest.raises(OwnWork):
        step(council, actions.review_records, request, "Hana")
    with pytest.raises(NotYours):
        step(council, actions.review_records, request, "Sam")
    held = RecordsRequest.objects.get()
    held.reviewed_by, held.reviewed_on = council.users["Hana"], TODAY
    with pytest.raises(DatabaseError), transaction.atomic():
        held.save()


def test_what_was_written_since_the_looking_stops_the_review(council, fay):
    request = asked(council)
    look_at_all(council, request, decision="give")
    step(council, actions.finish_looking, request, "Sam")
    decided_with_a_canary(council)
    with pytest.raises(FactRefused, match="written since"):
        step(council, actions.review_records, request, "Hana")


# --- The bundle ------------------------------------------------------------------------------------------------------


def test_each_own_field_is_in_the_bundle_once_and_nobody_elses(council, fay):
    actions.send_my_message(words="Where is my money?", topic="talk", on=TODAY, by=council.actor("Fay"))
    actions.send_message(person_id=council.id("Ella"), words="For Ella alone", on=TODAY, by=council.actor("Amir"))
    request = asked(council)
    look_at_all(council, request, decision="give")
    reviewed(council, request)
    html, data = opened(council, request)
    assert html.count("Where is my money?") == 1 and "For Ella alone" not in html
    kinds = {model.__name__: model for model in field_rules.kinds()}
    held = {one.pk: (model, one) for model, rows in bundle.rows_of(council.person("Fay")) for one in rows}
    assert len(data["records"]) == len(held)
    for record in data["records"]:
        rules = field_rules.rules_of(kinds[record["kind"]])
        assert list(record["facts"]) == [name for name, rule in rules.items() if rule.access != "withhold"]
    [person] = [one for one in data["records"] if one["kind"] == "Person"]
    assert person["facts"]["surname"]["value"] == "Lindqvist" and "version" not in person["facts"]


def test_what_a_field_said_before_is_given_by_the_same_rules(council, fay, set_clock):
    cal, on = council.actor("Cal"), TODAY
    said = {"happened_on": on, "outcome": "made", "method": "phone", "on": on, "by": cal}
    contact = actions.record_contact(
        person_id=council.id("Fay"), summary="Spoke of money", took_part=f"With {CANARY}", **said
    )
    contact = actions.correct_contact(
        contact_id=contact.pk,
        version=contact.version,
        changes={"summary": "Spoke of college", "took_part": "Alone"},
        on=on,
        by=cal,
    )
    actions.correct_contact(
        contact_id=contact.pk, version=contact.version, changes={"their_words": "Fine"}, on=on, by=cal
    )
    person = council.person("Fay")
    actions.correct_core_details(
        person_id=person.pk, version=person.version, changes={"surname": "Lind"}, on=on, by=council.actor("Sam")
    )
    request = asked(council)
    texts = {one.key[2].split("@")[0]: one for one in bundle.waiting(request) if "@" in one.key[2]}
    assert texts["took_part"].text == f"With {CANARY}" and set(texts) == {"took_part"}
    for one in bundle.waiting(request):
        kind, row, field = one.key
        ink = (
            {"decision": "part", "passages": CANARY, "ground": "third_party"}
            if CANARY in one.text
            else {"decision": "give"}
        )
        actions.decide_look(
            request_id=request.pk, kind=kind, row=row, field=field, on=on, by=council.actor("Sam"), **ink
        )
    reviewed(council, request)
    html, data = opened(council, request)
    assert "Spoke of college" in html and "Spoke of money" in html
    assert f"With {bundle.BLACK}" in html and CANARY not in html + json.dumps(data)
    [told] = [one for one in data["records"] if one["kind"] == "Person"]
    assert ("surname", "Lindqvist") in [(one["field"], one["value"]) for one in told["earlier"]]


def test_what_was_hidden_when_it_was_said_is_looked_at_first(council, fay):
    message = actions.send_message(person_id=council.id("Fay"), words="First", on=TODAY, by=council.actor("Cal"))
    message.hidden = "third_party"
    message.save()
    message.hidden, message.words = "", "Second"
    message.save()
    request = asked(council)
    assert "First" in [one.text for one in bundle.waiting(request)]
    assert "Second" not in [one.text for one in bundle.waiting(request)]


def test_it_is_read_as_a_pdf_too(council, fay, visit):
    request = asked(council)
    look_at_all(council, request, decision="give")
    reviewed(council, request)
    visit(f"/me/records/{request.pk}/paper/", by=fay, status=404)
    step(council, actions.give_records, request, "Cal", sent_how="portal")
    paper = visit(f"/me/records/{request.pk}/paper/", by=fay)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    assert "What is kept about you" in text and "Lindqvist" in text
    assert visit(f"/staff/records/{request.pk}/bundle.pdf", by=council.users["Cal"]).content.startswith(b"%PDF")
    visit(f"/staff/records/{request.pk}/bundle.pdf", by=council.users["Amir"], status=404)


def test_every_record_that_names_a_person_is_found_from_the_models():
    found = bundle.paths()
    for model in field_rules.kinds():
        names_them = [one for one in model._meta.local_concrete_fields if one.related_model is Person]
        assert not names_them or model in found, model.__name__
    assert found[RecordsLook] == "person__pk" or found[RecordsLook] == "person"
    assert "complaint" in next(path for model, path in found.items() if model.__name__ == "ComplaintStep")


def test_only_what_was_reviewed_is_given_and_only_to_them(council, fay, visit):
    request = asked(council)
    look_at_all(council, request, decision="give")
    visit(f"/me/records/{request.pk}/", by=fay, status=404)
    reviewed(council, request)
    visit(f"/me/records/{request.pk}/", by=fay, status=404)
    step(council, actions.give_records, request, "Cal", sent_how="portal")
    assert visit(f"/me/records/{request.pk}/", by=fay).content.startswith(b"PK")
    visit(f"/staff/records/{request.pk}/bundle.zip", by=council.users["Amir"], status=404)
    step(council, actions.read_together, request, "Cal", support="Cal, over two afternoons")
    assert due(council) == {}


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_a_request_goes_through_the_pages(council, fay, visit):
    cal, sam, hana = (council.users[name] for name in ("Cal", "Sam", "Hana"))
    decided_with_a_canary(council)
    form = {**visit("/me/records/", by=fay).fields, "scope": ""}
    visit.post("/me/records/", form, by=fay)
    visit.post("/me/records/", form, by=fay)
    request = RecordsRequest.objects.get()
    assert "really you" in visit("/me/records/", by=fay)
    place = f"/staff/records/{request.pk}/"
    identify = f"{place}identify/"
    visit.post(identify, {**visit(identify, by=cal).fields, "identity_how": "I know her"}, by=cal)
    page = visit(place, by=sam)
    assert CANARY in page
    texts = [href for words, href in page.links.items() if words.startswith("Look at")]
    assert texts
    while links := [href for words, href in visit(place, by=sam).links.items() if words.startswith("Look")]:
        look = visit(links[0], by=sam)
        visit.post(links[0], {**look.fields, "decision": "withhold", "ground": "third_party"}, by=sam)
    for kind, who, more in (("looked", sam, {}), ("review", hana, {}), ("send", cal, {"sent_how": "in_person"})):
        visit.post(f"{place}{kind}/", {**visit(f"{place}{kind}/", by=who).fields, **more}, by=who)
    assert "Open my records" in visit("/me/records/", by=fay)
    assert "given" in visit(f"/staff/people/{council.id('Fay')}/own-records/", by=cal)
    visit(place, by=council.users["Amir"], status=404)


# --- Corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_was_said_and_tells_the_decision_within_a_month(council, fay, visit):
    form = {**visit("/me/records/wrong/", by=fay).fields, "is_wrong": "I was never in Leeds.", "should_say": "Hull"}
    visit.post("/me/records/wrong/", form, by=fay)
    row = CorrectionRequest.objects.get()
    running = [one for one in local_clocks.running([council.id("Fay")], TODAY) if one.clock == "correction_told"]
    assert [one.due_on for one in running] == [months_after(TODAY, 1)]
    sam = council.users["Sam"]
    address = f"/staff/corrections/{row.pk}/"
    told = {f"told_on-{part}": value for part, value in (("day", "23"), ("month", "11"), ("year", "2026"))}
    decided = {"held": "Placed in Leeds", "decision": "corrected", "why": "You are right.", **told}
    visit.post(address, {**visit(address, by=sam).fields, **decided}, by=sam)
    assert not [one for one in local_clocks.running([council.id("Fay")], TODAY) if one.clock == "correction_told"]
    assert "You are right." in visit("/me/records/", by=fay)
    row.refresh_from_db()
    assert row.held == "Placed in Leeds" and row.is_wrong == "I was never in Leeds."
    row.held = ""
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(EditConflict):
        actions.decide_correction(
            correction_id=row.pk, version=1, held="x", decision="corrected", why="x", on=TODAY, by=council.actor("Sam")
        )
    with pytest.raises(WrongState):
        actions.decide_correction(
            correction_id=row.pk, version=2, held="x", decision="refused", why="x", on=TODAY, by=council.actor("Sam")
        )


def test_the_privacy_notice_is_recorded_as_given(council, visit):
    cal = council.users["Cal"]
    address = f"/staff/people/{council.id('Fay')}/own-records/notice/"
    visit.post(
        address, {**visit(address, by=cal).fields, "notice": "Short notice 3, May 2026", "how": "letter"}, by=cal
    )
    assert "Short notice 3, May 2026" in visit(f"/staff/people/{council.id('Fay')}/own-records/", by=cal)
    with pytest.raises(FactRefused):
        actions.give_notice(
            person_id=council.id("Fay"), notice="x", given_on=date(2030, 1, 1), how="letter", on=TODAY,
            by=council.actor("Cal"),
        )  # fmt: skip
