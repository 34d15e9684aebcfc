"""Closed lists of the agenda."""

from django.db.models import TextChoices


class AgendaKind(TextChoices):
    INFO_SESSION = "infosessie", "Infosessie"
    FAIR = "beurs", "Beurs"
    WEBINAR = "webinar", "Webinar"
    OPEN_DAY = "openbedrijvendag", "Open bedrijvendag"
    NETWORK = "netwerk", "Netwerkmoment"


class Audience(TextChoices):
    EVERYONE = "iedereen", "Iedereen"
    LEARNERS = "lerenden", "Lerenden en ouders"
    COMPANIES = "bedrijven", "Bedrijven"
    SCHOOLS = "scholen", "Scholen"
    PARTNERS = "partners", "Doorverwijzers en partners"


class AgendaState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    PUBLISHED = "published", "Gepubliceerd"
    CANCELLED = "cancelled", "Afgelast"


AGENDA_MOVES: dict[str, frozenset[str]] = {
    AgendaState.DRAFT: frozenset({AgendaState.PUBLISHED, AgendaState.CANCELLED}),
    AgendaState.PUBLISHED: frozenset({AgendaState.CANCELLED, AgendaState.DRAFT}),
    AgendaState.CANCELLED: frozenset({AgendaState.DRAFT}),
}


class RegistrationState(TextChoices):
    REGISTERED = "registered", "Ingeschreven"
    WAITING_LIST = "waiting_list", "Wachtlijst"
    CANCELLED = "cancelled", "Uitgeschreven"


REGISTRATION_MOVES: dict[str, frozenset[str]] = {
    RegistrationState.REGISTERED: frozenset({RegistrationState.CANCELLED}),
    RegistrationState.WAITING_LIST: frozenset({RegistrationState.REGISTERED, RegistrationState.CANCELLED}),
    RegistrationState.CANCELLED: frozenset({RegistrationState.REGISTERED, RegistrationState.WAITING_LIST}),
}
