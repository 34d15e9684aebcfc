"""The desk of the staff: rounds, proposals, decisions, weights."""

from matchmaking.admin.comparisons import PolicyComparisonAdmin
from matchmaking.admin.decisions import PairDecisionAdmin
from matchmaking.admin.proposals import ProposalAdmin
from matchmaking.admin.prospects import ProspectAdmin
from matchmaking.admin.rounds import MatchRoundAdmin
from matchmaking.admin.weights import WeightProfileAdmin

__all__ = [
    "MatchRoundAdmin",
    "PairDecisionAdmin",
    "PolicyComparisonAdmin",
    "ProposalAdmin",
    "ProspectAdmin",
    "WeightProfileAdmin",
]
