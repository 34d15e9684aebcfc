"""Staff, partners and the agenda of the demonstration."""

import datetime as dt

from django.utils import timezone

from accounts.enums import PartnerKind, StaffRole
from accounts.models import PartnerMembership, PartnerOrganisation, User
from campaigns.enums import AgendaKind, AgendaState, Audience
from campaigns.models import AgendaItem
from catalogue.models import Subregion
from frontoffice.demo.plan import World
from frontoffice.demo.users import make_user
from learners.enums import Route
from learners.models import RoutePartner

COORDINATOR_EMAIL, STAFF_EMAIL = "coordinator@voorbeeld.example", "steunpunt@voorbeeld.example"
REFERRER_EMAIL, RECEIVER_EMAIL = "clb@voorbeeld.example", "partner@voorbeeld.example"
RECEIVER = "Voorbeeld-NAFT De Overkant"
PARTNERS = (
    ("Voorbeeld-CLB De Kaap", PartnerKind.GUIDANCE_CENTRE),
    ("Voorbeeld-CLB Het Baken", PartnerKind.GUIDANCE_CENTRE),
    ("Voorbeeld-VDAB Jongerenpunt", PartnerKind.EMPLOYMENT_SERVICE),
    (RECEIVER, PartnerKind.NAFT),
    ("Voorbeeld-Aanloop Op Weg", PartnerKind.RUN_UP_PARTNER),
    ("Voorbeeld-Centrum voor volwassenen", PartnerKind.ADULT_EDUCATION),
)
ROUTES_OF = {
    PartnerKind.GUIDANCE_CENTRE: (Route.NAFT, Route.ORIENTATION, Route.TOO_YOUNG, Route.WORKPLACE_LEARNING),
    PartnerKind.EMPLOYMENT_SERVICE: (Route.ADULT,),
    PartnerKind.ADULT_EDUCATION: (Route.ADULT,),
    PartnerKind.NAFT: (Route.NAFT,),
    PartnerKind.RUN_UP_PARTNER: (Route.RUN_UP, Route.RUN_UP_BROAD),
}
AGENDA = (
    ("Infoavond voor ouders en leerlingen", AgendaKind.INFO_SESSION, Audience.LEARNERS, 9, 19, 40, "1.1.1.1"),
    ("Beurs duaal leren", AgendaKind.FAIR, Audience.EVERYONE, 23, 13, 400, "1.1.1.2"),
    ("Webinar: duaal starten in je zaak", AgendaKind.WEBINAR, Audience.COMPANIES, 16, 12, None, "4.1.1.1"),
    (
        "Infosessie voor CLB en leerlingenbegeleiders",
        AgendaKind.INFO_SESSION,
        Audience.PARTNERS,
        30,
        14,
        25,
        "5.5.1.1",
    ),
    ("Lerend netwerk voor trajectbegeleiders", AgendaKind.NETWORK, Audience.SCHOOLS, 37, 13, 30, "5.3.1.1"),
    ("Open bedrijvendag: kijk binnen", AgendaKind.OPEN_DAY, Audience.EVERYONE, 58, 10, None, "1.5.1.1"),
)


def build_staff() -> list[User]:
    """Return a coordinator and two colleagues who can sign in to the staff desk."""
    hours = "elke werkdag van 9 tot 17 uur"
    colleague = {"is_staff": True, "staff_role": StaffRole.COLLEAGUE, "opening_hours": hours}
    coordinator = colleague | {"staff_role": StaffRole.COORDINATOR, "is_superuser": True, "phone": "+32470009001"}
    return [
        make_user(COORDINATOR_EMAIL, "Karel", "Coordijn", **coordinator),
        make_user(STAFF_EMAIL, "Stien", "Steunaert", phone="+32470009002", **colleague),
        make_user("steunpunt2@voorbeeld.example", "Omar", "Onthaal", phone="+32470009003", **colleague),
    ]


def build_partners() -> None:
    """Make partners in every sub-region, and a referrer and a receiver who can sign in."""
    regions = list(Subregion.objects.all())
    for number, (name, kind) in enumerate(PARTNERS):
        partner, _made = PartnerOrganisation.objects.update_or_create(
            name=name,
            defaults={
                "kind": kind,
                "email": f"partner{number}@partners.example",
                "phone": f"+3247000910{number}",
                "opening_hours": "elke werkdag van 9 tot 16.30 uur",
                "is_demo": True,
                "source": "Voorbeeld",
            },
        )
        partner.subregions.set(regions)
        for position, route in enumerate(ROUTES_OF.get(kind, ()), 1):
            RoutePartner.objects.update_or_create(
                route=route,
                subregion=None,
                partner=partner,
                defaults={
                    "position": position,
                    "source": "Voorbeeld",
                    "certainty": "Voorbeeld",
                    "last_checked": timezone.localdate(),
                },
            )
    people = (
        (REFERRER_EMAIL, ("Rita", "Raadgever"), PARTNERS[0][0]),
        (RECEIVER_EMAIL, ("Nour", "Onderweg"), RECEIVER),
    )
    for email, full_name, partner_name in people:
        user = make_user(email, *full_name)
        PartnerMembership.objects.get_or_create(
            user=user, organisation=PartnerOrganisation.objects.get(name=partner_name)
        )


def build_agenda(world: World) -> None:
    """Put a few moments on the agenda of the coming months."""
    for number, (title, kind, audience, days, hour, capacity, action) in enumerate(AGENDA):
        day = timezone.localtime(world.now) + dt.timedelta(days=days)
        starts_at = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        town = world.town()
        AgendaItem.objects.update_or_create(
            slug=f"voorbeeld-{number + 1}",
            defaults={
                "title": title,
                "kind": kind,
                "audience": audience,
                "state": AgendaState.PUBLISHED,
                "summary": "Een voorbeeld van een activiteit: schrijf je gerust in om te proberen.",
                "body": "Je hoort wat duaal leren is, wat het vraagt en wat het opbrengt.\n\nAchteraf is er tijd voor vragen.",
                "starts_at": starts_at,
                "ends_at": starts_at + dt.timedelta(hours=2),
                "place": "Online" if kind == AgendaKind.WEBINAR else "De Voorbeeldzaal",
                "municipality": None if kind == AgendaKind.WEBINAR else town,
                "capacity": capacity,
                "action_numbers": [action],
                "is_demo": True,
            },
        )
    _build_speed_dates()


def _build_speed_dates() -> None:
    """Put speed dates at the fair; they draw no chance of their own, so that the rest of the province stays as it was."""
    fair = AgendaItem.objects.get(slug="voorbeeld-2")
    AgendaItem.objects.update_or_create(
        slug="voorbeeld-speeddates",
        defaults={
            "title": "Speeddates op de beurs",
            "kind": AgendaKind.SPEED_DATES,
            "audience": Audience.LEARNERS,
            "state": AgendaState.PUBLISHED,
            "summary": "Een voorbeeld: in tien minuten leer je een bedrijf kennen dat bij je past.",
            "starts_at": fair.starts_at,
            "ends_at": fair.ends_at,
            "place": fair.place,
            "municipality": fair.municipality,
            "capacity": 60,
            "action_numbers": fair.action_numbers,
            "is_demo": True,
        },
    )
