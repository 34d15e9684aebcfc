from matchmaking.models.proposal import PairDecision, Proposal, ProposalLog
from matchmaking.models.round import MatchRound, RoundLog, WeightProfile

__all__ = ["MatchRound", "PairDecision", "Proposal", "ProposalLog", "RoundLog", "WeightProfile"]
