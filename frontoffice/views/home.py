"""The front door and everybody's own desk."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.ui.actions import resolve
from frontoffice.enums import DeskKind
from frontoffice.rules import desks_of
from frontoffice.selectors.figures import home_figures

DESKS: dict[DeskKind, tuple[str, ...]] = {
    DeskKind.STAFF: ("admin:index",),
    DeskKind.SCHOOL: ("schools:dashboard",),
    DeskKind.COMPANY: ("companies:desk",),
    DeskKind.PARTNER: ("accounts:partner_desk",),
    DeskKind.LEARNER: ("learners:my_case", "learners:code_entry"),
}


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the four doors with the public figures."""
    return render(request, "frontoffice/home.html", {"figures": home_figures()})


@login_not_required
def my_desk(request: HttpRequest) -> HttpResponse:
    """Send each role to its own desk; somebody with several roles chooses, a visitor signs in first."""
    desks = [(kind.label, url) for kind in desks_of(request.actor) if (url := _address(kind))]
    if len(desks) == 1:
        return redirect(desks[0][1])
    if not desks and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "frontoffice/my_desk.html", {"desks": desks})


def _address(kind: DeskKind) -> str:
    return next((url for name in DESKS[kind] if (url := resolve(name))), "")
