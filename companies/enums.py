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
    """Mirrored from the official counter, never decided here."""

    PREPARING = "preparing", "In voorbereiding"
    SUBMITTED = "submitted", "Aangevraagd"
    RECOGNISED = "recognised", "Erkend"
    REFUSED = "refused", "Geweigerd"
    EXPIRED = "expired", "Vervallen"
    LIFTED = "lifted", "Opgeheven"


RECOGNITION_MOVES: dict[str, frozenset[str]] = {
    RecognitionState.PREPARING: frozenset({RecognitionState.SUBMITTED, RecognitionState.RECOGNISED}),
    RecognitionState.SUBMITTED: frozenset(
        {RecognitionState.RECOGNISED, RecognitionState.REFUSED, RecognitionState.PREPARING}
    ),
    RecognitionState.RECOGNISED: frozenset({RecognitionState.EXPIRED, RecognitionState.LIFTED}),
    RecognitionState.REFUSED: frozenset({RecognitionState.PREPARING}),
    RecognitionState.EXPIRED: frozenset({RecognitionState.PREPARING, RecognitionState.RECOGNISED}),
    RecognitionState.LIFTED: frozenset({RecognitionState.PREPARING}),
}


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


class Accessibility(TextChoices):
    """What a workplace can provide and a learner may need. No health words; the order is the bit position."""

    STEP_FREE = "drempelvrij", "Zonder trappen bereikbaar"
    QUIET = "rustig", "Een rustige werkplek"
    FIXED_HOURS = "vaste-uren", "Vaste uren"
    EXTRA_GUIDANCE = "extra-begeleiding", "Extra begeleiding"

    ORDER = nonmember(("drempelvrij", "rustig", "vaste-uren", "extra-begeleiding"))
