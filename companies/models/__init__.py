from companies.models.attachment import Attachment
from companies.models.company import Company, CompanyContact, Establishment, JoinRequest, Membership
from companies.models.dossier import (
    Mentor,
    RecognitionLine,
    RecognitionLog,
    RecognitionMentor,
    RecognitionPaper,
)
from companies.models.importing import ImportAnswer, ImportJob
from companies.models.place_page import PlacePage, PlaceReport
from companies.models.scan import HelpRequest, QuickScan
from companies.models.transfer import EstablishmentTransfer
from companies.models.wake import WakeCall
from companies.models.wish import ProgrammeWish
from companies.models.workplace import Recognition, Workplace

__all__ = [
    "Attachment",
    "Company",
    "CompanyContact",
    "Establishment",
    "EstablishmentTransfer",
    "HelpRequest",
    "ImportAnswer",
    "ImportJob",
    "JoinRequest",
    "Membership",
    "Mentor",
    "PlacePage",
    "PlaceReport",
    "ProgrammeWish",
    "QuickScan",
    "Recognition",
    "RecognitionLine",
    "RecognitionLog",
    "RecognitionMentor",
    "RecognitionPaper",
    "WakeCall",
    "Workplace",
]
