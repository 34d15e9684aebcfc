"""Published weights: a change is a new version, never an edit."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.access import actor_of
from core.desk import StaffAdmin, is_coordinator
from matchmaking.forms.weights import LABELS, POINTS, WeightsForm
from matchmaking.models import WeightProfile
from matchmaking.services.weights import publish_weights


@admin.register(WeightProfile)
class WeightProfileAdmin(StaffAdmin):
    """Coordinators publish a new version; nobody changes an old one."""

    list_display = ("version", "valid_from", "decided_by", "motivation", "max_level")
    ordering = ("-version",)
    form = WeightsForm
    state_fields = ()
    fieldsets = (
        (None, {"fields": ("valid_from", "decided_by", "motivation", "max_level")}),
        ("Gewichten, in procent per kant", {"fields": tuple(LABELS)}),
        ("Beleid", {"fields": tuple(POINTS)}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """An old version shows its stored columns."""
        if obj is None:
            return self.fieldsets
        columns = ("version", "valid_from", "decided_by", "motivation", "max_level")
        return ((None, {"fields": (*columns, "learner_weights", "site_weights", "policy")}),)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a coordinator decides on weights."""
        return is_coordinator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rounds point to a version: it stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rounds point to a version: it stays."""
        return False

    def save_model(self, request: HttpRequest, obj: WeightProfile, form: "ModelForm[Any]", change: bool) -> None:
        """Publish through the service."""
        publish_weights(actor=actor_of(request), profile=obj)
