"""Courses on the staff desk: planning, people, certificates and costs."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, StaffInline, desk_link, desk_url, row_action
from core.states import MoveRefused
from knowledge.forms.courses import SessionForm, TopicForm
from knowledge.models import Course, CourseCost, CourseSession, Participant, Trainer
from knowledge.selectors.courses import course_desk
from knowledge.selectors.surveys import surveys_about
from knowledge.selectors.topics import topics_to_answer
from knowledge.services import courses as services
from knowledge.services.topics import propose_answer


class SessionInline(ReadOnlyInline):
    model = CourseSession
    fields = ("agenda",)
    readonly_fields = fields

    @admin.display(description="op de agenda")
    def agenda(self, row: CourseSession) -> SafeString | str:
        """Link to the item of the agenda: seats, attendance, materials and evaluation stand there."""
        return desk_link(row.item, f"{row.item} ({row.item.get_state_display().lower()})")


class TrainerInline(StaffInline):
    model = Trainer


class CostInline(StaffInline):
    model = CourseCost


@admin.register(Course)
class CourseAdmin(StaffAdmin):
    list_display = ("title", "page", "state", "kind", "audience", "counts_for_mentors")
    list_filter = ("state", "kind", "audience", "counts_for_mentors")
    search_fields = ("title", "summary")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (SessionInline, TrainerInline, CostInline)
    actions = ("open_it", "finish", "drop", "redraft")

    def get_urls(self) -> list[URLPattern]:
        """Add the page with the people of a course."""
        page = path("<int:pk>/verloop/", self.admin_site.admin_view(self.course_page), name="knowledge_course_desk")
        topics = path("vragen/", self.admin_site.admin_view(self.topics_page), name="knowledge_topics")
        return [page, topics, *super().get_urls()]

    def topics_page(self, request: HttpRequest) -> HttpResponse:
        """Show what comes back in the questions to the pool; a POST makes a draft of a training or an answer."""
        form = TopicForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            propose = propose_answer if form.cleaned_data["act"] == "antwoord" else services.propose_course
            made = propose(actor=request.actor, topic=form.cleaned_data["topic"])
            messages.success(request, "Het ontwerp staat klaar. Vul het aan en zet het daarna open.")
            return HttpResponseRedirect(desk_url(made))
        context = {"title": "Wat vaak gevraagd wordt", "rows": topics_to_answer(clock.today()), "opts": self.opts}
        return render(request, "knowledge/admin/topics.html", {**self.admin_site.each_context(request), **context})

    @admin.display(description="sessies en deelnemers")
    def page(self, row: Course) -> SafeString:
        """Link to the page with sessions and people."""
        return format_html('<a href="{}">Verloop</a>', reverse("admin:knowledge_course_desk", args=[row.pk]))

    def course_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show sessions, people and costs; a POST plans a session."""
        desk = course_desk(pk)
        if desk is None:
            raise Http404(pk)
        form = SessionForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self._planned(request, desk.course, form):
            return HttpResponseRedirect(request.path)
        context: dict[str, Any] = {"title": str(desk.course), "desk": desk, "form": form, "opts": self.opts}
        context["surveys"] = surveys_about(course=pk)
        return render(request, "knowledge/admin/course.html", {**self.admin_site.each_context(request), **context})

    def _planned(self, request: HttpRequest, course: Course, form: forms.Form) -> bool:
        try:
            services.plan_session(actor=request.actor, course=course, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, "De sessie staat op de agenda.")
        return True

    @row_action("Open voor inschrijving")
    def open_it(self, request: HttpRequest, row: Course) -> None:
        """Open a course and publish its sessions."""
        services.open_course(actor=request.actor, course=row)

    @row_action("Rond af en geef de attesten")
    def finish(self, request: HttpRequest, row: Course) -> None:
        """Close a course and mail the certificates."""
        services.finish_course(actor=request.actor, course=row)

    @row_action("Gaat niet door: verwittig iedereen")
    def drop(self, request: HttpRequest, row: Course) -> None:
        """Call a course off."""
        services.drop_course(actor=request.actor, course=row)

    @row_action("Maak er weer een ontwerp van")
    def redraft(self, request: HttpRequest, row: Course) -> None:
        """Work again on a course that was called off."""
        services.redraft_course(actor=request.actor, course=row)


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin):
    list_display = ("name", "course", "organisation", "mentor", "certified_on", "hours")
    list_filter = ("certified_on",)
    list_select_related = ("course", "mentor")
    search_fields = ("name", "email", "organisation", "course__title")
    actions = ("leaves",)

    @row_action("Schrijf uit voor de sessies die nog komen")
    def leaves(self, request: HttpRequest, row: Participant) -> None:
        """Give the seats back."""
        services.leave(actor=request.actor, participant=row)
