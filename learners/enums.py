"""States and closed lists of learners, cases and referrals."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices
from learners.loss_enums import BreakOffOutcome as BreakOffOutcome  # noqa: PLC0414
from learners.loss_enums import Cause as Cause  # noqa: PLC0414
from learners.loss_enums import PauseReason as PauseReason  # noqa: PLC0414
from learners.loss_enums import Reporter as Reporter  # noqa: PLC0414
from learners.loss_enums import Wish as Wish  # noqa: PLC0414


class Who(SpokenChoices):
    """Who fills in the intake."""

    LEARNER = "learner", _("Ik zoek zelf een plek")
    PARENT = "parent", _("Ik ben een ouder of voogd")
    REFERRER = "referrer", _("Ik begeleid een jongere (CLB, VDAB, welzijn)")
    SCHOOL = "school", _("Ik werk op een school")
    ADULT = "adult", _("Ik ben 18 of ouder en zit niet meer op school")


class Situation(SpokenChoices):
    AT_SCHOOL = "at_school", _("Ik zit op school")
    LEFT_SCHOOL = "left_school", _("Ik ben gestopt met school")
    WORKING = "working", _("Ik werk")
    JOBSEEKER = "jobseeker", _("Ik zoek werk")
    LOST_WORKPLACE = "lost_workplace", _("Ik volg duaal en ben mijn werkplek kwijt")
    OTHER = "other", _("Iets anders")


SITUATION_OF_ANOTHER: dict[str, str] = {
    Situation.AT_SCHOOL: "Zit op school",
    Situation.LEFT_SCHOOL: "Is gestopt met school",
    Situation.WORKING: "Werkt",
    Situation.JOBSEEKER: "Zoekt werk",
    Situation.LOST_WORKPLACE: "Volgt duaal en is de werkplek kwijt",
    Situation.OTHER: "Iets anders",
}
"""The same situations as somebody else tells them, and as colleagues read them."""


class Readiness(SpokenChoices):
    """The class council's advice as it was told to us; the portal never judges."""

    UNKNOWN = "unknown", _("Nog geen advies")
    READY = "ready", _("Arbeidsbereid en arbeidsrijp")
    WILLING = "willing", _("Arbeidsbereid, nog niet arbeidsrijp")
    NOT_WILLING = "not_willing", _("Nu niet arbeidsbereid")


class OwnCompany(SpokenChoices):
    YES = "yes", _("Ja")
    MAYBE = "maybe", _("Misschien")
    NO = "no", _("Nee")


class Barrier(SpokenChoices):
    """What makes it hard. Closed list, never free text."""

    LANGUAGE = "language", _("De taal")
    HOUSING = "housing", _("Wonen")
    MONEY = "money", _("Geld")
    FAMILY = "family", _("Thuis of familie")
    TRANSPORT = "transport", _("Vervoer")
    MOTIVATION = "motivation", _("Zin om te beginnen")
    PAPERWORK = "paperwork", _("Papieren")
    PERSONAL = "personal", _("Iets persoonlijks (dat bespreken we liever met jou)")


OTHER_LANGUAGE = "other"
"""Speaks a language outside the list of the companies. Kept, and no reason to leave somebody out."""
NO_LICENCE = "none"
"""Answered that there is no licence; an empty list means that nobody asked or answered."""


class Source(TextChoices):
    """Where an intake was filled in, so that campaigns can count."""

    WEB = "web", "Op de website"
    FAIR = "fair", "Op een beurs of infomoment"


class Channel(SpokenChoices):
    CALL = "call", _("Bellen")
    SMS = "sms", _("Sms")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    COUNSELLOR = "counsellor", _("Via mijn begeleider")


class Moment(SpokenChoices):
    MORNING = "morning", _("Voormiddag")
    AFTERNOON = "afternoon", _("Namiddag")
    AFTER_SCHOOL = "after_school", _("Na schooltijd (16 tot 18 uur)")
    ANY = "any", _("Maakt niet uit")


class Route(SpokenChoices):
    """Where an intake leads. Every one has a next step and a contact; none is a refusal."""

    DUAL = "dual", _("Duaal leren")
    RUN_UP = "run_up", _("Aanloopfase naar één opleiding")
    RUN_UP_BROAD = "run_up_broad", _("Brede aanloopfase")
    NAFT = "naft", _("NAFT via het CLB")
    ADULT = "adult", _("Route voor 18-plussers")
    TOO_YOUNG = "too_young", _("Interesselijst")
    WORKPLACE_LEARNING = "workplace_learning", _("Voltijds met werkplekleren")
    ORIENTATION = "orientation", _("Oriëntatiegesprek")
    TRY_OUT = "try_out", _("Snuffeldag")

    MATCHED = nonmember(("dual", "try_out"))


