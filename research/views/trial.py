"""The page "wat als" of research: an address full of changes, and what they would give beside today."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from research.forms.trial import ChangeForm, TodayForm
from research.rules_trial import MOST_CHANGES, change_of
from research.selectors.trial import NoTrial, Place, places_and_programmes, trial_page
from research.views._shared import colleagues_only, tabs_of

KEY = "verander"
FIELDS = ("wat", "opleiding", "gemeente", "naar", "aantal")


@require_safe
@colleagues_only
def trial(request: HttpRequest) -> HttpResponse:
    """Work out the changes of the address; a change that was just filled in is added to it first. Nothing is stored."""
    known, codes = places_and_programmes(), request.GET.getlist(KEY)[:MOST_CHANGES]
    lens_form = TodayForm(request.GET, regions=known.subregions, sectors=known.sectors)
    form = ChangeForm(request.GET if "wat" in request.GET else None, known=known)
    if form.is_bound and form.is_valid():
        return redirect(f"{request.path}{_address(request, [*codes, form.change.code])}")
    shown: dict[str, Any] = {"form": form, "tabs": tabs_of(request, lens_form.lens_query), "lens_form": lens_form}
    shown |= {"codes": codes, "missing": "", "is_full": len(codes) >= MOST_CHANGES}
    changes = [one for code in codes if (one := change_of(code)) is not None]
    if lens_form.is_valid():
        try:
            page = trial_page(Place(lens_form.told["subregio"], lens_form.told["sector"]), changes, known)
            lines = [(words, _address(request, [one for one in codes if one != code])) for words, code in page.lines]
            shown |= {"page": page, "lines": lines, "unread": len(codes) - len(changes) + page.dropped}
        except NoTrial as why:
            shown["missing"] = str(why)
    return render(request, "research/desk/trial.html", shown)


def _address(request: HttpRequest, codes: list[str]) -> str:
    """The same address with these changes, each once."""
    kept: QueryDict = request.GET.copy()
    for name in (*FIELDS, KEY):
        kept.pop(name, None)
    kept.setlist(KEY, list(dict.fromkeys(codes))[:MOST_CHANGES])
    return f"?{kept.urlencode()}" if kept else ""
