"""The queue of cases and the page of one case."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.access import actor_of
from core import clock
from core.db import fold
from core.desk import StaffAdmin, desk_url, row_action
from core.states import MoveRefused
from learners.admin import duplicate_views, handover_views
from learners.admin.acts import BY_SLUG, acts_for, run_act
from learners.admin.case_columns import CaseColumns
from learners.admin.filters import OwnerFilter, TodoFilter
from learners.admin.keys import KEYS, back_url
from learners.enums import CaseState
from learners.models import Case
from learners.rules.words import before_moment
from learners.selectors import desk
from learners.selectors.case_page import events_of, facts_of, family_of, referrals_of
from learners.selectors.clock import clock_words_of, counter_on
from learners.selectors.terms import terms_on
from learners.services import contact
from matchmaking.selectors.queue_matches import matches_of
from placements.selectors.recognitions import warnings_of
from privacy import journal


@admin.register(Case)
class CaseAdmin(CaseColumns, StaffAdmin):
    """Cases are opened by an intake and moved by acts; nothing is typed into the row itself."""

    list_display = (
        "promise", "code", "name", "days_left", "status", "matches", "owner", "row_acts",
    )  # fmt: skip
    list_display_links = ("promise", "code")
    list_filter = (TodoFilter, "state", "route", OwnerFilter, "learner__municipality__subregion")
    search_fields = ("learner__contact__search_text", "learner__code")
    search_help_text = "Zoek op naam, dossiercode, e-mailadres of gsm"
    ordering = desk.WORK_ORDER
    change_form_template = "learners/admin/case_change.html"
    change_list_template = "learners/admin/case_list.html"
    actions = ("take_cases", "note_no_answers")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Nothing can be typed: the page shows facts and acts instead."""
        return []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """Read what a row shows in one query."""
        return desk.queue(super().get_queryset(request))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search without accents and capitals; a number is searched by its digits."""
        digits = "".join(char for char in search_term if char.isdigit())
        as_number = len(digits) > 6 and not any(char.isalpha() for char in search_term)
        term = digits.removeprefix("0") if as_number else fold(search_term)
        return super().get_search_results(request, queryset, term)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Work out the days left and the places of every row at once."""
        changelist = super().get_changelist_instance(request)
        rows = desk.rows_of(changelist.result_list)
        matches = matches_of([row.learner_id for row in rows])
        for row in rows:
            row.matches, row.back = matches[row.learner_id], request.GET.urlencode()
        if any(row.learner.clock_started_on for row in rows):
            counter = counter_on(clock.today())
            for row in rows:
                row.countdown = counter.of_case(row.learner, row)
        changelist.result_list = rows
        return changelist

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """List the keys above the queue."""
        return super().changelist_view(request, {"keys": KEYS, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Cases come from an intake."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the page of each act, the files that look alike, and the hand-over of a colleague who leaves."""
        guard, pair = self.admin_site.admin_view, "dubbel/<uuid:stays>/<uuid:goes>/"
        own = [
            path("<int:pk>/doe/<slug:slug>/", guard(self.act_view), name="learners_case_act"),
            path("dubbel/", guard(duplicate_views.duplicates), name="learners_duplicates"),
            path(pair, guard(duplicate_views.merge), name="learners_merge"),
            path(f"{pair}apart/", guard(duplicate_views.two_people), name="learners_two_people"),
            path("overdragen/", guard(handover_views.handover), name="learners_handover"),
        ]
        return [*own, *super().get_urls()]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Case | None:
        """Read a case once a request, although both this page and Django's ask for it."""
        known = getattr(request, "read_case", None)
        if known is None or str(known.pk) != str(object_id):
            known = super().get_object(request, object_id, from_field)
            request.read_case = known
        return known

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the case; every look is journalled and visible to the learner."""
        case = self.get_object(request, object_id)
        if case is None:
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":  # nothing on this page can be typed
            return HttpResponseRedirect(desk_url(case))
        journal.record_read(actor=actor_of(request), subject=case.learner, page="case")
        terms = terms_on(clock.today())
        words = clock_words_of(case.learner, rules=terms.search)
        extra = {
            "title": f"Dossier van {self.full_name(case)}",
            "case": case,
            "acts": acts_for(case),
            "keys": KEYS,
            "facts": facts_of(case),
            "events": events_of(case),
            "referrals": referrals_of(case),
            **family_of(case, terms),
            "promise_text": before_moment(case.promised_by),
            "clock": words,
            "recognition_warnings": warnings_of(case.learner_id) if case.state in CaseState.MET else (),
            "show_save": False,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
        }
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def act_view(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """Ask what an act needs, then call its service."""
        act, case = BY_SLUG.get(slug), self.get_object(request, str(pk))
        if act is None or case is None:
            raise Http404(slug)
        form = act.form(request.POST) if request.method == "POST" else act.form()
        if request.method == "POST" and form.is_valid():
            try:
                run_act(act, actor=actor_of(request), case=case, clean=form.cleaned_data)
            except MoveRefused as refusal:
                form.add_error(None, str(refusal))
            except ValidationError as error:
                form.add_error(None, error.messages)  # type: ignore[arg-type]
            else:
                messages.success(request, f"{act.label}: genoteerd.")
                return HttpResponseRedirect(back_url(request, case))
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "act": act,
            "case": case,
            "form": form,
            "opts": self.opts,
            "back_url": back_url(request, case),
        }
        return TemplateResponse(request, "learners/admin/case_act.html", context)

    @row_action("Ik neem deze dossiers")
    def take_cases(self, request: HttpRequest, row: Case) -> None:
        """Make the colleague the owner."""
        run_act(BY_SLUG["neem"], actor=actor_of(request), case=row, clean={})

    @row_action("Niet bereikt")
    def note_no_answers(self, request: HttpRequest, row: Case) -> None:
        """Note that nobody answered."""
        contact.note_no_answer(actor=actor_of(request), case=row)
