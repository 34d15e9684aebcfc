"""Appointments (changed and cancelled here) and the links of parents (read here)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.access import actor_of
from core.desk import ReadOnlyAdmin, desk_link, desk_url
from core.states import MoveRefused
from learners.forms.appointments import AppointmentForm, CancelForm
from learners.models import Appointment, CoView
from learners.services.appointments import cancel_appointment, change_appointment
from privacy import journal

LABELS = {"wijzig": "Wijzig de afspraak", "zeg-af": "Zeg de afspraak af"}
HINT = "De lerende krijgt een mail. Zonder e-mailadres bel je zelf."


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    """Made on the page of a case."""

    list_display = ("starts_at", "case_link", "kind", "meeting", "with_whom", "is_cancelled")
    list_display_links = ("starts_at",)
    list_filter = ("kind", "meeting")
    search_fields = ("case__learner__code", "with_whom")
    search_help_text = "Zoek op dossiercode of met wie"
    ordering = ("-starts_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appointment]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("case__learner")

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that change and cancel."""
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/doe/<slug:slug>/", view, name="learners_appointment_act"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the appointment; the look is journalled."""
        row = self.get_object(request, object_id)
        if row is not None and request.method == "GET":
            journal.record_read(actor=actor_of(request), subject=row.case.learner, page="case")
        return super().change_view(request, object_id, *args, **kwargs)

    def act_view(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """Ask what changes or why it is cancelled, then call the service."""
        row = self.get_object(request, str(pk))
        if row is None or slug not in LABELS:
            raise Http404(slug)
        form = _form(row, slug, request.POST if request.method == "POST" else None)
        if form.is_valid() and self._done(request, row, slug, form):
            return HttpResponseRedirect(desk_url(row.case))
        context = {
            **self.admin_site.each_context(request),
            "title": LABELS[slug],
            "act": {"label": LABELS[slug], "hint": HINT},
            "case": row.case,
            "form": form,
            "opts": self.opts,
            "back_url": desk_url(row.case),
        }
        return TemplateResponse(request, "learners/admin/case_act.html", context)

    def _done(self, request: HttpRequest, row: Appointment, slug: str, form: Any) -> bool:
        actor, clean = actor_of(request), form.cleaned_data
        try:
            if slug == "wijzig":
                change_appointment(actor=actor, appointment=row, changes=clean)
            else:
                cancel_appointment(actor=actor, appointment=row, reason=clean["reason"])
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{LABELS[slug]}: genoteerd.")
            return True
        return False

    @admin.display(description="Dossier", ordering="case__learner__code")
    def case_link(self, row: Appointment) -> str:
        """Link to the case."""
        return desk_link(row.case, row.case.learner.code)

    @admin.display(description="Afgezegd", boolean=True)
    def is_cancelled(self, row: Appointment) -> bool:
        """Whether it does not take place."""
        return row.cancelled_at is not None


@admin.register(CoView)
class CoViewAdmin(ReadOnlyAdmin):
    """Made and revoked by the learner."""

    list_display = ("created_at", "case_link", "valid_until", "revoked_at", "agreed_at", "call_asked_at", "call_phone")
    list_display_links = ("created_at",)
    search_fields = ("learner__code",)
    search_help_text = "Zoek op dossiercode"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CoView]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("learner__case")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the link; the look is journalled."""
        row = self.get_object(request, object_id)
        if row is not None and request.method == "GET":
            journal.record_read(actor=actor_of(request), subject=row.learner, page="case")
        return super().change_view(request, object_id, *args, **kwargs)

    @admin.display(description="Dossier", ordering="learner__code")
    def case_link(self, row: CoView) -> str:
        """Link to the case."""
        return desk_link(getattr(row.learner, "case", None), row.learner.code)


def _form(row: Appointment, slug: str, data: Any) -> Any:
    if slug == "zeg-af":
        return CancelForm(data)
    local = timezone.localtime(row.starts_at)
    names = ("kind", "minutes", "meeting", "place", "with_whom")
    initial = {"day": local.date(), "hour": local.time(), **{name: getattr(row, name) for name in names}}
    return AppointmentForm(data, initial=initial)
