"""Closed lists of the agenda."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class AgendaKind(SpokenChoices):
    INFO_SESSION = "infosessie", _("Infosessie")
    FAIR = "beurs", _("Beurs")
    WEBINAR = "webinar", _("Webinar")
    OPEN_DAY = "openbedrijvendag", _("Open bedrijvendag")
    NETWORK = "netwerk", _("Netwerkmoment")


class Audience(SpokenChoices):
    EVERYONE = "iedereen", _("Iedereen")
    LEARNERS = "lerenden", _("Lerenden en ouders")
    COMPANIES = "bedrijven", _("Bedrijven")
    SCHOOLS = "scholen", _("Scholen")
    PARTNERS = "partners", _("Doorverwijzers en partners")


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
