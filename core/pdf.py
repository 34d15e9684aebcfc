"""A page as a PDF file, where the machine can make one: the one place that makes them.

Every file is PDF/UA-1: tagged, with the language and title of the page, so that a screen reader can read it. The
template extends `layouts/paper.html`, which sets both.
"""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import slugify

log = logging.getLogger(__name__)
STYLE = settings.BASE_DIR / "static" / "css" / "pdf.css"


def _write(text: str) -> bytes | None:
    try:
        from weasyprint import HTML  # needs system libraries that not every machine has
    except (ImportError, OSError):
        log.exception("no PDF on this machine, the print page takes its place")
        return None
    made: bytes = HTML(string=text).write_pdf(stylesheets=[str(STYLE)], pdf_variant="pdf/ua-1")
    return made


def pdf_bytes(template: str, context: dict[str, object]) -> bytes | None:
    """Return the template as the content of a PDF, outside a request; None on a machine that cannot make one."""
    return _write(render_to_string(template, context))


def pdf_response(request: HttpRequest, template: str, context: dict[str, object], *, name: str) -> HttpResponse | None:
    """Return the template as a download "<name>.pdf", None on a machine that cannot make one (show a page to print)."""
    content = _write(render_to_string(template, context, request))
    if content is None:
        return None
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "blad"}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
