"""The staff desk of research."""

from research.admin.outside import OutsideFigureAdmin, OutsideTableAdmin

__all__ = ["OutsideFigureAdmin", "OutsideTableAdmin"]
