"""Who you can be in the demonstration, and where you start."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from campaigns.enums import AgendaKind, AgendaState
from campaigns.models import AgendaItem
from core import clock
from frontoffice.demo import companies, extras, schools
from learners.enums import Who
from learners.models import Learner
from placements.enums import AgreementState
from placements.follow_enums import EvaluationState


@dataclass(frozen=True, slots=True)
class Persona:
    """A role in the demonstration: signs in with `email`, opens a file with `code`, or starts the tablet of a `fair`."""

    slug: str
    label: str
    does: str
    email: str = ""
    code: str = ""
    fair: str = ""


SIGN_IN = (
    Persona("bedrijf", "Bedrijf", "Zet het licht op groen en antwoord op een voorstel.", companies.PERSONA_EMAIL),
    Persona("directeur", "Directeur", "Zie welke lerenden nog geen plek hebben.", schools.DIRECTOR_EMAIL),
    Persona("trajectbegeleider", "Trajectbegeleider", "Volg je eigen lerenden op.", schools.COACH_EMAIL),
    Persona("doorverwijzer", "Doorverwijzer", "Kijk wat er met je verwijzing gebeurde.", extras.REFERRER_EMAIL),
    Persona("partner", "Partner die jongeren opvangt", "Zie wie naar jullie doorverwezen is.", extras.RECEIVER_EMAIL),
    Persona("steunpunt", "Medewerker van het Steunpunt", "Bel, verwijs door en keur goed.", extras.STAFF_EMAIL),
    Persona("coordinator", "Coördinator", "Doe alles wat een medewerker kan, en meer.", extras.COORDINATOR_EMAIL),
)


def personas() -> list[Persona]:
    """Return the personas that exist in this database."""
    known = set(User.objects.filter(email__in=[each.email for each in SIGN_IN]).values_list("email", flat=True))
    return [*_code_holders(), *(each for each in SIGN_IN if each.email in known), *_tablets()]


def sheet(address: str) -> str:
    """Return the lines that the command prints: where to go and who to be."""
    lines = ["", f"Portaal          {address}/"]
    lines += [f"Kies wie je bent {address}{reverse('frontoffice:demo')}"]
    lines += [f"Beheer           {address}{reverse('admin:index')}"]
    lines += [f"Postvak          {address}{reverse('mailing:mailbox')}  (hier komen de mails met codes aan)", ""]
    for each in personas():
        how = f"dossiercode {each.code}" if each.code else each.email or "via de pagina om te kiezen"
        lines.append(f"  {each.label:<30}{how}")
    return "\n".join([*lines, ""])


def user_of(persona: Persona) -> User:
    """Return the user a persona signs in as. Raises User.DoesNotExist when the demonstration was wiped."""
    return User.objects.get(email=persona.email, is_demo=True)


def learner_of(persona: Persona) -> Learner:
    """Return the learner whose code a persona holds. Raises Learner.DoesNotExist when it was wiped."""
    return Learner.objects.get(code=persona.code, is_demo=True)


def fair_of(persona: Persona) -> AgendaItem:
    """Return the item of the agenda where a tablet stands. Raises AgendaItem.DoesNotExist when it was wiped."""
    return AgendaItem.objects.get(slug=persona.fair, is_demo=True)


def _tablets() -> list[Persona]:
    fairs = AgendaItem.objects.filter(is_demo=True, kind=AgendaKind.FAIR, state=AgendaState.PUBLISHED)
    fair = fairs.filter(ends_at__gte=clock.now()).order_by("starts_at", "pk").first()
    if fair is None:
        return []
    return [
        Persona(
            "beurs", "Tablet op een beurs", "Stel de vragen aan wie langskomt, en vergeet iedereen.", fair=fair.slug
        )
    ]


def _code_holders() -> list[Persona]:
    cases = Learner.objects.filter(is_demo=True).order_by("pk").select_related("contact")
    with_proposals = cases.filter(proposals__state="open").distinct()
    by_self = with_proposals.exclude(contact__filled_by=Who.PARENT)
    learner = by_self.first() or with_proposals.first() or cases.first()
    at_work = cases.filter(agreements__state=AgreementState.RUNNING).exclude(contact__filled_by=Who.PARENT).distinct()
    placed = at_work.filter(agreements__evaluation_rounds__state=EvaluationState.DONE).first() or at_work.first()
    parent = cases.filter(contact__filled_by=Who.PARENT, proposals__state="open").distinct().first()
    parent = parent or cases.filter(contact__filled_by=Who.PARENT).first()
    found = []
    if learner:
        found.append(Persona("lerende", "Lerende", "Bekijk je plekken en zeg ja of nee.", code=learner.code))
    if placed:
        does = "Lees je overeenkomst, je evaluatie en je portfolio."
        found.append(Persona("lerende-met-plek", "Lerende met een plek", does, code=placed.code))
    if parent:
        found.append(Persona("ouder", "Ouder", "Volg mee met het dossier van je kind.", code=parent.code))
    return found