class CaseState(SpokenChoices):
    NEW = "new", _("Nieuw")
    CONTACTED = "contacted", _("Eerste gesprek gehad")
    MATCHING = "matching", _("Plek zoeken")
    INTRODUCED = "introduced", _("Kennismaking")
    PLACED = "placed", _("Geplaatst")
    PARKED = "parked", _("Even wachten")
    REFERRED = "referred", _("Doorverwezen")
    CLOSED = "closed", _("Afgesloten")

    OPEN = nonmember(("new", "contacted", "matching", "introduced", "parked", "referred"))
    WAITING = nonmember(("new", "introduced", "parked", "referred"))
    MET = nonmember(("introduced", "placed"))


CASE_MOVES: dict[str, frozenset[str]] = {
    CaseState.NEW: frozenset({CaseState.CONTACTED, CaseState.PARKED, CaseState.REFERRED, CaseState.CLOSED}),
    CaseState.CONTACTED: frozenset(
        {CaseState.MATCHING, CaseState.PARKED, CaseState.REFERRED, CaseState.PLACED, CaseState.CLOSED}
    ),
    CaseState.MATCHING: frozenset(
        {CaseState.INTRODUCED, CaseState.PARKED, CaseState.REFERRED, CaseState.PLACED, CaseState.CLOSED}
    ),
    CaseState.INTRODUCED: frozenset({CaseState.MATCHING, CaseState.PLACED, CaseState.CLOSED}),
    CaseState.PLACED: frozenset({CaseState.MATCHING, CaseState.CLOSED}),
    CaseState.PARKED: frozenset({CaseState.CONTACTED, CaseState.MATCHING, CaseState.CLOSED}),
    CaseState.REFERRED: frozenset({CaseState.CONTACTED, CaseState.MATCHING, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.CONTACTED}),
}


class SchoolLinkState(TextChoices):
    """The answer of a learner to a school that asks to follow the file."""

    WAITING = "waiting", "Wacht op de lerende"
    CONFIRMED = "confirmed", "Bevestigd"
    REFUSED = "refused", "Niet bevestigd"
    EXPIRED = "expired", "Te laat"

    OPEN = nonmember(("waiting",))


SCHOOL_LINK_MOVES: dict[str, frozenset[str]] = {
    SchoolLinkState.WAITING: frozenset({SchoolLinkState.CONFIRMED, SchoolLinkState.REFUSED, SchoolLinkState.EXPIRED}),
    SchoolLinkState.CONFIRMED: frozenset(),
    SchoolLinkState.REFUSED: frozenset(),
    SchoolLinkState.EXPIRED: frozenset(),
}


class ReferralReason(SpokenChoices):
    READY = "ready", _("Klaar voor duaal")
    NOT_YET = "not_yet", _("Nog niet klaar")
    ALTERNATIVE = "alternative", _("Zoekt een andere weg")
    LOST_WORKPLACE = "lost_workplace", _("Is een werkplek kwijt")
    ADULT = "adult", _("Is 18 of ouder")
    OTHER = "other", _("Iets anders")


class Approach(SpokenChoices):
    CALL_TOGETHER = "call_together", _("We bellen samen")
    YOU_CALL = "you_call", _("Jij belt")
    LEARNER_COMES = "learner_comes", _("De lerende komt langs")


class ConsentMedium(SpokenChoices):
    """How somebody agreed to a hand-over."""

    PHONE = "phone", _("Aan de telefoon")
    TALK = "talk", _("In een gesprek")
    MESSAGE = "message", _("In een mail of bericht")
    PAPER = "paper", _("Op papier")


class Shared(SpokenChoices):
    """What a partner may see. First name and initial always go along: without them nobody can be helped."""

    NAME = "name", _("De volledige naam")
    CONTACT = "contact", _("Gsm en e-mailadres")
    HELPER = "helper", _("Naam en nummer van een ouder of begeleider")
    PLACE = "place", _("Geboortejaar en gemeente")
    SCHOOL = "school", _("School en opleiding")
    FORWARD = "forward", _("De partner mag de vraag doorgeven aan een andere partner")


