from companies.models.company import Company, CompanyContact, Establishment, JoinRequest, Membership
from companies.models.scan import HelpRequest, QuickScan
from companies.models.workplace import Recognition, Workplace

__all__ = [
    "Company",
    "CompanyContact",
    "Establishment",
    "HelpRequest",
    "JoinRequest",
    "Membership",
    "QuickScan",
    "Recognition",
    "Workplace",
]
