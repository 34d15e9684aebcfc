"""Why an offer that exists cannot be used now, finer than the engine's reasons, so that a page can say it exactly."""

import datetime as dt
from enum import IntFlag
from typing import NamedTuple

from companies.enums import Availability, CompanyState, MentorState, RecognitionState, WorkplaceState
from companies.rules import is_stale


class OfferFact(IntFlag):
    """What keeps an offer from everybody. The order is the order in which it is told."""

    COMPANY_INACTIVE = 1
    WITHDRAWN = 2
    NEVER_RECOGNISED = 4
    RECOGNITION_PENDING = 8
    RECOGNITION_ENDED = 16
    NOT_GREEN = 32
    STALE = 64
    NO_MENTOR = 128
    FULL = 256

    @classmethod
    def first_of(cls, bits: int) -> "OfferFact | None":
        """The fact to tell first, None when there is none."""
        return cls(int(bits) & -int(bits)) if bits else None


CLOSED = OfferFact.COMPANY_INACTIVE | OfferFact.WITHDRAWN | OfferFact.NOT_GREEN | OfferFact.STALE | OfferFact.FULL
UNRECOGNISED = OfferFact.NEVER_RECOGNISED | OfferFact.RECOGNITION_PENDING | OfferFact.RECOGNITION_ENDED
NEVER = ("", RecognitionState.REFUSED, RecognitionState.WITHDRAWN)


class OfferState(NamedTuple):
    """What the database says about one workplace."""

    company_state: str
    closed_on: dt.date | None
    state: str
    availability: str
    confirmed_on: dt.date | None
    mentor: str
    recognition: str
    free_places: int


def facts_of(offer: OfferState, today: dt.date, confirm_days: int) -> OfferFact:
    """Return everything that keeps this offer from everybody; 0 when it may be proposed."""
    recognition = offer.recognition
    found = {
        OfferFact.COMPANY_INACTIVE: offer.company_state != CompanyState.ACTIVE or offer.closed_on is not None,
        OfferFact.WITHDRAWN: offer.state != WorkplaceState.OPEN,
        OfferFact.NEVER_RECOGNISED: recognition in NEVER,
        OfferFact.RECOGNITION_PENDING: recognition in RecognitionState.PENDING,
        OfferFact.RECOGNITION_ENDED: recognition in RecognitionState.ENDED,
        OfferFact.NOT_GREEN: offer.availability not in Availability.PROPOSABLE,
        OfferFact.STALE: is_stale(offer.confirmed_on, today, keep_days=confirm_days),
        OfferFact.NO_MENTOR: offer.mentor == MentorState.NO,
        OfferFact.FULL: offer.free_places <= 0,
    }
    bits = OfferFact(0)
    for fact, holds in found.items():
        if holds:
            bits |= fact
    return bits
