"""Who is acting, with what roles, today. Worked out afresh for each request, so a role taken away is gone at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import AT_WORK, Reach, Record, Role, Verb, reaches


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or the system itself doing a job (``id`` is None), with the roles and teams held today."""

    id: UUID | None
    name: str
    roles: frozenset[Role] = frozenset()
    teams: frozenset[UUID] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    is_system: bool = False

    @classmethod
    def system(cls, name: str) -> Actor:
        """The system acting by itself, for example a management command. ``name`` says which job."""
        return cls(id=None, name=name, is_system=True)

    @classmethod
    def anonymous(cls) -> Actor:
        """Somebody who has not signed in."""
        return cls(id=None, name="Not signed in")

    def reaches(self, record: Record, verb: Verb) -> frozenset[Reach]:
        """In which reaches this actor may do ``verb`` to ``record``; the system reaches everyone."""
        if self.is_system:
            return frozenset(Reach)
        return reaches(self.roles, record, verb)

    def can(self, record: Record, verb: Verb) -> bool:
        """Whether this actor may do ``verb`` to any ``record`` at all."""
        return bool(self.reaches(record, verb))

    def can_at_work(self, record: Record, verb: Verb) -> bool:
        """Whether this actor may do ``verb`` to a ``record`` of others, or of nobody: not only to their own."""
        return bool(self.reaches(record, verb) & AT_WORK)

    def check(self, record: Record, verb: Verb) -> None:
        """Raise NotAllowed unless ``can``."""
        if not self.can(record, verb):
            raise NotAllowed(f"{verb.name.lower()} {record.value}")
