"""What casework counts of care leavers: advisers, plans, homes, what they do, offers, papers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from alongside.casework import outcomes
from alongside.casework.birthdays import collection_year
from alongside.casework.models import (
    BursaryInstalment,
    Health,
    Home,
    HousingSignal,
    IdentityPaper,
    JointAssessment,
    Letter,
    MoneyPayment,
    Person,
    StayingPut,
    SupportOffer,
    SupportRequest,
)
from alongside.casework.numbers.base import (
    entitled,
    in_the_days,
    is_enough,
    leavers,
    of_21_and_over,
    on_the_last_day,
    part,
    to_whom_it_happened,
    turned,
    with_adviser,
    young_people,
)
from alongside.casework.outcomes import NOT_ASKED, Known, Window
from alongside.casework.standing import Standing
from alongside.law import birthday, months_after
from alongside.offer import queries as offer
from alongside.returns.codes import CODE_SETS
from alongside.shell.figures import Measured, Period, average, number, share

IN_LEARNING_OR_WORK = tuple(code for code in CODE_SETS["ACTIV"] if code[0] in "FP")
EMERGENCY = ("V", "W")
"""Emergency accommodation, and bed and breakfast."""
OWN_TENANCY = (Home.Tenancy.ASSURED, Home.Tenancy.SOCIAL)
RECENT_MONTHS = 3
"""Contact within so many months says that the council is in touch (unverified)."""
PLAN_MONTHS = 6
"""A pathway plan is reviewed at least so often (Care Leavers (England) Regulations 2010, regulation 7)."""
PAPERS = (IdentityPaper.Paper.PASSPORT, IdentityPaper.Paper.INSURANCE, IdentityPaper.Paper.BANK)
SENT = (Letter.State.SENT, Letter.State.ACKNOWLEDGED)
SETTING_UP_HOME = "setting_up_home"
HERE = {"removed_at": None}


# ---- on the last day ----


@on_the_last_day("A14", "Categories and allocations")
def supported(period: Period) -> Measured | None:
    """Relevant and former relevant young people under 21, and those of 21 to 24 with a personal adviser, on the last
    day of the period.
    """
    advised = with_adviser(period.to_on)
    return number(sum(one.age < 21 or id in advised for id, one in leavers(period.to_on).items()))


@on_the_last_day("I7", "Categories and allocations")
def adviser_named(period: Period) -> Measured | None:
    """Eligible, relevant and former relevant young people with a named personal adviser, of all of them, on the last
    day of the period; of those of 21 to 24 only who has asked for support or has an adviser.
    """
    on, advised = period.to_on, with_adviser(period.to_on)
    wanted = {id for id, one in entitled(on).items() if one.age < 21 or id in advised or id in _asked(on)}
    return part(set(advised), wanted)


@on_the_last_day("I8", "Categories, requests for support and allocations")
def supported_from_21(period: Period) -> Measured | None:
    """Former relevant young people of 21 to 24 who have a personal adviser or an open request for support, of all, on
    the last day of the period.
    """
    on = period.to_on
    return part(set(with_adviser(on)) | _asked(on), of_21_and_over(on))


@on_the_last_day("I9", "Offers of support")
def offered_yearly(period: Period) -> Measured | None:
    """Former relevant young people of 21 to 24 to whom support was offered in the twelve months up to the last day of
    the period, of all who were 21 for the whole of them.
    """
    on = period.to_on
    since = months_after(on, -12)
    of = {id for id in of_21_and_over(on) if birthday(_person(on, id).born_on, 21) <= since}
    rows = SupportOffer.objects.filter(sent_on__gt=since, sent_on__lte=on, **HERE)
    return part(set(rows.values_list("person_id", flat=True)), of)


@on_the_last_day("I21", "Allocations")
def people_for_each_adviser(period: Period) -> Measured | None:
    """Young people of 16 to 24 with a personal adviser, for each adviser who has one, on the last day of the period.
    It counts advisers, not the hours they work.
    """
    here = young_people(period.to_on)
    load = Counter(worker for person, worker in with_adviser(period.to_on).items() if person in here)
    return average(load.total(), over=len(load), unit="people")


@on_the_last_day("G10", "Pathway plans and their reviews")
def plans_in_time(period: Period) -> Measured | None:
    """Eligible, relevant and former relevant young people under 21 whose pathway plan was agreed or reviewed in the six
    months up to the last day of the period, of all of them.
    """
    on = period.to_on
    done = to_whom_it_happened(("plan_agreed", "review_held"), after=months_after(on, -PLAN_MONTHS), until=on)
    return part(done, [id for id, one in entitled(on).items() if one.age < 21])


@on_the_last_day("L1", "Contacts, death and return home")
def in_touch(period: Period) -> Measured | None:
    """Relevant and former relevant young people of 17 to 21 with whom contact was made in the three months up to the
    last day of the period, of all of them. The return asks the same about a birthday (I3), so the two differ.
    """
    found = _known(period.to_on)
    return share(sum(one.value(outcomes.IN_TOUCH) == "YES" for one in found.values()), of=len(found))


@on_the_last_day("L2", "Homes, and whether they were found suitable")
def suitably_housed(period: Period) -> Measured | None:
    """Relevant and former relevant young people of 17 to 21 whose home on the last day of the period is suitable, of
    those of whom it is recorded, where that is at least half of all. The return asks the same about a birthday (I2), so
    the two differ.
    """
    told = [one.value(outcomes.ACCOMMODATION) for one in _known(period.to_on).values()]
    whole = [code for code in told if len(code) > 1]
    return share(sum(code.endswith("1") for code in whole), of=len(whole)) if is_enough(whole, told) else None


@on_the_last_day("L3", "Education, training and work")
def in_learning_or_work(period: Period) -> Measured | None:
    """Relevant and former relevant young people of 17 to 21 in education, employment or training on the last day of the
    period, of those of whom it is recorded what they do, where that is at least half. The return asks about a birthday
    (I1), so the two differ.
    """
    told = [one.value(outcomes.ACTIVITY) for one in _known(period.to_on).values()]
    known = [code for code in told if code and code != NOT_ASKED]
    found = sum(code in IN_LEARNING_OR_WORK for code in known)
    return share(found, of=len(known)) if is_enough(known, told) else None


@on_the_last_day("I5", "Homes")
def in_emergency_accommodation(period: Period) -> Measured | None:
    """Relevant and former relevant young people who live in bed and breakfast or emergency accommodation on the last
    day of the period.
    """
    homes = _homes(period.to_on)
    return number(sum(homes.get(id) in EMERGENCY for id in leavers(period.to_on))) if homes else None


@on_the_last_day("I6", "Placements and Staying Put")
def staying_put(period: Period) -> Measured | None:
    """Young people of 18 to 20 who stay with their former foster carer on the last day of the period, of those whose
    last placement before 18 was with foster carers.
    """
    here = young_people(period.to_on)
    fostered = [id for id, one in here.items() if 18 <= one.age < 21 and _was_fostered(one)]
    return part(_stays(period.to_on), fostered)


@on_the_last_day("I17", "Homes and signs of trouble")
def in_arrears(period: Period) -> Measured | None:
    """Care leavers with a tenancy of their own of whom rent arrears were noticed and are not settled on the last day of
    the period, of all with such a tenancy.
    """
    on = period.to_on
    tenants = Home.objects.filter(tenancy__in=OWN_TENANCY, from_on__lte=on, **HERE).exclude(to_on__lte=on)
    owing = HousingSignal.objects.filter(sign=HousingSignal.Sign.RENT, told_on__lte=on, **HERE)
    owing = owing.exclude(settled_on__lte=on)
    of = set(tenants.values_list("person_id", flat=True)) & set(leavers(on))
    return part(set(owing.values_list("person_id", flat=True)), of)


# ---- in the days of the period ----


@in_the_days("B16", "Placements and Staying Put")
def stayed_on_at_18(period: Period) -> Measured | None:
    """Young people who turned 18 in the period and stayed with their former foster carer, of those whose last placement
    before 18 was with foster carers.
    """
    here = young_people(period.to_on)
    return part(_stays(period.to_on), [id for id in turned(18, period) if _was_fostered(here[id])])


@in_the_days("E9", "Health records")
def health_passports(period: Period) -> Measured | None:
    """Young people who turned 18 in the period and had been given their health passport by its last day, of all who
    turned 18.
    """
    given = Health.objects.filter(passport_given_on__lte=period.to_on, **HERE)
    return part(set(given.values_list("person_id", flat=True)), turned(18, period))


@in_the_days("I10", "Letters")
def letters_at_birthdays(period: Period) -> Measured | None:
    """Young people who turned 18 or 21 in the period and were sent the letter of that birthday, of all who did."""
    asked = [(18, id) for id in turned(18, period)] + [(21, id) for id in turned(21, period)]
    rows = Letter.objects.filter(text_key__in=["birthday_18", "birthday_21"], state__in=SENT, **HERE)
    sent = {(int(key[-2:]), person) for key, person in rows.values_list("text_key", "person_id")}
    return share(sum(one in sent for one in asked), of=len(asked))


@in_the_days("I14", "Bursaries")
def bursaries_paid(period: Period) -> Measured | None:
    """Instalments of bursaries that fell due in the period and were paid by its last day, of all that fell due."""
    due = BursaryInstalment.objects.filter(due_on__range=(period.from_on, period.to_on), **HERE)
    return share(due.filter(paid_on__lte=period.to_on).count(), of=due.count())


@in_the_days("I15", "Homes, and money that was paid")
def set_up_home(period: Period) -> Measured | None:
    """Care leavers who moved into their first tenancy of their own in the period and were paid money for setting up
    home by its last day, of all who moved into one. Money is taken as such where it was asked for as the local offer's
    entitlement to it.
    """
    first = Home.objects.filter(tenancy__in=OWN_TENANCY, **HERE).values_list("person_id").annotate(Min("from_on"))
    moved = {id for id, on in first if on in period} & set(leavers(period.to_on))
    for_it = {one.id for one in offer.entitlements(on=period.to_on) if SETTING_UP_HOME in one.law_ids}
    paid = MoneyPayment.objects.filter(request__entitlement__in=for_it, paid_on__lte=period.to_on)
    return part(set(paid.values_list("request__person_id", flat=True)), moved) if for_it else None


@in_the_days("I18", "Identity papers")
def papers_at_18(period: Period) -> Measured | None:
    """Young people who turned 18 in the period and had a passport, a National Insurance number and a bank account by
    then, of all who turned 18. A savings account is not counted: it is not recorded with a day.
    """
    asked = turned(18, period)
    held: dict[UUID, set[str]] = {id: set() for id in asked}
    rows = IdentityPaper.objects.filter(person__in=list(asked), paper__in=PAPERS, **HERE)
    for person, which, since, born_on in rows.values_list("person_id", "paper", "received_on", "person__born_on"):
        if since is not None and since <= birthday(born_on, 18):
            held[person].add(which)
    return share(sum(len(one) == len(PAPERS) for one in held.values()), of=len(held))


@in_the_days("I20", "Assessments together with adult services")
def assessed_together(period: Period) -> Measured | None:
    """Young people for whom adult services were asked in the period and who were assessed together with them by its
    last day, of all for whom they were asked.
    """
    asked = JointAssessment.objects.filter(asked_on__range=(period.from_on, period.to_on), **HERE)
    return share(asked.filter(met_on__lte=period.to_on).count(), of=asked.count())


# ---------------------------------------------------------------------------------------------------------------------


def _asked(on: date) -> set[UUID]:
    rows = SupportRequest.objects.filter(asked_on__lte=on, **HERE).exclude(ended_on__lte=on)
    return set(rows.values_list("person_id", flat=True))


def _person(on: date, id: UUID) -> Person:
    return young_people(on)[id].person


def _known(on: date) -> dict[UUID, Known]:
    """What is recorded of care leavers of 17 to 21 about the day."""
    people = [one.person for one in leavers(on).values() if 17 <= one.age <= 21]
    window = Window(months_after(on, -RECENT_MONTHS), on, on, collection_year(on))
    return outcomes.known(people, dict.fromkeys((one.pk for one in people), window))


def _homes(on: date) -> dict[UUID, str]:
    rows = Home.objects.filter(from_on__lte=on, **HERE).exclude(to_on__lte=on).order_by("from_on")
    return dict(rows.values_list("person_id", "place"))


def _stays(on: date) -> set[UUID]:
    rows = StayingPut.objects.filter(decided=StayingPut.Decided.STAYS, **HERE).exclude(ended_on__lte=on)
    rows = rows.filter(Q(from_on__isnull=True) | Q(from_on__lte=on)).exclude(ends_on__lte=on)
    return set(rows.values_list("person_id", flat=True))


def _was_fostered(one: Standing) -> bool:
    before = [stay for stay in one.stays if stay.from_on < birthday(one.person.born_on, 18)]
    return bool(before) and before[-1].place.startswith("U")
