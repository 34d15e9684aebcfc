"""States and closed lists of agreements and their training plans."""

from enum import nonmember

from django.db.models import TextChoices


class AgreementState(TextChoices):
    """Whose turn it is, and then how the agreement runs."""

    DRAFT = "draft", "Bedrijf vult in"
    SCHOOL = "school", "School vult in"
    SIGNING = "signing", "Klaar om te tekenen"
    SIGNED = "signed", "Getekend"
    RUNNING = "running", "Loopt"
    PAUSED = "paused", "Gepauzeerd"
    ENDED = "ended", "Beëindigd"
    CANCELLED = "cancelled", "Niet doorgegaan"

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


class ContractKind(TextChoices):
    """The contract follows from hours, programme and pay; see `rules.contracts`."""

    OAO = "oao", "Overeenkomst alternerende opleiding (OAO)"
    SAO = "sao", "Stageovereenkomst alternerende opleiding (SAO)"
    PART_TIME = "part_time", "Deeltijdse arbeidsovereenkomst"
    ADULT_STATUTE = "adult_statute", "Overeenkomst duale opleiding met statuut"
    ADULT = "adult", "Overeenkomst duale opleiding"

    PAID = nonmember(("oao", "part_time", "adult_statute", "adult"))


class Party(TextChoices):
    """Who signs."""

    COMPANY = "company", "Bedrijf"
    SCHOOL = "school", "School"
    LEARNER = "learner", "Lerende"
    PARENT = "parent", "Ouder of voogd"


class PersonRole(TextChoices):
    """People named on the agreement, in the words of the portal."""

    COMPANY_SIGNER = "company_signer", "Tekent voor het bedrijf"
    MENTOR = "mentor", "Begeleidt op de werkplek"
    SCHOOL_SIGNER = "school_signer", "Tekent voor de school"
    PARENT = "parent", "Tekent als ouder of voogd"

    OF_COMPANY = nonmember(("company_signer", "mentor"))
    OF_SCHOOL = nonmember(("school_signer", "parent"))


class SignMethod(TextChoices):
    MAIL = "mail", "Met een code in een mail"
    SMS = "sms", "Met een code in een sms"
    OUTSIDE = "outside", "Buiten het portaal getekend"


class PauseCause(TextChoices):
    """Why the work stops for a while. No health words: 'ziek' says enough."""

    ILLNESS = "illness", "Ziek"
    LEAVE = "leave", "Verlof"
    COMPANY_CLOSED = "company_closed", "Bedrijf tijdelijk gesloten"
    OTHER = "other", "Iets anders"


class PlanPlace(TextChoices):
    WORKPLACE = "workplace", "Op de werkplek"
    SCHOOL = "school", "Op school"
    BOTH = "both", "Op allebei"

    AT_WORK = nonmember(("workplace", "both"))


class PlanPeriod(TextChoices):
    """When an activity is learned, in parts of the school year."""

    ALL_YEAR = "all_year", "Heel het jaar"
    AUTUMN = "autumn", "September tot december"
    WINTER = "winter", "Januari tot Pasen"
    SPRING = "spring", "Pasen tot juni"


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
