from placements.models.agreement import Agreement, AgreementLog, AgreementPause, AgreementPerson
from placements.models.follow import Evaluation, EvaluationLog, EvaluationRound, EvaluationScore, Visit, VisitLog
from placements.models.plan import PlanLine
from placements.models.planner import Meeting, MeetingLog, MeetingMoment, MomentTick, ThreadMessage
from placements.models.portfolio import PortfolioShare, Proof, ProofLog
from placements.models.pulse import Pulse, PulseStop, PulseTask
from placements.models.sharing import Sharing, SharingException, SharingLog, SharingMember
from placements.models.signing import Signature, SignCode
from placements.models.tryout import TryOut, TryOutAnswer, TryOutLog
from placements.models.watch import WatchedTerm

__all__ = [
    "Agreement",
    "AgreementLog",
    "AgreementPause",
    "AgreementPerson",
    "Evaluation",
    "EvaluationLog",
    "EvaluationRound",
    "EvaluationScore",
    "Meeting",
    "MeetingLog",
    "MeetingMoment",
    "MomentTick",
    "PlanLine",
    "PortfolioShare",
    "Proof",
    "ProofLog",
    "Pulse",
    "PulseStop",
    "PulseTask",
    "Sharing",
    "SharingException",
    "SharingLog",
    "SharingMember",
    "SignCode",
    "Signature",
    "ThreadMessage",
    "TryOut",
    "TryOutAnswer",
    "TryOutLog",
    "Visit",
    "VisitLog",
    "WatchedTerm",
]
