"""What one change touches: a learner or a workplace that changes is worked out alone, with the same result as all anew."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Candidate, pairs_of_offers, shortlist
from matchmaking.engine.score import SCORE_SHIFT
from matchmaking.engine.types import LearnerTable


class Touched(NamedTuple):
    """Learners within reach of a changed site, in table rows, with the offer they meet it through and both scores."""

    learner: NDArray[np.int32]
    offer: NDArray[np.int32]
    learner_score: NDArray[np.int32]
    site_score: NDArray[np.int32]


def rerank_learner(packed: Packed, changed: LearnerTable, k: int = 10) -> list[Candidate]:
    """The k best places of one changed or new learner (a table of one row) among the packed places."""
    return shortlist(packed.with_learners(changed), 0, k)


def touched_by_site(packed: Packed, site: int) -> Touched:
    """Everybody whose list holds this site row; the lists of all others stay as they were."""
    block = pairs_of_offers(packed, np.flatnonzero(packed.offers.site == site))
    return Touched(
        packed.learners.row[block.one],
        packed.offers.row[block.other],
        (block.scored.key >> SCORE_SHIFT).astype(np.int32),
        block.scored.site,
    )
