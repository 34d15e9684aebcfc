"""Pages of one row on the staff desk: a form, one service, and back to the row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.desk import ReadOnlyAdmin, desk_url
from core.states import MoveRefused

Build = Callable[[HttpRequest, Any], forms.Form]
Carry = Callable[[HttpRequest, Any, forms.Form], object]


@dataclass(frozen=True, slots=True)
class Act:
    """Something a colleague does with a row: only in `states`, with a form, through one service."""

    key: str
    label: str
    states: frozenset[str]
    form: Build
    carry: Carry
    done: str


class ActsAdmin(ReadOnlyAdmin):
    """Rows with pages to act on them, each a link on the row's own page."""

    acts: Sequence[Act] = ()
    state_field = "state"

    @property
    def act_name(self) -> str:
        """The name of the address of an act."""
        return f"{self.opts.app_label}_{self.opts.model_name}_act"

    def get_urls(self) -> list[URLPattern]:
        """Add one address for all acts."""
        page = path("<int:pk>/<slug:act>/doe/", self.admin_site.admin_view(self.act_page), name=self.act_name)
        return [page, *super().get_urls()]

    def may(self, row: Any) -> list[Act]:
        """Return what can be done with a row now."""
        return [act for act in self.acts if getattr(row, self.state_field) in act.states]

    def act_links(self, row: Any) -> SafeString | str:
        """Return a link to each act that is possible now."""
        found = [(reverse(f"admin:{self.act_name}", args=[row.pk, act.key]), act.label) for act in self.may(row)]
        return format_html_join(" ", '<a class="button" href="{}">{}</a>', found) or "–"

    act_links.short_description = "wat nu"  # type: ignore[attr-defined]

    def act_page(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        """Show the form of an act; a POST carries it out."""
        row = self.get_object(request, str(pk))
        chosen = next((one for one in self.acts if one.key == act), None)
        if row is None or chosen is None:
            raise Http404(act)
        if chosen not in self.may(row):
            messages.error(request, "Dat kan nu niet meer. Hieronder staat hoe het nu is.")
            return HttpResponseRedirect(desk_url(row))
        form = chosen.form(request, row)
        if request.method == "POST" and form.is_valid() and self._carried_out(request, row, chosen, form):
            return HttpResponseRedirect(desk_url(row))
        context = {"title": chosen.label, "row": row, "form": form, "act": chosen, "opts": self.opts}
        return render(request, "expertise/admin/act.html", {**self.admin_site.each_context(request), **context})

    def _carried_out(self, request: HttpRequest, row: Any, act: Act, form: forms.Form) -> bool:
        try:
            act.carry(request, row, form)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, act.done)
        return True
