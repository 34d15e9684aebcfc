"""The action plan on the staff desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from actionplan.models import (
    Action,
    FoundingItem,
    Indicator,
    Milestone,
    OperationalGoal,
    PlanVersion,
    Strand,
    StrategicGoal,
    SuccessFactor,
)
from actionplan.rules import progress as rules
from actionplan.selectors import plan as selectors
from actionplan.services import actions as services
from core import clock
from core.desk import ReadOnlyAdmin, StaffAdmin, row_action


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


@admin.register(Action)
class ActionAdmin(StaffAdmin):
    list_display = ("number", "title", "parent", "state", "owner", "due_on", "late")
    list_filter = ("state", "operational_goal__strategic_goal__version", "operational_goal__strategic_goal")
    search_fields = ("number", "title", "progress")
    autocomplete_fields = ("owner", "operational_goal", "success_factor")
    actions = ("start", "finish", "stop", "plan_again")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Action]:
        """Load parents and owner."""
        return selectors.actions_for_desk()

    def save_model(self, request: HttpRequest, obj: Action, form: "ModelForm[Action]", change: bool) -> None:
        """Write what a colleague may change through the service; a new action is stored as it is."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        told: dict[str, Any] = {"progress": obj.progress, "owner": obj.owner, "due_on": obj.due_on}
        services.describe_action(action=obj, actor=request.actor, **told)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The text of the plan itself stays as it was decided."""
        always = ("from_note", "note_text", "source", "open_steps", "follows")
        fixed = ("number", "title", "operational_goal", "success_factor") if obj else ()
        return (*super().get_readonly_fields(request, obj), *always, *fixed)

    @admin.display(description="hoort bij")
    def parent(self, action: Action) -> str:
        """The goal or factor an action belongs to."""
        return str(action.operational_goal or action.success_factor)

    @admin.display(description="te laat", boolean=True)
    def late(self, action: Action) -> bool:
        """Whether the action should have been finished."""
        return rules.is_late(state=action.state, due_on=action.due_on, today=clock.today())

    @row_action("Starten")
    def start(self, request: HttpRequest, row: Action) -> None:
        services.start_action(action=row, actor=request.actor)

    @row_action("Afwerken")
    def finish(self, request: HttpRequest, row: Action) -> None:
        services.finish_action(action=row, actor=request.actor)

    @row_action("Stoppen")
    def stop(self, request: HttpRequest, row: Action) -> None:
        services.stop_action(action=row, actor=request.actor)

    @row_action("Opnieuw plannen")
    def plan_again(self, request: HttpRequest, row: Action) -> None:
        services.plan_action_again(action=row, actor=request.actor)
