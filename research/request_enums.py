"""Closed lists of a programme request and its dossier."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class RequestState(SpokenChoices):
    """Where a programme request stands: with the school, with the forum, with the government, or over."""

    DRAFT = "draft", _("De school vult in")
    SUBMITTED = "submitted", _("Wacht op advies van het POF")
    ADVISED = "advised", _("Advies gegeven")
    SENT = "sent", _("Verzonden naar AGODI")
    DECIDED = "decided", _("Beslist")
    WITHDRAWN = "withdrawn", _("Ingetrokken")

    OPEN = nonmember(("draft", "submitted", "advised", "sent"))
    FORUM = nonmember(("submitted", "advised", "sent", "decided"))
    BEFORE_SENT = nonmember(("draft", "submitted", "advised"))


PROGRAMME_REQUEST_MOVES: dict[str, frozenset[str]] = {
    RequestState.DRAFT: frozenset({RequestState.SUBMITTED, RequestState.WITHDRAWN}),
    RequestState.SUBMITTED: frozenset({RequestState.DRAFT, RequestState.ADVISED, RequestState.WITHDRAWN}),
    RequestState.ADVISED: frozenset({RequestState.SUBMITTED, RequestState.SENT, RequestState.WITHDRAWN}),
    RequestState.SENT: frozenset({RequestState.DECIDED, RequestState.WITHDRAWN}),
    RequestState.DECIDED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


class RequestKind(SpokenChoices):
    NEW = "new", _("Nieuwe opleiding op deze vestiging")
    EXTRA = "extra", _("Extra plaatsen")
    CONVERT = "convert", _("Omvorming van een voltijdse richting")
    STOP = "stop", _("Stopzetten")


class Advice(SpokenChoices):
    """How an adviser looks at a request."""

    FAVOURABLE = "favourable", _("Gunstig")
    RESERVED = "reserved", _("Gunstig met voorwaarden")
    UNFAVOURABLE = "unfavourable", _("Ongunstig")


class Adviser(SpokenChoices):
    """Who advises after the forum."""

    VLOR = "vlor", _("Vlor")
    SERV = "serv", _("SERV")
    AGODI = "agodi", _("AGODI")
    INSPECTION = "inspection", _("Onderwijsinspectie")


class Decision(SpokenChoices):
    GRANTED = "granted", _("Goedgekeurd")
    REFUSED = "refused", _("Geweigerd")


class GapReason(SpokenChoices):
    """Why fewer or more learners came than the dossier expected, on 1 October."""

    AS_EXPECTED = "as_expected", _("Het aantal klopt met de verwachting")
    LATE_DECISION = "late_decision", _("De beslissing kwam te laat")
    LATE_PROMOTION = "late_promotion", _("De opleiding was te laat bekend")
    FEW_WORKPLACES = "few_workplaces", _("Te weinig werkplekken")
    FEW_INTERESTED = "few_interested", _("Te weinig interesse van jongeren")
    NOT_READY = "not_ready", _("Jongeren waren nog niet arbeidsrijp")
    OTHER_SCHOOL = "other_school", _("Jongeren kozen een andere school")
    TRAVEL = "travel", _("De school of de werkplek is moeilijk bereikbaar")
    TEACHERS = "teachers", _("Geen leraar gevonden")
    EQUIPMENT = "equipment", _("Lokalen of toestellen niet klaar")
    MORE_INTEREST = "more_interest", _("Meer interesse dan verwacht")
    OTHER = "other", _("Iets anders")


class FigureKey(TextChoices):
    """The figures of a dossier, in the order in which the dossier shows them."""

    SCHOOL = "school", "School, net en instellingsnummer"
    CAMPUS = "campus", "Adres van de vestiging"
    NIS = "nis", "NIS-code van de vestiging"
    CODE = "code", "Officiële naam en codes van de opleiding"
    LEVEL = "level", "Niveau en finaliteit"
    NORM = "norm", "Norm per vestiging"
    DEADLINE = "deadline", "Uiterlijk in te dienen"
    DECISION_BY = "decision_by", "Beslissing verwacht tegen"
    COUNT_DAY = "count_day", "Vergelijking met wie gestart is, vanaf"
    INTERESTED = "interested", "Lerenden met interesse nu"
    WAITING = "waiting", "Lerenden van deze opleiding zonder werkplek"
    ENROLLED_HERE = "enrolled_here", "Lerenden in deze opleiding op deze school"
    CAPACITY_HERE = "capacity_here", "Plaatsen op deze vestiging vandaag"
    ACTIVE = "active", "Erkende vestigingen van bedrijven die actief zijn"
    ASLEEP = "asleep", "Erkende vestigingen van bedrijven die slapen"
    GREEN = "green", "Vrije leerwerkplekken (groen licht)"
    POTENTIAL = "potential", "Bedrijven die de opleiding grotendeels aankunnen"
    WISHES = "wishes", "Bedrijven met een wens voor deze opleiding"
    WISHED_LEARNERS = "wished_learners", "Lerenden die die bedrijven vragen"
    SHORTAGE = "shortage", "Knelpuntberoep"
    VACANCIES = "vacancies", "Vacatures"
    LEAVERS = "leavers", "Zonder werk een jaar na de opleiding"
    SAME_NEAR = "same_near", "Scholen met dezelfde opleiding in de buurt"
    FILL_NEAR = "fill_near", "Bezetting van die opleidingen"
    SIMILAR_NEAR = "similar_near", "Verwante opleidingen in de buurt"
    COVERAGE = "coverage", "Gemeenten die de vestiging bereiken"
    SECTOR = "sector", "Sector en sectoraal partnerschap"
    OVERLAP = "overlap", "Hoe de opleiding past naast wat er al is"
    GAPS = "gaps", "Wat de school of het RTC zelf moet aanleren"
    FORUM = "forum", "Wie advies geeft in het POF"


class PaperState(TextChoices):
    """A PDF that a worker makes."""

    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Wordt gemaakt"
    READY = "ready", "Klaar"
    FAILED = "failed", "Mislukt"

    BUSY = nonmember(("waiting", "running"))


PAPER_MOVES: dict[str, frozenset[str]] = {
    PaperState.WAITING: frozenset({PaperState.RUNNING}),
    PaperState.RUNNING: frozenset({PaperState.READY, PaperState.FAILED}),
    PaperState.READY: frozenset({PaperState.WAITING}),
    PaperState.FAILED: frozenset({PaperState.WAITING}),
}
