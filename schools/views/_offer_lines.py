"""One line of the offer of a school, whichever school year it is of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from core.tables import Column
from schools.enums import OfferStatus, RunUp, StartMoment
from schools.models import OfferYear, ProgrammeOffer
from schools.rules_offer import FIELDS

TONES: dict[str, str] = {
    OfferStatus.RUNNING: "ok",
    OfferStatus.PLANNED: "info",
    OfferStatus.REQUESTED: "info",
    OfferStatus.STOPPING: "warn",
    OfferStatus.UNKNOWN: "warn",
    OfferStatus.STOPPED: "plain",
}
IN_FILE: dict[str, str] = {RunUp.SPECIFIC: "specifiek", RunUp.BROAD: "breed", RunUp.BOTH: "beide"}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with the values of one school year."""

    offer: ProgrammeOffer
    terms: ProgrammeOffer | OfferYear

    @property
    def href(self) -> str:
        """Where these values are changed."""
        if isinstance(self.terms, OfferYear):
            return reverse("schools:offer_year", args=[self.terms.public_id])
        return reverse("schools:offer", args=[self.offer.public_id])

    @property
    def tone(self) -> str:
        """The tone of the status."""
        return TONES[self.terms.status]

    @property
    def code(self) -> str:
        """The official code; empty when nobody chose one."""
        return self.offer.variant.admin_group_code if self.offer.variant else ""

    @property
    def starts(self) -> str:
        """The start moments in words."""
        return ", ".join(str(StartMoment(one).label) for one in self.terms.start_moments)

    @property
    def run_up(self) -> str:
        """The run-up in words; empty without."""
        if self.terms.run_up:
            return str(RunUp(self.terms.run_up).label)
        return str(_lazy("Met aanloop")) if self.terms.has_run_up else ""

    @property
    def run_up_in_file(self) -> str:
        """The run-up as a file says it."""
        return IN_FILE.get(self.terms.run_up, "ja" if self.terms.has_run_up else "nee")


OFFER_COLUMNS = (
    Column(FIELDS["institution_number"], "offer.campus.school.institution_number"),
    Column(FIELDS["school"], "offer.campus.school.name"),
    Column(FIELDS["campus"], "offer.campus.name"),
    Column(FIELDS["postal_code"], "offer.campus.postal_code"),
    Column(FIELDS["programme"], "offer.programme.name"),
    Column(FIELDS["code"], "code"),
    Column(FIELDS["status"], "terms.get_status_display"),
    Column(FIELDS["capacity"], "terms.capacity"),
    Column(FIELDS["mode"], "terms.get_mode_display"),
    Column(FIELDS["start"], "starts"),
    Column(FIELDS["run_up"], "run_up_in_file"),
)


def lines_of(rows: Iterable[ProgrammeOffer | OfferYear]) -> list[OfferLine]:
    """Return the lines of a school year, stopped programmes last."""
    lines = [OfferLine(row.offer if isinstance(row, OfferYear) else row, row) for row in rows]
    return sorted(lines, key=lambda line: line.terms.status == OfferStatus.STOPPED)
