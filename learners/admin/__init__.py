"""The staff desk for learners."""

from learners.admin.call_try import CallTryAdmin
from learners.admin.case import CaseAdmin
from learners.admin.clock import BreakOffAdmin, ClockPauseAdmin, InterviewAdmin
from learners.admin.family import AppointmentAdmin, CoViewAdmin
from learners.admin.former import FormerFileAdmin, TwoPeopleAdmin
from learners.admin.learner import LearnerAdmin
from learners.admin.referral import ReferralAdmin
from learners.admin.routes import HandInAdmin, InterestEntryAdmin, RoutePartnerAdmin
from learners.admin.school_link import SchoolLinkAdmin

__all__ = [
    "AppointmentAdmin",
    "BreakOffAdmin",
    "CallTryAdmin",
    "CaseAdmin",
    "ClockPauseAdmin",
    "CoViewAdmin",
    "FormerFileAdmin",
    "HandInAdmin",
    "InterestEntryAdmin",
    "InterviewAdmin",
    "LearnerAdmin",
    "ReferralAdmin",
    "RoutePartnerAdmin",
    "SchoolLinkAdmin",
    "TwoPeopleAdmin",
]
