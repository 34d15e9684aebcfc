"""Research in the small world of the house tests."""

from typing import Any

from catalogue.models import Municipality, Subregion
from tests.factories.research import (
    ColumnMemoryFactory,
    DossierPaperFactory,
    ForumAdviceFactory,
    ForumSeatFactory,
    OutsideAdviceFactory,
    OutsideAnswerFactory,
    OutsideFigureFactory,
    ProgrammeRequestFactory,
    ProgrammeRequestLogFactory,
    ReconciliationFactory,
    RegionReportFactory,
    ReportTemplateFactory,
    RequestFigureFactory,
    SpotFollowUpFactory,
    SupplyDemandFactory,
    SupplyDemandRunFactory,
)
from tests.factories.schools import CampusFactory

REQUEST = ("request", "request_submit", "request_count", "paper_ask", "paper_progress", "paper")


def add_research(world: Any) -> None:
    """A table from elsewhere with a figure and a row that was refused."""
    figure = OutsideFigureFactory(programme=world.programme)
    OutsideAnswerFactory(table=figure.table)
    ColumnMemoryFactory()
    campus = CampusFactory(school=world.school, municipality=Municipality.objects.first())
    request = ProgrammeRequestFactory(campus=campus, programme=world.programme)
    ProgrammeRequestLogFactory(request=request)
    RequestFigureFactory(request=request)
    DossierPaperFactory(request=request, ready=True)
    ForumAdviceFactory(request__campus=campus)
    OutsideAdviceFactory(request__campus=campus)
    ReconciliationFactory(request__campus=campus)
    ForumSeatFactory()
    SupplyDemandRunFactory()
    town = Municipality.objects.first()
    SupplyDemandFactory(programme=world.programme, municipality=town, waiting=6, wished=1)
    follow_up = SpotFollowUpFactory(programme=world.programme, subregion=town.subregion)
    ReportTemplateFactory()
    report = RegionReportFactory(published=True, subregion=Subregion.objects.first())
    world.rows |= {"follow_up": follow_up, "outside": figure.table, "request": request, "region_report": report}


def research_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of this corner."""
    request, school = world.request.public_id, world.school.public_id
    return {
        **{f"research:{name}": [request] for name in REQUEST},
        **{f"research:{name}": [world.region_report.public_id] for name in ("report", "report_pdf", "report_figures")},
        **{f"research:{name}_export": ["csv"] for name in ("market", "flows", "quadrant", "radar", "spots")},
        "research:follow_up": [world.follow_up.public_id],
        "research:request_count_one": [request, "active"],
        "research:request_step": [request, "invullen"],
        "research:school_requests": [school],
        "research:request_new": [school],
        "admin:research_outsidetable_page": [world.outside.public_id],
        "admin:research_outsidetable_answers": [world.outside.public_id],
        "admin:research_outsidetable_act": [world.outside.public_id, "terug"],
    }
