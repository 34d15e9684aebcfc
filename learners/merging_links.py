"""What moves along when two files become one: the tables of this app."""

from learners.merging import How, Link
from learners.services.merging import settle_referral, settle_try
from learners.services.merging_family import settle_appointment, settle_coview

LINKS = (
    Link("learners.ContactDetails", "learner", How.BY_HAND),
    Link("learners.Case", "learner", How.BY_HAND),
    Link("learners.Intake", "learner"),
    Link("learners.FormerFile", "learner"),
    Link("learners.TwoPeople", "first", How.DROP),
    Link("learners.TwoPeople", "second", How.DROP),
    Link(
        "learners.Learner_wanted_activities",
        "learner",
        label="activiteiten die de lerende wil leren",
        told="Dezelfde wens stond in beide dossiers",
    ),
    Link("learners.CaseEvent", "case"),
    Link("learners.ClockPause", "learner", told="Twee pauzes van de teller begonnen op dezelfde dag: één blijft"),
    Link("learners.Interview", "learner", told="Hetzelfde gesprek bij een bedrijf stond in beide dossiers"),
    Link("learners.BreakOff", "case", told="Dezelfde weggevallen werkplek stond in beide dossiers: één blijft"),
    Link(
        "learners.Referral",
        "case",
        settle=settle_referral,
        told="Beide dossiers lagen bij een partner: één doorverwijzing blijft",
    ),
    Link("learners.HandIn", "case"),
    Link("learners.InterestEntry", "learner", told="Beide dossiers stonden op de interesselijst: één blijft"),
    Link(
        "learners.Appointment",
        "case",
        settle=settle_appointment,
        told="Twee afspraken op hetzelfde moment: één blijft",
    ),
    Link(
        "learners.CoView", "learner", settle=settle_coview, told="Twee meekijklinks voor dezelfde persoon: één blijft"
    ),
    Link("learners.SchoolLink", "learner"),
    Link("learners.CallTry", "case", settle=settle_try, told="Er stonden twee belpogingen klaar: één blijft"),
)
