"""What the agreements of a learner and a workplace mean for its places, told to the matching below."""

from matchmaking.services.taken_places import forget_place, free_place, hold_place
from placements.enums import AgreementState
from placements.models import Agreement


def settle_place(agreement: Agreement) -> None:
    """Hold the place while an agreement of this pair lives, free it once one is over; one that never began leaves no trace.

    Read from the rows, so that it may be called after every move and in any order.
    """
    pair = {"learner_id": agreement.learner_id, "workplace_id": agreement.workplace_id}
    states = set(Agreement.objects.filter(**pair).values_list("state", flat=True))
    if not states.isdisjoint(AgreementState.LIVE):
        hold_place(**pair)
    elif AgreementState.ENDED in states:
        free_place(**pair)
    else:
        forget_place(**pair)