class ReferralState(SpokenChoices):
    SENT = "sent", _("Verstuurd")
    SEEN = "seen", _("Gezien")
    ACCEPTED = "accepted", _("Aanvaard")
    FIRST_CONTACT = "first_contact", _("Eerste contact gehad")
    CLOSED = "closed", _("Afgesloten")

    WAITING = nonmember(("sent", "seen", "accepted", "first_contact"))
    HELD = nonmember(("accepted", "first_contact"))


REFERRAL_MOVES: dict[str, frozenset[str]] = {
    ReferralState.SENT: frozenset({ReferralState.SEEN, ReferralState.ACCEPTED, ReferralState.CLOSED}),
    ReferralState.SEEN: frozenset({ReferralState.ACCEPTED, ReferralState.CLOSED}),
    ReferralState.ACCEPTED: frozenset({ReferralState.FIRST_CONTACT, ReferralState.CLOSED}),
    ReferralState.FIRST_CONTACT: frozenset({ReferralState.CLOSED}),
    ReferralState.CLOSED: frozenset(),
}


class ReferralOutcome(SpokenChoices):
    """The nine answers of a receiver."""

    ACCEPTED = "accepted", _("Wij nemen het op")
    ACCEPTED_LATER = "accepted_later", _("Wij nemen het later op")
    FORWARDED = "forwarded", _("Doorgegeven aan een ander")
    UNREACHABLE = "unreachable", _("Twee keer geprobeerd, niet bereikt")
    DECLINED = "declined", _("De lerende wil het niet")
    ALREADY_FOLLOWED = "already_followed", _("Wordt al gevolgd")
    DUPLICATE = "duplicate", _("Was al doorgegeven")
    WRONG_DATA = "wrong_data", _("De gegevens kloppen niet")
    FINISHED = "finished", _("Afgerond")


class TryResult(TextChoices):
    """How a planned new call ended."""

    REACHED = "reached", "Gesproken"
    NO_ANSWER = "no_answer", "Weer niet bereikt"
    NOT_NEEDED = "not_needed", "Niet meer nodig"


class EventVerb(SpokenChoices):
    """What a line in the timeline of a case says."""

    INTAKE = "intake", _("Intake ontvangen")
    MOVED = "moved", _("Status gewijzigd")
    CALLED = "called", _("Contact gehad")
    NO_ANSWER = "no_answer", _("Niet bereikt")
    NOTE = "note", _("Notitie")
    ASSIGNED = "assigned", _("Toegewezen")
    REFERRED = "referred", _("Doorverwezen")
    RECEIPT = "receipt", _("Antwoord van een partner")
    ADVICE = "advice", _("Advies van de klassenraad")
    PROPOSED = "proposed", _("Leerwerkplek voorgesteld")
    ANSWERED = "answered", _("Antwoord op een voorstel")
    INTRODUCED = "introduced", _("Kennismaking")
    BREACHED = "breached", _("Belofte niet gehaald")
    DUE = "due", _("Opvolgdatum voorbij")
    CLOCK = "clock", _("Zoektermijn")
    COMPLETED = "completed", _("Antwoorden aangevuld")
    DOUBLE = "double", _("Misschien dubbel")
    MERGED = "merged", _("Dossiers samengevoegd")
    BREAK_OFF = "break_off", _("Werkplek weggevallen")
    INTERVIEW = "interview", _("Kennismakingsgesprek")
    WIPED = "wiped", _("Gegevens gewist")
    APPOINTMENT = "appointment", _("Afspraak")
    SHARED = "shared", _("Meekijklink")


class AppointmentKind(SpokenChoices):
    TALK = "talk", _("Gesprek")
    ORIENTATION = "orientation", _("Oriëntatiegesprek")
    INTRODUCTION = "introduction", _("Kennismaking met een bedrijf")
    SCHOOL = "school", _("Gesprek op school")
    PARTNER = "partner", _("Afspraak bij een partner")
    OTHER = "other", _("Afspraak")


class Meeting(SpokenChoices):
    """How people meet."""

    VISIT = "visit", _("Op deze plaats")
    PHONE = "phone", _("Aan de telefoon")
    VIDEO = "video", _("Via beeldbellen")


class CoViewPart(SpokenChoices):
    """What a learner can show to a parent."""

    NAME = "name", _("Mijn voornaam")
    STEPS = "steps", _("Wat er nu komt en hoe ver we zijn")
    HELPER = "helper", _("Wie mij helpt")
    DAYS = "days", _("Hoeveel lesdagen ik nog heb")
    APPOINTMENTS = "appointments", _("Mijn afspraken")
    PROPOSALS = "proposals", _("De leerwerkplekken die voorgesteld zijn")
