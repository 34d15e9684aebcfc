"""Signals from practice, and what becomes of them."""

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from core import clock
from core.desk import ReadOnlyInline, StaffAdmin, desk_url
from core.pdf import pdf_response
from core.states import MoveRefused
from expertise import forms
from expertise.admin.acts import Act, ActsAdmin
from expertise.enums import SignalState
from expertise.models import PolicySignal, PolicySignalLog, Signal
from expertise.selectors.signals import open_groups, report_years, signal_report
from expertise.services import signals as services
from privacy import journal

OPEN, WEIGHED, AT_POF, SENT, ANSWERED = (
    SignalState.OPEN,
    SignalState.WEIGHED,
    SignalState.AT_POF,
    SignalState.SENT,
    SignalState.ANSWERED,
)
ACTS = (
    Act(
        "wegen",
        "Weeg dit signaal",
        frozenset({OPEN, AT_POF}),
        lambda request, row: forms.WeighForm(request.POST or None, initial={"weight": row.weight, "why": row.why}),
        lambda request, row, form: services.weigh_signal(actor=request.actor, policy_signal=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "Gewogen.",
    ),
    Act(
        "pof",
        "Leg voor aan het POF",
        frozenset({WEIGHED}),
        lambda request, _row: forms.PofForm(request.POST or None),
        lambda request, row, form: services.put_before_pof(
            actor=request.actor, policy_signal=row, **form.cleaned_data
        ),  # type: ignore[attr-defined]
        "Het staat op de agenda van dat overleg.",
    ),
    Act(
        "versturen",
        "Verstuurd naar het beleid",
        frozenset({AT_POF, ANSWERED}),
        lambda request, row: forms.SendForm(request.POST or None, initial={"proposal": row.proposal}),
        lambda request, row, form: services.send_signal(actor=request.actor, policy_signal=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "Genoteerd. We volgen het antwoord op.",
    ),
    Act(
        "antwoord",
        "Noteer het antwoord",
        frozenset({SENT}),
        lambda request, _row: forms.PolicyAnswerForm(request.POST or None),
        lambda request, row, form: services.note_answer(actor=request.actor, policy_signal=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "Het antwoord is bewaard.",
    ),
    Act(
        "sluiten",
        "Sluit af",
        frozenset({OPEN, WEIGHED, AT_POF, SENT, ANSWERED}),
        lambda request, _row: forms.CloseForm(request.POST or None),
        lambda request, row, form: services.close_signal(actor=request.actor, policy_signal=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "Afgesloten.",
    ),
)


@admin.register(Signal)
class SignalAdmin(StaffAdmin):
    list_display = ("text", "topic", "source", "subregion", "heard_on", "group")
    list_filter = ("topic", "source", "subregion", ("group", admin.EmptyFieldListFilter))
    list_select_related = ("subregion", "group")
    search_fields = ("text",)
    date_hierarchy = "heard_on"
    autocomplete_fields = ("programme",)
    fields = ("topic", "source", "text", "subregion", "programme", "heard_on")
    actions = ("group_them",)

    def get_form(
        self, request: HttpRequest, obj: Signal | None = None, change: bool = False, **kwargs: object
    ) -> type:  # type: ignore[override]
        """Check the text as the service does, also on the staff site."""
        return super().get_form(request, obj, change, **{**kwargs, "form": forms.SignalForm})

    @admin.action(description="Groepeer voor het beleid")
    def group_them(self, request: HttpRequest, rows: QuerySet[Signal]) -> HttpResponse | None:
        """Go to the page that puts the chosen signals together."""
        chosen = ",".join(str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True))
        return HttpResponseRedirect(f"{reverse('admin:expertise_signal_group')}?rijen={chosen}")

    def get_urls(self) -> list[URLPattern]:
        """Add the page that groups."""
        page = path("groeperen/", self.admin_site.admin_view(self.group_page), name="expertise_signal_group")
        return [page, *super().get_urls()]

    def group_page(self, request: HttpRequest) -> HttpResponse:
        """Put signals in a policy signal."""
        keys = [int(part) for part in request.GET.get("rijen", "").split(",") if part.isdigit()]
        rows = list(self.get_queryset(request).filter(pk__in=keys).order_by("pk"))
        if not rows:
            messages.error(request, "Kies eerst signalen in de lijst.")
            return HttpResponseRedirect(reverse("admin:expertise_signal_changelist"))
        form = forms.GroupForm(request.POST or None, groups=open_groups(rows[0].topic))
        if request.method == "POST" and form.is_valid():
            try:
                made = services.group_signals(actor=request.actor, signals=rows, **form.cleaned_data)  # type: ignore[attr-defined]
            except MoveRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{len(rows)} samengebracht.")
                return HttpResponseRedirect(desk_url(made))
        context = {"title": "Signalen groeperen", "rows": rows, "form": form, "opts": self.opts}
        return render(request, "expertise/admin/group.html", {**self.admin_site.each_context(request), **context})


class SignalInline(ReadOnlyInline):
    model = Signal
    fields = ("heard_on", "text", "source", "subregion", "programme")
    readonly_fields = fields


class LogInline(ReadOnlyInline):
    model = PolicySignalLog
    fields = ("at", "from_state", "to_state", "actor_label", "reason")
    readonly_fields = fields


@admin.register(PolicySignal)
class PolicySignalAdmin(ActsAdmin):
    acts = ACTS
    change_list_template = "expertise/admin/policy_signals.html"
    list_display = ("title", "topic", "state", "weight", "heard", "sent_on", "due_on")
    list_filter = ("state", "topic", "weight", "addressee")
    search_fields = ("title", "what_is_wrong", "proposal", "answer")
    fields = (
        "act_links",
        "title",
        "topic",
        "state",
        "what_is_wrong",
        "weight",
        "why",
        "meeting",
        "proposal",
        "addressee",
        "sent_on",
        "due_on",
        "answer",
        "answered_on",
    )
    readonly_fields = fields
    inlines = (SignalInline, LogInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicySignal]:
        """Add how often it was heard."""
        return super().get_queryset(request).annotate(number=Count("signals"))

    @admin.display(description="keer gehoord", ordering="number")
    def heard(self, row: PolicySignal) -> int:
        """How many signals say this."""
        return row.number  # type: ignore[attr-defined, no-any-return]

    def get_urls(self) -> list[URLPattern]:
        """Add the yearly report."""
        view = self.admin_site.admin_view(self.report_page)
        return [
            path("verslag/", view, name="expertise_signal_report"),
            path("verslag/<int:year>.pdf", self.admin_site.admin_view(self.report_pdf), name="expertise_signal_pdf"),
            *super().get_urls(),
        ]

    def report_page(self, request: HttpRequest) -> HttpResponse:
        """Show the signals of a year."""
        years = report_years(clock.today())
        asked = request.GET.get("jaar", "")
        year = int(asked) if asked.isdigit() and int(asked) in years else years[0]
        context = {"title": f"Signalen {year}", "report": signal_report(year), "years": years, "opts": self.opts}
        return render(request, "expertise/admin/report.html", {**self.admin_site.each_context(request), **context})

    def report_pdf(self, request: HttpRequest, year: int) -> HttpResponse:
        """Return the report of a year as PDF."""
        if year not in report_years(clock.today()):
            raise Http404(year)
        report = signal_report(year)
        for group in report.groups:
            journal.record(actor=request.actor, verb="signal_report_made", subject=group, year=year)  # type: ignore[attr-defined]
        made = pdf_response(request, "expertise/admin/report_pdf.html", {"report": report}, name=f"signalen-{year}")
        return made or HttpResponseRedirect(reverse("admin:expertise_signal_report"))
