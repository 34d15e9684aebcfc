from companies.models.company import Company, CompanyContact, Establishment, JoinRequest, Membership
from companies.models.dossier import (
    Mentor,
    RecognitionLine,
    RecognitionLog,
    RecognitionMentor,
    RecognitionPaper,
)
from companies.models.scan import HelpRequest, QuickScan
from companies.models.workplace import Recognition, Workplace

__all__ = [
    "Company",
    "CompanyContact",
    "Establishment",
    "HelpRequest",
    "JoinRequest",
    "Membership",
    "Mentor",
    "QuickScan",
    "Recognition",
    "RecognitionLine",
    "RecognitionLog",
    "RecognitionMentor",
    "RecognitionPaper",
    "Workplace",
]
