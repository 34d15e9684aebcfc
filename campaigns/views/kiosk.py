"""The kiosk at a fair: a tablet that runs the intake and forgets each visitor."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import links
from campaigns.selectors import agenda as selectors
from campaigns.services import agenda as services
from core import clock
from core.states import MoveRefused
from core.tokens import TokenExpired, TokenForged
from learners import kiosk


@login_not_required
@never_cache
@require_safe
def kiosk_home(request: HttpRequest) -> HttpResponse:
    """Invite the next visitor; whoever was here before is forgotten. Without a running kiosk, say so."""
    return render(request, "campaigns/kiosk_home.html", {"at": kiosk.kiosk_of(request.session)})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_open(request: HttpRequest, token: str) -> HttpResponse:
    """Make this device a kiosk, with a link a colleague made. The session that was open on it is closed."""
    try:
        public_id = links.kiosk_item(token, on=clock.today())
    except TokenForged:
        raise Http404(token) from None
    except TokenExpired:
        return render(request, "campaigns/kiosk_over.html", {"reason": ""})
    item = get_object_or_404(selectors.item_by_id(public_id))
    if request.method != "POST":
        return render(request, "campaigns/kiosk_open.html", {"item": item})
    try:
        until = services.start_kiosk(item=item, actor=request.actor)
    except MoveRefused as refusal:
        return render(request, "campaigns/kiosk_over.html", {"reason": str(refusal)})
    kiosk.forget_person(request.session)
    request.session.flush()
    kiosk.begin(request.session, code=item.slug, title=item.title, until=until)
    return redirect(kiosk.HOME)


@login_not_required
@never_cache
@require_POST
def kiosk_alive(request: HttpRequest) -> HttpResponse:
    """Hear that somebody is still typing; the middleware keeps the time."""
    return HttpResponse(status=204)


@login_not_required
@never_cache
@require_POST
def kiosk_stop(request: HttpRequest) -> HttpResponse:
    """Make the tablet an ordinary browser again."""
    if kiosk.kiosk_of(request.session):
        kiosk.forget_person(request.session)
        request.session.flush()
    return redirect(kiosk.HOME)
