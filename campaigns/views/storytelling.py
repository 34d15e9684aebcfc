"""Testimonials, news, stories and pages for visitors."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import links
from campaigns.forms.storytelling import PostFilterForm
from campaigns.selectors import storytelling as selectors
from campaigns.services import storytelling as services
from core import clock
from core.markdown import to_html
from core.paging import page_of
from core.tokens import TokenForged

TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@login_not_required
@never_cache
@require_safe
def testimonials(request: HttpRequest) -> HttpResponse:
    """Show everybody who tells about dual learning and agrees to that today."""
    page = page_of(request, selectors.voices(clock.today()))
    voices = [selectors.voice_of(row) for row in page.object_list]
    return render(request, "campaigns/testimonials.html", {"page": page, "voices": voices})


@login_not_required
@never_cache
@require_safe
def photo(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Hand out a photo while its owner agrees; no browser or proxy keeps a copy."""
    row = selectors.photo_of(public_id, clock.today())
    if row is None:
        raise Http404
    response = FileResponse(row.photo.open("rb"), content_type=TYPES[str(row.photo.name).rpartition(".")[2]])
    response["Cache-Control"] = "no-store, private"
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody the own testimonial; one button takes it off the web."""
    try:
        row = get_object_or_404(selectors.testimonial_named(links.testimonial_id(token)))
    except TokenForged:
        raise Http404(token) from None
    if request.method == "POST":
        services.withdraw_testimonial(testimonial=row, actor=request.actor)
        return redirect("campaigns:testimonial_mine", token)
    return render(request, "campaigns/testimonial_mine.html", {"row": row, "voice": selectors.voice_of(row)})


@login_not_required
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """List news, stories and pages."""
    form = PostFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = selectors.posts(clock.today(), audience=chosen.get("audience", ""), kind=chosen.get("kind", ""))
    return render(request, "campaigns/posts.html", {"form": form, "page": page_of(request, rows)})


@login_not_required
@require_safe
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one post."""
    row = get_object_or_404(selectors.post(slug, clock.today()))
    return render(request, "campaigns/post.html", {"post": row, "text": to_html(row.body)})
