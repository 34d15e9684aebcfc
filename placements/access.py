"""For which parties a visitor speaks on an agreement: by membership, by the learner's code, or by a mailed link."""

import datetime as dt
from collections.abc import Mapping, MutableMapping
from typing import Any

from django.http import HttpRequest

from core import clock
from learners.access import actor_of
from placements.enums import Party
from placements.models import Agreement

KEY = "opened_agreements"
HOURS = 12


def open_agreement(session: MutableMapping[str, Any], agreement_id: int, party: Party) -> None:
    """Remember that this visitor opened the mailed link of a party; it is forgotten after twelve hours."""
    until = (clock.now() + dt.timedelta(hours=HOURS)).timestamp()
    session[KEY] = {**session.get(KEY, {}), f"{agreement_id}:{party}": until}


def opened_in(session: Mapping[str, Any]) -> dict[int, frozenset[Party]]:
    """Return for each agreement the parties whose link was opened in this session."""
    moment, found = clock.now().timestamp(), dict[int, set[Party]]()
    for key, until in session.get(KEY, {}).items():
        agreement_id, _colon, party = key.partition(":")
        if until > moment:
            found.setdefault(int(agreement_id), set()).add(Party(party))
    return {agreement_id: frozenset(parties) for agreement_id, parties in found.items()}


def parties_of(request: HttpRequest, agreement: Agreement) -> frozenset[Party]:
    """Return the parties this visitor speaks for; a colleague of the Steunpunt helps all of them."""
    actor = actor_of(request)
    if actor.is_staff:
        return frozenset(Party)
    speaks = set(opened_in(request.session).get(agreement.pk, frozenset()))
    if agreement.workplace.establishment.company_id in actor.companies:
        speaks.add(Party.COMPANY)
    if agreement.school_id in actor.schools:
        speaks.add(Party.SCHOOL)
    if agreement.learner_id in actor.learners:
        speaks.add(Party.LEARNER)
    return frozenset(speaks)
