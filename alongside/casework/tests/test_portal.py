"""A young person's own place: getting in, and what they find and do there."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail as mailbox
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from alongside.casework import actions, queries
from alongside.casework.actions import portal as portal_actions
from alongside.casework.models import ContactPoint, Document, EnrolmentCode, Message, Person
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import clock, design, slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Role

FAY_BORN = date(2007, 6, 20)
PASSWORD = "three plain words"
FORM = {"born_on-day": "20", "born_on-month": "6", "born_on-year": "2007", "email": "fay@mail.example",
        "password": PASSWORD}  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _papers(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PAPERS", tmp_path)


@pytest.fixture
def at(council, monkeypatch):
    """Sets the clock to so much after noon."""

    def set_it(**later: int) -> None:
        moment = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(**later)
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_it()
    return set_it


def code_for(council, name="Fay", worker="Cal", handed="in_person") -> str:
    person, by = council.id(name), council.actor(worker)
    if handed == "post" and not ContactPoint.objects.filter(person=person).exists():
        actions.add_contact_point(
            person_id=person, kind="address", value="1 Quay", safe_to_write=True, on=TODAY, by=SYSTEM
        )
    return actions.make_enrolment_code(person_id=person, handed=handed, on=TODAY, by=by).code


def enrol(code: str, **changes) -> User:
    given = {"code": code, "born_on": FAY_BORN, "email": "fay@mail.example", "password": PASSWORD} | changes
    return actions.enrol(**given, on=TODAY, by=Actor.anonymous())


# --- Getting in ------------------------------------------------------------------------------------------------------


def test_with_code_and_birthday_fay_goes_in_and_finds_her_own_place(council, visit):
    code = code_for(council)
    assert visit.post("/me/start/", {"code": code.lower().replace("-", " "), **FORM}).location == "/me/"
    assert visit("/me/").h1 == "Hello, Fay"
    assert council.person("Fay").user.role_grants.get().role == Role.YOUNG_PERSON


def test_a_code_works_once(council):
    code = code_for(council)
    enrol(code)
    with pytest.raises(FactRefused):
        enrol(code, password="quite another phrase")


@pytest.mark.parametrize(
    ("later", "handed", "opens"),
    [
        ({"hours": 71, "minutes": 59}, "in_person", True),
        ({"hours": 72}, "in_person", False),
        ({"hours": 47}, "post", False),
        ({"hours": 48}, "post", True),
        ({"hours": 120}, "post", False),
    ],
)
def test_a_code_works_in_its_own_time_only(council, at, later, handed, opens):
    code = code_for(council, handed=handed)
    at(**later)
    if opens:
        assert enrol(code).email == "fay@mail.example"
    else:
        with pytest.raises(FactRefused):
            enrol(code)


def test_the_wrong_birthday_opens_nothing_and_five_of_them_end_the_code(council):
    code = code_for(council)
    for _ in range(5):
        with pytest.raises(FactRefused, match="cannot find that code"):
            enrol(code, born_on=date(2007, 6, 21))
    with pytest.raises(FactRefused, match="cannot find that code"):
        enrol(code)
    assert AuditEvent.objects.filter(verb="enrolment refused", allowed=False).count() == 6


def test_a_wrong_code_is_answered_in_the_same_words(council):
    code_for(council)
    with pytest.raises(FactRefused, match="cannot find that code"):
        enrol("2222-2222-2222")


def test_a_weak_password_is_refused_and_the_code_is_not_spent(council):
    code = code_for(council)
    with pytest.raises(FactRefused):
        enrol(code, password="password1234")
    assert enrol(code).check_password(PASSWORD)


def test_nobody_takes_the_email_address_of_somebody_else(council):
    code = code_for(council)
    with pytest.raises(FactRefused, match="cannot be used here"):
        enrol(code, email="amir@brightwater.example")
    assert council.person("Fay").user is None


def test_after_five_tries_from_one_place_one_waits(council, visit):
    for _ in range(5):
        visit.post("/me/start/", {"code": "2222-2222-2222", **FORM}, status=200)
    assert "too many tries" in visit.post("/me/start/", {"code": code_for(council), **FORM}, status=429)


def test_the_code_is_shown_once_and_kept_nowhere(council, visit):
    address, cal = f"/staff/people/{council.id('Fay')}/access/", council.users["Cal"]
    page = visit.post(address, {"handed": "in_person"}, by=cal, status=200)
    code = page.text.split("shown this once:")[1].split()[0]
    assert "shown this once" in page
    assert "shown this once" not in visit(address, by=cal)
    kept = EnrolmentCode.objects.get()
    assert len(code) == 14 and code.replace("-", "") not in kept.code_hash.upper()
    assert code not in visit(address, by=cal).html


def test_a_new_code_ends_the_old_one_and_every_session(council, visit, fay, at):
    assert visit("/me/", by=fay).status == 200
    old = code_for(council)
    at(minutes=1)
    new = code_for(council)
    with pytest.raises(FactRefused):
        enrol(old)
    assert visit("/me/", by=fay, status=302).location.startswith("/accounts/login/")
    assert enrol(new) == fay


def test_access_can_be_ended_at_once(council, visit, fay, at):
    visit("/me/", by=fay)
    code = code_for(council)
    at(minutes=1)
    visit.post(f"/staff/people/{council.id('Fay')}/access/end/", by=council.users["Cal"])
    visit("/me/", by=fay, status=302)
    with pytest.raises(FactRefused):
        enrol(code)


def test_an_adviser_of_somebody_else_gives_no_code(council):
    with pytest.raises(NotYours):
        code_for(council, worker="Amir")


def test_on_a_shared_phone_one_is_signed_out_sooner(council, visit, at):
    visit.post("/me/start/", {"code": code_for(council), "shared": "on", **FORM})
    assert "for 4 minutes" in visit("/me/")
    at(minutes=5)
    visit("/me/", status=302)


def test_leaving_signs_out_and_clears_the_phone(fay, visit):
    policy = visit("/me/", by=fay).response.headers["Content-Security-Policy"]
    gone = visit.post("/me/leave/", by=fay)
    assert gone.location == settings.QUICK_EXIT
    forms_may_lead_to = next(part for part in policy.split("; ") if part.startswith("form-action")).split()
    assert "https://www.bbc.co.uk" in forms_may_lead_to, "The browser stops a form that leads where it may not"
    assert "cookies" in gone.response.headers["Clear-Site-Data"]
    visit("/me/", by=fay, status=302)


def test_nothing_in_a_title_says_what_the_page_is_about(fay, visit):
    for page in ("", "messages/", "papers/", "rights/", "looked/"):
        assert "Brightwater" not in visit(f"/me/{page}", by=fay).document.words("title")


@pytest.mark.parametrize(("handed", "why"), [("post", "safe to write"), ("phone", "safe to call")])
def test_a_code_goes_only_where_it_is_known_to_be_safe(council, visit, handed, why):
    address = f"/staff/people/{council.id('Fay')}/access/"
    assert why in visit.post(address, {"handed": handed}, by=council.users["Cal"], status=200)
    assert not EnrolmentCode.objects.exists()


def test_a_code_that_somebody_used_a_moment_sooner_opens_nothing(council, monkeypatch):
    code = code_for(council)
    counted = portal_actions._counted

    def slow(text):
        held = counted(text)
        EnrolmentCode.objects.update(used_at=clock.now())
        return held

    monkeypatch.setattr(portal_actions, "_counted", slow)
    with pytest.raises(FactRefused, match="cannot find that code"):
        enrol(code)
    assert council.person("Fay").user is None


def test_a_password_alone_lets_nobody_in_where_codes_are_sent(fay, visit, settings):
    settings.PORTAL_CODE = True
    fay.set_password(PASSWORD)
    fay.save()
    page = visit.post("/accounts/login/", {"login": fay.email, "password": PASSWORD})
    assert page.location == "/accounts/login/code/confirm/"
    (letter,) = mailbox.outbox
    assert letter.to == ["fay@mail.example"] and letter.subject == "Your code"
    assert "within 10 minutes" in letter.body and design.council().phone in letter.body
    assert visit("/me/", status=302).location.startswith("/accounts/login/")


def test_where_no_code_can_be_sent_one_reads_whom_to_ring(fay, visit, settings):
    settings.PORTAL_CODE = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    fay.set_password(PASSWORD)
    fay.save()
    page = visit.post("/accounts/login/", {"login": fay.email, "password": PASSWORD}, status=503)
    assert "We cannot send you an e-mail just now" in page and design.council().phone in page
    for anybody in (fay.email, "stranger@mail.example"):
        assert "just now" in visit.post("/accounts/password/reset/", {"email": anybody}, status=503), anybody


def test_no_code_is_asked_of_staff(council, visit, settings):
    settings.PORTAL_CODE = True
    cal = council.users["Cal"]
    cal.set_password(PASSWORD)
    cal.save()
    page = visit.post("/accounts/login/", {"login": cal.email, "password": PASSWORD})
    assert page.location == "/after-sign-in/" and not mailbox.outbox


def test_one_says_later_too_that_a_phone_is_shared(fay, visit):
    assert "for 10 minutes" in visit("/me/", by=fay)
    visit.post("/me/shared/", by=fay)
    assert "for 4 minutes" in visit("/me/", by=fay)


# --- What they find --------------------------------------------------------------------------------------------------


def test_the_first_page_says_what_happens_next_and_who_helps(fay, visit):
    page = visit("/me/", by=fay)
    assert "What happens next" in page and "Cal" in page and "Your personal adviser" in page


def test_somebody_who_covers_today_is_named(council, fay, visit):
    sam, cal, bea = council.actor("Sam"), council.users["Cal"], council.users["Bea"]
    actions.cover(worker=cal, covered_by=bea, from_on=TODAY, to_on=TODAY + timedelta(days=3), by=SYSTEM)
    assert sam.id is not None
    assert "Bea is there for you" in visit("/me/", by=fay)


def test_a_young_person_finds_nobody_else(council, fay, visit):
    visit(f"/staff/people/{council.id('Ella')}/", by=fay, status=404)
    visit("/staff/", by=fay, status=404)
    with pytest.raises(NotYours):
        queries.my_place(council.actor("Amir"), on=TODAY, signed_out_after=timedelta())


def test_why_is_told_with_its_sources_and_she_may_disagree(council, fay, visit):
    cal, sam = council.actor("Cal"), council.actor("Sam")
    proposal = actions.propose_determination(person_id=council.id("Fay"), on=TODAY, by=cal, why="Read with the file")
    actions.approve_determination(person_id=council.id("Fay"), number=proposal.number, on=TODAY, by=sam)
    page = visit("/me/why/", by=fay)
    assert "You get help until you are 25" in page and "Children Act 1989" in page
    visit.post("/me/why/", {**page.fields, "words": "I was in care before that too."}, by=fay)
    assert "I was in care before that too." in visit("/me/why/", by=fay)


def test_after_25_the_own_copy_stays(council, fay, visit, set_clock):
    set_clock(date(2033, 1, 3))
    assert "Your own copy stays here" in visit("/me/", by=fay)


def test_who_looked_gives_roles_and_no_names(council, fay, visit):
    visit(f"/staff/people/{council.id('Fay')}/", by=council.users["Cal"])
    visit(f"/staff/people/{council.id('Fay')}/life/", by=council.users["Cal"])
    page = visit("/me/looked/", by=fay)
    assert "Personal adviser looked, 2 times" in page and "Cal" not in page and "looked at person" not in page


# --- Messages --------------------------------------------------------------------------------------------------------


def test_a_message_is_answered_within_two_working_days_and_both_sides_see_it(council, fay, visit):
    cal = council.users["Cal"]
    visit.post("/me/messages/", {"topic": "talk", "words": "The cooker broke"}, by=fay)
    assert "answer by 25 Nov" in visit("/me/messages/", by=fay)
    asked = Message.objects.get()
    assert "The cooker broke" in visit("/staff/messages/", by=cal)
    visit.post(f"/staff/messages/{asked.pk}/answer/", {"words": "I will come on Thursday"}, by=cal)
    assert "Every message is answered" in visit("/staff/messages/", by=cal)
    assert "1 new" in visit("/me/", by=fay)
    assert "I will come on Thursday" in visit("/me/messages/", by=fay)
    assert "new)" not in visit("/me/", by=fay)
    assert Message.objects.get(from_person=False).read_at is not None


def test_a_message_sent_twice_over_a_bad_line_counts_once(fay, visit):
    sent_form = {**visit("/me/messages/", by=fay).fields, "topic": "talk", "words": "Are you there?"}
    visit.post("/me/messages/", sent_form, by=fay)
    visit.post("/me/messages/", sent_form, by=fay)
    assert Message.objects.count() == 1
    visit.post("/me/messages/", {**sent_form, "words": "Hello?"}, by=fay)
    assert Message.objects.count() == 2


def test_a_hidden_message_is_not_shown_to_the_person(council, fay, visit):
    actions.send_message(person_id=council.id("Fay"), words="About her brother", on=TODAY, by=council.actor("Cal"))
    Message.objects.update(hidden="third_party")
    assert "About her brother" not in visit("/me/messages/", by=fay)


def test_hostile_words_stay_words(council, fay, visit):
    visit.post("/me/messages/", {"topic": "talk", "words": "<script>alert(1)</script> 🙂 سلام"}, by=fay)
    for page in (visit("/me/messages/", by=fay), visit("/staff/messages/", by=council.users["Cal"])):
        assert "<script>alert" not in page.html and "سلام" in page


def test_what_they_think_is_told_to_whoever_listens(visit, fay, monkeypatch):
    told = []
    slot = slots.Slot()
    slot.register(lambda **given: told.append((given["topic"], given["words"], given["by"].id)))
    monkeypatch.setattr(slots, "view_received", slot)
    page = visit("/me/messages/", by=fay)
    assert "What I think" in page and "the team that listens" in page
    visit.post("/me/messages/", {**page.fields, "topic": "view", "words": "More light"}, by=fay)
    assert told == [("view", "More light", fay.pk)]


def test_another_team_reads_and_answers_nothing(council, fay, visit):
    visit.post("/me/messages/", {"topic": "talk", "words": "For Cal alone"}, by=fay)
    amir = council.users["Amir"]
    assert "For Cal alone" not in visit("/staff/messages/", by=amir)
    visit.post(f"/staff/messages/{Message.objects.get().pk}/answer/", {"words": "x"}, by=amir, status=404)
    visit.post(f"/staff/messages/{Message.objects.get().pk}/settle/", by=amir, status=404)


# --- Details and papers ----------------------------------------------------------------------------------------------


def test_a_new_phone_counts_at_once_and_an_address_goes_to_the_adviser(council, fay, visit):
    visit.post("/me/details/", {"kind": "phone", "value": "07700 900555", "safe": ["text"]}, by=fay)
    phone = ContactPoint.objects.get(person=council.person("Fay"), kind="phone", to_on=None)
    assert (phone.value, phone.safe_to_text, phone.safe_to_call) == ("07700 900555", True, False)
    visit.post("/me/details/", {"kind": "address", "value": "2 New Street"}, by=fay)
    assert not ContactPoint.objects.filter(kind="address").exists()
    assert Message.objects.get().topic == Message.Topic.ADDRESS


def test_a_change_of_ones_own_phone_is_not_overwritten_by_an_older_page(council, fay, visit):
    visit.post("/me/details/", {"kind": "phone", "value": "07700 900555", "safe": ["text"]}, by=fay)
    phone = ContactPoint.objects.get(person=council.person("Fay"))
    page = visit(f"/staff/contact/{phone.pk}/", by=council.users["Cal"])
    visit.post("/me/details/", {"kind": "phone", "value": "07700 900555", "safe": ["text", "call"]}, by=fay)
    change = {**page.fields, "value": "07700 900777"}
    visit.post(f"/staff/contact/{phone.pk}/", change, by=council.users["Cal"], status=409)


def test_what_is_no_phone_number_is_refused_in_a_sentence(fay, visit):
    page = visit.post("/me/details/", {"kind": "phone", "value": "my mum has it"}, by=fay, status=200)
    assert page.document.words("title").startswith("Error")
    assert not ContactPoint.objects.exists()


def picture(kind="JPEG", size=(40, 30), **extra) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **extra)
    return drawn.getvalue()


def sent(data: bytes, name="a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_a_photo_is_kept_without_the_place_where_it_was_taken(council, fay, visit):
    exif = Image.Exif()
    exif[0x010E] = "at home, 53.1 N"
    visit.post("/me/papers/", {"name": "Receipt", "file": sent(picture(exif=exif.tobytes()))}, by=fay)
    paper = Document.objects.get()
    got = visit(f"/me/papers/{paper.pk}/", by=fay)
    assert got.content.startswith(b"\xff\xd8") and b"53.1" not in got.content
    assert "sandbox" in got.response.headers["Content-Security-Policy"]
    assert visit(f"/staff/papers/{paper.pk}/", by=council.users["Cal"]).content == got.content
    visit(f"/staff/papers/{paper.pk}/", by=council.users["Amir"], status=404)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 a paper", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\xff\xd8\xff\xe0 cut off",
     b"PK\x03\x04 a zip", b"GIF89a" + b"\0" * 40],
    ids=["empty", "pdf", "svg", "cut off", "zip", "gif"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_a_sentence_and_leaves_no_trace(fay, visit, tmp_path, data):
    page = visit.post("/me/papers/", {"name": "x", "file": sent(data)}, by=fay, status=200)
    assert "photo" in page or "empty" in page
    assert not Document.objects.exists() and not list(tmp_path.iterdir())


def test_what_hides_behind_a_photo_is_not_kept(council, fay, visit):
    visit.post("/me/papers/", {"name": "x", "file": sent(picture() + b"<script>alert(1)</script>")}, by=fay)
    assert b"<script>" not in visit(f"/me/papers/{Document.objects.get().pk}/", by=fay).content


def test_a_picture_of_too_many_pixels_is_refused(fay, visit):
    page = visit.post("/me/papers/", {"name": "x", "file": sent(picture("PNG", (9000, 9000)))}, by=fay, status=200)
    assert "photo" in page and not Document.objects.exists()


def test_two_photos_of_one_name_are_two_and_one_sent_twice_is_one(fay, visit):
    form = {**visit("/me/papers/", by=fay).fields, "name": "Receipt"}
    for data in (picture(), picture(), picture(size=(50, 30))):
        visit.post("/me/papers/", {**form, "file": sent(data, "image.jpg")}, by=fay)
    assert Document.objects.count() == 2


def test_a_photo_that_is_gone_is_a_404(fay, visit, tmp_path):
    visit.post("/me/papers/", {"name": "x", "file": sent(picture())}, by=fay)
    for file in tmp_path.iterdir():
        file.unlink()
    visit(f"/me/papers/{Document.objects.get().pk}/", by=fay, status=404)


def test_a_hidden_paper_is_not_the_persons_to_open(council, fay, visit):
    visit.post("/me/papers/", {"name": "x", "file": sent(picture())}, by=fay)
    Document.objects.update(hidden="investigation")
    visit(f"/me/papers/{Document.objects.get().pk}/", by=fay, status=404)
    assert "Kept" not in visit("/me/papers/", by=fay)


def test_what_is_for_her_comes_first_and_never_what_is_not(council, fay):
    found = queries.what_i_can_get(council.actor("Fay"), on=TODAY)
    assert [one.is_sure for one in found] == sorted((one.is_sure for one in found), reverse=True)
    assert Person.objects.get(user=fay).child_id == "FAY"


def test_she_chooses_the_language_and_the_form_of_her_letters(council, fay, visit):
    assert "New letters come in English." in visit("/me/letters/", by=fay)
    page = visit("/me/letters/how/", by=fay)
    chosen = page.fields | {"language": "ar", "large_print": "on"}
    assert visit.post("/me/letters/how/", chosen, by=fay).location == "/me/letters/"
    assert "New letters come in العربية, in big letters." in visit("/me/letters/", by=fay)
    person = council.person("Fay")
    assert (person.letter_language, person.large_print, person.easy_read) == ("ar", True, False)
    assert AuditEvent.objects.filter(verb="changed own details", subject=person.pk).exists()


def test_a_language_in_which_no_letters_are_written_is_refused(council, fay):
    given = {"language": "tlh", "large_print": False, "easy_read": False, "on": TODAY}
    with pytest.raises(FactRefused, match="No letters"):
        actions.change_my_letters(**given, by=council.actor("Fay"))
    with pytest.raises(NotYours):
        actions.change_my_letters(**given | {"language": "ar"}, by=council.actor("Cal"))


# --- How one signs in ------------------------------------------------------------------------------------------------


def test_her_own_place_leads_to_a_passkey_and_those_pages_keep_quiet_too(fay, visit):
    fay.set_password(PASSWORD)
    fay.save()
    page = visit("/me/sign-in/", by=fay)
    assert 'href="/accounts/2fa/webauthn/add/"' in page.html
    asked = visit("/accounts/2fa/webauthn/add/", by=fay, status=302).location
    assert asked.startswith("/accounts/reauthenticate/")
    for path in (asked, "/accounts/password/change/", "/accounts/sessions/", "/accounts/2fa/webauthn/"):
        page = visit(path, by=fay)
        assert page.document.words("title").endswith(" – Notes"), path
        assert 'action="/me/leave/"' in page.html, path


def test_the_pages_around_her_password_say_in_plain_words_what_they_are_for(fay, visit):
    fay.set_password(PASSWORD)
    fay.save()
    told = {
        "password/change/": "Change your password",
        "password/reset/": "Forgotten your password?",
        "password/reset/done/": "Look at your e-mail",
        "email/": "Your e-mail",
        "2fa/": "More than a password",
        "inactive/": "This account is closed",
    }
    for path, heading in told.items():
        page = visit(f"/accounts/{path}", by=fay)
        assert page.h1 == heading, path
        for strange in ("Two-Factor", "authenticat", "Verified", "Security Key", "Recovery"):
            assert strange not in page, path


def test_looking_at_her_e_mail_takes_no_passkey_away(fay, visit):
    fay.set_password(PASSWORD)
    fay.save()
    visit("/accounts/email/", by=fay)
    assert "/reauthenticate/" in visit("/accounts/2fa/webauthn/add/", by=fay, status=302).location


def test_those_who_work_here_see_the_councils_name_on_theirs(council, visit):
    page = visit("/accounts/2fa/webauthn/", by=council.users["Cal"])
    assert page.document.words("title").endswith(" – Alongside")
    assert 'action="/me/leave/"' not in page.html


def test_a_new_code_takes_every_earlier_way_in_away(council, visit):
    user = enrol(code_for(council))
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "My phone", "credential": {}})
    assert "See your passkey" in visit("/me/sign-in/", by=user)
    visit.post("/me/start/", {"code": code_for(council), **FORM})
    assert not Authenticator.objects.filter(user=user).exists()
    assert "Add a passkey" in visit("/me/sign-in/")
    visit("/me/sign-in/", by=user, status=302)


def test_she_sees_where_she_is_signed_in(council, visit):
    visit.post("/me/start/", {"code": code_for(council), **FORM})
    assert "This one, now" in visit("/accounts/sessions/")
