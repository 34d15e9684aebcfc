"""The choices above the pages of supply and demand. Everything stands in the address, so that a page can be shared."""

from typing import Any

from django import forms
from django.http import QueryDict

from catalogue.models import Sector, Subregion
from research.market_enums import MAPPED, Count, Look, Per
from research.models import SupplyDemandRun
from research.selectors.borders import lens_choices
from research.selectors.market_grid import Lens
from research.selectors.radar import MEASURES

LENS = ("jaar", "subregio", "sector")
CHOOSE = {"required": "Kies uit de lijst.", "invalid_choice": "Kies uit de lijst."}
USUAL_SORTS: dict[str, str] = {
    Look.DEMAND: f"-{Count.WAITING}",
    Look.SUPPLY: f"-{Count.GREEN}",
    Look.REACH: f"-{Count.SITES_TRANSPORT}",
}


class PlaceForm(forms.Form):
    """Sub-region and sector: the lens of a page that is always about today."""

    subregio = forms.ChoiceField(
        label="Subregio", required=False, error_messages={"invalid_choice": "Kies een subregio uit de lijst."}
    )
    sector = forms.ChoiceField(
        label="Sector", required=False, error_messages={"invalid_choice": "Kies een sector uit de lijst."}
    )

    def __init__(self, query: QueryDict, *, regions: list[Subregion], sectors: list[Sector], **usual: str) -> None:
        """Offer these sub-regions and sectors."""
        super().__init__({**usual, **{name: query[name] for name in query if query[name]}})
        self.regions, self.sectors = regions, sectors
        for name, empty, rows in (
            ("subregio", "Heel West-Vlaanderen", self.regions),
            ("sector", "Alle sectoren", self.sectors),
        ):
            self.fields[name].choices = [("", empty), *((one.slug, one.name) for one in rows)]  # type: ignore[attr-defined]

    def clean_subregio(self) -> Subregion | None:
        """Return the chosen sub-region."""
        return next((one for one in self.regions if one.slug == self.cleaned_data["subregio"]), None)

    def clean_sector(self) -> Sector | None:
        """Return the chosen sector."""
        return next((one for one in self.sectors if one.slug == self.cleaned_data["sector"]), None)

    @property
    def told(self) -> dict[str, Any]:
        """What reads well."""
        self.is_valid()
        return self.cleaned_data

    @property
    def lens_query(self) -> str:
        """The lens as the end of an address."""
        kept = QueryDict(mutable=True)
        for name in LENS:
            if self.data.get(name):
                kept[name] = self.data[name]
        return f"?{kept.urlencode()}" if kept else ""


class LensForm(PlaceForm):
    """And the school year: the lens that goes along from page to page."""

    jaar = forms.ChoiceField(label="Schooljaar", required=False)
    field_order = LENS

    def __init__(self, query: QueryDict, *, runs: list[SupplyDemandRun], **usual: str) -> None:
        """Offer the school years that were counted; without one in the address the newest."""
        regions, sectors = lens_choices()
        super().__init__(query, regions=regions, sectors=sectors, **usual)
        self.runs = {one.school_year: one for one in runs}
        self.fields["jaar"].choices = [(name, name) for name in self.runs]  # type: ignore[attr-defined]
        self.fields["jaar"].error_messages["invalid_choice"] = "Van dit schooljaar zijn er geen cijfers."

    @property
    def run(self) -> SupplyDemandRun | None:
        """The count of the chosen year; None when nothing was counted yet or the year does not exist."""
        if "jaar" in self.told:
            return self.runs.get(self.told["jaar"] or next(iter(self.runs), ""))
        return None

    @property
    def lens(self) -> Lens | None:
        """What the page is about; None when the address asks for something that does not exist."""
        run = self.run
        if run is None or not self.is_valid():
            return None
        return Lens(run.school_year, self.told["subregio"], self.told["sector"])


class MarketForm(LensForm):
    """And what a row is, which columns to show, and what the map shows."""

    per = forms.ChoiceField(label="Een rij is", choices=Per.choices, required=False, error_messages=CHOOSE)
    toon = forms.ChoiceField(label="Kolommen", choices=Look.choices, required=False, error_messages=CHOOSE)
    kaart = forms.ChoiceField(label="Op de kaart", required=False, error_messages=CHOOSE)

    def __init__(self, query: QueryDict, *, runs: list[SupplyDemandRun], hides: bool) -> None:
        """On the map stands nothing about people for who may not see small numbers."""
        usual = Count.GREEN if hides else Count.WAITING
        super().__init__(query, runs=runs, per=Per.PROGRAMME, toon=Look.DEMAND, kaart=usual)
        private = {*Count.PEOPLE, *Count.COMPANIES} if hides else set[str]()
        shown = [name for name in MAPPED if name not in private]
        self.fields["kaart"].choices = [(name, Count(name).label) for name in shown]  # type: ignore[attr-defined]
        self.usual_map = usual

    @property
    def per_chosen(self) -> str:
        """What a row is."""
        return self.told.get("per") or Per.PROGRAMME

    @property
    def look(self) -> str:
        """Which columns."""
        return self.told.get("toon") or Look.DEMAND

    @property
    def mapped(self) -> Count:
        """What the map shows."""
        return Count(self.told.get("kaart") or self.usual_map)

    @property
    def sort(self) -> str:
        """The sort in the address, else the one that fits the columns."""
        return str(self.data.get("sort", "") or USUAL_SORTS[self.look])[:30]


class RadarForm(LensForm):
    """The lens, and which number to follow through the years."""

    meet = forms.ChoiceField(label="Wat volgen we?", required=False, error_messages=CHOOSE)

    def __init__(self, query: QueryDict, *, runs: list[SupplyDemandRun], hides: bool) -> None:
        """Who may not see small numbers follows no numbers about people or wishes."""
        super().__init__(query, runs=runs, meet=Count.RECOGNISED)
        private = {*Count.PEOPLE, *Count.COMPANIES} if hides else set[str]()
        shown = [(name, Count(name).label) for name in MEASURES if name not in private]
        self.fields["meet"].choices = shown  # type: ignore[attr-defined]

    @property
    def measure(self) -> Count:
        """The number to follow."""
        return Count(self.told.get("meet") or Count.RECOGNISED)
