"""Factories of research."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core.lists import as_text
from research import rules_report
from research.models import (
    ColumnMemory,
    DossierPaper,
    ForumAdvice,
    ForumSeat,
    OutsideAdvice,
    OutsideAnswer,
    OutsideFigure,
    OutsideTable,
    ProgrammeRequest,
    ProgrammeRequestLog,
    Reconciliation,
    RegionReport,
    ReportTemplate,
    RequestFigure,
    SpotFollowUp,
    SupplyDemand,
    SupplyDemandRun,
)
from research.outside_enums import ImportState
from research.report_enums import ReportScope, ReportState
from research.request_enums import (
    Advice,
    Adviser,
    Decision,
    FigureKey,
    GapReason,
    PaperState,
    RequestKind,
    RequestState,
)
from tests.factories.accounts import PartnerOrganisationFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory, SubregionFactory
from tests.factories.schools import CampusFactory

NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
HEAD = ["Opleiding", "Gemeente", "Jaar", "Vacatures"]


class OutsideTableFactory(DjangoModelFactory):
    """A table of vacancies that waits for its columns; `done` and `undone` for what was read in."""

    class Meta:
        model = OutsideTable

    class Params:
        done = factory.Trait(state=ImportState.DONE, imported_at=NOON)
        undone = factory.Trait(state=ImportState.UNDONE, imported_at=NOON, undone_at=NOON)

    kind = "vacancies"
    source = "Voorbeeldbron, https://example.be"
    definition = "Vacatures op één dag."
    data_date = dt.date(2026, 10, 1)
    file_name = factory.Sequence(lambda n: f"vacatures-{n}.csv")
    content = as_text([HEAD, ["Kok duaal", "", "2026", "12"]])
    mapping = factory.LazyFunction(lambda: {"programme": 0, "place": 1, "period": 2, "vacancies": 3})
    total = 1


class OutsideFigureFactory(DjangoModelFactory):
    class Meta:
        model = OutsideFigure

    table = factory.SubFactory(OutsideTableFactory, done=True)
    measure = "vacancies"
    programme = factory.SubFactory(ProgrammeFactory)
    period = "2026"
    value = 12


class OutsideAnswerFactory(DjangoModelFactory):
    class Meta:
        model = OutsideAnswer

    table = factory.SubFactory(OutsideTableFactory, done=True)
    row = factory.Sequence(lambda n: n + 2)
    outcome = "bad"
    message = "De opleiding ‘Slager’ kennen we niet."


class ColumnMemoryFactory(DjangoModelFactory):
    class Meta:
        model = ColumnMemory

    kind = "vacancies"
    headings = factory.LazyFunction(lambda: {"programme": "Opleiding", "vacancies": "Vacatures"})


class ForumSeatFactory(DjangoModelFactory):
    class Meta:
        model = ForumSeat

    organisation = factory.SubFactory(PartnerOrganisationFactory)
    since = dt.date(2026, 1, 1)


class ProgrammeRequestFactory(DjangoModelFactory):
    """A request that the school fills in; `submitted`, `advised`, `sent`, `decided` and `withdrawn` for later."""

    class Meta:
        model = ProgrammeRequest

    class Params:
        told = factory.Trait(
            expected_1=6,
            expected_2=8,
            expected_3=10,
            teacher_needs="Eén leraar.",
            complementarity="Niemand in de buurt.",
        )
        submitted = factory.Trait(told=True, state=RequestState.SUBMITTED, submitted_on=dt.date(2026, 11, 2))
        advised = factory.Trait(submitted=True, state=RequestState.ADVISED)
        sent = factory.Trait(submitted=True, state=RequestState.SENT, sent_on=dt.date(2026, 11, 20))
        decided = factory.Trait(
            sent=True, state=RequestState.DECIDED, decision=Decision.GRANTED, decided_on=dt.date(2026, 11, 25)
        )
        withdrawn = factory.Trait(state=RequestState.WITHDRAWN)

    campus = factory.SubFactory(CampusFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    kind = RequestKind.NEW
    start_year = "2027-2028"


class ProgrammeRequestLogFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeRequestLog

    request = factory.SubFactory(ProgrammeRequestFactory)
    to_state = RequestState.DRAFT
    actor_label = "Mira (Voorbeeldschool)"
    reason = "Vul de leraren aan."


class RequestFigureFactory(DjangoModelFactory):
    class Meta:
        model = RequestFigure

    request = factory.SubFactory(ProgrammeRequestFactory)
    key = FigureKey.ACTIVE
    number = 3
    text = "3 vestigingen in Oostende"
    source = "Telling in het portaal"
    data_date = dt.date(2026, 11, 2)
    counted_at = NOON


class ForumAdviceFactory(DjangoModelFactory):
    class Meta:
        model = ForumAdvice

    request = factory.SubFactory(ProgrammeRequestFactory, advised=True)
    version = 1
    tone = Advice.FAVOURABLE
    text = "De streek vraagt dit."
    given_on = dt.date(2026, 11, 10)
    signed_by = factory.LazyFunction(lambda: ["An Peeters, Voka", "Bo Maes, ACV"])


class OutsideAdviceFactory(DjangoModelFactory):
    class Meta:
        model = OutsideAdvice

    request = factory.SubFactory(ProgrammeRequestFactory, sent=True)
    adviser = Adviser.SERV
    tone = Advice.FAVOURABLE
    given_on = dt.date(2026, 11, 21)


class ReconciliationFactory(DjangoModelFactory):
    class Meta:
        model = Reconciliation

    request = factory.SubFactory(ProgrammeRequestFactory, decided=True)
    counted_on = dt.date(2027, 10, 1)
    expected = 6
    enrolled = 4
    reason = GapReason.FEW_WORKPLACES


class DossierPaperFactory(DjangoModelFactory):
    class Meta:
        model = DossierPaper

    class Params:
        ready = factory.Trait(state=PaperState.READY, content=b"%PDF-1.7", made_at=NOON, done=3)

    request = factory.SubFactory(ProgrammeRequestFactory)
    asked_at = NOON


def frozen(programmes):
    """Return figures as a report keeps them, with one hidden and one unknown number."""
    row = {
        "schools": 1, "capacity": None, "enrolled": 8, "waiting": rules_report.HIDDEN, "recognised": 4, "active": 2,
        "green": 3, "wishes": 0,
    }  # fmt: skip
    return {
        "school_year": "2026-2027", "scope": "Subregio", "counted_on": "2026-11-01", "least": 5, "columns": list(row),
        "rows": [{"programme": f"Opleiding {n}", **row} for n in range(programmes)],
        "totals": {key: value if value is None or value < 0 else value * programmes for key, value in row.items()},
    }  # fmt: skip


class ReportTemplateFactory(DjangoModelFactory):
    class Meta:
        model = ReportTemplate

    scope = ReportScope.SUBREGION
    opening = "Zo staat duaal leren ervoor in {naam} in {schooljaar}."


class RegionReportFactory(DjangoModelFactory):
    """A draft about a sub-region; `published=True` has frozen figures; `programmes` says how many rows."""

    class Meta:
        model = RegionReport

    class Params:
        programmes = 2
        published = factory.Trait(state=ReportState.PUBLISHED, published_at=NOON)

    school_year = "2026-2027"
    subregion = factory.SubFactory(SubregionFactory)
    opening = "Zo staat het."
    figures = factory.LazyAttribute(lambda row: frozen(row.programmes))
    fingerprint = factory.LazyAttribute(lambda row: rules_report.fingerprint(row.figures))
    counted_at = NOON


class SupplyDemandRunFactory(DjangoModelFactory):
    """The count of this school year."""

    class Meta:
        model = SupplyDemandRun

    school_year = "2026-2027"
    as_of = dt.date(2026, 11, 1)
    counted_at = NOON
    has_travel = True


class SupplyDemandFactory(DjangoModelFactory):
    """The counts of a programme in a town; what is not given is nought."""

    class Meta:
        model = SupplyDemand

    school_year = "2026-2027"
    programme = factory.SubFactory(ProgrammeFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    subregion = factory.LazyAttribute(lambda row: row.municipality and row.municipality.subregion)
    enrolled = waiting = placed = sites = recognised = places = active = asleep = green = wishes = wished = 0
    sites_bicycle = sites_transport = green_bicycle = green_transport = 0


class SpotFollowUpFactory(DjangoModelFactory):
    """A round of wishes for a programme that no school gives."""

    class Meta:
        model = SpotFollowUp

    key = factory.Sequence(lambda n: f"geen-school:opleiding-{n}:subregio")
    spot = "geen-school"
    kind = "wensronde"
    programme = factory.SubFactory(ProgrammeFactory)
    subregion = factory.SubFactory(SubregionFactory)
    reason = "6 lerenden wachten in 2 gemeenten zonder school binnen bereik."
    number = 6
    due_on = dt.date(2026, 12, 15)
