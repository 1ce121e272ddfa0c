"""Who may do what, to which people: role × record × verb × reach. The table is the policy.

A grant says that a role may do some verbs on a kind of record for the people (or things) in its reach. Which people
are in somebody's reach is worked out afresh for each request by each part's ``access`` from allocations and
referrals, so nothing goes stale. ``docs/generated/permissions.md`` is printed from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role that a person can be granted."""

    PERSONAL_ADVISER = "personal_adviser"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    HEAD_OF_SERVICE = "head_of_service"
    HOUSING_OFFICER = "housing_officer"
    HEALTH_NURSE = "health_nurse"
    VIRTUAL_SCHOOL = "virtual_school"
    ADVOCATE = "advocate"
    BOARD_MEMBER = "board_member"
    DEMOCRATIC_SERVICES = "democratic_services"
    PARTICIPATION_WORKER = "participation_worker"
    YOUNG_PERSON = "young_person"
    DATA_OFFICER = "data_officer"
    SYSTEM_ADMIN = "system_admin"
    OFFER_EDITOR = "offer_editor"
    LEGAL_OFFICER = "legal_officer"
    DIRECTOR = "director"
    LEAD_MEMBER = "lead_member"
    LEADER = "leader"
    HEAD_OF_PAID_SERVICE = "head_of_paid_service"
    DISTRICT_EDITOR = "district_editor"

    @property
    def label(self) -> str:
        """The role in words."""
        return self.value.replace("_", " ").capitalize()


class Verb(StrEnum):
    """What is done to a record."""

    CREATE = "C"
    READ = "R"
    UPDATE = "U"
    APPROVE = "A"
    EXPORT = "X"


class Reach(StrEnum):
    """Which people a grant covers."""

    OWN = "own"
    """Allocated to this worker, as adviser, co-worker or live cover."""
    TEAM = "team"
    """Allocated to the worker's team."""
    SERVICE = "service"
    """Everyone the service knows."""
    PARTNER = "partner"
    """Referred to this person's organisation, while the referral is live; only what was referred."""
    ME = "me"
    """The person themself."""
    NAMED = "named"
    """Named-access list only."""
    GROUPED = "grouped"
    """Grouped figures only, small numbers hidden."""
    ANYTHING = "anything"
    """Not about a person: content, settings, the law."""


AT_WORK = frozenset(Reach) - {Reach.ME, Reach.GROUPED}
"""The reaches that open the pages of those who work with people: not one's own record, and not grouped figures."""


