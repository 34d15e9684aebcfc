from placements.models.agreement import Agreement, AgreementLog, AgreementPause, AgreementPerson
from placements.models.plan import PlanLine
from placements.models.signing import Signature, SignCode

__all__ = [
    "Agreement",
    "AgreementLog",
    "AgreementPause",
    "AgreementPerson",
    "PlanLine",
    "SignCode",
    "Signature",
]
