"""Questions on the staff desk."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.desk import ReadOnlyAdmin, desk_url, row_action
from core.states import MoveRefused
from frontoffice.enums import QuestionState
from frontoffice.forms import AnswerForm
from frontoffice.models import Question
from frontoffice.services import questions


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ("code", "topic", "name", "state", "promised_by", "owner", "reply")
    list_filter = ("state", "topic", "is_demo")
    list_select_related = ("owner",)
    search_fields = ("code", "name", "email", "body")
    fields = (
        "code",
        "reply",
        "topic",
        "body",
        "name",
        "email",
        "phone",
        "language",
        "school",
        "page",
        "state",
        "promised_by",
        "owner",
        "answer",
        "answered_at",
        "created_at",
    )
    readonly_fields = fields
    actions = ("close", "reopen")

    def get_urls(self) -> list[URLPattern]:
        """Add the page to answer one question."""
        answer = self.admin_site.admin_view(self.answer_page)
        own = [path("<int:pk>/beantwoorden/", answer, name="frontoffice_question_answer")]
        return own + super().get_urls()

    @admin.display(description="antwoord geven")
    def reply(self, question: Question) -> SafeString | str:
        """A link to answer a question that is still open."""
        if question.state != QuestionState.NEW:
            return "–"
        url = reverse("admin:frontoffice_question_answer", args=[question.pk])
        return format_html('<a href="{}">Beantwoord vraag {}</a>', url, question.code)

    def answer_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Type an answer; a POST notes it and mails it."""
        question = self.get_object(request, str(pk))
        if question is None:
            raise Http404
        form = AnswerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self._answer(request, question, form.cleaned_data["answer"])
        context = {"title": f"Vraag {question.code}", "question": question, "form": form}
        return render(request, "admin/question_answer.html", {**self.admin_site.each_context(request), **context})

    def _answer(self, request: HttpRequest, question: Question, answer: str) -> HttpResponse:
        try:
            questions.answer_question(actor=request.actor, question=question, answer=answer)  # type: ignore[attr-defined]
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            done = "Het antwoord is gemaild." if question.email else "Het antwoord is genoteerd. Bel de vrager op."
            messages.success(request, done)
        return HttpResponseRedirect(desk_url(question))

    @row_action("Sluit af zonder antwoord")
    def close(self, request: HttpRequest, question: Question) -> None:
        """Close a question that needs no answer."""
        questions.close_question(actor=request.actor, question=question)  # type: ignore[attr-defined]

    @row_action("Open opnieuw")
    def reopen(self, request: HttpRequest, question: Question) -> None:
        """Open a question again with a new promise."""
        questions.reopen_question(actor=request.actor, question=question)  # type: ignore[attr-defined]
