"""The photo of a young person on their page: who puts it up, who takes it off, and what is kept of either."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from alongside.casework import actions, queries
from alongside.casework.models import Document
from alongside.casework.tests.scene import TODAY
from alongside.casework.tests.test_portal import picture, sent
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import NotYours, WrongState


@pytest.fixture(autouse=True)
def _papers(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PAPERS", tmp_path)


def test_a_photo_of_them_stands_on_their_page_until_one_of_them_takes_it_off(council, fay, visit):
    cal, address = council.users["Cal"], f"/staff/people/{council.id('Fay')}/"
    assert b"A photo of" not in visit(address, by=cal).content
    visit.post("/me/papers/", {"name": "Me", "file": sent(picture()), "is_portrait": "on"}, by=fay)
    first = Document.objects.get()
    assert f"/staff/papers/{first.pk}/portrait/".encode() in visit(address, by=cal).content
    form = {**visit(f"{address}papers/", by=cal).fields, "name": "New hair", "is_portrait": "on"}
    visit.post(f"{address}papers/", {**form, "file": sent(picture())}, by=cal)
    second = Document.objects.exclude(pk=first.pk).get()
    page = visit(address, by=cal).content
    assert str(second.pk).encode() in page and str(first.pk).encode() not in page
    visit.post(f"/me/papers/{second.pk}/off/", {}, by=fay)
    assert b"A photo of" not in visit(address, by=cal).content
    assert "New hair" in visit("/me/papers/", by=fay)


def test_a_look_at_the_photo_is_noted_and_told_apart_from_other_looks(council, fay, visit):
    visit.post("/me/papers/", {"name": "Me", "file": sent(picture()), "is_portrait": "on"}, by=fay)
    paper, cal = Document.objects.get(), council.users["Cal"]
    about_her = AuditEvent.objects.filter(subject=council.id("Fay"))
    got = visit(f"/staff/papers/{paper.pk}/portrait/", by=cal)
    assert got.content.startswith(b"\xff\xd8") and about_her.latest("number").verb == "saw photo"
    assert "no-store" in got.response.headers["Cache-Control"]
    assert "sandbox" in got.response.headers["Content-Security-Policy"]
    visit(f"/staff/papers/{paper.pk}/", by=cal)
    assert about_her.filter(verb="downloaded document").count() == 1
    assert "saw your photo" in {one.what for one in queries.who_looked_at_me(council.actor("Fay"), on=TODAY)}
    visit(f"/staff/papers/{paper.pk}/portrait/", by=council.users["Amir"], status=404)
    visit.post(f"/me/papers/{paper.pk}/off/", {}, by=fay)
    visit(f"/staff/papers/{paper.pk}/portrait/", by=cal, status=404)


def test_a_photo_put_up_and_the_one_it_takes_the_place_of_are_audited(council, fay):
    given = {"person_id": council.id("Fay"), "name": "Me", "on": TODAY, "by": council.actor("Cal")}
    actions.add_document(**given, file=sent(picture()))
    assert not AuditEvent.objects.filter(verb__contains="photo").exists()
    for _ in range(2):
        actions.add_document(**given, file=sent(picture()), is_portrait=True)
    told = AuditEvent.objects.filter(verb__contains="photo", subject=council.id("Fay"))
    assert sorted(told.values_list("verb", flat=True)) == [
        "put photo of them up", "put photo of them up", "took photo of them off",
    ]  # fmt: skip


def test_in_a_closed_file_they_take_their_photo_off_themself_and_put_up_no_other(council, fay, visit, set_clock):
    visit.post("/me/papers/", {"name": "Me", "file": sent(picture()), "is_portrait": "on"}, by=fay)
    paper = Document.objects.get()
    closed = date(2033, 1, 3)
    set_clock(closed)
    off = f"/me/papers/{paper.pk}/off/"
    assert off.encode() in visit("/me/papers/", by=fay).content
    with pytest.raises((WrongState, NotYours)):
        actions.take_portrait_off(document_id=paper.pk, on=closed, by=council.actor("Cal"))
    visit.post(off, {}, by=fay)
    paper.refresh_from_db()
    assert not paper.is_portrait
    with pytest.raises(WrongState):
        actions.add_my_document(
            name="Me", file=sent(picture()), is_portrait=True, on=closed, by=council.actor("Fay", closed)
        )


def test_nobody_without_a_right_to_their_papers_puts_a_photo_up_or_takes_it_off(council, fay, visit):
    visit.post("/me/papers/", {"name": "Me", "file": sent(picture()), "is_portrait": "on"}, by=fay)
    paper = Document.objects.get()
    for name in ("Amir", "Sam"):
        visit.post(f"/staff/papers/{paper.pk}/off/", {}, by=council.users[name], status=404)
    with pytest.raises(NotYours):
        actions.add_document(
            person_id=council.id("Fay"),
            name="x",
            file=sent(picture()),
            is_portrait=True,
            on=TODAY,
            by=council.actor("Amir"),
        )
    paper.refresh_from_db()
    assert paper.is_portrait
