"""What goes into the hand-over file: tables with their columns. No learner is in it, only numbers per group."""

from django.db.models import Count

from accounts.models import PartnerOrganisation
from actionplan.selectors import handover_plan, handover_talks, handover_work
from actionplan.selectors.handover_parts import Table as Table  # noqa: PLC0414
from actionplan.selectors.handover_parts import c
from campaigns.models import AgendaItem
from companies.models import CompanyContact, Recognition, Workplace
from learners.enums import CaseState
from learners.models import Case
from schools.models import ProgrammeOffer

PLACE = "establishment.municipality.name"


def handover_tables(*, smallest: int | None, with_contacts: bool) -> list[Table]:
    """Return every table of the file, rows in a fixed order."""
    tables = [*(table() for table in TABLES), _cases(smallest)]
    return [*tables, _contacts()] if with_contacts else tables


def _workplaces() -> Table:
    return Table(
        "leerwerkplekken",
        "Leerwerkplekken met bedrijf en licht.",
        (
            c("ondernemingsnummer", "establishment.company.enterprise_number", "nummer van het bedrijf"),
            c("bedrijf", "establishment.company.name", "naam"),
            c("gemeente", PLACE, "gemeente van de vestiging"),
            c("opleiding", "programme.name", "opleiding"),
            c("status", "get_state_display", "open of ingetrokken"),
            c("plaatsen", "places", "aantal plaatsen"),
            c("licht", "get_availability_display", "beschikbaarheid"),
            c("bevestigd op", "availability_confirmed_at", "wanneer het bedrijf dat zei"),
        ),
        Workplace.objects.with_place().order_by("pk"),
    )


def _recognitions() -> Table:
    return Table(
        "erkenningen",
        "Erkenningen zoals ze in het officiële loket staan.",
        (
            c("ondernemingsnummer", "establishment.company.enterprise_number", "nummer van het bedrijf"),
            c("gemeente", PLACE, "gemeente van de vestiging"),
            c("opleiding", "programme.name", "opleiding"),
            c("status", "get_state_display", "status"),
            c("geldig tot", "valid_until", "laatste dag"),
        ),
        Recognition.objects.select_related(
            "establishment__company", "establishment__municipality", "programme"
        ).order_by("pk"),
    )


def _offers() -> Table:
    return Table(
        "aanbod",
        "Welke school welke opleiding aanbiedt.",
        (
            c("school", "campus.school.name", "naam"),
            c("instellingsnummer", "campus.school.institution_number", "nummer"),
            c("vestigingsplaats", "campus.name", "plaats"),
            c("opleiding", "programme.name", "opleiding"),
            c("status", "get_status_display", "loopt, gepland of gestopt"),
            c("bron", "source", "bron"),
        ),
        ProgrammeOffer.objects.select_related("campus__school", "programme").order_by("pk"),
    )


def _partners() -> Table:
    return Table(
        "partners",
        "Organisaties waarnaar we doorverwijzen, met hun algemene gegevens.",
        (
            c("naam", "name", "naam"),
            c("soort", "get_kind_display", "soort"),
            c("e-mailadres", "email", "algemeen adres van de organisatie"),
            c("telefoon", lambda row: str(row.phone), "algemeen nummer van de organisatie"),
            c("website", "website", "website"),
        ),
        PartnerOrganisation.objects.order_by("name", "pk"),
    )


def _agenda() -> Table:
    return Table(
        "agenda",
        "Infosessies, beurzen en andere momenten. De inschrijvingen zitten er niet bij.",
        (
            c("titel", "title", "titel"),
            c("soort", "get_kind_display", "soort"),
            c("begint op", "starts_at", "dag en uur"),
            c("plaats", "place", "plaats"),
            c("status", "get_state_display", "ontwerp, gepubliceerd of afgelast"),
        ),
        AgendaItem.objects.order_by("starts_at", "pk"),
    )


def _cases(smallest: int | None) -> Table:
    rows = (
        Case.objects.values("learner__programme__name", "state")
        .annotate(number=Count("pk"))
        .order_by("learner__programme__name", "state")
    )
    return Table(
        "dossiers",
        "Hoeveel dossiers per opleiding en status, zonder kleine groepen. Geen enkele lerende staat erin.",
        (
            c("opleiding", lambda row: row["learner__programme__name"] or "nog geen", "opleiding"),
            c("status", lambda row: CaseState(row["state"]).label, "status van het dossier"),
            c("aantal", lambda row: _told(row["number"], smallest), "aantal dossiers"),
        ),
        rows,
    )


def _told(number: int, smallest: int | None) -> int | str:
    if smallest is None:
        return "niet getoond"
    return number if number >= smallest else f"minder dan {smallest}"


def _contacts() -> Table:
    return Table(
        "contactpersonen",
        "Contactpersonen van bedrijven. Persoonsgegevens: alleen voor wie ze volgens de overeenkomst verder beheert.",
        (
            c("ondernemingsnummer", "company.enterprise_number", "nummer van het bedrijf"),
            c("naam", "name", "naam"),
            c("functie", "function", "functie"),
            c("e-mailadres", "email", "adres"),
            c("telefoon", lambda row: str(row.phone), "nummer"),
        ),
        CompanyContact.objects.select_related("company").order_by("pk"),
    )


TABLES = (
    *(*handover_plan.TABLES, *handover_talks.TABLES, *handover_work.TABLES),
    *(_workplaces, _recognitions, _offers, _partners, _agenda),
)
