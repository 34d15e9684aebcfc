"""States and closed lists of learners, cases and referrals."""

from enum import nonmember

from django.db.models import TextChoices


class Who(TextChoices):
    """Who fills in the intake."""

    LEARNER = "learner", "Ik zoek zelf een plek"
    PARENT = "parent", "Ik ben een ouder of voogd"
    REFERRER = "referrer", "Ik begeleid een jongere (CLB, VDAB, welzijn)"
    SCHOOL = "school", "Ik werk op een school"
    ADULT = "adult", "Ik ben 18 of ouder en zit niet meer op school"


class Situation(TextChoices):
    AT_SCHOOL = "at_school", "Ik zit op school"
    LEFT_SCHOOL = "left_school", "Ik ben gestopt met school"
    WORKING = "working", "Ik werk"
    JOBSEEKER = "jobseeker", "Ik zoek werk"
    LOST_WORKPLACE = "lost_workplace", "Ik volg duaal en ben mijn werkplek kwijt"
    OTHER = "other", "Iets anders"


class Readiness(TextChoices):
    """The class council's advice as it was told to us; the portal never judges."""

    UNKNOWN = "unknown", "Nog geen advies"
    READY = "ready", "Arbeidsbereid en arbeidsrijp"
    WILLING = "willing", "Arbeidsbereid, nog niet arbeidsrijp"
    NOT_WILLING = "not_willing", "Nu niet arbeidsbereid"


class OwnCompany(TextChoices):
    YES = "yes", "Ja"
    MAYBE = "maybe", "Misschien"
    NO = "no", "Nee"


class Barrier(TextChoices):
    """What makes it hard. Closed list, never free text."""

    LANGUAGE = "language", "De taal"
    HOUSING = "housing", "Wonen"
    MONEY = "money", "Geld"
    FAMILY = "family", "Thuis of familie"
    TRANSPORT = "transport", "Vervoer"
    MOTIVATION = "motivation", "Zin om te beginnen"
    PAPERWORK = "paperwork", "Papieren"
    PERSONAL = "personal", "Iets persoonlijks (dat bespreken we liever met jou)"


OTHER_LANGUAGE = "other"
"""Speaks a language outside the list of the companies. Kept, and no reason to leave somebody out."""
NO_LICENCE = "none"
"""Answered that there is no licence; an empty list means that nobody asked or answered."""


class Source(TextChoices):
    """Where an intake was filled in, so that campaigns can count."""

    WEB = "web", "Op de website"
    FAIR = "fair", "Op een beurs of infomoment"


class Channel(TextChoices):
    CALL = "call", "Bellen"
    SMS = "sms", "Sms"
    WHATSAPP = "whatsapp", "WhatsApp"
    EMAIL = "email", "E-mail"
    COUNSELLOR = "counsellor", "Via mijn begeleider"


class Moment(TextChoices):
    MORNING = "morning", "Voormiddag"
    AFTERNOON = "afternoon", "Namiddag"
    AFTER_SCHOOL = "after_school", "Na schooltijd (16 tot 18 uur)"
    ANY = "any", "Maakt niet uit"


class Route(TextChoices):
    """Where an intake leads. Every one has a next step and a contact; none is a refusal."""

    DUAL = "dual", "Duaal leren"
    RUN_UP = "run_up", "Aanloopfase"
    NAFT = "naft", "NAFT via het CLB"
    ADULT = "adult", "Route voor 18-plussers"
    TOO_YOUNG = "too_young", "Interesselijst"
    WORKPLACE_LEARNING = "workplace_learning", "Voltijds met werkplekleren"
    ORIENTATION = "orientation", "Oriëntatiegesprek"

    MATCHED = nonmember(("dual",))


