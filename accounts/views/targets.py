"""For which roles and organisations somebody may invite others."""

from dataclasses import dataclass

from accounts import selectors
from accounts.actor import Actor
from accounts.enums import InvitationRole
from accounts.services import Organisation
from companies.selectors.memberships import companies_to_invite_for
from schools.selectors.memberships import schools_to_invite_for


@dataclass(frozen=True, slots=True)
class Target:
    """One thing somebody can be invited as."""

    role: InvitationRole
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        """The value in the form."""
        return f"{self.role}:{self.organisation.ref}" if self.organisation else str(self.role)

    @property
    def label(self) -> str:
        """How the choice reads."""
        return f"{self.role.label}, {self.organisation.name}" if self.organisation else str(self.role.label)


def targets_for(actor: Actor, company_ref: str = "") -> dict[str, Target]:
    """Return what an actor may invite for, by key. Colleagues of the Steunpunt name a company by its public id."""
    found = [Target(InvitationRole.STAFF)] if actor.is_staff else []
    for school in schools_to_invite_for(actor):
        organisation = Organisation(school.pk, school.public_id, school.name)
        found += [
            Target(InvitationRole.SCHOOL_DIRECTOR, organisation),
            Target(InvitationRole.TRAJECTORY_COACH, organisation),
        ]
    for company in companies_to_invite_for(actor, company_ref):
        found.append(Target(InvitationRole.COMPANY, Organisation(company.pk, company.public_id, company.name)))
    for partner in selectors.partners_for_invitation(actor):
        found.append(Target(InvitationRole.PARTNER, Organisation(partner.pk, partner.public_id, partner.name)))
    return {target.key: target for target in found}


def choices_of(targets: dict[str, Target]) -> list[tuple[str, str]]:
    """Return the targets as choices for a form field."""
    return [(key, target.label) for key, target in targets.items()]
