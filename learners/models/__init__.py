from learners.models.appointment import Appointment
from learners.models.break_off import BreakOff
from learners.models.call_try import CallTry
from learners.models.case import Case, CaseEvent
from learners.models.clock import ClockPause, Interview
from learners.models.coview import CoView
from learners.models.former import FormerFile, TwoPeople
from learners.models.hand_in import HandIn
from learners.models.intake import Intake
from learners.models.learner import ContactDetails, Learner
from learners.models.referral import Referral
from learners.models.routes import InterestEntry, RoutePartner
from learners.models.school_link import SchoolLink

__all__ = [
    "Appointment",
    "BreakOff",
    "CallTry",
    "Case",
    "CaseEvent",
    "ClockPause",
    "CoView",
    "ContactDetails",
    "FormerFile",
    "HandIn",
    "Intake",
    "InterestEntry",
    "Interview",
    "Learner",
    "Referral",
    "RoutePartner",
    "SchoolLink",
    "TwoPeople",
]
