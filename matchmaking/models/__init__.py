from matchmaking.models.proposal import PairDecision, Proposal, ProposalLog
from matchmaking.models.round import MatchRound, RoundLog, WeightProfile
from matchmaking.models.snapshot import RoundSnapshot

__all__ = ["MatchRound", "PairDecision", "Proposal", "ProposalLog", "RoundLog", "RoundSnapshot", "WeightProfile"]
