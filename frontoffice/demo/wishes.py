"""Made-up wishes of companies, workplaces on the web and a report about one of them."""

import datetime as dt

from accounts.actor import SYSTEM
from catalogue.models import Municipality, Programme
from companies.enums import ReportReason
from companies.models import ProgrammeWish, Workplace
from companies.services.place_pages import NewReport, publish_place, report_place
from companies.services.wishes import NewWish, ask_wish, confirm_wish
from frontoffice.demo.companies import PERSONA_EMAIL
from frontoffice.demo.plan import World

BAKERIES = ("De Korst", "Het Volkoren", "Zoet & Zout", "De Zeebries")
ON_THE_WEB = 40
WISHES = 6


def build_wishes(world: World) -> int:
    """Let four companies of one sub-region ask for the same programme and two for another one. Returns how many."""
    wanted = list(Programme.objects.current().filter(offers=None).order_by("slug")[:2])
    towns = list(Municipality.objects.filter(subregion__name__contains="Westhoek").order_by("name")) or world.towns
    if len(wanted) < 2:
        wanted = list(Programme.objects.current().order_by("slug")[:2])
    for number in range(WISHES):
        new = NewWish(
            programme=wanted[number // len(BAKERIES)],
            municipality=towns[number % len(towns)],
            learners=1 + number % 3,
            from_on=dt.date(world.today.year + 1, 9, 1),
            company_name=f"Voorbeeldzaak {BAKERIES[number % len(BAKERIES)]}",
            contact_name=f"Wies Voorbeeld {number + 1}",
            email=f"wens{number + 1}@bedrijven.example",
            phone="",
            shares_contact=number % 2 == 0,
        )
        wish = ask_wish(actor=SYSTEM, new=new)
        if number < WISHES - 1:
            confirm_wish(actor=SYSTEM, wish=wish)
    ProgrammeWish.objects.filter(email__endswith="@bedrijven.example").update(is_demo=True)
    return WISHES


def build_pages(world: World) -> int:
    """Put some open workplaces on the web, those of the persona first; one of them gets a report. Returns how many."""
    places = Workplace.objects.open().filter(establishment__company__is_demo=True)
    own = list(places.filter(establishment__company__contacts__email=PERSONA_EMAIL).order_by("pk"))
    others = places.exclude(pk__in=[place.pk for place in own]).order_by("-availability_confirmed_at", "pk")
    pages = [
        publish_place(actor=SYSTEM, workplace=place, shows_street=world.chance(0.3))
        for place in [*own, *others[:ON_THE_WEB]]
    ]
    if pages:
        new = NewReport(
            once_key="voorbeeld-melding", reason=ReportReason.WRONG, text="De uren op de pagina kloppen niet."
        )
        report_place(page=pages[-1], new=new)
    return len(pages)
