"""The short link of a channel: count, and bring the visitor where it promised."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.enums import Count
from campaigns.selectors.campaigns import channel_path, running_channel
from campaigns.services.campaigns import count

SCANNED = "q"


@login_not_required
@never_cache
@require_safe
def short_link(request: HttpRequest, short: str) -> HttpResponse:
    """Count a visit (or a scan of the QR code) and go on. No cookie is set; a look ahead by a browser does not count."""
    channel = running_channel(short)
    if channel is None:
        raise Http404(short)
    if request.method == "GET" and not _looks_ahead(request):
        count(code=channel.code, what=Count.SCANS if SCANNED in request.GET else Count.VISITS)
    return redirect(channel_path(channel))


def _looks_ahead(request: HttpRequest) -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
