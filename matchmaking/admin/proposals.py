"""Proposals: the list with its verbs, the page of one, and the page of a pair."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.access import actor_of
from core import clock
from core.desk import ReadOnlyAdmin, row_action
from matchmaking.admin import proposal_views as views
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors.work_queue import overdue, without_address
from matchmaking.services import opening
from placements.selectors.tryout import with_days


class TodoFilter(admin.SimpleListFilter):
    """The numbers of the work queue."""

    title = "te doen"
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two lists a colleague calls from."""
        return [("bellen", "Geen antwoord: bellen"), ("geen-mail", "Kreeg geen mail: bellen")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """Narrow to one of them."""
        lists = {"bellen": overdue(clock.today()), "geen-mail": without_address()}
        chosen = lists.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(pk__in=chosen.values("pk"))


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Proposals are made by rounds and by hand on the page of a learner."""

    list_display = (
        "name",
        "place",
        "programme",
        "state",
        "score",
        "learner_answer",
        "company_answer",
        "answer_due_on",
        "try_out",
    )
    list_filter = (TodoFilter, "state", "learner_answer", "company_answer")
    search_fields = ("code", "learner__code", "learner__contact__search_text")
    search_help_text = "Zoek op naam, dossiercode of code van het voorstel"
    ordering = ("-created_at",)
    actions = ("approve",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        """Read what a row shows in one query."""
        return with_days(super().get_queryset(request).with_pair())  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        """Add the page of a proposal, of a learner's decisions, and of a workplace's candidates."""
        wrap = self.admin_site.admin_view
        own = [
            path("voorstel/<uuid:public_id>/", wrap(views.proposal), name="matchmaking_proposal_page"),
            path("lerende/<uuid:learner>/", wrap(views.pair), name="matchmaking_pair"),
            path("kandidaten/<uuid:workplace>/", wrap(views.candidates), name="matchmaking_candidates"),
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A row of the list opens the page of the proposal."""
        row = get_object_or_404(Proposal, pk=object_id)
        return redirect("admin:matchmaking_proposal_page", public_id=row.public_id)

    @row_action("Keur goed en verstuur")
    def approve(self, request: HttpRequest, row: Proposal) -> None:
        """Open a draft."""
        opening.approve_proposal(actor=actor_of(request), proposal=row)

    @admin.display(description="lerende", ordering="learner__contact__search_text")
    def name(self, row: Proposal) -> str:
        """The learner's name, or the code once it was wiped."""
        contact = getattr(row.learner, "contact", None)
        return f"{contact.full_name} ({row.learner.code})" if contact else row.learner.code

    @admin.display(description="leerwerkplek", ordering="workplace__establishment__company__search_text")
    def place(self, row: Proposal) -> str:
        """The company and where."""
        establishment = row.workplace.establishment
        return f"{establishment.company.name}, {establishment.municipality.name}"

    @admin.display(description="opleiding")
    def programme(self, row: Proposal) -> str:
        """The programme."""
        return row.workplace.programme.name

    @admin.display(description="score", ordering="learner_score")
    def score(self, row: Proposal) -> int:
        """The learner's score out of 100."""
        return round(row.learner_score / 10)

    @admin.display(description="snuffeldagen")
    def try_out(self, row: Proposal) -> str:
        """Ask for days while both said yes and nobody signed, or open the days that are asked."""
        days, agreed = row.days, row.agreed  # type: ignore[attr-defined]
        if days:
            return format_html('<a href="{}">Open de snuffeldagen</a>', reverse("placements:try_out", args=[days]))
        if row.state != ProposalState.INTRODUCED or agreed:
            return "–"
        return format_html('<a href="{}">Vraag snuffeldagen</a>', reverse("placements:try_out_ask", args=[row.code]))
