from companies.models.company import Company, CompanyContact, Establishment, JoinRequest, Membership
from companies.models.workplace import Recognition, Workplace

__all__ = ["Company", "CompanyContact", "Establishment", "JoinRequest", "Membership", "Recognition", "Workplace"]
