"""Who works at Brightwater and around it: accounts, roles, teams, organisations. Built through the actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.demo import grown, names, portal
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as accounts
from alongside.shell.actors import Actor
from alongside.shell.models import Team, User
from alongside.shell.roles import Role

TEAMS = {
    "north": ("Leaving care, north", "01632 960110"),
    "south": ("Leaving care, south", "01632 960120"),
    "coast": ("Leaving care, coast", "01632 960130"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """A post at the council or beside it, and who holds it."""

    name: str
    role: Role
    job_title: str
    team: str = ""
    organisation: str = ""


POSTS = (
    *(Post(name, Role.PERSONAL_ADVISER, "Personal adviser", team) for name, team in names.ADVISERS),
    Post("Hilary Stroud", Role.TEAM_MANAGER, "Team manager", "north"),
    Post("Jerome Baptiste", Role.TEAM_MANAGER, "Team manager", "south"),
    Post("Meera Solanki", Role.TEAM_MANAGER, "Team manager", "coast"),
    Post("Frances Adeyemi", Role.HEAD_OF_SERVICE, "Head of service, children in care and leaving care"),
    Post("Becky Lomas", Role.SOCIAL_WORKER, "Social worker", "north"),
    Post("Imran Qureshi", Role.SOCIAL_WORKER, "Social worker", "south"),
    Post("Wendy Tranter", Role.DATA_OFFICER, "Data and returns officer"),
    Post("Piotr Zielinski", Role.SYSTEM_ADMIN, "Systems administrator"),
    Post("Cerys Vaughan", Role.OFFER_EDITOR, "Local offer editor"),
    Post("Anthony Keane", Role.LEGAL_OFFICER, "Solicitor, children's law"),
    Post("Leon Marchetti", Role.PARTICIPATION_WORKER, "Participation worker"),
    Post("Dr Shirin Faraday", Role.VIRTUAL_SCHOOL, "Virtual school head"),
    Post("Helen Ombati", Role.HEALTH_NURSE, "Nurse for children in care", organisation="Brightwater Community Health"),
    Post("Rob Tansley", Role.HOUSING_OFFICER, "Housing options officer", organisation="Kingsmere District Council"),
    Post("Angharad Lowe", Role.ADVOCATE, "Advocate", organisation="Speak Up Brightwater"),
    Post("Cllr Tom Ashdown", Role.BOARD_MEMBER, "Member of the corporate parenting board"),
    Post("Cllr Maureen Dacre", Role.LEAD_MEMBER, "Lead member for children's services"),
    Post("Cllr Vincent Orme", Role.LEADER, "Leader of the council"),
    Post("Ruth Kettering", Role.HEAD_OF_PAID_SERVICE, "Chief executive"),
    Post(
        "Sanjay Mistry",
        Role.DIRECTOR,
        "Director of children's services",
        organisation="Brightwater Children’s Services",
    ),
    Post("Dawn Pickles", Role.DISTRICT_EDITOR, "Revenues manager", organisation="Saltby District Council"),
    Post("Colin Wragg", Role.DISTRICT_EDITOR, "Head of customer services", organisation="Saltby District Council"),
    Post("Nia Prosser", Role.DISTRICT_EDITOR, "Revenues manager", organisation="Westering District Council"),
    Post("Farah Aziz", Role.DISTRICT_EDITOR, "Head of housing", organisation="Westering District Council"),
    Post("Gus Trelawny", Role.DISTRICT_EDITOR, "Leisure manager", organisation="Kingsmere District Council"),
    Post("Moira Finch", Role.DISTRICT_EDITOR, "Head of communities", organisation="Kingsmere District Council"),
    Post("Joy Pemberton", Role.INDEPENDENT_REVIEWING_OFFICER, "Independent reviewing officer"),
    Post("Stuart Ng", Role.FINANCE_OFFICER, "Finance officer"),
    Post("Latoya Grange", Role.OUT_OF_HOURS, "Emergency duty worker"),
    Post("Bronwen Hale", Role.COMMISSIONER, "Commissioner of homes for children in care"),
    Post("Insp Carys Dunmore", Role.PARTNER_OFFICER, "Partnerships inspector", organisation="Brightwater Police"),
    Post("Tariq Nadeem", Role.PARTNER_OFFICER, "Youth employability coach", organisation="Brightwater Jobcentre"),
    Post("Wilma Stott", Role.PARTNER_OFFICER, "Preparing for adulthood lead", organisation="Brightwater Adult Care"),
    Post("Bea Quill", Role.PARTNER_OFFICER, "Lettings manager", organisation="Harbour Lodgings"),
    Post("Graham Yardley", Role.DEMOCRATIC_SERVICES, "Democratic services officer"),
)

ORGANISATIONS = (
    ("Brightwater Children’s Services", Organisation.Kind.DEPARTMENT, "01632 960100"),
    ("Brightwater Community Health", Organisation.Kind.HEALTH, "01632 960200"),
    ("Brightwater Police", Organisation.Kind.POLICE, "101"),
    ("Brightwater Jobcentre", Organisation.Kind.JOBCENTRE, "0800 169 0190"),
    ("Brightwater Adult Care", Organisation.Kind.ADULTS, "01632 960190"),
    ("Kingsmere College", Organisation.Kind.EDUCATION, "01632 960210"),
    ("Speak Up Brightwater", Organisation.Kind.ADVOCACY, "01632 960220"),
    ("Harbour Lodgings", Organisation.Kind.PROVIDER, "01632 960230"),
    ("The Tern Café", Organisation.Kind.BUSINESS, "01632 960240"),
)


def email_of(name: str, *, at: str = "brightwater.example") -> str:
    """The e-mail address that goes with a name."""
    words = name.replace("Dr ", "").replace("Cllr ", "").lower().split()
    return f"{'.'.join(words)}@{at}"


def add_organisations(*, by: Actor) -> dict[str, Organisation]:
    """Seven districts with their councils, and the other bodies; by name."""
    found = {}
    for name in names.DISTRICTS:
        district = partners.add_district(name=name, slug=name.lower(), by=by)
        council = f"{name} District Council"
        found[council] = partners.add_organisation(
            name=council, kind=Organisation.Kind.DISTRICT, district=district, phone="01632 960250", by=by
        )
    for name, kind, phone in ORGANISATIONS:
        found[name] = partners.add_organisation(name=name, kind=kind, phone=phone, by=by)
    return found


def add_workers(*, on: date, organisations: dict[str, Organisation], by: Actor) -> dict[str, User]:
    """Everyone who works here, with role, team and organisation; by name."""
    teams = {key: accounts.make_team(name=name, phone=phone, by=by) for key, (name, phone) in TEAMS.items()}
    return {post.name: _add_worker(post, on, teams, organisations, number, by) for number, post in enumerate(POSTS)}


def _add_worker(
    post: Post, on: date, teams: dict[str, Team], organisations: dict[str, Organisation], number: int, by: Actor
) -> User:
    user = accounts.open_account(
        email=email_of(post.name), name=post.name, job_title=post.job_title, phone=f"07700 901{number:03d}", by=by
    )
    accounts.grant_role(user=user, role=post.role, team=teams.get(post.team), from_on=on, by=by)
    if post.organisation:
        partners.add_member(organisation=organisations[post.organisation], user=user, from_on=on, by=by)
    return user


@dataclass(frozen=True, slots=True)
class Group:
    """Everyone in one role, and what a visitor sees by signing in as one of them."""

    role: str
    sees: str
    people: tuple[tuple[str, str, str], ...]
    """Name, job title, e-mail address."""


SEES = {
    Role.YOUNG_PERSON: "their own place: what happens next, who is helping, messages, papers, what they can get",
    Role.PERSONAL_ADVISER: "their own young people, what is due first, and each person's page",
    Role.SOCIAL_WORKER: "the children they are allocated to",
    Role.TEAM_MANAGER: "what is late in the team, who has no adviser, and decisions to approve",
    Role.HEAD_OF_SERVICE: "the whole service",
    Role.DATA_OFFICER: "the statutory return: bring one in, see what is wrong in it, download the findings",
    Role.OFFER_EDITOR: "the desk and the editor of the local offer",
    Role.PARTICIPATION_WORKER: "consultations, what partners promise, and the offer’s desk",
    Role.BOARD_MEMBER: "the board: figures, questions to ask, papers, what is late",
    Role.DEMOCRATIC_SERVICES: "the board: the plan of its year, its papers and minutes",
    Role.DIRECTOR: "the offer’s desk: changes that wait for the last word",
    Role.LEAD_MEMBER: "the next edition of the offer, to sign",
    Role.LEADER: "the next edition of the offer, to sign",
    Role.HEAD_OF_PAID_SERVICE: "the next edition of the offer, to sign",
    Role.DISTRICT_EDITOR: "the district’s own part of the offer, written by one and approved by another",
    Role.LEGAL_OFFICER: "the law, provision by provision, and where to record that one was checked",
    Role.PARTNER_OFFICER: "their own organisation: what it promised, what is due from it, protocols to sign",
    Role.INDEPENDENT_REVIEWING_OFFICER: "reviews of children in care, and the plans they rest on",
    Role.FINANCE_OFFICER: "payments that were agreed, to be made",
    Role.HOUSING_OFFICER: "those referred to the district: applications, arrears, nothing else",
    Role.OUT_OF_HOURS: "how to reach somebody tonight, warnings, and an emergency payment",
    Role.SYSTEM_ADMIN: "the machine, and nobody's record",
}


def by_post() -> dict[str, list[str]]:
    """Who holds each role, by name, in the order of the posts."""
    held: dict[str, list[str]] = {}
    for post in POSTS:
        held.setdefault(post.role.value, []).append(post.name)
    return held


def by_role() -> list[Group]:
    """The people to choose from, grouped by role in the order of the posts."""
    groups: dict[Role, list[tuple[str, str, str]]] = {}
    for post in POSTS:
        groups.setdefault(post.role, []).append((post.name, post.job_title, email_of(post.name)))
    young = tuple((f"Somebody of {age}", "", portal.email_of(age)) for age in (*portal.AGES, grown.AGE))
    workers = [Group(role.label, SEES.get(role, ""), tuple(found)) for role, found in groups.items()]
    return [Group(Role.YOUNG_PERSON.label, SEES[Role.YOUNG_PERSON], young), *workers]
