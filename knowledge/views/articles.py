"""The knowledge base and the search for visitors."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.markdown import to_html
from core.throttle import throttled
from knowledge.forms.articles import BaseFilterForm, FindForm, MissedForm
from knowledge.pages import known_page
from knowledge.rules.web import USEFUL, USELESS
from knowledge.selectors import articles as selectors
from knowledge.selectors.search import find
from knowledge.services.search import note_unanswered
from knowledge.services.web import count, leave_remark


@login_not_required
@require_safe
def base(request: HttpRequest) -> HttpResponse:
    """Show the knowledge base by kind of page."""
    form = BaseFilterForm(request.GET)
    shelves = selectors.shelves(**form.chosen)
    return render(request, "knowledge/base.html", {"filter_form": form, "find_form": FindForm(), "shelves": shelves})


@login_not_required
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page, whether it is still looked after, and what is beside it."""
    row = get_object_or_404(selectors.article(slug))
    context = {
        "article": row,
        "text": to_html(row.body),
        "late": row.is_late(clock.today()),
        "beside": selectors.beside(row),
    }
    return render(request, "knowledge/article.html", context)


@login_not_required
@require_safe
def article_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the document of a study."""
    row = get_object_or_404(selectors.article(slug))
    if not row.file:
        raise Http404(slug)
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=f"{row.slug}.pdf", content_type=row.content_type
    )


@login_not_required
@never_cache
@throttled("search")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything public; what finds nothing is counted without who."""
    form = FindForm(request.GET)
    typed = form.typed
    found = find(typed, clock.today(), form.kind)
    missing = typed and not found and not form.kind and request.method == "GET"
    noted = bool(missing) and note_unanswered(typed=typed)
    context = {"find_form": form, "typed": typed, "found": found, "noted": noted}
    return render(request, "knowledge/search.html", context)


@csrf_exempt  # carries nobody's rights: it adds one to a number, and without a cookie there is no token
@login_not_required
@never_cache
@throttled("page_useful")
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest) -> HttpResponse:
    """Count whether a page helped, then ask what was missing. No cookie."""
    page = known_page(request.POST.get("pagina") or request.GET.get("pagina", ""))
    if not page:
        raise Http404
    answer, form = request.POST.get("antwoord", ""), MissedForm()
    here = f"{reverse('knowledge:useful')}?pagina={page}"
    if request.method == "POST" and answer in ("ja", "nee"):
        count(subject=USEFUL if answer == "ja" else USELESS, step=page)
        return redirect(f"{here}&antwoord={answer}")
    if request.method == "POST":
        form = MissedForm(request.POST)
        if form.is_valid():
            leave_remark(page=page, text=form.cleaned_data["text"])
            return redirect(f"{here}&antwoord=bedankt")
    said = "nee" if request.method == "POST" else request.GET.get("antwoord", "")
    return render(request, "knowledge/useful.html", {"page_path": page, "said": said, "form": form})
