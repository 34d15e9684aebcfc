from matchmaking.models.comparison import PolicyComparison, PolicyComparisonLog
from matchmaking.models.proposal import PairDecision, Proposal, ProposalLog
from matchmaking.models.prospect import Prospect
from matchmaking.models.round import MatchRound, RoundLog, WeightProfile
from matchmaking.models.snapshot import RoundSnapshot
from matchmaking.models.taken_place import TakenPlace

__all__ = [
    "MatchRound",
    "PairDecision",
    "PolicyComparison",
    "PolicyComparisonLog",
    "Proposal",
    "ProposalLog",
    "Prospect",
    "RoundLog",
    "RoundSnapshot",
    "TakenPlace",
    "WeightProfile",
]
