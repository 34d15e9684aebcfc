"""What the demonstration shows of research: programme requests in every stage."""

import datetime as dt

from accounts.actor import Actor
from accounts.models import PartnerOrganisation, User
from catalogue.models import Programme, Sector, Subregion
from core import clock
from frontoffice.demo.outside import build_outside, wipe_outside
from frontoffice.demo.plan import World
from research.models import (
    ForumSeat,
    ProgrammeRequest,
    RegionReport,
    ReportTemplate,
    SupplyDemand,
    SupplyDemandRun,
)
from research.report_enums import ReportScope
from research.selectors.requests import start_years
from research.services import advices, reports, requests
from research.services.market import refresh_supply_demand
from schools.models import Campus

SIGNED = ("An Voorbeeld, werkgeversorganisatie", "Bo Voorbeeld, onderwijs", "Cis Voorbeeld, Steunpunt")
MARK = "Dit is een voorbeeld."
TEMPLATES = {
    ReportScope.SUBREGION: {
        "opening": f"{MARK} Zo staat duaal leren ervoor in {{naam}}, schooljaar {{schooljaar}}.",
        "about_demand": "De vraag is het aantal lerenden zonder werkplek. **Eén lerende telt één keer.**",
        "about_supply": "Een vrije werkplek staat op groen en is op tijd bevestigd.",
        "outlook": "Volgend schooljaar kijken we eerst naar de opleidingen waar lerenden wachten:\n\n- scholen en bedrijven samenbrengen\n- slapende erkenningen opbellen",
    },
    ReportScope.SECTOR: {
        "opening": f"{MARK} Zo staat duaal leren ervoor in {{naam}}, schooljaar {{schooljaar}}.",
        "about_demand": "",
        "about_supply": "",
        "outlook": "We bespreken deze cijfers met het sectorfonds.",
    },
}
# programme, how far: 0 filled in by the school, 1 with the forum, 2 advised, 3 sent
WANTED = (
    ("kok-duaal", 2),
    ("kinderbegeleider-duaal", 1),
    ("elektrotechnicus-duaal", 0),
    ("lasser-monteerder-duaal", 3),
)


def build_research(world: World, staff: list[User]) -> int:
    """Make programme requests of the first schools. Returns how many."""
    actor = Actor(user_id=staff[0].pk, name=staff[0].full_name, organisation="Steunpunt", is_staff=True)
    for partner in PartnerOrganisation.objects.filter(is_demo=True).order_by("pk")[:2]:
        ForumSeat.objects.get_or_create(organisation=partner, defaults={"since": world.today})
    build_outside(actor, world.today)  # before the dossiers: they count from these tables
    campuses = list(Campus.objects.filter(school__is_demo=True).select_related("school").order_by("pk")[: len(WANTED)])
    known = Programme.objects.in_bulk([slug for slug, _stage in WANTED], field_name="slug")
    made = 0
    for place, (slug, stage) in enumerate(WANTED):
        if slug in known and campuses:
            _request(actor, campuses[place % len(campuses)], known[slug], stage, world.today)
            made += 1
    build_reports(actor, world)
    refresh_supply_demand()
    return made


def build_reports(actor: Actor, world: World) -> None:
    """Publish the report of two sub-regions and leave one of a sector in the making."""
    year = clock.school_year_of(world.today)
    for scope, words in TEMPLATES.items():
        known = ReportTemplate.objects.filter(scope=scope)
        if not known.exists():
            reports.keep_template(actor=actor, template=ReportTemplate(scope=scope, **words))
    for region in Subregion.objects.order_by("name")[:2]:
        report = reports.start_report(actor=actor, school_year=year, subregion=region)
        reports.publish_report(actor=actor, report=report)
    sector = Sector.objects.order_by("name").first()
    if sector is not None:
        reports.start_report(actor=actor, school_year=year, sector=sector)


def _request(actor: Actor, campus: Campus, programme: Programme, stage: int, today: dt.date) -> None:
    row = requests.start_request(
        actor=actor,
        campus=campus,
        programme=programme,
        kind="new",
        start_year=start_years(today)[0],
        is_demo=True,
    )
    requests.fill_in(
        actor=actor,
        request=row,
        expected_1=4 + stage,
        expected_2=6 + stage,
        expected_3=8 + stage,
        equipment="Een werkplaats met zes plekken. Voor de rest gebruiken we toestellen van het RTC.",
        teacher_needs="Eén leraar praktijk is er al, we zoeken nog een halve opdracht." if stage else "",
        complementarity="Binnen een half uur met de bus is er geen andere school met deze opleiding." if stage else "",
    )
    if stage >= 1:
        requests.submit_request(actor=actor, request=row)
    if stage >= 2:
        text = "De vraag van bedrijven is er. Maak de afspraak over het vervoer rond voor de start."
        advices.give_advice(
            actor=actor, request=row, tone="reserved", text=text, given_on=today, signed_by=list(SIGNED)
        )
    if stage >= 3:
        requests.send_request(actor=actor, request=row, sent_on=today)


def wipe_research() -> None:
    """Remove the made-up requests and seats."""
    ProgrammeRequest.objects.filter(is_demo=True).delete()
    ForumSeat.objects.filter(organisation__is_demo=True).delete()
    RegionReport.objects.filter(opening__startswith=MARK).delete()
    wipe_outside()
    SupplyDemand.objects.all().delete()
    SupplyDemandRun.objects.all().delete()
