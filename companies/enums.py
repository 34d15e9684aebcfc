"""States and closed lists of companies, recognitions and workplaces."""

from enum import nonmember

from django.db.models import TextChoices


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
    AT_COUNTER = nonmember(("submitted", "incomplete", "review", "visit"))
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


_BEFORE = {RecognitionState.PREPARING, RecognitionState.SUBMITTED, RecognitionState.RECOGNISED}
_DECIDED = {RecognitionState.RECOGNISED, RecognitionState.REFUSED, RecognitionState.WITHDRAWN}
RECOGNITION_MOVES: dict[str, frozenset[str]] = {
    RecognitionState.PROSPECT: frozenset(
        {RecognitionState.INFORMED, RecognitionState.SCANNED, RecognitionState.WITHDRAWN, *_BEFORE}
    ),
    RecognitionState.INFORMED: frozenset({RecognitionState.SCANNED, RecognitionState.WITHDRAWN, *_BEFORE}),
    RecognitionState.SCANNED: frozenset({RecognitionState.WITHDRAWN, *_BEFORE}),
    RecognitionState.PREPARING: frozenset(
        {RecognitionState.SUBMITTED, RecognitionState.RECOGNISED, RecognitionState.WITHDRAWN}
    ),
    RecognitionState.SUBMITTED: frozenset(
        {
            RecognitionState.INCOMPLETE,
            RecognitionState.REVIEW,
            RecognitionState.VISIT,
            RecognitionState.PREPARING,
            *_DECIDED,
        }
    ),
    RecognitionState.INCOMPLETE: frozenset(
        {RecognitionState.SUBMITTED, RecognitionState.REVIEW, RecognitionState.VISIT, *_DECIDED}
    ),
    RecognitionState.REVIEW: frozenset({RecognitionState.INCOMPLETE, RecognitionState.VISIT, *_DECIDED}),
    RecognitionState.VISIT: frozenset({RecognitionState.INCOMPLETE, RecognitionState.REVIEW, *_DECIDED}),
    RecognitionState.RECOGNISED: frozenset(
        {RecognitionState.EXPIRED, RecognitionState.LIFTED, RecognitionState.EXCLUDED}
    ),
    RecognitionState.REFUSED: frozenset(
        {RecognitionState.PREPARING, RecognitionState.APPEAL, RecognitionState.WITHDRAWN}
    ),
    RecognitionState.APPEAL: frozenset(
        {
            RecognitionState.RECOGNISED,
            RecognitionState.REFUSED,
            RecognitionState.LIFTED,
            RecognitionState.EXCLUDED,
            RecognitionState.WITHDRAWN,
        }
    ),
    RecognitionState.EXPIRED: frozenset(
        {RecognitionState.PREPARING, RecognitionState.SUBMITTED, RecognitionState.RECOGNISED}
    ),
    RecognitionState.LIFTED: frozenset(
        {RecognitionState.PREPARING, RecognitionState.APPEAL, RecognitionState.WITHDRAWN}
    ),
    RecognitionState.EXCLUDED: frozenset(
        {RecognitionState.PREPARING, RecognitionState.APPEAL, RecognitionState.WITHDRAWN}
    ),
    RecognitionState.WITHDRAWN: frozenset({RecognitionState.PREPARING}),
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


class Availability(TextChoices):
    """The traffic light of a workplace."""

    NOW = "now", "Nu"
    LATER = "later", "Later"
    MAYBE = "maybe", "Misschien"
    NOT_THIS_YEAR = "not_this_year", "Dit jaar niet"

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


class ScanBand(TextChoices):
    """The three outcomes of the quick scan, best first."""

    READY = "klaar", "Klaar om te starten"
    ALMOST = "bijna", "Bijna klaar"
    TALK = "praten", "Eerst praten"


class HelpKind(TextChoices):
    CALL = "bel-me", "Bel me over mijn scan"
    RECOGNITION = "erkenning", "Help me met een erkenning"


class HelpState(TextChoices):
    WAITING = "waiting", "Wacht op ons"
    HANDLED = "handled", "Afgehandeld"
    DROPPED = "dropped", "Niet meer nodig"


HELP_MOVES: dict[str, frozenset[str]] = {
    HelpState.WAITING: frozenset({HelpState.HANDLED, HelpState.DROPPED}),
    HelpState.HANDLED: frozenset({HelpState.WAITING}),
    HelpState.DROPPED: frozenset({HelpState.WAITING}),
}


class SpokenLanguage(TextChoices):
    """Languages on the floor; the order is the bit position in the engine."""

    DUTCH = "nl", "Nederlands"
    FRENCH = "fr", "Frans"
    ENGLISH = "en", "Engels"
    UKRAINIAN = "uk", "Oekraïens"
    ARABIC = "ar", "Arabisch"

    ORDER = nonmember(("nl", "fr", "en", "uk", "ar"))


class Licence(TextChoices):
    """What a learner may need to hold; the order is the bit position in the engine."""

    MOPED = "am", "Rijbewijs AM (brommer)"
    CAR = "b", "Rijbewijs B (auto)"
    TRACTOR = "g", "Rijbewijs G (tractor)"
    SAFETY = "vca", "VCA-attest (veiligheid)"

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


class Accessibility(TextChoices):
    """What a workplace can provide and a learner may need. No health words; the order is the bit position."""

    STEP_FREE = "drempelvrij", "Zonder trappen bereikbaar"
    QUIET = "rustig", "Een rustige werkplek"
    FIXED_HOURS = "vaste-uren", "Vaste uren"
    EXTRA_GUIDANCE = "extra-begeleiding", "Extra begeleiding"

    ORDER = nonmember(("drempelvrij", "rustig", "vaste-uren", "extra-begeleiding"))
