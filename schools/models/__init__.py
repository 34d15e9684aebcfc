from schools.models.handed_in import HandedInList
from schools.models.offer import OfferMove, OfferTerms, OfferYear, ProgrammeOffer
from schools.models.people import Membership, SchoolScan
from schools.models.school import Campus, School

__all__ = [
    "Campus",
    "HandedInList",
    "Membership",
    "OfferMove",
    "OfferTerms",
    "OfferYear",
    "ProgrammeOffer",
    "School",
    "SchoolScan",
]
