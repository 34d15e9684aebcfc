"""The page "wat als" of research: an address full of changes, and what they would give beside today."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from research.forms.trial import ChangeForm, TodayForm
from research.rules_trial import MOST_CHANGES, change_of
from research.selectors.market_grid import runs
from research.selectors.trial import NoTrial, trial_page
from research.views._shared import colleagues_only, tabs_of

KEY = "verander"
FIELDS = ("wat", "opleiding", "gemeente", "naar", "aantal")


@require_safe
@colleagues_only
def trial(request: HttpRequest) -> HttpResponse:
    """Work out the changes of the address; a change that was just filled in is added to it first. Nothing is stored."""
    lens_form, codes = TodayForm(request.GET, runs=runs()), request.GET.getlist(KEY)[:MOST_CHANGES]
    form = ChangeForm(request.GET if "wat" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(f"{request.path}{_address(request, [*codes, form.change.code])}")
    known: dict[str, Any] = {"form": form, "tabs": tabs_of(request, lens_form.lens_query), "lens_form": lens_form}
    known |= {"codes": codes, "missing": "", "is_full": len(codes) >= MOST_CHANGES}
    changes = [one for code in codes if (one := change_of(code)) is not None]
    if lens_form.lens is not None:
        try:
            page = trial_page(lens_form.lens, changes)
            lines = [(words, _address(request, [one for one in codes if one != code])) for words, code in page.lines]
            known |= {"page": page, "lines": lines, "unread": len(codes) - len(changes) + page.dropped}
        except NoTrial as why:
            known["missing"] = str(why)
    return render(request, "research/desk/trial.html", known)


def _address(request: HttpRequest, codes: list[str]) -> str:
    """The same address with these changes, each once."""
    kept: QueryDict = request.GET.copy()
    for name in (*FIELDS, KEY):
        kept.pop(name, None)
    kept.setlist(KEY, list(dict.fromkeys(codes))[:MOST_CHANGES])
    return f"?{kept.urlencode()}" if kept else ""