class CaseState(TextChoices):
    NEW = "new", "Nieuw"
    CONTACTED = "contacted", "Eerste gesprek gehad"
    MATCHING = "matching", "Plek zoeken"
    INTRODUCED = "introduced", "Kennismaking"
    PLACED = "placed", "Geplaatst"
    PARKED = "parked", "Even wachten"
    REFERRED = "referred", "Doorverwezen"
    CLOSED = "closed", "Afgesloten"

    OPEN = nonmember(("new", "contacted", "matching", "introduced", "parked", "referred"))
    WAITING = nonmember(("new", "introduced", "parked", "referred"))


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


class ReferralReason(TextChoices):
    READY = "ready", "Klaar voor duaal"
    NOT_YET = "not_yet", "Nog niet klaar"
    ALTERNATIVE = "alternative", "Zoekt een andere weg"
    LOST_WORKPLACE = "lost_workplace", "Is een werkplek kwijt"
    ADULT = "adult", "Is 18 of ouder"
    OTHER = "other", "Iets anders"


class Approach(TextChoices):
    CALL_TOGETHER = "call_together", "We bellen samen"
    YOU_CALL = "you_call", "Jij belt"
    LEARNER_COMES = "learner_comes", "De lerende komt langs"


class ReferralState(TextChoices):
    SENT = "sent", "Verstuurd"
    SEEN = "seen", "Gezien"
    ACCEPTED = "accepted", "Aanvaard"
    CLOSED = "closed", "Afgesloten"

    WAITING = nonmember(("sent", "seen", "accepted"))


REFERRAL_MOVES: dict[str, frozenset[str]] = {
    ReferralState.SENT: frozenset({ReferralState.SEEN, ReferralState.ACCEPTED, ReferralState.CLOSED}),
    ReferralState.SEEN: frozenset({ReferralState.ACCEPTED, ReferralState.CLOSED}),
    ReferralState.ACCEPTED: frozenset({ReferralState.CLOSED}),
    ReferralState.CLOSED: frozenset(),
}


class ReferralOutcome(TextChoices):
    """The nine answers of a receiver."""

    ACCEPTED = "accepted", "Wij nemen het op"
    ACCEPTED_LATER = "accepted_later", "Wij nemen het later op"
    FORWARDED = "forwarded", "Doorgegeven aan een ander"
    UNREACHABLE = "unreachable", "Twee keer geprobeerd, niet bereikt"
    DECLINED = "declined", "De lerende wil het niet"
    ALREADY_FOLLOWED = "already_followed", "Wordt al gevolgd"
    DUPLICATE = "duplicate", "Was al doorgegeven"
    WRONG_DATA = "wrong_data", "De gegevens kloppen niet"
    FINISHED = "finished", "Afgerond"


class TryResult(TextChoices):
    """How a planned new call ended."""

    REACHED = "reached", "Gesproken"
    NO_ANSWER = "no_answer", "Weer niet bereikt"
    NOT_NEEDED = "not_needed", "Niet meer nodig"


class EventVerb(TextChoices):
    """What a line in the timeline of a case says."""

    INTAKE = "intake", "Intake ontvangen"
    MOVED = "moved", "Status gewijzigd"
    CALLED = "called", "Contact gehad"
    NO_ANSWER = "no_answer", "Niet bereikt"
    NOTE = "note", "Notitie"
    ASSIGNED = "assigned", "Toegewezen"
    REFERRED = "referred", "Doorverwezen"
    RECEIPT = "receipt", "Antwoord van een partner"
    ADVICE = "advice", "Advies van de klassenraad"
    PROPOSED = "proposed", "Leerwerkplek voorgesteld"
    ANSWERED = "answered", "Antwoord op een voorstel"
    INTRODUCED = "introduced", "Kennismaking"
    BREACHED = "breached", "Belofte niet gehaald"
    DUE = "due", "Opvolgdatum voorbij"
    CLOCK = "clock", "Zoektermijn loopt af"
    COMPLETED = "completed", "Antwoorden aangevuld"
    DOUBLE = "double", "Misschien dubbel"
    MERGED = "merged", "Dossiers samengevoegd"
    WIPED = "wiped", "Gegevens gewist"
