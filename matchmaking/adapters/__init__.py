"""The only place that knows both worlds: rows of the database and tables of the engine.

`take_snapshot` reads everything one calculation needs in a constant number of queries and no model instances;
`drafts_of` turns the outcome of a round into unsaved proposals.
"""

from matchmaking.adapters.facts import OfferFact
from matchmaking.adapters.outcome import Values, drafts_of, proposal_values
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.snapshot import Snapshot, take_snapshot

__all__ = ["OfferFact", "Scope", "Snapshot", "Values", "drafts_of", "proposal_values", "take_snapshot"]
