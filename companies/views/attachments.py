"""The files of a company: add, open, take away."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.forms.attachments import AttachmentForm
from companies.selectors import own
from companies.services import attachments as services
from core.states import MoveRefused

PAGE = "companies:attachments"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the files of a company, and take in one more."""
    company = get_object_or_404(own.companies(request.actor), public_id=public_id)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "title")}
        try:
            services.add_attachment(actor=request.actor, company=company, clean=form.cleaned_data["file"], **told)
        except services.AttachmentKnown as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Het bestand is bewaard."))
            return redirect(PAGE, public_id)
    context = {"form": form, "company": company, "rows": own.attachments_of(company)}
    return render(request, "companies/attachments.html", context)


@never_cache
@require_safe
def attachment(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Hand out one file, as a download and never inside a page."""
    row = get_object_or_404(own.attachments(request.actor), public_id=public_id)
    try:
        services.require_readable(row)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect(PAGE, row.company.public_id)
    ending = str(row.file.name).rpartition(".")[2]
    name = f"{slugify(row.title) or 'bijlage'}.{ending}"
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=name, content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def attachment_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a file away."""
    row = get_object_or_404(own.attachments(request.actor), public_id=public_id)
    company = row.company
    services.drop_attachment(actor=request.actor, attachment=row)
    messages.success(request, _("Het bestand is weg."))
    return redirect(PAGE, company.public_id)
