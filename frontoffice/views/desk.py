"""The lists of the work queue and the search, inside the staff site."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.paging import page_of
from frontoffice.lines import line_of, row_url
from frontoffice.search import search
from frontoffice.selectors.work_moment import moment_now
from frontoffice.selectors.work_queue import work_list, work_rows


def work_rows_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows behind one number of the work queue."""
    work = work_list(key)
    if work is None:
        raise Http404
    page = page_of(request, work_rows(work, moment_now()))
    context = {"title": work.label, "work": work, "page": page, "lines": [line_of(row) for row in page]}
    return render(request, "admin/work_list.html", {**admin.site.each_context(request), **context})


def search_page(request: HttpRequest) -> HttpResponse:
    """Search names, codes, numbers, phones and mails over everything a colleague may see."""
    typed = request.GET.get("q", "")[:100]
    groups = [(group, [(hit, row_url(hit.row)) for hit in group.hits]) for group in search(typed)]
    context = {"title": "Zoeken", "typed": typed, "groups": groups}
    return render(request, "admin/search.html", {**admin.site.each_context(request), **context})
