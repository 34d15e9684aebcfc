"""Tables of research."""

from research.models.outside import ColumnMemory, OutsideAnswer, OutsideFigure, OutsideTable

__all__ = ["ColumnMemory", "OutsideAnswer", "OutsideFigure", "OutsideTable"]
