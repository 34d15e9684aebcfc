"""The action plan as rows."""

from actionplan.models.action import Action, ActionLog, Evidence
from actionplan.models.goals import OperationalGoal, StrategicGoal, SuccessFactor
from actionplan.models.indicator import Indicator
from actionplan.models.milestone import Milestone
from actionplan.models.version import FoundingItem, PlanVersion, Strand

__all__ = [
    "Action",
    "ActionLog",
    "Evidence",
    "FoundingItem",
    "Indicator",
    "Milestone",
    "OperationalGoal",
    "PlanVersion",
    "Strand",
    "StrategicGoal",
    "SuccessFactor",
]
