"""Learners and their contact details: found, read and corrected."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.access import actor_of
from core.db import fold
from core.desk import StaffAdmin, StaffInline, desk_link
from learners.admin.filters import LocationFilter
from learners.models import ContactDetails, Learner
from learners.services.people import update_contact, update_learner
from privacy import journal


class ContactInline(StaffInline):
    """How to reach the learner."""

    model = ContactDetails
    template = "admin/edit_inline/stacked.html"
    fields = (
        "first_name", "last_name", "phone", "email", "prefer", "moment",
        "helper_name", "helper_phone", "helper_email",
    )  # fmt: skip
    can_delete = False
    max_num = 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Contact details come from an intake."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are wiped by the retention policy."""
        return False


@admin.register(Learner)
class LearnerAdmin(StaffAdmin):
    """Learners come from an intake; corrections go through a service."""

    list_display = ("code", "name", "municipality", "school", "programme", "case_link")
    list_filter = (LocationFilter, "municipality__subregion", "situation", "is_demo")
    search_fields = ("code", "contact__search_text")
    search_help_text = "Zoek op naam, dossiercode, e-mailadres of gsm"
    inlines = (ContactInline,)
    autocomplete_fields = ("municipality", "programme", "coach")
    fields = (
        "birth_year", "birth_month", "first_grade_done", "postal_code", "municipality", "situation", "school",
        "coach", "programme", "own_company", "own_company_name", "max_minutes", "earliest_start", "start_on",
        "clock_started_on", "may_promote", "promote_reason",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Learner]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("contact", "case", "municipality", "school", "programme")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search without accents and capitals."""
        return super().get_search_results(request, queryset, fold(search_term))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Learners come from an intake."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Learners are wiped by the retention policy, so that figures stay right."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the learner; every look is journalled."""
        learner = self.get_object(request, object_id)
        if learner is not None and request.method == "GET":
            journal.record_read(actor=actor_of(request), subject=learner, page="learner")
        return super().change_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Learner, form: Any, change: bool) -> None:
        """Save through the service."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        update_learner(actor=actor_of(request), learner=obj, changes=changes)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save contact details through the service."""
        formset.save(commit=False)
        for row in formset.forms:
            if row.instance.pk and row.has_changed():
                changes = {name: row.cleaned_data[name] for name in row.changed_data}
                update_contact(actor=actor_of(request), contact=row.instance, changes=changes)

    @admin.display(description="Naam", ordering="contact__search_text")
    def name(self, learner: Learner) -> str:
        """Show the name, or that it was wiped."""
        contact = getattr(learner, "contact", None)
        return contact.full_name if contact else "(gewist)"

    @admin.display(description="Dossier")
    def case_link(self, learner: Learner) -> str:
        """Link to the case."""
        case = getattr(learner, "case", None)
        return desk_link(case, case.get_state_display() if case else "")
