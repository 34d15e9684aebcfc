"""The pool of expertise in the small world of the house tests."""

from typing import Any

from core import tokens
from expertise.links import SATISFACTION
from tests.factories.expertise import (
    ContactMomentFactory,
    ExpertSkillFactory,
    HourLineFactory,
    MeetingActionFactory,
    NetworkContactFactory,
    OrganisationRelationFactory,
    PolicySignalFactory,
    PolicySignalLogFactory,
    ProjectFactory,
    RequestLogFactory,
    SignalFactory,
)


def add_pool(world: Any) -> None:
    """A request with an expert, a contact with what hangs on it, and a signal on its way."""
    line = HourLineFactory(request__school=world.school)
    contact = NetworkContactFactory(organisation=world.partner)
    group = PolicySignalFactory()
    world.rows |= {
        "expertise_request": line.request,
        "skill": ExpertSkillFactory(expert=line.expert),
        "request_log": RequestLogFactory(request=line.request),
        "contact_moment": ContactMomentFactory(contact=contact),
        "relation": OrganisationRelationFactory(),
        "meeting_action": MeetingActionFactory(contact=contact),
        "project": ProjectFactory(),
        "policy_signal": group,
        "policy_log": PolicySignalLogFactory(policy_signal=group),
        "signal": SignalFactory(group=group),
    }


def pool_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of the pool."""
    return {
        "expertise:satisfaction": [tokens.sign(SATISFACTION, world.expertise_request.public_id)],
        "expertise:request": [world.expertise_request.public_id],
        "expertise:request_withdraw": [world.expertise_request.public_id],
        "admin:expertise_expertiserequest_act": [world.expertise_request.pk, "afronden"],
        "admin:expertise_policysignal_act": [world.policy_signal.pk, "wegen"],
        "admin:expertise_signal_pdf": [world.signal.heard_on.year],
    }
