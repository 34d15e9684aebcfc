"""The action plan on the staff desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from actionplan.models import (
    Action,
    ActionLog,
    Commitment,
    CommitmentLog,
    Doubt,
    Evidence,
    Formula,
    FoundingItem,
    Indicator,
    Measure,
    Milestone,
    MilestoneLog,
    MilestoneRecord,
    OperationalGoal,
    PlanVersion,
    Reading,
    Snapshot,
    SnapshotLine,
    Strand,
    StrategicGoal,
    SuccessFactor,
    Talk,
    TalkLog,
    TalkScore,
)
from actionplan.rules import progress as rules
from actionplan.selectors import plan as selectors
from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = ("title", "starts_on", "ends_on", "state")


@admin.register(FoundingItem)
class FoundingItemAdmin(ReadOnlyAdmin):
    list_display = ("number", "kind", "text")
    list_filter = ("kind",)


@admin.register(Milestone)
class MilestoneAdmin(ReadOnlyAdmin):
    list_display = ("number", "short", "timing", "state")


@admin.register(StrategicGoal)
class StrategicGoalAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "version")
    list_filter = ("version",)
    search_fields = ("number", "title")


@admin.register(OperationalGoal)
class OperationalGoalAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "strategic_goal")
    list_select_related = ("strategic_goal",)
    search_fields = ("number", "title")


@admin.register(SuccessFactor)
class SuccessFactorAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "version")
    list_filter = ("version",)
    search_fields = ("number", "title")


@admin.register(Strand, Indicator)
class PlanTextAdmin(ReadOnlyAdmin):
    list_display = ("number", "__str__")


class ActionLogInline(ReadOnlyInline):
    model = ActionLog


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    """To look up; colleagues work on the page of an action."""

    list_display = ("number", "title", "parent", "state", "owner", "due_on", "late", "page")
    list_filter = ("state", "operational_goal__strategic_goal__version", "operational_goal__strategic_goal")
    search_fields = ("number", "title", "progress")
    inlines = (ActionLogInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Action]:
        """Load parents and owner."""
        return selectors.actions_for_desk()

    @admin.display(description="hoort bij")
    def parent(self, action: Action) -> str:
        """The goal or factor an action belongs to."""
        return str(action.parent)

    @admin.display(description="te laat", boolean=True)
    def late(self, action: Action) -> bool:
        """Whether the action should have been finished."""
        return rules.is_late(state=action.state, due_on=action.due_on, today=clock.today())

    @admin.display(description="pagina")
    def page(self, action: Action) -> str:
        """A link to the page on which colleagues work."""
        return format_html('<a href="{}">Werk bij</a>', reverse("actionplan:action", args=[action.public_id]))


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("action", "kind", "label", "is_public", "created_at")
    list_filter = ("kind", "is_public")
    list_select_related = ("action",)


@admin.register(ActionLog)
class ActionLogAdmin(ReadOnlyAdmin):
    list_display = ("action", "from_state", "to_state", "actor_label", "at")
    list_select_related = ("action",)


@admin.register(Measure)
class MeasureAdmin(ReadOnlyAdmin):
    list_display = ("title", "indicator", "unit", "origin", "baseline", "target")
    list_select_related = ("indicator",)
    list_filter = ("origin", "unit")


@admin.register(Formula)
class FormulaAdmin(ReadOnlyAdmin):
    list_display = ("measure", "number", "function", "valid_from")
    list_select_related = ("measure",)


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    list_display = ("formula", "school_year", "value", "missing", "as_of", "counted_at")
    list_select_related = ("formula__measure",)
    list_filter = ("school_year",)


@admin.register(Doubt)
class DoubtAdmin(ReadOnlyAdmin):
    list_display = ("measure", "reason", "created_at", "lifted_at")
    list_select_related = ("measure",)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    list_display = ("school_year", "taken_on", "taken_by")


@admin.register(SnapshotLine)
class SnapshotLineAdmin(ReadOnlyAdmin):
    list_display = ("snapshot", "title", "value", "missing")
    list_select_related = ("snapshot",)


@admin.register(MilestoneLog)
class MilestoneLogAdmin(ReadOnlyAdmin):
    list_display = ("milestone", "from_state", "to_state", "actor_label", "at")
    list_select_related = ("milestone",)


@admin.register(MilestoneRecord)
class MilestoneRecordAdmin(ReadOnlyAdmin):
    list_display = ("milestone", "kind", "on", "text", "is_public")
    list_select_related = ("milestone",)


@admin.register(Talk)
class TalkAdmin(ReadOnlyAdmin):
    list_display = ("partner", "year", "state", "planned_on", "held_on")
    list_select_related = ("partner",)


@admin.register(TalkLog)
class TalkLogAdmin(ReadOnlyAdmin):
    list_display = ("talk", "from_state", "to_state", "actor_label", "at")
    list_select_related = ("talk__partner",)


@admin.register(TalkScore)
class TalkScoreAdmin(ReadOnlyAdmin):
    list_display = ("talk", "factor", "score")
    list_select_related = ("talk__partner", "factor")


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    list_display = ("text", "talk", "by", "due_on", "state")
    list_select_related = ("talk__partner",)


@admin.register(CommitmentLog)
class CommitmentLogAdmin(ReadOnlyAdmin):
    list_display = ("commitment", "from_state", "to_state", "actor_label", "at")
    list_select_related = ("commitment",)
