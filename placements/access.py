"""For which parties a visitor speaks on an agreement: by membership, by the learner's code, or by a mailed link."""

import datetime as dt
from collections.abc import Mapping, MutableMapping
from typing import Any

from django.http import HttpRequest

from accounts.access import actor_of
from core import clock
from placements.enums import Party
from placements.models import Agreement

KEY = "opened_agreements"
SHARED = "opened_sharing_parts"
HOURS = 12


def open_agreement(session: MutableMapping[str, Any], agreement_id: int, party: Party) -> None:
    """Remember that this visitor opened the mailed link of a party; it is forgotten after twelve hours."""
    session[KEY] = {**session.get(KEY, {}), f"{agreement_id}:{party}": _until()}


def open_sharing_part(session: MutableMapping[str, Any], member_id: int) -> None:
    """Remember that this visitor opened the mailed link of one company; it is forgotten after twelve hours."""
    session[SHARED] = {**session.get(SHARED, {}), str(member_id): _until()}


def opened_sharing_parts(session: Mapping[str, Any]) -> frozenset[int]:
    """Return the parts of shared workplaces that were opened by link in this session."""
    moment = clock.now().timestamp()
    return frozenset(int(member) for member, until in session.get(SHARED, {}).items() if until > moment)


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


def _until() -> float:
    return (clock.now() + dt.timedelta(hours=HOURS)).timestamp()
