"""The staff site: Django's admin under our own name, with the work queue first."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]
PASSWORD_PAGES = {"password_change", "password_change_done"}


class PortalAdminSite(AdminSite):
    """The desk of the Steunpunt staff. Sign-in is the portal's own; for others this site does not exist."""

    site_header = "Steunpunt Duaal Leren"
    site_title = "Steunpunt"
    index_title = "Vandaag"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the lists of the work queue and the search; leave out the pages to change a password: nobody has one."""
        from frontoffice.views import desk

        own = [
            path("werk/<slug:key>/", self.admin_view(desk.work_rows_page), name="work_list"),
            path("zoeken/", self.admin_view(desk.search_page), name="search"),
        ]
        return own + [found for found in super().get_urls() if getattr(found, "name", None) not in PASSWORD_PAGES]

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Answer 404 to somebody who signed in and is no colleague: the site is not theirs."""
        guarded: View = super().admin_view(view, cacheable)

        def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return outer

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Return the tables, read only when a page shows them: Django asks for them on every page, the front page shows them."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what needs a colleague today, then all tables."""
        from frontoffice.selectors.work_moment import moment_now
        from frontoffice.selectors.work_queue import work_queue

        moment = moment_now()
        queue = {"queue": work_queue(moment), "counted_at": moment.now}
        return super().index(request, {**queue, **(extra_context or {})})

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002
        """Send a visitor to the sign-in by mailed code; there are no passwords here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        target = request.GET.get("next", "")
        inside = target.startswith("/") and not target.startswith("//")
        return redirect_to_login(target if inside else request.path_info.removesuffix("login/"))
