"""What search engines may read: the list of public pages, and where not to look."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.selectors import programme_list
from companies.selectors.place_pages import addresses_on_web
from core.links import absolute

PAGES = (
    "frontoffice:home", "frontoffice:door_learners", "frontoffice:door_companies", "frontoffice:door_schools",
    "frontoffice:door_partners", "frontoffice:accessibility", "frontoffice:privacy", "frontoffice:ask",
    "catalogue:programme_list", "catalogue:orientation", "catalogue:glossary", "learners:start", "companies:start",
    "companies:scan_start", "companies:checklist", "companies:wish_ask", "schools:directory", "campaigns:agenda", "knowledge:base",
)  # fmt: skip
AT_MOST = 50_000  # https://www.sitemaps.org/protocol.html
CLOSED = ("/beheer/", "/aanmelden/", "/mijn-bureau/", "/demo/", "/postvak/", "/lerenden/intake/", "/bedrijven/bureau/")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where search engines may look; nowhere on a site with invented people."""
    lines = ["User-agent: *"]
    lines += ["Disallow: /"] if settings.DEMO or settings.DEBUG else [f"Disallow: {path}" for path in CLOSED]
    lines.append(f"Sitemap: {absolute(reverse('frontoffice:sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public pages: those for everybody, every programme and every workplace on the web."""
    rows: list[tuple[str, object]] = [(absolute(reverse(name)), None) for name in PAGES]
    rows += [(absolute(reverse("catalogue:programme_page", args=[one.slug])), None) for one in programme_list()]
    rows += [(absolute(reverse("companies:place", args=[page])), changed) for page, changed in addresses_on_web()]
    return render(
        request, "frontoffice/sitemap.xml", {"rows": rows[:AT_MOST]}, content_type="application/xml; charset=utf-8"
    )
