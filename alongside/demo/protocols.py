"""Brightwater's protocols, homes, gaps and accommodation strategy."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from alongside.demo import fairness
from alongside.partners import actions as partners
from alongside.partners.models import Edition, Organisation
from alongside.shell.actors import Actor

OWN = "Brightwater Children’s Services"
AIMS = (
    "To find each young person who leaves care a home that is right for them, and to keep them in it.\n"
    "Nobody leaves care for the street or for bed and breakfast. Nobody loses a home before we have met.\n"
    "Where homes are missing we say so, and look for them together."
)
DUTIES = (
    ("department", "Personal adviser", "Refers them to the housing authority as homeless, or soon to be", 2,
     "their saying yes", "Homelessness Reduction Act 2017, section 10", "referral"),
    ("district", "Housing options officer", "Answers a referral with a prevention or relief duty, or says why not", 10,
     "the referral", "Housing Act 1996, Part 7", "assessment"),
    ("department", "Personal adviser", "Does something about arrears or trouble of which a district told", 5,
     "the alert", "This protocol, paragraph 9", "alert"),
    ("department", "Duty manager", "Moves somebody out of bed and breakfast", 0,
     "their moving in", "Suitability of Accommodation Order; this protocol, paragraph 4", "bed_and_breakfast"),
    ("district", "Revenues officer", "Answers a claim about council tax", 21,
     "the claim", "Local Government Finance Act 1992, section 13A", "council_tax"),
    ("district", "Housing options officer", "Comes to a joint assessment at 16 or 17", 10,
     "being asked", "Joint guidance on homeless 16 and 17 year olds", "joint_housing"),
    ("district", "Income manager", "Meets the young person and us before asking a court for their home", 14,
     "the notice", "This protocol, paragraph 11", "eviction"),
    ("department", "Personal adviser", "Goes through the choices of homes with the young person", 90,
     "their 16th birthday", "This protocol, paragraph 3", "options"),
    ("department", "Duty manager", "Finds another home when one falls through", 0,
     "the last day in that home", "This protocol, paragraph 12", "contingency"),
)  # fmt: skip
"""Falls on, who there, what, days, of what, source, counted from."""

SIGNERS = {
    "Kingsmere District Council": ("Moira Finch", "Head of communities", "Cabinet"),
    "Saltby District Council": ("Colin Wragg", "Head of customer services", "Executive"),
}
OTHERS: tuple[tuple[str, str, str, str, str, str, tuple[str, str, int, str, str, str], str], ...] = (
    ("jobcentre", "Claims of care leavers, with Jobcentre Plus", "Claims are ready for the day after the birthday.",
     "Brightwater Jobcentre", "Tariq Nadeem", "Youth employability coach",
     ("Work coach", "Opens a claim ahead and books the first meeting", 28, "the adviser’s asking",
      "This protocol, paragraph 2", ""), "in force"),
    ("adults", "Into adult care, with adult services", "Nobody turns 18 without knowing who helps them next.",
     "Brightwater Adult Care", "Wilma Stott", "Preparing for adulthood lead",
     ("Transitions worker", "Comes to a joint assessment, and decides", 42, "being asked",
      "Care Act 2014, sections 58 to 66; this protocol, paragraph 3", "joint"), "in force"),
    ("police", "A restorative approach, with the police", "Police are called to a home when a good parent would.",
     "Brightwater Police", "Insp Carys Dunmore", "Partnerships inspector",
     ("Neighbourhood sergeant", "Meets whoever was hurt and the young person before a charge is thought of", 14,
      "the call", "This protocol, paragraph 4", ""), "signed by them"),
    ("health", "Health after care, with the NHS", "Each of them knows their own health history.",
     "Brightwater Community Health", "Helen Ombati", "Nurse for children in care",
     ("Nurse for children in care", "Gives them their health history, and goes through it with them", 30,
      "their 18th birthday", "Promoting the health of looked-after children, 2015", ""), "with them"),
)  # fmt: skip
"""Kind, title, aims, the other body, who signs there and as what, its duty (role, what, days, of what, source, counted
from), how far it is."""
HOMES = (
    ("Supported flats, staff by day", "kingsmere", "Harbour Lodgings", 12, -900),
    ("Shared house with a visiting worker", "saltby", "Harbour Lodgings", 5, -400),
    ("Flats of one’s own, with a first year of support", "westering", "", 8, 150),
    ("Rooms for a night or two, instead of bed and breakfast", "", "Harbour Lodgings", 3, -60),
)
HEADS = {
    "needs": "We ask each young person from 16 where they want to live, with whom, and what they cannot do alone yet.",
    "choice": "Each is shown at least two places. They see one before they say yes.",
    "provision": "We keep supported flats near colleges, and pay for a first year of support in flats of one’s own.",
    "gaps": "Gaps are logged by whoever meets one, and looked at together every three months.",
    "priorities": "First come those who would otherwise sleep in bed and breakfast, then those with a child.",
    "contingency": "When a plan falls through, a night room is found the same day. The duty manager decides by five.",
}


def add_protocols(organisations: dict[str, Organisation], actors: dict[str, Actor], *, on: date, seed: int) -> None:
    """A housing protocol in force, two of whose districts have still to sign, and others on their way.

    ``actors``: those who work here, by name.
    """
    worker, head, director = actors["Bronwen Hale"], actors["Frances Adeyemi"], actors["Sanjay Mistry"]
    begun = on - timedelta(days=120)
    bodies = [one for one in organisations.values() if one.kind == Organisation.Kind.DISTRICT]
    edition = _draft("housing", "Homes for care leavers", AIMS, [organisations[OWN], *bodies], begun, by=worker)
    duties = [
        partners.add_duty(
            edition_id=edition.pk, falls_on=falls_on, role=role, what=what, days=days, after=after, source=source,
            code=code, by=worker,
        )
        for falls_on, role, what, days, after, source, code in DUTIES
    ]  # fmt: skip
    edition = partners.put_to_parties(edition_id=edition.pk, version=edition.version, by=worker)
    _sign(edition, OWN, director, "Director of children’s services", "Cabinet", begun)
    for body, (name, post, approver) in SIGNERS.items():
        _sign(edition, body, actors[name], post, approver, begun)
    fairness.assess("protocol", "Homes for care leavers", actors, on=begun)
    partners.bring_into_force(edition_id=edition.pk, version=edition.version, on=begun, by=head)
    _take_steps(edition, duties[5].pk, Random(seed + 19), on=on, by=worker)
    _begin_others(organisations, actors, on=on)
    _add_homes(organisations, actors, on=on)


# ---------------------------------------------------------------------------------------------------------------------


def _draft(kind: str, title: str, aims: str, bodies: list[Organisation], on: date, *, by: Actor) -> Edition:
    return partners.draft_protocol(
        kind=kind, title=title, aims=aims, starts_on=on, review_on=on + timedelta(days=365),
        organisations=[str(body.pk) for body in bodies], by=by,
    )  # fmt: skip


def _sign(edition: Edition, body: str, by: Actor, post: str, approver: str, on: date) -> None:
    party = edition.parties.get(organisation__name=body)
    partners.sign_protocol(
        party_id=party.pk, post=post, approved_by=approver, approved_on=on - timedelta(days=5), on=on,
        reference=f"{approver[:2].upper()}/{party.pk + 40}", by=by,
    )  # fmt: skip


def _take_steps(edition: Edition, duty_id: object, chance: Random, *, on: date, by: Actor) -> None:
    for body, times in (("Kingsmere District Council", 17), ("Saltby District Council", 3)):
        party = edition.parties.get(organisation__name=body)
        for number in range(times):
            asked = on - timedelta(days=100 - 5 * number)
            took = chance.choice((3, 5, 8, 9, 9, 12, 16))
            done = asked + timedelta(days=took)
            partners.record_step(
                duty_id=duty_id,
                party_id=party.pk,
                asked_on=asked,
                done_on=done if done <= on else None,
                on=on,
                by=by,  # type: ignore[arg-type]
            )


def _begin_others(organisations: dict[str, Organisation], actors: dict[str, Actor], *, on: date) -> None:
    """The other four, in the same form: two in force, one signed by the police alone, one with the NHS to be signed."""
    worker, head, director = actors["Bronwen Hale"], actors["Frances Adeyemi"], actors["Sanjay Mistry"]
    begun = on - timedelta(days=60)
    for kind, title, aims, body, name, post, (role, what, days, after, source, code), stands in OTHERS:
        edition = _draft(kind, title, aims, [organisations[OWN], organisations[body]], begun, by=worker)
        falls_on = organisations[body].kind
        partners.add_duty(
            edition_id=edition.pk, falls_on=falls_on, role=role, what=what, days=days, after=after, source=source,
            code=code, by=worker,
        )  # fmt: skip
        edition = partners.put_to_parties(edition_id=edition.pk, version=edition.version, by=worker)
        if stands == "with them":
            continue
        _sign(edition, body, actors[name], post, "Board", begun)
        if stands == "in force":
            _sign(edition, OWN, director, "Director of children’s services", "Cabinet", begun)
            fairness.assess("protocol", title, actors, on=begun)
            partners.bring_into_force(edition_id=edition.pk, version=edition.version, on=begun, by=head)


def _add_homes(organisations: dict[str, Organisation], actors: dict[str, Actor], *, on: date) -> None:
    worker = actors["Bronwen Hale"]
    for what, district, body, places, days in HOMES:
        partners.add_provision(
            what=what, district=district, organisation_id=organisations[body].pk if body else None, places=places,
            from_on=on + timedelta(days=days), by=worker,
        )  # fmt: skip
    first = partners.log_gap(
        kind="support", what="Nowhere with staff at night between Saltby and the coast.", district="saltby",
        noticed_on=on - timedelta(days=70), review_on=on + timedelta(days=10), on=on - timedelta(days=70),
        by=actors["Colin Wragg"],
    )  # fmt: skip
    partners.review_gap(
        gap_id=first.pk, version=first.version, decided="Ask two landlords whether staff could sleep in.", closes=False,
        present=[str(organisations[name].pk) for name in (OWN, "Saltby District Council", "Harbour Lodgings")],
        lead="Commissioner of homes", by_on=on + timedelta(days=60), on=on - timedelta(days=20), by=worker,
    )  # fmt: skip
    partners.log_gap(
        kind="size", what="No flat on the ground floor for a parent with a pram.", noticed_on=on - timedelta(days=12),
        review_on=on + timedelta(days=40), on=on - timedelta(days=12), by=worker,
    )  # fmt: skip
    for head, words in HEADS.items():
        partners.write_head(head=head, words=words, on=on - timedelta(days=30), by=worker)
