"""The knowledge base on the staff desk, and what visitors looked for in vain."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.desk import ReadOnlyAdmin, StaffAdmin, desk_link, row_action
from core.markdown import to_html
from knowledge.forms.articles import ArticleForm
from knowledge.models import Article, UnansweredSearch
from knowledge.selectors.articles import article_for_desk
from knowledge.services import articles as services
from knowledge.services import search as search_services


@admin.register(Article)
class ArticleAdmin(StaffAdmin):
    """Pages with their owner and the day to look again."""

    form = ArticleForm
    list_display = ("title", "preview", "state", "review_by", "owner", "kind", "audience", "checked_on")
    list_filter = ("state", "kind", "audience", ("owner", admin.EmptyFieldListFilter))
    list_select_related = ("owner",)
    search_fields = ("title", "slug", "summary")
    actions = ("publish", "take_back", "checked")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose an address from the title for a new row."""
        return {"slug": ("title",)} if obj is None else {}

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Keep the row, then the file that passed the checks."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("upload"):
            services.set_file(actor=request.actor, article=obj, clean=form.cleaned_data["upload"])  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        """Add the preview."""
        view = self.admin_site.admin_view(preview)
        return [path("<int:number>/voorbeeld/", view, name="knowledge_article_preview"), *super().get_urls()]

    @admin.display(description="voorbeeld")
    def preview(self, row: Article) -> SafeString:
        """Link to the page as visitors will see it."""
        return format_html('<a href="{}">Bekijk</a>', reverse("admin:knowledge_article_preview", args=[row.pk]))

    @row_action("Op het web zetten")
    def publish(self, request: HttpRequest, row: Article) -> None:
        services.publish_article(actor=request.actor, article=row)  # type: ignore[attr-defined]

    @row_action("Van het web halen")
    def take_back(self, request: HttpRequest, row: Article) -> None:
        services.take_back_article(actor=request.actor, article=row)  # type: ignore[attr-defined]

    @row_action("Nagekeken: alles klopt nog")
    def checked(self, request: HttpRequest, row: Article) -> None:
        services.article_checked(actor=request.actor, article=row)  # type: ignore[attr-defined]


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a page as visitors will see it, whatever its state."""
    row = article_for_desk(number)
    if row is None:
        raise Http404
    context = {"article": row, "text": to_html(row.body), "is_preview": True}
    return render(request, "knowledge/article.html", context)


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(ReadOnlyAdmin):
    """What visitors looked for in vain, most often first."""

    list_display = ("words", "times", "last_on", "answer")
    list_filter = (("article", admin.EmptyFieldListFilter),)
    list_select_related = ("article",)
    search_fields = ("words",)
    actions = ("make_question", "drop")

    @admin.display(description="antwoord")
    def answer(self, row: UnansweredSearch) -> SafeString | str:
        """Link to the page that came of it."""
        return desk_link(row.article)

    @row_action("Maak een vraag en antwoord")
    def make_question(self, request: HttpRequest, row: UnansweredSearch) -> None:
        search_services.make_question(actor=request.actor, search=row)  # type: ignore[attr-defined]

    @row_action("Vergeet deze zoekvraag")
    def drop(self, request: HttpRequest, row: UnansweredSearch) -> None:
        search_services.drop_searches(actor=request.actor, search=row)  # type: ignore[attr-defined]
