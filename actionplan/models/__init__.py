"""The action plan as rows."""

from actionplan.models.action import Action, ActionLog, Evidence
from actionplan.models.goals import OperationalGoal, StrategicGoal, SuccessFactor
from actionplan.models.indicator import Indicator
from actionplan.models.measure import Doubt, Formula, Measure, Reading
from actionplan.models.milestone import Milestone, MilestoneLog, MilestoneRecord
from actionplan.models.snapshot import Snapshot, SnapshotLine
from actionplan.models.talk import Commitment, CommitmentLog, Talk, TalkLog, TalkScore
from actionplan.models.version import FoundingItem, PlanVersion, Strand

__all__ = [
    "Action",
    "ActionLog",
    "Commitment",
    "CommitmentLog",
    "Doubt",
    "Evidence",
    "Formula",
    "FoundingItem",
    "Indicator",
    "Measure",
    "Milestone",
    "MilestoneLog",
    "MilestoneRecord",
    "OperationalGoal",
    "PlanVersion",
    "Reading",
    "Snapshot",
    "SnapshotLine",
    "Strand",
    "StrategicGoal",
    "SuccessFactor",
    "Talk",
    "TalkLog",
    "TalkScore",
]
