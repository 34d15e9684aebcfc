"""Who acts: built once per request, passed to every selector and service, known to every app."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, with what they belong to (primary keys).

    `learners` are the learners whose code was entered in this session; `coach_of` and `director_of` are schools;
    `company_admin_of` are the companies whose details and colleagues the actor manages.
    """

    user_id: int | None = None
    name: str = ""
    organisation: str = ""
    is_staff: bool = False
    is_coordinator: bool = False
    is_system: bool = False
    director_of: frozenset[int] = field(default_factory=frozenset)
    coach_of: frozenset[int] = field(default_factory=frozenset)
    companies: frozenset[int] = field(default_factory=frozenset)
    company_admin_of: frozenset[int] = field(default_factory=frozenset)
    partners: frozenset[int] = field(default_factory=frozenset)
    learners: frozenset[int] = field(default_factory=frozenset)

    @property
    def schools(self) -> frozenset[int]:
        """All schools this actor belongs to."""
        return self.director_of | self.coach_of

    @property
    def is_anonymous(self) -> bool:
        """True for a visitor without sign-in (who may still hold a learner's code)."""
        return self.user_id is None and not self.is_system

    @property
    def label(self) -> str:
        """How the actor is shown in a timeline or the journal."""
        if self.is_system:
            return "Automatisch"
        if self.is_anonymous:
            return "Bezoeker"
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


ANONYMOUS = Actor()
SYSTEM = Actor(is_system=True)
