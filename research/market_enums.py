"""Closed lists of supply and demand: what is counted, where it comes from, and what a number means."""

from enum import nonmember

from django.db.models import TextChoices


class Count(TextChoices):
    """The columns of supply and demand, in the order of the pages. The value is the name of the field."""

    ENROLLED = "enrolled", "Lerenden"
    WAITING = "waiting", "Zonder werkplek"
    PLACED = "placed", "Met overeenkomst"
    SITES = "sites", "Vestigingen met aanbod"
    CAPACITY = "capacity", "Plaatsen op school"
    RECOGNISED = "recognised", "Erkende bedrijven"
    PLACES = "places", "Erkende plaatsen"
    ACTIVE = "active", "Actief"
    ASLEEP = "asleep", "Slapend"
    GREEN = "green", "Vrije werkplekken"
    WISHES = "wishes", "Wensen"
    WISHED = "wished", "Gewenste lerenden"
    SITES_BICYCLE = "sites_bicycle", "Scholen met de fiets"
    SITES_TRANSPORT = "sites_transport", "Scholen met bus of trein"
    GREEN_BICYCLE = "green_bicycle", "Werkplekken met de fiets"
    GREEN_TRANSPORT = "green_transport", "Werkplekken met bus of trein"

    PEOPLE = nonmember(("enrolled", "waiting", "placed"))
    COMPANIES = nonmember(("wishes", "wished"))
    REACH = nonmember(("sites_bicycle", "sites_transport", "green_bicycle", "green_transport"))
    WAKE = nonmember(("active", "asleep"))
    DATED = nonmember(("placed", "sites", "capacity", "recognised", "active", "asleep", "wishes", "wished"))


DEFINITIONS: dict[str, str] = {
    Count.ENROLLED: "Lerenden met een open dossier of een plek, die deze opleiding kozen, per woonplaats.",
    Count.WAITING: "Daarvan: wie nog geen getekende overeenkomst heeft en een plek zoekt.",
    Count.PLACED: "Lerenden met een getekende overeenkomst die loopt, per woonplaats.",
    Count.SITES: "Vestigingsplaatsen waar de opleiding loopt, afloopt of gepland is.",
    Count.CAPACITY: "Plaatsen die scholen invulden. Vulde niemand iets in, dan staat er ‘niet bekend’.",
    Count.RECOGNISED: "Open vestigingen van bedrijven met een geldige erkenning voor de opleiding.",
    Count.PLACES: "Hoeveel lerenden die open en erkende leerwerkplekken samen aankunnen.",
    Count.ACTIVE: "Erkende vestigingen die niet slapen: er werkte een lerende binnen de termijn voor slapende plekken.",
    Count.ASLEEP: "Erkende vestigingen waar niemand werkte binnen de termijn voor slapende plekken.",
    Count.GREEN: "Open leerwerkplekken op groen, op tijd bevestigd.",
    Count.WISHES: "Bevestigde wensen van bedrijven die nog niemand beantwoordde.",
    Count.WISHED: "Hoeveel lerenden die bedrijven samen vragen.",
    Count.SITES_BICYCLE: "Vestigingsplaatsen die je vanuit de gemeente op tijd met de fiets bereikt.",
    Count.SITES_TRANSPORT: "Vestigingsplaatsen die je vanuit de gemeente op tijd met de bus of de trein bereikt.",
    Count.GREEN_BICYCLE: "Vrije werkplekken die je vanuit de gemeente op tijd met de fiets bereikt.",
    Count.GREEN_TRANSPORT: "Vrije werkplekken die je vanuit de gemeente op tijd met de bus of de trein bereikt.",
}


class Look(TextChoices):
    """Which columns a page shows. The values stand in the address."""

    DEMAND = "vraag", "Vraag"
    SUPPLY = "aanbod", "Aanbod"
    REACH = "bereik", "Bereik"


class Per(TextChoices):
    """What a row is. The values stand in the address."""

    PROGRAMME = "opleiding", "Per opleiding"
    TOWN = "gemeente", "Per gemeente"


LOOKS: dict[str, tuple[str, ...]] = {
    Look.DEMAND: (Count.ENROLLED, Count.WAITING, Count.PLACED, Count.WISHES, Count.WISHED),
    Look.SUPPLY: (
        Count.SITES, Count.CAPACITY, Count.RECOGNISED, Count.PLACES, Count.ACTIVE, Count.ASLEEP, Count.GREEN,
    ),
    Look.REACH: (*Count.REACH,),
}  # fmt: skip
MAPPED: tuple[str, ...] = (*LOOKS[Look.DEMAND], *LOOKS[Look.SUPPLY])
REACH_LABELS: dict[str, dict[str, str]] = {
    Per.PROGRAMME: {
        Count.SITES_BICYCLE: "Gemeenten: school met de fiets",
        Count.SITES_TRANSPORT: "Gemeenten: school met bus of trein",
        Count.GREEN_BICYCLE: "Gemeenten: werkplek met de fiets",
        Count.GREEN_TRANSPORT: "Gemeenten: werkplek met bus of trein",
    },
    Per.TOWN: {
        Count.SITES_BICYCLE: "Opleidingen: school met de fiets",
        Count.SITES_TRANSPORT: "Opleidingen: school met bus of trein",
        Count.GREEN_BICYCLE: "Opleidingen: werkplek met de fiets",
        Count.GREEN_TRANSPORT: "Opleidingen: werkplek met bus of trein",
    },
}


class Outside(TextChoices):
    """The columns that come from tables of others. The value is the measure."""

    SHORTAGE = "shortage", "Knelpuntberoep"
    VACANCIES = "vacancies", "Vacatures"
    JOBLESS = "jobless", "Zonder werk na een jaar"
