"""States and closed lists of agreements and their training plans."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class AgreementState(SpokenChoices):
    """Whose turn it is, and then how the agreement runs."""

    DRAFT = "draft", _("Bedrijf vult in")
    SCHOOL = "school", _("School vult in")
    SIGNING = "signing", _("Klaar om te tekenen")
    SIGNED = "signed", _("Getekend")
    RUNNING = "running", _("Loopt")
    PAUSED = "paused", _("Gepauzeerd")
    ENDED = "ended", _("Beëindigd")
    CANCELLED = "cancelled", _("Niet doorgegaan")

    LIVE = nonmember(("draft", "school", "signing", "signed", "running", "paused"))
    OPEN_TEXT = nonmember(("draft", "school"))
    BINDING = nonmember(("signed", "running", "paused"))
    WAITING = nonmember(("draft", "school", "signing", "paused"))


AGREEMENT_MOVES: dict[str, frozenset[str]] = {
    AgreementState.DRAFT: frozenset({AgreementState.SCHOOL, AgreementState.CANCELLED}),
    AgreementState.SCHOOL: frozenset({AgreementState.DRAFT, AgreementState.SIGNING, AgreementState.CANCELLED}),
    AgreementState.SIGNING: frozenset(
        {AgreementState.DRAFT, AgreementState.SCHOOL, AgreementState.SIGNED, AgreementState.CANCELLED}
    ),
    AgreementState.SIGNED: frozenset({AgreementState.RUNNING, AgreementState.CANCELLED}),
    AgreementState.RUNNING: frozenset({AgreementState.PAUSED, AgreementState.ENDED}),
    AgreementState.PAUSED: frozenset({AgreementState.RUNNING, AgreementState.ENDED}),
    AgreementState.ENDED: frozenset(),
    AgreementState.CANCELLED: frozenset(),
}


class ContractKind(SpokenChoices):
    """The contract follows from hours, programme and pay; see `rules.contracts`."""

    OAO = "oao", _("Overeenkomst alternerende opleiding (OAO)")
    SAO = "sao", _("Stageovereenkomst alternerende opleiding (SAO)")
    PART_TIME = "part_time", _("Deeltijdse arbeidsovereenkomst")
    ADULT_STATUTE = "adult_statute", _("Overeenkomst duale opleiding met statuut")
    ADULT = "adult", _("Overeenkomst duale opleiding")

    PAID = nonmember(("oao", "part_time", "adult_statute", "adult"))


class Party(SpokenChoices):
    """Who signs."""

    COMPANY = "company", _("Bedrijf")
    SCHOOL = "school", _("School")
    LEARNER = "learner", _("Lerende")
    PARENT = "parent", _("Ouder of voogd")


class PersonRole(SpokenChoices):
    """People named on the agreement, in the words of the portal."""

    COMPANY_SIGNER = "company_signer", _("Tekent voor het bedrijf")
    MENTOR = "mentor", _("Begeleidt op de werkplek")
    SCHOOL_SIGNER = "school_signer", _("Tekent voor de school")
    PARENT = "parent", _("Tekent als ouder of voogd")

    OF_COMPANY = nonmember(("company_signer", "mentor"))
    OF_SCHOOL = nonmember(("school_signer", "parent"))


class SignMethod(SpokenChoices):
    MAIL = "mail", _("Met een code in een mail")
    SMS = "sms", _("Met een code in een sms")
    OUTSIDE = "outside", _("Buiten het portaal getekend")


class PauseCause(TextChoices):
    """Why the work stops for a while. No health words: 'ziek' says enough."""

    ILLNESS = "illness", "Ziek"
    LEAVE = "leave", "Verlof"
    COMPANY_CLOSED = "company_closed", "Bedrijf tijdelijk gesloten"
    OTHER = "other", "Iets anders"


class PlanPlace(SpokenChoices):
    WORKPLACE = "workplace", _("Op de werkplek")
    SCHOOL = "school", _("Op school")
    BOTH = "both", _("Op allebei")

    AT_WORK = nonmember(("workplace", "both"))


class PlanPeriod(SpokenChoices):
    """When an activity is learned, in parts of the school year."""

    ALL_YEAR = "all_year", _("Heel het jaar")
    AUTUMN = "autumn", _("September tot december")
    WINTER = "winter", _("Januari tot Pasen")
    SPRING = "spring", _("Pasen tot juni")


class WatchTerm(TextChoices):
    """What costs money when a day passes."""

    REGISTRATION = "registration", "Registratie in het officiële loket"
    LENGTH = "length", "Kortste duur voor de premie"
    TRAINING = "training", "Mentoropleiding"
    LAST_PREMIUM = "last_premium", "Laatste premie voor deze lerende"
    LEARNER_PREMIUM = "learner_premium", "Premie voor de lerende"

    OF_COMPANY = nonmember(("registration", "length", "training", "last_premium"))


class WatchMoment(TextChoices):
    """When somebody is told, in this order; how many days each is before the term is a dated rule."""

    FIRST = "first", "Eerste bericht"
    SECOND = "second", "Tweede bericht"
    THIRD = "third", "Derde bericht"
    AFTER = "after", "Wat nu"

    BEFORE = nonmember(("first", "second", "third"))


class SharingState(TextChoices):
    """How far companies are that share one learner."""

    BUILDING = "building", "In opbouw"
    FINISHED = "finished", "Afgewerkt"
    DROPPED = "dropped", "Gaat niet door"

    WAITING = nonmember(("building",))


SHARING_MOVES: dict[str, frozenset[str]] = {
    SharingState.BUILDING: frozenset({SharingState.FINISHED, SharingState.DROPPED}),
    SharingState.FINISHED: frozenset(),
    SharingState.DROPPED: frozenset(),
}


class MeetingKind(SpokenChoices):
    """What a school, a company and a learner meet for."""

    INTAKE = "intake", _("Kennismakingsgesprek")
    FIRST_VISIT = "first_visit", _("Eerste bezoek op de werkplek")
    VISIT = "visit", _("Bezoek op de werkplek")
    EVALUATION = "evaluation", _("Evaluatie")
    OTHER = "other", _("Overleg")


class MeetingState(SpokenChoices):
    """An appointment of the parties: three moments are proposed, one is chosen."""

    ASKED = "asked", _("Moment kiezen")
    SET = "set", _("Afgesproken")
    CANCELLED = "cancelled", _("Afgezegd")

    OPEN = nonmember(("asked", "set"))


MEETING_MOVES: dict[str, frozenset[str]] = {
    MeetingState.ASKED: frozenset({MeetingState.SET, MeetingState.CANCELLED}),
    MeetingState.SET: frozenset({MeetingState.CANCELLED}),
    MeetingState.CANCELLED: frozenset(),
}


class PulseSide(TextChoices):
    """Who gets the question how it goes."""

    MENTOR = "mentor", "Mentor"
    LEARNER = "learner", "Lerende"


class PulseAnswer(SpokenChoices):
    GOOD = "good", _("Goed")
    MIXED = "mixed", _("Gaat wel")
    BAD = "bad", _("Niet goed")


class PulseState(TextChoices):
    """One question to one side in one week."""

    ASKED = "asked", "Gevraagd"
    ANSWERED = "answered", "Beantwoord"
    SILENT = "silent", "Geen antwoord"


PULSE_MOVES: dict[str, frozenset[str]] = {
    PulseState.ASKED: frozenset({PulseState.ANSWERED, PulseState.SILENT}),
    PulseState.SILENT: frozenset({PulseState.ANSWERED}),
    PulseState.ANSWERED: frozenset(),
}


class PulseWhy(TextChoices):
    """Why somebody has to call."""

    BAD = "bad", "Het gaat niet goed"
    SILENT = "silent", "Niemand antwoordde"


class PulseTaskState(TextChoices):
    OPEN = "open", "Te bellen"
    DONE = "done", "Gebeld"


# A task opens again when the other side answers badly after the call.
PULSE_TASK_MOVES: dict[str, frozenset[str]] = {
    PulseTaskState.OPEN: frozenset({PulseTaskState.DONE}),
    PulseTaskState.DONE: frozenset({PulseTaskState.OPEN}),
}


class PulseOutcome(TextChoices):
    """What came of the call."""

    FINE = "fine", "Het gaat goed"
    VISIT = "visit", "Er komt een gesprek"
    STOPS = "stops", "Het dreigt te stoppen"
    NOT_REACHED = "not_reached", "Niet bereikt, ik probeer opnieuw"

    CLOSES = nonmember(("fine", "visit", "stops"))


class TryOutSide(SpokenChoices):
    """Who asks or answers about try-out days."""

    LEARNER = "learner", _("Lerende")
    COMPANY = "company", _("Bedrijf")
    SCHOOL = "school", _("School")
    STAFF = "staff", _("Steunpunt")

    PAIR = nonmember(("learner", "company"))


class TryOutState(SpokenChoices):
    """Up to three days to look around, before anybody signs."""

    ASKED = "asked", _("Wacht op een antwoord")
    SCHOOL = "school", _("School kijkt na")
    PLANNED = "planned", _("Gepland")
    REVIEW = "review", _("Hoe was het?")
    DONE = "done", _("Afgerond")
    DECLINED = "declined", _("Gaat niet door")
    CANCELLED = "cancelled", _("Afgezegd")
    EXPIRED = "expired", _("Niet op tijd beantwoord")

    LIVE = nonmember(("asked", "school", "planned", "review"))
    BEFORE = nonmember(("asked", "school", "planned"))
    SPENT = nonmember(("asked", "school", "planned", "review", "done"))


TRY_OUT_MOVES: dict[str, frozenset[str]] = {
    TryOutState.ASKED: frozenset(
        {TryOutState.SCHOOL, TryOutState.DECLINED, TryOutState.CANCELLED, TryOutState.EXPIRED}
    ),
    TryOutState.SCHOOL: frozenset({TryOutState.PLANNED, TryOutState.CANCELLED, TryOutState.EXPIRED}),
    TryOutState.PLANNED: frozenset({TryOutState.REVIEW, TryOutState.CANCELLED}),
    TryOutState.REVIEW: frozenset({TryOutState.DONE}),
    TryOutState.DONE: frozenset(),
    TryOutState.DECLINED: frozenset(),
    TryOutState.CANCELLED: frozenset(),
    TryOutState.EXPIRED: frozenset(),
}


class TryOutLiked(SpokenChoices):
    """First question afterwards."""

    GOOD = "good", _("Goed")
    MIXED = "mixed", _("Gaat wel")
    BAD = "bad", _("Niet goed")


class TryOutGoOn(SpokenChoices):
    """Second question afterwards."""

    YES = "yes", _("Ja")
    UNSURE = "unsure", _("Ik weet het nog niet")
    NO = "no", _("Nee")


class TryOutResult(SpokenChoices):
    GO_ON = "go_on", _("Allebei willen verder")
    NO = "no", _("Geen match")
    UNKNOWN = "unknown", _("Onbekend")
