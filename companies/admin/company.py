"""Companies, addresses, contacts and questions to join."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from companies import rules
from companies.admin.searching import FoldedSearch
from companies.forms.staff import StaffCompanyForm, StaffContactForm, StaffEstablishmentForm
from companies.models import Company, CompanyContact, Establishment, JoinRequest, Membership
from companies.selectors.follow_up import companies_to_call
from companies.services import contacts, establishments, joining, lifecycle, registration
from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, desk_link, row_action


class EstablishmentInline(ReadOnlyInline):
    model = Establishment
    fields = ("name", "establishment_number", "postal_code", "municipality", "max_learners", "closed_on")
    readonly_fields = fields


class ContactInline(ReadOnlyInline):
    model = CompanyContact
    fields = ("name", "function", "email", "phone", "email_confirmed_at")
    readonly_fields = fields


class MembershipInline(ReadOnlyInline):
    model = Membership
    fields = ("user", "role")
    readonly_fields = fields
    show_change_link = False


class ToCallFilter(admin.SimpleListFilter):
    """Companies that registered themselves and wait for our call."""

    title = "opvolging"
    parameter_name = "opvolging"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one list to work through."""
        return [("bellen", "te bellen: nog geen erkenningsdossier")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Company]) -> QuerySet[Company]:
        """Narrow to that list."""
        return queryset.filter(pk__in=companies_to_call().values("pk")) if self.value() == "bellen" else queryset


@admin.register(Company)
class CompanyAdmin(FoldedSearch, StaffAdmin):
    form = StaffCompanyForm
    list_display = ("name", "number", "sector", "joint_committee", "state", "is_demo", "created_at")
    list_filter = (ToCallFilter, "state", "sector", "is_demo", ("created_at", admin.DateFieldListFilter))
    list_select_related = ("sector", "joint_committee")
    search_fields = ("search_text",)
    search_help_text = "Naam of ondernemingsnummer, met of zonder punten."
    readonly_fields = ("ceased_on",)
    inlines = (EstablishmentInline, ContactInline, MembershipInline)
    actions = ("activate", "cease", "reopen")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The number of a company never changes."""
        fixed = ("enterprise_number",) if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(self, request: HttpRequest, obj: Company, form: "ModelForm[Company]", change: bool) -> None:
        """Write through the service."""
        told = {name: getattr(obj, name) for name in ("name", "website", "sector", "joint_committee")}
        if change:
            limit = obj.proposals_per_month
            establishments.update_company(actor=request.actor, company=obj, proposals_per_month=limit, **told)
            return
        made = establishments.add_company(
            actor=request.actor, enterprise_number=form.cleaned_data["enterprise_number"], **told
        )
        obj.__dict__.update(made.__dict__)

    @admin.display(description="ondernemingsnummer", ordering="enterprise_number")
    def number(self, company: Company) -> str:
        """The number as it is written."""
        return rules.show_enterprise_number(company.enterprise_number)

    @row_action("Actief maken (gebeld of nagekeken)")
    def activate(self, request: HttpRequest, row: Company) -> None:
        lifecycle.activate_company(actor=request.actor, company=row)

    @row_action("Stopgezet vanaf vandaag")
    def cease(self, request: HttpRequest, row: Company) -> None:
        lifecycle.cease_company(actor=request.actor, company=row, on=clock.today())

    @row_action("Weer actief")
    def reopen(self, request: HttpRequest, row: Company) -> None:
        lifecycle.reopen_company(actor=request.actor, company=row)


@admin.register(Establishment)
class EstablishmentAdmin(FoldedSearch, StaffAdmin):
    form = StaffEstablishmentForm
    list_display = ("name", "company", "number", "postal_code", "municipality", "max_learners", "closed_on")
    list_filter = ("municipality__subregion", ("closed_on", admin.EmptyFieldListFilter))
    list_select_related = ("company", "municipality")
    search_fields = ("establishment_number", "company__search_text", "municipality__search_text")
    search_help_text = "Naam van het bedrijf, gemeente of vestigingsnummer, met of zonder punten."
    autocomplete_fields = ("company",)
    readonly_fields = ("municipality", "closed_on")
    actions = ("close",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An address keeps its company and its number."""
        fixed = ("company", "establishment_number") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(
        self, request: HttpRequest, obj: Establishment, form: "ModelForm[Establishment]", change: bool
    ) -> None:
        """Write through the service."""
        address = establishments.Address(
            obj.name, obj.street, obj.postal_code, obj.municipality, max_learners=obj.max_learners
        )
        if change:
            establishments.update_establishment(actor=request.actor, establishment=obj, address=address)
            return
        number = form.cleaned_data["establishment_number"]
        made = establishments.add_establishment(
            actor=request.actor, company=obj.company, number=number, address=address
        )
        obj.__dict__.update(made.__dict__)

    @admin.display(description="vestigingsnummer", ordering="establishment_number")
    def number(self, establishment: Establishment) -> str:
        """The number as it is written."""
        return rules.show_establishment_number(establishment.establishment_number)

    @row_action("Gesloten vanaf vandaag")
    def close(self, request: HttpRequest, row: Establishment) -> None:
        establishments.close_establishment(actor=request.actor, establishment=row, on=clock.today())


@admin.register(CompanyContact)
class CompanyContactAdmin(FoldedSearch, StaffAdmin):
    form = StaffContactForm
    list_display = ("name", "company", "function", "email", "phone", "signs", "is_first_contact", "email_confirmed_at")
    list_filter = (("email_confirmed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("company",)
    search_fields = ("name", "email", "company__search_text")
    search_help_text = "Naam, e-mailadres, bedrijf of ondernemingsnummer."
    autocomplete_fields = ("company",)
    readonly_fields = ("email_confirmed_at",)
    actions = ("send_link",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A contact stays with its company."""
        return (*super().get_readonly_fields(request, obj), *(("company",) if obj else ()))

    def save_model(
        self, request: HttpRequest, obj: CompanyContact, form: "ModelForm[CompanyContact]", change: bool
    ) -> None:
        """Write through the service."""
        told = {name: form.cleaned_data[name] for name in ("name", "function", "email", "signs", "is_first_contact")}
        told["phone"] = str(form.cleaned_data["phone"] or "")
        made = (
            contacts.update_contact(actor=request.actor, contact=obj, **told)
            if change
            else contacts.add_contact(actor=request.actor, company=obj.company, **told)
        )
        obj.__dict__.update(made.__dict__)

    @row_action("Stuur de link om te bevestigen")
    def send_link(self, request: HttpRequest, row: CompanyContact) -> None:
        registration.send_confirm_link(contact=row)


@admin.register(JoinRequest)
class JoinRequestAdmin(FoldedSearch, ReadOnlyAdmin):
    list_display = ("name", "email", "company_link", "state", "created_at", "decided_at")
    list_filter = ("state", ("created_at", admin.DateFieldListFilter))
    list_select_related = ("company", "decided_by")
    search_fields = ("name", "email", "company__search_text")
    actions = ("accept", "refuse")

    @admin.display(description="bedrijf", ordering="company__search_text")
    def company_link(self, question: JoinRequest) -> str:
        """The company on the staff desk."""
        return desk_link(question.company)

    @row_action("Ja: toegang geven")
    def accept(self, request: HttpRequest, row: JoinRequest) -> None:
        joining.accept_join(actor=request.actor, request=row)

    @row_action("Nee: weigeren")
    def refuse(self, request: HttpRequest, row: JoinRequest) -> None:
        joining.refuse_join(actor=request.actor, request=row)
