"""Coaching pairs on the staff desk."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.desk import ReadOnlyInline, StaffAdmin, row_action
from core.states import MoveRefused
from knowledge.forms.pairs import ResultForm
from knowledge.models import CoachingPair, PairLog, PairMoment
from knowledge.services import pairs as services


class MomentInline(ReadOnlyInline):
    model = PairMoment
    fields = ("on", "note", "noted_by")
    readonly_fields = fields


class LogInline(ReadOnlyInline):
    model = PairLog
    fields = ("at", "from_state", "to_state", "actor_label", "reason")
    readonly_fields = fields


@admin.register(CoachingPair)
class CoachingPairAdmin(StaffAdmin):
    list_display = ("__str__", "closing", "state", "goal", "starts_on", "ends_on")
    list_filter = ("state", "starts_on")
    list_select_related = ("giver_school", "giver_company", "receiver_school", "receiver_company")
    search_fields = (
        *("goal", "giver_school__name", "giver_company__name"),
        *("receiver_school__name", "receiver_company__name"),
    )
    autocomplete_fields = ("giver_school", "giver_company", "receiver_school", "receiver_company")
    readonly_fields = ("result",)
    inlines = (MomentInline, LogInline)
    actions = ("start", "stop", "replan")

    def get_urls(self) -> list[URLPattern]:
        """Add the page that closes a pair."""
        page = path("<int:pk>/afronden/", self.admin_site.admin_view(self.finish), name="knowledge_pair_finish")
        return [page, *super().get_urls()]

    @admin.display(description="afronden")
    def closing(self, row: CoachingPair) -> SafeString | str:
        """Link to the page that closes a running pair."""
        url = reverse("admin:knowledge_pair_finish", args=[row.pk])
        return format_html('<a href="{}">Rond af</a>', url) if row.state == "running" else "–"

    def finish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what came of it and close the pair."""
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404(pk)
        form = ResultForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                services.finish_pair(actor=request.actor, pair=row, result=form.cleaned_data["result"])
            except MoveRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Het peterschap is afgerond.")
                return HttpResponseRedirect(reverse("admin:knowledge_coachingpair_changelist"))
        context = {"title": f"Rond af: {row}", "row": row, "form": form, "opts": self.opts}
        return render(
            request, "knowledge/admin/pair_finish.html", {**self.admin_site.each_context(request), **context}
        )

    @row_action("Gestart")
    def start(self, request: HttpRequest, row: CoachingPair) -> None:
        """Note that the two began."""
        services.start_pair(actor=request.actor, pair=row)

    @row_action("Gestopt")
    def stop(self, request: HttpRequest, row: CoachingPair) -> None:
        """End a pair early."""
        services.stop_pair(actor=request.actor, pair=row)

    @row_action("Opnieuw afgesproken")
    def replan(self, request: HttpRequest, row: CoachingPair) -> None:
        """Take up a pair that stopped."""
        services.replan_pair(actor=request.actor, pair=row)
