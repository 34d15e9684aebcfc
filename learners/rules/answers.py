"""The answers of a finished intake as plain values, so that they can be stored, compared and tested."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from learners.enums import Channel, Moment, OwnCompany, Readiness
from learners.rules.ages import Birth

CONTACT_FIELDS = frozenset(
    {
        "first_name",
        "last_name",
        "phone",
        "email",
        "helper_name",
        "helper_phone",
        "helper_email",
        "barriers",
        "accessibility",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAnswers:
    """What one intake said. Ids are primary keys; empty means: not asked or not answered."""

    who: str
    birth_year: int
    birth_month: int | None = None
    first_grade_done: bool | None = None
    postal_code: str = ""
    municipality_id: int | None = None
    situation: str
    school_id: int | None = None
    readiness: str = Readiness.UNKNOWN
    clock_started_on: dt.date | None = None
    fields: tuple[str, ...] = ()
    programme_id: int | None = None
    wanted_activities: tuple[int, ...] = ()
    own_company: str = OwnCompany.NO
    own_company_name: str = ""
    modes: tuple[str, ...] = ()
    max_minutes: int
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    first_name: str
    last_name: str = ""
    phone: str = ""
    email: str = ""
    prefer: str = Channel.CALL
    moment: str = Moment.ANY
    helper_name: str = ""
    helper_phone: str = ""
    helper_email: str = ""
    consent_contact: bool = True
    consent_share: bool = False

    @property
    def birth(self) -> Birth:
        """Year and month of birth."""
        return Birth(self.birth_year, self.birth_month)

    def for_storage(self) -> dict[str, Any]:
        """Return the answers for the intake row: without names, numbers and addresses, which live in one place."""
        kept = {key: value for key, value in asdict(self).items() if key not in CONTACT_FIELDS}
        return {
            key: value.isoformat() if isinstance(value, dt.date | dt.time) else value for key, value in kept.items()
        }
