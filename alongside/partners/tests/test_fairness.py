"""Council tax schemes, equality impact assessments, and lessons from complaints."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.partners import actions, queries
from alongside.partners.models import CouncilTaxScheme, ImpactAssessment, Organisation
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

DESK = "/staff/partners/impact/"
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def hill(account, system, today):
    """Two people of one district's council, who keep what it takes off."""
    people = []
    for name in ("Hill", "Vale"):
        district = actions.add_district(name=name, slug=name.lower(), by=system)
        body = actions.add_organisation(
            name=f"{name} Council", kind=Organisation.Kind.DISTRICT, district=district, by=system
        )
        if name == "Hill":
            for _ in range(2):
                user = account(Role.DISTRICT_EDITOR)
                actions.add_member(organisation=body, user=user, from_on=today - 400 * DAY, by=system)
                people.append(actor_for(user.pk, on=today))
    return people


def scheme(by, from_on, district="hill", **more):
    given = {
        "percent": 100, "age_from": 18, "age_until": 25, "other_councils": False, "lives_elsewhere": False,
        "joint": "whole", "how": "Ask us.", "source": "Minute 4",
    } | more  # fmt: skip
    return actions.propose_scheme(district=district, from_on=from_on, by=by, **given)


def approve(row, by):
    row.refresh_from_db()
    return actions.approve_scheme(scheme_id=row.pk, version=row.version, by=by)


def test_a_district_proposes_for_itself_and_another_of_its_people_approves(hill, today):
    first, second = hill
    with pytest.raises(NotYours):
        scheme(first, today, district="vale")
    row = scheme(first, today)
    assert queries.schemes_on(today) == ()
    with pytest.raises(OwnWork):
        approve(row, first)
    with pytest.raises(IntegrityError, match="nobody_approves_a_scheme_they_proposed"), transaction.atomic():
        CouncilTaxScheme.objects.filter(pk=row.pk).update(approved_by_id=first.id)
    approve(row, second)
    assert queries.schemes_on(today - DAY) == ()
    assert [one.district for one in queries.schemes_on(today)] == ["Hill"]


def test_the_next_scheme_ends_the_one_before_on_its_first_day(hill, today):
    first, second = hill
    approve(scheme(first, today), second)
    with pytest.raises(FactRefused, match="began on this day or later"):
        approve(same := scheme(first, today), second)
    actions.decline_scheme(scheme_id=same.pk, version=same.version, by=second)
    approve(scheme(first, today + 10 * DAY, percent=50), second)
    assert [one.percent for one in queries.schemes_on(today + 9 * DAY)] == [100]
    assert [one.percent for one in queries.schemes_on(today + 10 * DAY)] == [50]


