"""Lists of partners, take-overs of establishments and files of companies on the staff desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from companies.admin import import_views as views
from companies.admin.searching import FoldedSearch
from companies.models import Attachment, EstablishmentTransfer, ImportJob
from companies.selectors.imports import jobs
from companies.services import attachments, transfers
from core.desk import ReadOnlyAdmin, row_action


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnlyAdmin):
    """Lists are made by the page to take one in and changed by verbs; a row opens its own page."""

    list_display = ("file_name", "origin", "list_date", "state", "done", "total", "started_by", "created_at")
    list_filter = ("state",)
    search_fields = ("origin", "file_name")
    change_list_template = "companies/desk/import_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportJob]:
        """Read what a row shows in one query, without the rows of the lists."""
        return jobs()

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of a list and its verbs."""
        pages: dict[str, tuple[Callable[..., HttpResponseBase], str]] = {
            "nieuw/": (views.new, "new"),
            "<uuid:public_id>/": (views.page, "page"),
            "<uuid:public_id>/voortgang/": (views.progress, "progress"),
            "<uuid:public_id>/antwoorden.csv": (views.answers, "answers"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"companies_importjob_{name}") for at, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> Any:
        """A row of the list opens the page of the list."""
        job = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:companies_importjob_page", public_id=job.public_id)


@admin.register(EstablishmentTransfer)
class EstablishmentTransferAdmin(FoldedSearch, ReadOnlyAdmin):
    """Who asks for which address; approving moves it with its recognitions and workplaces."""

    list_display = ("establishment", "from_company", "to_company", "taken_over_on", "state", "created_at")
    list_filter = ("state",)
    list_select_related = ("establishment", "from_company", "to_company")
    search_fields = (
        "establishment__establishment_number",
        "from_company__search_text",
        "to_company__search_text",
    )
    actions = ("approve", "refuse")

    @row_action("Goedkeuren: de vestiging verhuist")
    def approve(self, request: HttpRequest, row: EstablishmentTransfer) -> None:
        transfers.approve_transfer(actor=request.actor, transfer=row)

    @row_action("Weigeren")
    def refuse(self, request: HttpRequest, row: EstablishmentTransfer) -> None:
        transfers.refuse_transfer(actor=request.actor, transfer=row)


@admin.register(Attachment)
class AttachmentAdmin(FoldedSearch, ReadOnlyAdmin):
    """Files of companies; the file itself opens on the page of the company."""

    list_display = ("title", "company", "kind", "size", "state", "created_at")
    list_filter = ("kind", "state")
    list_select_related = ("company",)
    search_fields = ("title", "company__search_text")
    exclude = ("file",)
    actions = ("drop",)

    @row_action("Verwijderen")
    def drop(self, request: HttpRequest, row: Attachment) -> None:
        attachments.drop_attachment(actor=request.actor, attachment=row)