class Record(StrEnum):
    """The kinds of record that the table speaks of."""

    FIND_PEOPLE = "find people"
    CORE_DETAILS = "core details"
    CONTACT_POINTS = "phones and e-mail"
    ADDRESS = "address"
    ELIGIBILITY = "eligibility"
    ALLOCATION = "allocation and cover"
    CLOCKS = "what is owed and due"
    CARE_HISTORY = "care history"
    STATUTORY_RETURN = "statutory return"
    OPENING_POSITION = "opening position"
    WHO_LOOKED = "who looked"
    OFFER_TEXT = "local offer text"
    OFFER_CORRECTION = "offer correction"
    OFFER_CONSULTATION = "offer consultation"
    OFFER_EDITION = "offer edition"
    OFFER_DESK = "offer desk"
    LAW_CHECK = "checked provisions of the law"
    ROLE_GRANTS = "users and role grants"
    ORGANISATIONS = "organisations"
    BOARD_FIGURES = "board figures"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role may do to a kind of record, for whom."""

    verbs: frozenset[Verb]
    reach: Reach


_ROLES_IN_ORDER = (
    Role.PERSONAL_ADVISER,
    Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.HOUSING_OFFICER,
    Role.HEALTH_NURSE,
    Role.VIRTUAL_SCHOOL,
    Role.ADVOCATE,
    Role.BOARD_MEMBER,
    Role.DEMOCRATIC_SERVICES,
    Role.PARTICIPATION_WORKER,
    Role.YOUNG_PERSON,
    Role.DATA_OFFICER,
    Role.SYSTEM_ADMIN,
    Role.OFFER_EDITOR,
    Role.LEGAL_OFFICER,
)

_SIGNING_ROLES_IN_ORDER = (
    Role.DIRECTOR,
    Role.LEAD_MEMBER,
    Role.LEADER,
    Role.HEAD_OF_PAID_SERVICE,
    Role.DISTRICT_EDITOR,
)

_REACHES = {
    "o": Reach.OWN,
    "t": Reach.TEAM,
    "s": Reach.SERVICE,
    "p": Reach.PARTNER,
    "m": Reach.ME,
    "n": Reach.NAMED,
    "g": Reach.GROUPED,
    "*": Reach.ANYTHING,
}

# One line a record, one cell a role in the order above. "RU o" is read and update, own people. "–" is nothing.
# "R s, A t" gives both. The columns: PA SW TM HS HO HN VS AD BM DS PW YP DO SA OE LO.
_TABLE = """
find people                   | R s  | R s  | R s       | R s       | R p | R p | R p | R p | –   | – | R p | –   | R s  | –   | –   | –
core details                  | RU o | RU o | RU t      | R s       | R p | R p | R p | R p | R g | – | R p | R m | R s  | –   | –   | –
phones and e-mail             | RU o | RU o | RU t      | R s       | R p | R p | R p | R p | –   | – | R p | R m | –    | –   | –   | –
address                       | RU o | RU o | RU t      | R s       | R p | R p | –   | R p | –   | – | –   | R m | R s  | –   | –   | –
eligibility                   | CR o | CR o | CRA t     | RA s      | R p | –   | R p | R p | R g | – | –   | R m | R s  | –   | –   | –
allocation and cover          | R s  | R s  | CRU t     | CRU s     | R p | R p | –   | –   | –   | – | R p | R m | R s  | –   | –   | –
what is owed and due          | R o  | R o  | R t       | R s       | –   | –   | –   | –   | R g | – | –   | R m | R s  | –   | –   | –
care history                  | R o  | R o  | R t       | R s       | –   | –   | –   | –   | –   | – | –   | R m | R s  | –   | –   | –
statutory return              | –    | –    | –         | R s       | –   | –   | –   | –   | –   | – | –   | –   | CRX s | –  | –   | –
opening position              | –    | –    | –         | –         | –   | –   | –   | –   | –   | – | –   | –   | CR s | –   | –   | –
who looked                    | –    | –    | R t       | R s       | –   | –   | –   | –   | –   | – | –   | R m | –    | –   | –   | –
local offer text              | R *  | R *  | R *       | RA *      | R * | R * | R * | R * | R * | R * | RU * | R * | R * | –  | CRU * | RU *
offer correction              | –    | –    | –         | R *       | –   | –   | –   | –   | –   | – | R * | –   | –    | –   | CR * | R *
offer consultation            | –    | –    | –         | R *       | –   | –   | –   | –   | R * | R * | CRA * | – | –    | –   | CR * | R *
offer edition                 | R *  | R *  | R *       | RU *      | R * | R * | R * | R * | R * | R * | R * | R * | R *  | –   | CRU * | R *
offer desk                    | –    | –    | –         | R *       | –   | –   | –   | –   | –   | – | R * | –   | –    | –   | R * | R *
checked provisions of the law | R *  | R *  | R *       | R *       | R * | R * | R * | R * | R * | R * | R * | R * | R * | –  | R * | CR *
users and role grants         | –    | –    | –         | A s       | –   | –   | –   | –   | –   | – | –   | –   | –    | C * | –   | –
organisations                 | R *  | R *  | R *       | R *       | R * | R * | R * | R * | –   | R * | R * | –  | R *  | CRU * | R * | –
board figures                 | –    | –    | –         | R g       | –   | –   | –   | –   | R g | R g | –   | –   | R g  | –   | –   | –
"""

# The same for those who sign an edition of the offer, and for a district's own people. The columns: DI LM LE HP DE.
# "p" is here the part of the offer that the person's own district writes.
_SIGNING_TABLE = """
find people                   | –    | –    | –    | –    | –
core details                  | –    | –    | –    | –    | –
phones and e-mail             | –    | –    | –    | –    | –
address                       | –    | –    | –    | –    | –
eligibility                   | –    | –    | –    | –    | –
allocation and cover          | –    | –    | –    | –    | –
what is owed and due          | –    | –    | –    | –    | –
care history                  | –    | –    | –    | –    | –
statutory return              | –    | –    | –    | –    | –
opening position              | –    | –    | –    | –    | –
who looked                    | –    | –    | –    | –    | –
local offer text              | RA * | R *  | R *  | R *  | R *, CUA p
offer correction              | R *  | –    | –    | –    | CR p
offer consultation            | R *  | R *  | R *  | R *  | –
offer edition                 | RU * | RA * | RA * | RA * | R *
offer desk                    | R *  | R *  | R *  | R *  | R *
checked provisions of the law | R *  | R *  | R *  | R *  | R *
users and role grants         | –    | –    | –    | –    | –
organisations                 | R *  | –    | –    | –    | R *
board figures                 | R g  | R g  | R g  | R g  | –
"""


def _read_cell(cell: str) -> tuple[Grant, ...]:
    if cell == "–":
        return ()
    grants = []
    for part in cell.split(", "):
        verbs, reach = part.split(" ")
        grants.append(Grant(frozenset(Verb(letter) for letter in verbs), _REACHES[reach]))
    return tuple(grants)


def _read_table() -> dict[tuple[Role, Record], tuple[Grant, ...]]:
    matrix = {}
    for table, roles in ((_TABLE, _ROLES_IN_ORDER), (_SIGNING_TABLE, _SIGNING_ROLES_IN_ORDER)):
        for line in table.strip().splitlines():
            name, *cells = (cell.strip() for cell in line.split("|"))
            for role, cell in zip(roles, cells, strict=True):
                matrix[role, Record(name)] = _read_cell(cell)
    return matrix


MATRIX = _read_table()


def reaches(roles: frozenset[Role], record: Record, verb: Verb) -> frozenset[Reach]:
    """The reaches in which someone holding ``roles`` may do ``verb`` to ``record``; empty means never."""
    return frozenset(grant.reach for role in roles for grant in MATRIX[role, record] if verb in grant.verbs)
