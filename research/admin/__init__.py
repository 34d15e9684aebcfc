"""The staff desk of research."""

from research.admin.outside import OutsideFigureAdmin, OutsideTableAdmin
from research.admin.reports import RegionReportAdmin, ReportTemplateAdmin
from research.admin.requests import ForumSeatAdmin, ProgrammeRequestAdmin

__all__ = [
    "ForumSeatAdmin",
    "OutsideFigureAdmin",
    "OutsideTableAdmin",
    "ProgrammeRequestAdmin",
    "RegionReportAdmin",
    "ReportTemplateAdmin",
]