@pytest.mark.parametrize(("percent", "fits"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_scheme_cuts_between_one_and_a_hundred_per_cent(hill, today, percent, fits):
    if fits:
        scheme(hill[0], today, percent=percent)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            scheme(hill[0], today, percent=percent)


def test_a_district_sees_its_own_schemes_and_no_figures(hill, account, system, today):
    participation = actor_for(account(Role.PARTICIPATION_WORKER).pk, on=today)
    scheme(participation, today, district="vale")
    row = scheme(hill[0], today)
    desk = queries.council_tax_desk(hill[1], on=today)
    assert [one.id for one in desk.waiting] == [row.pk]
    assert (desk.without, desk.saved) == (("Hill",), ())
    whole = queries.council_tax_desk(participation, on=today)
    assert len(whole.waiting) == 2
    assert whole.saved


def test_everybody_reads_what_each_district_takes_off(hill, visit: Visit, today):
    approve(scheme(hill[0], today, percent=75, joint="share"), hill[1])
    page = visit("/partners/council-tax/")
    assert "You pay 25% of the bill." in page and "only your part is cut" in page


@pytest.fixture
def writer(account, today):
    return actor_for(account(Role.OFFER_EDITOR).pk, on=today)


@pytest.fixture
def head(account, today):
    return actor_for(account(Role.HEAD_OF_SERVICE).pk, on=today)


def begin(by, on):
    return actions.begin_assessment(
        about="offer", about_reference="Edition 2", title="The offer", aims="Better.", stakeholders="All.",
        review_on=on + DAY, on=on, by=by,
    )  # fmt: skip


def find(row, by, negative=""):
    return actions.write_finding(
        assessment_id=row.pk, characteristic="age", barriers="", positive="More.", negative=negative, by=by
    )


def test_an_assessment_is_approved_by_somebody_else_and_then_published(writer, head, today):
    row = begin(writer, today)
    with pytest.raises(FactRefused, match="means for somebody"):
        actions.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
    find(row, writer, negative="Less.")
    with pytest.raises(FactRefused, match="gets worse"):
        actions.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
    with pytest.raises(FactRefused, match="over"):
        actions.add_impact_action(assessment_id=row.pk, what="Do.", lead="Head", by_on=today - DAY, on=today, by=writer)
    action = actions.add_impact_action(assessment_id=row.pk, what="Do.", lead="Head", by_on=today, on=today, by=writer)
    row = actions.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
    with pytest.raises(WrongState):
        find(row, writer)
    with pytest.raises(NotAllowed):
        actions.approve_assessment(assessment_id=row.pk, version=row.version, on=today, by=writer)
    row = actions.send_back_assessment(assessment_id=row.pk, version=row.version, why="Say more.", by=head)
    find(row, writer, negative="A little less.")
    row = actions.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
    with pytest.raises(WrongState):
        actions.publish_assessment(assessment_id=row.pk, version=row.version, on=today, by=writer)
    row = actions.approve_assessment(assessment_id=row.pk, version=row.version, on=today, by=head)
    assert queries.published_assessments() == ()
    actions.publish_assessment(assessment_id=row.pk, version=row.version, on=today, by=writer)
    assert [one.id for one in queries.assessments_of("offer", "Edition 2")] == [row.pk]
    assert queries.published_assessment(row.pk).findings[0].negative == "A little less."
    actions.finish_impact_action(action_id=action.pk, version=action.version, on=today, by=writer)
    with pytest.raises(DatabaseError), transaction.atomic():
        ImpactAssessment.objects.filter(pk=row.pk).update(aims="Other")


def test_a_protocol_shows_its_assessments_to_those_who_may_read_them(writer, head, system, today, hill):
    body = Organisation.objects.get(name="Hill Council")
    edition = actions.draft_protocol(
        kind="housing", title="Edition 2", aims="A home.", starts_on=today, review_on=today + DAY,
        organisations=[str(body.pk)], by=system,
    )  # fmt: skip
    begin(writer, today)
    assert queries.protocol_page(head, edition.pk, on=today).impact == ()
    row = actions.begin_assessment(
        about="protocol", about_reference="Edition 2", title="Homes", aims="Better.", stakeholders="All.",
        review_on=today + DAY, on=today, by=writer,
    )  # fmt: skip
    assert [one.id for one in queries.protocol_page(head, edition.pk, on=today).impact] == [row.pk]


def test_the_pages_of_an_assessment_open_as_far_as_it_stands(writer, head, visit: Visit, today):
    row = begin(writer, today)
    find(row, writer)
    one, public = f"/staff/partners/impact/{row.pk}/", f"/partners/impact/{row.pk}/"
    editor, manager = User.objects.get(pk=writer.id), User.objects.get(pk=head.id)
    page = visit(one, by=editor)
    assert "Write for whom" in page and "Approve" not in page
    visit(public, status=404)
    visit.post(f"{one}send/", {"version": str(row.version)}, by=editor)
    assert "Send back" in visit(one, by=manager)
    row.refresh_from_db()
    visit.post(f"{one}approve/", {"version": str(row.version)}, by=manager)
    row.refresh_from_db()
    visit.post(f"{one}publish/", {"version": str(row.version)}, by=editor)
    assert "The offer" in visit("/partners/impact/")
    assert "Better." in visit(public)
    for language in ("ar", "fa", "sq", "uk", "vi"):
        assert visit(f"/{language}/partners/impact/").h1 not in ("", "Is it fair?")
        page = visit(f"/{language}{public}")
        assert "What stands in their way" not in page and "Better." in page
        assert "Better." in [one.text for one in page.document.all("p") if one.get("lang") == "en-gb"]


def test_an_assessment_that_is_begun_opens(writer, visit: Visit, today):
    begun = visit(f"{DESK}add/", by=User.objects.get(pk=writer.id)).fields | {
        "about": "offer", "about_reference": "Edition 2", "title": "Who is helped", "aims": "More.",
        "stakeholders": "All.", "review_on-day": "1", "review_on-month": "2", "review_on-year": str(today.year + 1),
    }  # fmt: skip
    sent = visit.post(f"{DESK}add/", begun, by=User.objects.get(pk=writer.id))
    assert visit(sent.location, by=User.objects.get(pk=writer.id)).h1 == "Who is helped"
    again = visit.post(f"{DESK}add/", begun, by=User.objects.get(pk=writer.id))
    assert again.location == DESK, "the button was pressed twice"


def test_a_lesson_is_done_once_and_says_what_came_of_it(account, visit: Visit, today):
    manager = account(Role.TEAM_MANAGER)
    by = actor_for(manager.pk, on=today)
    given = {"learnt_from": "complaint", "what": "Late.", "action": "Ring.", "lead": "Manager", "on": today, "by": by}
    with pytest.raises(FactRefused, match="over"):
        actions.add_lesson(by_on=today - DAY, **given)
    row = actions.add_lesson(by_on=today, **given)
    assert "Ring." in visit("/staff/partners/lessons/", by=manager)
    end = {"lesson_id": row.pk, "version": row.version, "on": today, "by": by}
    with pytest.raises(FactRefused, match="what came of it"):
        actions.finish_lesson(came_of_it=" ", **end)
    actions.finish_lesson(came_of_it="Better.", **end)
    with pytest.raises(WrongState):
        actions.finish_lesson(came_of_it="Better.", **end)
    with pytest.raises(NotAllowed):
        actions.add_lesson(by_on=today, **given | {"by": actor_for(account(Role.PERSONAL_ADVISER).pk, on=today)})
