"""States and closed lists of companies, recognitions and workplaces."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from companies.desk_enums import IMPORT_MOVES as IMPORT_MOVES  # noqa: PLC0414
from companies.desk_enums import TRANSFER_MOVES as TRANSFER_MOVES  # noqa: PLC0414
from companies.desk_enums import ImportState as ImportState  # noqa: PLC0414
from companies.desk_enums import TransferState as TransferState  # noqa: PLC0414
from companies.outreach_enums import HELP_MOVES as HELP_MOVES  # noqa: PLC0414
from companies.outreach_enums import HelpKind as HelpKind  # noqa: PLC0414
from companies.outreach_enums import HelpState as HelpState  # noqa: PLC0414
from companies.outreach_enums import ScanBand as ScanBand  # noqa: PLC0414
from companies.outreach_enums import WakeReason as WakeReason  # noqa: PLC0414
from companies.outreach_enums import WakeResult as WakeResult  # noqa: PLC0414
from companies.wish_enums import REPORT_MOVES as REPORT_MOVES  # noqa: PLC0414
from companies.wish_enums import WISH_MOVES as WISH_MOVES  # noqa: PLC0414
from companies.wish_enums import ReportReason as ReportReason  # noqa: PLC0414
from companies.wish_enums import ReportState as ReportState  # noqa: PLC0414
from companies.wish_enums import WishState as WishState  # noqa: PLC0414
from core.choices import SpokenChoices
from core.lists import RowOutcome as RowOutcome  # noqa: PLC0414


class CompanyState(TextChoices):
    UNCONFIRMED = "unconfirmed", "E-mail nog niet bevestigd"
    ACTIVE = "active", "Actief"
    CEASED = "ceased", "Stopgezet"


COMPANY_MOVES: dict[str, frozenset[str]] = {
    CompanyState.UNCONFIRMED: frozenset({CompanyState.ACTIVE, CompanyState.CEASED}),
    CompanyState.ACTIVE: frozenset({CompanyState.CEASED}),
    CompanyState.CEASED: frozenset({CompanyState.ACTIVE}),
}


class RecognitionState(TextChoices):
    """Mirrored from the official counter, never decided here. "Ends soon" is no state: it follows from the last day."""

    PROSPECT = "prospect", "Mogelijk"
    INFORMED = "informed", "Info gegeven"
    SCANNED = "scanned", "Snelle scan gedaan"
    PREPARING = "preparing", "In voorbereiding"
    SUBMITTED = "submitted", "Aangevraagd"
    INCOMPLETE = "incomplete", "Onvolledig: het loket vraagt iets"
    REVIEW = "review", "In onderzoek"
    VISIT = "visit", "Bezoek gepland"
    RECOGNISED = "recognised", "Erkend"
    REFUSED = "refused", "Geweigerd"
    APPEAL = "appeal", "In beroep"
    EXPIRED = "expired", "Vervallen"
    LIFTED = "lifted", "Opgeheven"
    EXCLUDED = "excluded", "Uitgesloten"
    WITHDRAWN = "withdrawn", "Ingetrokken door het bedrijf"

    STARTS = nonmember(("prospect", "informed", "scanned", "preparing"))
    PENDING = nonmember(
        ("prospect", "informed", "scanned", "preparing", "submitted", "incomplete", "review", "visit", "appeal")
    )
    ENDED = nonmember(("expired", "lifted", "excluded"))
    WAITING = nonmember(
        (
            "prospect", "informed", "scanned", "preparing", "submitted", "incomplete", "review", "visit",
            "refused", "appeal", "lifted", "excluded",
        )
    )  # fmt: skip


_WAYS = {
    "prospect": "informed scanned preparing submitted recognised withdrawn",
    "informed": "scanned preparing submitted recognised withdrawn",
    "scanned": "preparing submitted recognised withdrawn",
    "preparing": "submitted recognised withdrawn",
    "submitted": "incomplete review visit preparing recognised refused withdrawn",
    "incomplete": "submitted review visit recognised refused withdrawn",
    "review": "incomplete visit recognised refused withdrawn",
    "visit": "incomplete review recognised refused withdrawn",
    "recognised": "expired lifted excluded",
    "refused": "preparing appeal withdrawn",
    "appeal": "recognised refused lifted excluded withdrawn",
    "expired": "preparing submitted recognised",
    "lifted": "preparing appeal withdrawn",
    "excluded": "preparing appeal withdrawn",
    "withdrawn": "preparing",
}
RECOGNITION_MOVES: dict[str, frozenset[str]] = {
    RecognitionState(source): frozenset(RecognitionState(target) for target in targets.split())
    for source, targets in _WAYS.items()
}


class FiledBy(TextChoices):
    """Who hands the application in at the official counter."""

    COMPANY = "company", "Het bedrijf zelf"
    COACH = "coach", "Een trajectbegeleider of sectormedewerker, met een machtiging"


class LineKind(TextChoices):
    """What a line of the check list asks."""

    ACCESS = "access", "Toegang tot het loket"
    FACT = "fact", "Gegevens klaar hebben"
    PAPER = "paper", "Document"
    CONDITION = "condition", "Voorwaarde"
    INFO = "info", "Goed om te weten"
    NEXT = "next", "Daarna"


class LineWhen(TextChoices):
    """For which dossiers a line of the check list counts."""

    ALWAYS = "always", "Altijd"
    FIRST = "first", "Bij de eerste aanvraag van het bedrijf"
    AGAIN = "again", "Als het bedrijf al een erkenning heeft"
    COACH = "coach", "Als een begeleider de aanvraag indient"
    SEVERAL = "several", "Als het bedrijf meer vestigingen heeft"


class Training(TextChoices):
    """Where a mentor stands with the mentor training."""

    DONE = "done", "Gevolgd"
    PLANNED = "planned", "Gepland"
    EXEMPT = "exempt", "Vrijgesteld"
    NO = "no", "Nog niet"


class MentorState(TextChoices):
    YES = "yes", "Ja"
    LATER = "later", "Binnenkort"
    NO = "no", "Nog niet"


class Availability(SpokenChoices):
    """The traffic light of a workplace."""

    NOW = "now", _("Nu")
    LATER = "later", _("Later")
    MAYBE = "maybe", _("Misschien")
    NOT_THIS_YEAR = "not_this_year", _("Dit jaar niet")

    PROPOSABLE = nonmember(("now", "later"))


class WorkplaceState(TextChoices):
    OPEN = "open", "Open"
    WITHDRAWN = "withdrawn", "Ingetrokken"


WORKPLACE_MOVES: dict[str, frozenset[str]] = {
    WorkplaceState.OPEN: frozenset({WorkplaceState.WITHDRAWN}),
    WorkplaceState.WITHDRAWN: frozenset({WorkplaceState.OPEN}),
}


class CompanyRole(TextChoices):
    ADMIN = "admin", "Beheert de gegevens"
    CONTACT = "contact", "Eerste contact"


class JoinState(TextChoices):
    WAITING = "waiting", "Wacht op antwoord"
    ACCEPTED = "accepted", "Aanvaard"
    REFUSED = "refused", "Geweigerd"


JOIN_MOVES: dict[str, frozenset[str]] = {
    JoinState.WAITING: frozenset({JoinState.ACCEPTED, JoinState.REFUSED}),
    JoinState.ACCEPTED: frozenset(),
    JoinState.REFUSED: frozenset(),
}


class SpokenLanguage(SpokenChoices):
    """Languages on the floor; the order is the bit position in the engine."""

    DUTCH = "nl", _("Nederlands")
    FRENCH = "fr", _("Frans")
    ENGLISH = "en", _("Engels")
    UKRAINIAN = "uk", _("Oekraïens")
    ARABIC = "ar", _("Arabisch")

    ORDER = nonmember(("nl", "fr", "en", "uk", "ar"))


class Licence(SpokenChoices):
    """What a learner may need to hold; the order is the bit position in the engine."""

    MOPED = "am", _("Rijbewijs AM (brommer)")
    CAR = "b", _("Rijbewijs B (auto)")
    TRACTOR = "g", _("Rijbewijs G (tractor)")
    SAFETY = "vca", _("VCA-attest (veiligheid)")

    ORDER = nonmember(("am", "b", "g", "vca"))


class Gear(TextChoices):
    """What a learner wears to work safely."""

    SHOES = "schoenen", "Veiligheidsschoenen"
    CLOTHES = "kledij", "Werkkledij"
    HELMET = "helm", "Helm"
    GLOVES = "handschoenen", "Handschoenen"
    GLASSES = "bril", "Veiligheidsbril"
    EARS = "gehoor", "Gehoorbescherming"
    KITCHEN = "keuken", "Kledij voor de keuken of de winkel"
    CARE = "zorg", "Kledij voor de zorg"


class Accessibility(SpokenChoices):
    """What a workplace can provide and a learner may need. No health words; the order is the bit position."""

    STEP_FREE = "drempelvrij", _("Zonder trappen bereikbaar")
    QUIET = "rustig", _("Een rustige werkplek")
    FIXED_HOURS = "vaste-uren", _("Vaste uren")
    EXTRA_GUIDANCE = "extra-begeleiding", _("Extra begeleiding")

    ORDER = nonmember(("drempelvrij", "rustig", "vaste-uren", "extra-begeleiding"))


class ScanState(TextChoices):
    """Whether a file was looked through for viruses. Without a scanner a file counts as accepted after our own checks."""

    CHECKING = "checking", "Wordt nagekeken"
    ACCEPTED = "accepted", "In orde"
    INFECTED = "infected", "Geweigerd: onveilig"


SCAN_MOVES: dict[str, frozenset[str]] = {
    ScanState.CHECKING: frozenset({ScanState.ACCEPTED, ScanState.INFECTED}),
    ScanState.ACCEPTED: frozenset(),
    ScanState.INFECTED: frozenset(),
}


class AttachmentKind(TextChoices):
    """What a file of a company is. No extracts of a criminal record, no national numbers."""

    PLAN = "plan", "Plan of foto van de werkplek"
    ACTIVITIES = "activities", "Activiteitenlijst"
    SAFETY = "safety", "Veiligheid: risicoanalyse of instructies"
    OTHER = "other", "Iets anders"
