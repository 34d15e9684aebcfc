"""Tables of research."""

from research.models.dossier import (
    DossierPaper,
    ForumAdvice,
    ForumSeat,
    OutsideAdvice,
    ProgrammeRequest,
    ProgrammeRequestLog,
    Reconciliation,
    RequestFigure,
)
from research.models.market import SupplyDemand, SupplyDemandRun
from research.models.outside import ColumnMemory, OutsideAnswer, OutsideFigure, OutsideTable
from research.models.reports import RegionReport, ReportTemplate
from research.models.spots import SpotFollowUp

__all__ = [
    "ColumnMemory",
    "DossierPaper",
    "ForumAdvice",
    "ForumSeat",
    "OutsideAdvice",
    "OutsideAnswer",
    "OutsideFigure",
    "OutsideTable",
    "ProgrammeRequest",
    "ProgrammeRequestLog",
    "Reconciliation",
    "RegionReport",
    "ReportTemplate",
    "RequestFigure",
    "SpotFollowUp",
    "SupplyDemand",
    "SupplyDemandRun",
]
