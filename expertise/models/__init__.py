"""The pool of expertise: experts, requests, network and signals."""

from expertise.models.experts import Expert, ExpertSkill
from expertise.models.network import (
    ContactMoment,
    MeetingAction,
    NetworkContact,
    NetworkGroup,
    NetworkMeeting,
    OrganisationRelation,
    Project,
)
from expertise.models.requests import ExpertiseRequest, HourLine, RequestLog
from expertise.models.signals import PolicySignal, PolicySignalLog, Signal

__all__ = [
    "ContactMoment",
    "Expert",
    "ExpertSkill",
    "ExpertiseRequest",
    "HourLine",
    "MeetingAction",
    "NetworkContact",
    "NetworkGroup",
    "NetworkMeeting",
    "OrganisationRelation",
    "PolicySignal",
    "PolicySignalLog",
    "Project",
    "RequestLog",
    "Signal",
]
