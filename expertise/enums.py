"""Closed lists of the pool of expertise."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class ExpertKind(SpokenChoices):
    PEDAGOGICAL = "pedagogical", _("Pedagogisch")
    SECTOR = "sector", _("Sector")
    COMPANY = "company", _("Bedrijf")


class Topic(SpokenChoices):
    """What a request, a skill or a signal is about."""

    RECOGNITION = "erkenning", _("Erkenning als leerbedrijf")
    MENTOR = "mentor", _("Mentor en mentoropleiding")
    WORKPLACE = "werkvloer", _("Begeleiding op de werkvloer")
    TRAINING_PLAN = "opleidingsplan", _("Opleidingsplan en activiteiten")
    EVALUATION = "evaluatie", _("Evalueren en attesteren")
    CONTRACT = "overeenkomst", _("Overeenkomst en premies")
    TRAJECTORY = "traject", _("Een traject ontwikkelen")
    MATCHING = "matching", _("Een leerwerkplek vinden")
    TOGETHER = "samenwerken", _("Samenwerken met school of bedrijf")
    OTHER = "andere", _("Iets anders")


class RequestState(SpokenChoices):
    NEW = "new", _("Nieuw")
    IN_PROGRESS = "in_progress", _("In behandeling")
    DONE = "done", _("Afgerond")
    WITHDRAWN = "withdrawn", _("Ingetrokken")

    WAITING = nonmember(frozenset({"new", "in_progress"}))


REQUEST_MOVES: dict[str, frozenset[str]] = {
    RequestState.NEW: frozenset({RequestState.IN_PROGRESS, RequestState.DONE, RequestState.WITHDRAWN}),
    RequestState.IN_PROGRESS: frozenset({RequestState.NEW, RequestState.DONE, RequestState.WITHDRAWN}),
    RequestState.DONE: frozenset({RequestState.NEW}),
    RequestState.WITHDRAWN: frozenset(),
}


class Route(SpokenChoices):
    """Who helps: the asker with what we send, a colleague, or an expert whose hours count."""

    SELF_HELP = "self_help", _("Zelf verder met onze uitleg")
    COLLEAGUE = "colleague", _("Een collega van het Steunpunt")
    EXPERT = "expert", _("Een expert")


class Outcome(SpokenChoices):
    SOLVED = "solved", _("Opgelost")
    PARTLY = "partly", _("Voor een deel opgelost")
    PASSED_ON = "passed_on", _("Doorgegeven aan een partner")
    NOT_SOLVED = "not_solved", _("Niet opgelost")


class Satisfaction(SpokenChoices):
    """Four points, so that nobody hides in the middle."""

    VERY = "4", _("Heel tevreden")
    RATHER = "3", _("Tevreden")
    HARDLY = "2", _("Niet zo tevreden")
    NOT = "1", _("Niet tevreden")


class ContactChannel(TextChoices):
    CALL = "call", "Telefoon"
    MAIL = "mail", "E-mail"
    VISIT = "visit", "Bezoek"
    MEETING = "meeting", "Overleg"


class RelationKind(TextChoices):
    MEMBER = "member", "is lid van"
    FUNDS = "funds", "betaalt mee aan"
    WORKS_WITH = "works_with", "werkt samen met"
    REPORTS_TO = "reports_to", "brengt verslag uit aan"


class ProjectKind(TextChoices):
    PROJECT = "project", "Project"
    INITIATIVE = "initiative", "Initiatief"
    PARTNERSHIP = "partnership", "Samenwerkingsverband"


class SignalSource(TextChoices):
    CASE = "case", "Een dossier"
    MEETING = "meeting", "Een overleg"
    REQUEST = "request", "Een vraag aan de pool"
    SURVEY = "survey", "Een bevraging"
    OTHER = "other", "Iets anders"


class SignalState(TextChoices):
    """How far a policy signal is on its way to who decides."""

    OPEN = "open", "Verzameld"
    WEIGHED = "weighed", "Gewogen"
    AT_POF = "at_pof", "Op het POF"
    SENT = "sent", "Verstuurd"
    ANSWERED = "answered", "Beantwoord"
    CLOSED = "closed", "Afgesloten"

    WAITING = nonmember(frozenset({"at_pof", "sent"}))


SIGNAL_MOVES: dict[str, frozenset[str]] = {
    SignalState.OPEN: frozenset({SignalState.WEIGHED, SignalState.CLOSED}),
    SignalState.WEIGHED: frozenset({SignalState.AT_POF, SignalState.CLOSED}),
    SignalState.AT_POF: frozenset({SignalState.WEIGHED, SignalState.SENT, SignalState.CLOSED}),
    SignalState.SENT: frozenset({SignalState.ANSWERED, SignalState.CLOSED}),
    SignalState.ANSWERED: frozenset({SignalState.CLOSED, SignalState.SENT}),
    SignalState.CLOSED: frozenset(),
}


class Addressee(TextChoices):
    CABINET = "cabinet", "Kabinet"
    FLEMISH_PARTNERSHIP = "partnership", "Vlaams Partnerschap Duaal Leren"
    DEPARTMENT = "department", "Departement"
    OTHER = "other", "Iemand anders"


class Weight(TextChoices):
    HIGH = "3", "Zwaar: raakt veel mensen of houdt werk tegen"
    MIDDLE = "2", "Middel"
    LOW = "1", "Licht"
