"""Closed lists of the agenda."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class AgendaKind(SpokenChoices):
    INFO_SESSION = "infosessie", _("Infosessie")
    FAIR = "beurs", _("Beurs")
    WEBINAR = "webinar", _("Webinar")
    OPEN_DAY = "openbedrijvendag", _("Open bedrijvendag")
    SPEED_DATES = "speeddates", _("Speeddates")
    NETWORK = "netwerk", _("Netwerkmoment")
    TRAINING = "vorming", _("Vorming")
    STUDY_DAY = "studiedag", _("Studiedag")


class Audience(SpokenChoices):
    EVERYONE = "iedereen", _("Iedereen")
    LEARNERS = "lerenden", _("Lerenden en ouders")
    COMPANIES = "bedrijven", _("Bedrijven")
    SCHOOLS = "scholen", _("Scholen")
    PARTNERS = "partners", _("Doorverwijzers en partners")


class AfterKind(SpokenChoices):
    SLIDES = "presentatie", _("Presentatie")
    RECORDING = "opname", _("Opname")
    DOCUMENT = "document", _("Document")


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


class SubscriberState(TextChoices):
    PENDING = "pending", "Wacht op bevestiging"
    CONFIRMED = "confirmed", "Krijgt de nieuwsbrief"
    STOPPED = "stopped", "Uitgeschreven"
    BOUNCED = "bounced", "Onbestelbaar"


SUBSCRIBER_MOVES: dict[str, frozenset[str]] = {
    SubscriberState.PENDING: frozenset({SubscriberState.CONFIRMED, SubscriberState.STOPPED}),
    SubscriberState.CONFIRMED: frozenset({SubscriberState.STOPPED, SubscriberState.BOUNCED}),
    SubscriberState.STOPPED: frozenset({SubscriberState.PENDING}),
    SubscriberState.BOUNCED: frozenset({SubscriberState.PENDING, SubscriberState.STOPPED}),
}


class NewsletterState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    SENDING = "sending", "Wordt verstuurd"
    STOPPED = "stopped", "Versturen gestopt"
    SENT = "sent", "Verstuurd"


NEWSLETTER_MOVES: dict[str, frozenset[str]] = {
    NewsletterState.DRAFT: frozenset({NewsletterState.SENDING}),
    NewsletterState.SENDING: frozenset({NewsletterState.STOPPED, NewsletterState.SENT}),
    NewsletterState.STOPPED: frozenset({NewsletterState.SENDING, NewsletterState.SENT}),
    NewsletterState.SENT: frozenset(),
}


class DeliveryState(TextChoices):
    WAITING = "waiting", "Moet nog vertrekken"
    QUEUED = "queued", "Vertrokken"
    SKIPPED = "skipped", "Overgeslagen"
    BOUNCED = "bounced", "Onbestelbaar"


DELIVERY_MOVES: dict[str, frozenset[str]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.QUEUED, DeliveryState.SKIPPED}),
    DeliveryState.QUEUED: frozenset({DeliveryState.BOUNCED}),
    DeliveryState.SKIPPED: frozenset(),
    DeliveryState.BOUNCED: frozenset(),
}


class BounceKind(TextChoices):
    HARD = "hard", "Adres bestaat niet"
    SOFT = "soft", "Tijdelijk niet bereikbaar"


class CampaignState(TextChoices):
    DRAFT = "draft", "In voorbereiding"
    RUNNING = "running", "Loopt"
    CLOSED = "closed", "Afgesloten"


CAMPAIGN_MOVES: dict[str, frozenset[str]] = {
    CampaignState.DRAFT: frozenset({CampaignState.RUNNING}),
    CampaignState.RUNNING: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset({CampaignState.RUNNING}),
}


class ChannelKind(TextChoices):
    FLYER = "flyer", "Flyer of affiche"
    SOCIAL = "sociaal", "Sociale media"
    PRESS = "pers", "Pers"
    NEWSLETTER = "nieuwsbrief", "Nieuwsbrief"
    SCHOOL_VISIT = "schoolbezoek", "Schoolbezoek"
    EVENT = "activiteit", "Activiteit"
    QR = "qr", "QR-code op een plek"


class Target(TextChoices):
    INTAKE = "intake", "De vragen voor lerenden"
    AGENDA = "agenda", "Een agendapunt"
    COMPANY = "bedrijf", "Een bedrijf aanmelden"
    NEWSLETTER = "nieuwsbrief", "Inschrijven op de nieuwsbrief"
    HOME = "start", "De startpagina"


class Count(TextChoices):
    VISITS = "visits", "Bezoeken"
    SCANS = "scans", "Scans"
    INTAKES = "intakes", "Intakes"
    REGISTRATIONS = "registrations", "Inschrijvingen"
    COMPANIES = "companies", "Bedrijven aangemeld"


class TestimonialState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    PUBLISHED = "published", "Op het web"
    EXPIRED = "expired", "Toestemming voorbij"
    WITHDRAWN = "withdrawn", "Ingetrokken"


TESTIMONIAL_MOVES: dict[str, frozenset[str]] = {
    TestimonialState.DRAFT: frozenset({TestimonialState.PUBLISHED, TestimonialState.WITHDRAWN}),
    TestimonialState.PUBLISHED: frozenset({TestimonialState.EXPIRED, TestimonialState.WITHDRAWN}),
    TestimonialState.EXPIRED: frozenset({TestimonialState.PUBLISHED, TestimonialState.WITHDRAWN}),
    TestimonialState.WITHDRAWN: frozenset(),
}


class PostKind(TextChoices):
    NEWS = "nieuws", "Nieuws"
    STORY = "verhaal", "Verhaal"
    PAGE = "pagina", "Pagina"


class PostState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    PUBLISHED = "published", "Vrijgegeven"


POST_MOVES: dict[str, frozenset[str]] = {
    PostState.DRAFT: frozenset({PostState.PUBLISHED}),
    PostState.PUBLISHED: frozenset({PostState.DRAFT}),
}


class MaterialKind(TextChoices):
    FLYER = "flyer", "Flyer"
    POSTER = "affiche", "Affiche"
    LOGO = "logo", "Logo"
    KIT = "presentatie", "Presentatiepakket"


class MaterialLanguage(TextChoices):
    DUTCH = "nl", "Nederlands"
    FRENCH = "fr", "Frans"
    ENGLISH = "en", "Engels"
    UKRAINIAN = "uk", "Oekraïens"
    ARABIC = "ar", "Arabisch"


class OrderState(TextChoices):
    ASKED = "asked", "Gevraagd"
    SENT = "sent", "Bezorgd"
    REFUSED = "refused", "Niet mogelijk"


ORDER_MOVES: dict[str, frozenset[str]] = {
    OrderState.ASKED: frozenset({OrderState.SENT, OrderState.REFUSED}),
    OrderState.SENT: frozenset(),
    OrderState.REFUSED: frozenset(),
}


class PressKind(TextChoices):
    PRESS = "pers", "Persbericht of artikel"
    NOTE = "nota", "Nota"
