"""Workplaces and their traffic light."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from companies.admin.searching import FoldedSearch
from companies.enums import Availability
from companies.forms.staff import StaffWorkplaceForm
from companies.models import Workplace
from companies.selectors.terms import availability_days
from companies.services import availability, workplaces
from core import clock
from core.desk import StaffAdmin, row_action


class AgeFilter(admin.SimpleListFilter):
    """Is the light still good, or grey."""

    title = "ouderdom van het licht"
    parameter_name = "licht"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return fresh and grey."""
        return [("vers", "bevestigd binnen de termijn"), ("grijs", "te oud of nooit bevestigd")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Workplace]) -> QuerySet[Workplace]:
        """Narrow to one of the two."""
        if self.value() not in {"vers", "grijs"}:
            return queryset
        since = clock.now() - dt.timedelta(days=availability_days(clock.today()))
        fresh = Q(availability_confirmed_at__gte=since)
        return queryset.filter(fresh) if self.value() == "vers" else queryset.exclude(fresh)


@admin.register(Workplace)
class WorkplaceAdmin(FoldedSearch, StaffAdmin):
    form = StaffWorkplaceForm
    list_display = (
        "programme",
        "company",
        "municipality",
        "places",
        "mentor",
        "availability",
        "availability_confirmed_at",
        "state",
    )
    list_filter = (
        "state",
        "availability",
        AgeFilter,
        "mentor",
        "establishment__municipality__subregion",
        "programme__sector",
    )
    list_select_related = ("programme", "establishment__company", "establishment__municipality")
    search_fields = (
        "establishment__company__search_text",
        "establishment__establishment_number",
        "establishment__municipality__search_text",
        "programme__search_text",
    )
    search_help_text = "Bedrijf, opleiding, gemeente of nummer, met of zonder punten."
    autocomplete_fields = ("establishment", "programme")
    state_fields = (
        "state",
        "withdrawn_reason",
        "availability",
        "available_from",
        "availability_confirmed_at",
    )
    actions = ("still_right", "light_now", "light_maybe", "light_not_this_year", "withdraw", "open_again")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A workplace stays with its address and its programme."""
        fixed = ("establishment", "programme") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(self, request: HttpRequest, obj: Workplace, form: "ModelForm[Workplace]", change: bool) -> None:
        """Write through the service."""
        names = workplaces.WorkplaceOffer.__dataclass_fields__
        offer = workplaces.WorkplaceOffer(**{name: form.cleaned_data[name] for name in names})
        made = (
            workplaces.update_workplace(actor=request.actor, workplace=obj, offer=offer)
            if change
            else workplaces.add_workplace(
                actor=request.actor, establishment=obj.establishment, programme=obj.programme, offer=offer
            )
        )
        obj.__dict__.update(made.__dict__)

    @admin.display(description="bedrijf", ordering="establishment__company__search_text")
    def company(self, workplace: Workplace) -> str:
        """The company of the address."""
        return workplace.establishment.company.name

    @admin.display(description="gemeente", ordering="establishment__municipality__search_text")
    def municipality(self, workplace: Workplace) -> str:
        """Where it is."""
        return workplace.establishment.municipality.name

    def _set(self, request: HttpRequest, row: Workplace, light: str) -> None:
        availability.set_availability(
            actor=request.actor, workplace=row, availability=light, available_from=row.available_from
        )

    @row_action("Licht klopt nog (vandaag gehoord)")
    def still_right(self, request: HttpRequest, row: Workplace) -> None:
        self._set(request, row, row.availability)

    @row_action("Licht op ‘nu’")
    def light_now(self, request: HttpRequest, row: Workplace) -> None:
        self._set(request, row, Availability.NOW)

    @row_action("Licht op ‘misschien’")
    def light_maybe(self, request: HttpRequest, row: Workplace) -> None:
        self._set(request, row, Availability.MAYBE)

    @row_action("Licht op ‘dit jaar niet’")
    def light_not_this_year(self, request: HttpRequest, row: Workplace) -> None:
        self._set(request, row, Availability.NOT_THIS_YEAR)

    @row_action("Intrekken op vraag van het bedrijf")
    def withdraw(self, request: HttpRequest, row: Workplace) -> None:
        workplaces.withdraw_workplace(actor=request.actor, workplace=row, reason="Op vraag van het bedrijf.")

    @row_action("Weer openen")
    def open_again(self, request: HttpRequest, row: Workplace) -> None:
        workplaces.open_workplace(actor=request.actor, workplace=row)
