from placements.models.agreement import Agreement, AgreementLog, AgreementPause, AgreementPerson
from placements.models.plan import PlanLine
from placements.models.sharing import Sharing, SharingException, SharingLog, SharingMember
from placements.models.signing import Signature, SignCode
from placements.models.watch import WatchedTerm

__all__ = [
    "Agreement",
    "AgreementLog",
    "AgreementPause",
    "AgreementPerson",
    "PlanLine",
    "Sharing",
    "SharingException",
    "SharingLog",
    "SharingMember",
    "SignCode",
    "Signature",
    "WatchedTerm",
]
