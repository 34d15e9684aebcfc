from learners.models.appointment import Appointment
from learners.models.call_try import CallTry
from learners.models.case import Case, CaseEvent
from learners.models.coview import CoView
from learners.models.former import FormerFile, TwoPeople
from learners.models.hand_in import HandIn
from learners.models.intake import Intake
from learners.models.learner import ContactDetails, Learner
from learners.models.referral import Referral
from learners.models.routes import InterestEntry, RoutePartner

__all__ = [
    "Appointment",
    "CallTry",
    "Case",
    "CaseEvent",
    "CoView",
    "ContactDetails",
    "FormerFile",
    "HandIn",
    "Intake",
    "InterestEntry",
    "Learner",
    "Referral",
    "RoutePartner",
    "TwoPeople",
]
