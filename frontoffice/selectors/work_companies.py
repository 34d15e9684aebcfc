"""The lists about companies: whom to ring, which recognition waits or ends, what was reported about a place."""

from django.db.models import Q

from companies.enums import ReportState, TransferState
from companies.models import Company, EstablishmentTransfer, PlaceReport, Recognition
from companies.selectors.follow_up import companies_to_call, renewals_to_call
from frontoffice.selectors.work_kinds import WorkList

COMPANY_LISTS = (
    WorkList(
        key="meldingen",
        label="Meldingen over een leerwerkplek",
        empty="Over elke melding is beslist.",
        model=PlaceReport,
        which=lambda _moment: Q(state=ReportState.WAITING),
        late=lambda moment: Q(promised_by__lt=moment.now),
        order=("promised_by", "pk"),
        related=("page__workplace__programme", "page__workplace__establishment__company"),
    ),
    WorkList(
        key="bedrijven",
        label="Nieuwe bedrijven om te bellen",
        empty="Elk nieuw bedrijf kreeg al een telefoontje.",
        model=Company,
        which=lambda _moment: Q(pk__in=companies_to_call().values("pk")),
        related=("sector",),
    ),
    WorkList(
        key="erkenningen",
        label="Erkenningsdossiers over hun termijn",
        empty="Elk erkenningsdossier zit binnen zijn termijn.",
        model=Recognition,
        which=lambda moment: Q(pk__in=Recognition.objects.late(moment.today).values("pk")),
        order=("due_on", "pk"),
        related=("programme", "establishment__company"),
    ),
    WorkList(
        key="verlengen",
        label="Erkenningen die bijna eindigen: bel over de verlenging",
        empty="Van elke erkenning die bijna eindigt, is de verlenging gevraagd of vroegen we het per mail.",
        model=Recognition,
        which=lambda moment: Q(pk__in=renewals_to_call(moment.today, moment.renewal_months).values("pk")),
        order=("valid_until", "pk"),
        related=("programme", "establishment__company"),
    ),
    WorkList(
        key="overnames",
        label="Overnames van vestigingen",
        empty="Geen overname wacht op een beslissing.",
        model=EstablishmentTransfer,
        which=lambda _moment: Q(state=TransferState.ASKED),
        related=("establishment", "from_company", "to_company"),
    ),
)
