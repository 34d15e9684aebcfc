"""Experts and what they know."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core import clock
from core.desk import ReadOnlyInline, StaffAdmin, StaffInline
from expertise.models import Expert, ExpertSkill, HourLine
from expertise.rules import HoursLeft, clock_words, hours_left
from expertise.selectors.experts import expert_terms


class SkillInline(StaffInline):
    model = ExpertSkill
    show_change_link = False


class HourInline(ReadOnlyInline):
    model = HourLine
    fields = ("on", "minutes", "what", "request", "noted_by")
    readonly_fields = fields


@admin.register(Expert)
class ExpertAdmin(StaffAdmin):
    list_display = ("name", "kind", "organisation", "hours_bought", "spent", "left", "is_active")
    list_filter = ("kind", "is_active", "subregions", "skills__topic")
    list_select_related = ("organisation",)
    search_fields = ("name", "function", "about", "email")
    autocomplete_fields = ("organisation", "programmes")
    filter_horizontal = ("subregions",)
    inlines = (SkillInline, HourInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        """Add the minutes spent."""
        rows: QuerySet[Expert] = Expert.objects.with_spent()
        self.percent = expert_terms(clock.today()).warning_percent
        return rows.order_by(*self.get_ordering(request))

    def _stand(self, row: Expert) -> HoursLeft:
        return hours_left(bought=row.minutes_bought, spent=row.minutes_spent, warning_percent=self.percent)  # type: ignore[attr-defined]

    @admin.display(description="uren gebruikt")
    def spent(self, row: Expert) -> str:
        """Time spent, with the part of what was bought."""
        stand = self._stand(row)
        return clock_words(stand.spent) + ("" if stand.percent is None else f" ({stand.percent} %)")

    @admin.display(description="uren over")
    def left(self, row: Expert) -> str:
        """Time left, or how far it went over."""
        stand = self._stand(row)
        if stand.is_over:
            return f"{clock_words(-stand.left)} te veel"
        return clock_words(stand.left) + (": bijna op" if stand.warns else "")
