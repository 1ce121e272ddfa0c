"""Applications to housing authorities, signs of trouble, council tax."""

from __future__ import annotations

from datetime import date

from alongside.casework.areas.base import Area, Facts, Kind, check_days, money, phrase, short
from alongside.casework.models import CouncilTaxClaim, HousingApplication, HousingSignal, JointHousing, Person
from alongside.law import birthday
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record

APPLICATION_DAYS = (
    *("registered_on", "consented_on", "referred_on", "prevention_on", "relief_on", "decided_on"),
    *("review_asked_on", "ended_on"),
)


def check_application(facts: Facts, person: Person, on: date) -> None:
    """Nobody is referred as homeless without agreeing to it first (Homelessness Reduction Act 2017)."""
    check_days(facts, on, *APPLICATION_DAYS)
    referred, consented = facts.get("referred_on"), facts.get("consented_on")
    if referred and (consented is None or consented > referred):
        raise FactRefused("They have to agree before they are referred as homeless: say when they did.")
    if bool(facts.get("decision")) is not bool(facts.get("decided_on")):
        raise FactRefused("Give the decision and its day together.")


def says_application(row: HousingApplication, on: date) -> str:
    """How far it is with the district."""
    step = (
        row.get_decision_display()
        or ("Relief duty" if row.relief_on else "")
        or ("Prevention duty" if row.prevention_on else "")
        or ("Referred as homeless" if row.referred_on else "")
        or ("On the register" if row.registered_on else "Asked")
    )
    band = f"band {row.band}" if row.band else ""
    bids = f"{row.bids} bids" if row.bids is not None else ""
    return phrase(f"{row.district}: {step}", band, bids, short(latest_of(row, APPLICATION_DAYS)))


def latest_of(row: object, names: tuple[str, ...]) -> date | None:
    """The latest of these days."""
    return max((day for name in names if (day := getattr(row, name))), default=None)


def check_signal(facts: Facts, person: Person, on: date) -> None:
    """A sign has a day in the past; what was done has one too."""
    check_days(facts, on, "told_on", "acted_on", "settled_on")
    if facts.get("acted_on") and not (facts.get("action") or "").strip():
        raise FactRefused("Say what was done.")


def says_signal(row: HousingSignal, on: date) -> str:
    """What was noticed, and what became of it."""
    owed = money(row.amount)
    became = "over" if row.settled_on else row.action if row.acted_on else "nothing done yet"
    return phrase(f"{row.get_sign_display()} in {row.district}", owed, f"noticed {short(row.told_on)}", became)


def check_joint(facts: Facts, person: Person, on: date) -> None:
    """Somebody of 16 or 17; both councils meet before anything is agreed, and the young person knows their rights."""
    check_days(facts, on, "asked_on", "met_on")
    asked, met = facts["asked_on"], facts.get("met_on")
    if not birthday(person.born_on, 16) <= asked < birthday(person.born_on, 18):
        raise FactRefused("A joint assessment is for somebody of 16 or 17.")
    if met and met < asked:
        raise FactRefused("You cannot have met before you asked.")
    if facts.get("agreed") and not met:
        raise FactRefused("Say when you assessed together, then what was agreed.")
    if facts.get("agreed") == JointHousing.Agreed.HOUSED and not facts.get("is_told_rights"):
        raise FactRefused("Nobody chooses not to be looked after without having been told what they give up.")


def says_joint(row: JointHousing, on: date) -> str:
    """With whom, and how far it is."""
    became = row.get_agreed_display() or (f"met {short(row.met_on)}" if row.met_on else "not met yet")
    return phrase(f"With {row.district}, asked {short(row.asked_on)}", became)


def check_claim(facts: Facts, person: Person, on: date) -> None:
    """A claim was made in the past; what came of it has its day, for the district answers by a day too."""
    check_days(facts, on, "claimed_on", "told_on")
    if facts.get("outcome") and not facts.get("told_on"):
        raise FactRefused("Say when the district told you what came of it.")


def says_claim(row: CouncilTaxClaim, on: date) -> str:
    """The claim and what came of it."""
    return phrase(
        f"Claimed from {row.district} on {short(row.claimed_on)}", row.get_outcome_display() or "no answer yet"
    )


APPLICATION = Kind(
    slug="application",
    one="a housing application",
    many="Housing applications and homelessness",
    model=HousingApplication,
    record=Record.HOUSING,
    fields=(
        *("district", "registered_on", "band", "bids", "consented_on", "referred_on", "prevention_on", "relief_on"),
        *("decision", "decided_on", "review_asked_on", "ended_on"),
    ),
    hints={"consented_on": "Nobody is referred without agreeing to it", "district": "The housing authority"},
    says=says_application,
    coded=says_application,
    day=lambda row: latest_of(row, APPLICATION_DAYS),
    is_open=lambda row, on: row.ended_on is None,
    check=check_application,
    is_for_partners=True,
)
JOINT = Kind(
    slug="joint-housing",
    one="a joint assessment with the housing authority",
    many="Without a home at 16 or 17: joint assessments",
    model=JointHousing,
    record=Record.HOUSING,
    fields=("district", "asked_on", "met_on", "wishes", "is_told_rights", "agreed", "why"),
    hints={
        "asked_on": "Until you have met, they have somewhere safe tonight",
        "agreed": "A child in need of somewhere to live is looked after (Children Act 1989, section 20), unless they "
        "know what that means and choose otherwise. To be verified: from general knowledge",
    },
    says=says_joint,
    coded=says_joint,
    day=lambda row: row.met_on or row.asked_on,
    is_open=lambda row, on: not row.agreed,
    check=check_joint,
    is_for_partners=True,
)
SIGNAL = Kind(
    slug="signal",
    one="a sign of trouble",
    many="Arrears and other signs of trouble",
    model=HousingSignal,
    record=Record.HOUSING,
    fields=("district", "sign", "amount", "told_on", "note", "action", "acted_on", "settled_on"),
    hints={"told_on": "When the housing or tax office noticed it"},
    says=says_signal,
    coded=says_signal,
    day=lambda row: row.told_on,
    is_open=lambda row, on: row.settled_on is None,
    check=check_signal,
    is_for_partners=True,
)
COUNCIL_TAX = Kind(
    slug="council-tax",
    one="a council tax claim",
    many="Council tax",
    model=CouncilTaxClaim,
    record=Record.HOUSING,
    fields=("district", "claimed_on", "for_from", "outcome", "told_on", "saved"),
    hints={"district": "The billing authority: each one has to be asked"},
    says=says_claim,
    coded=says_claim,
    day=lambda row: row.claimed_on,
    is_open=lambda row, on: not row.outcome,
    check=check_claim,
    is_for_partners=True,
)
AREA = Area(
    "housing", "Housing", Record.HOUSING, (JOINT, APPLICATION, SIGNAL, COUNCIL_TAX), "No application, claim or arrears."
)
