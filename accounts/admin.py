"""Users, partners and invitations on the staff desk."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField, Model
from django.http import HttpRequest

from accounts import services
from accounts.models import Invitation, PartnerMembership, PartnerOrganisation, User
from core.desk import ReadOnlyAdmin, StaffAdmin, StaffInline, is_coordinator, row_action
from privacy import journal

# Tables of the sign-in library and Django's groups: nobody works in them by hand.
for model in (Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A user without password."""

    class Meta:
        model = User
        fields = (
            "email",
            "first_name",
            "last_name",
            "phone",
            "opening_hours",
            "staff_role",
            "is_staff",
            "is_active",
        )

    def clean_email(self) -> str:
        """Store addresses in lower case and refuse one that another user has in other capitals."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Er is al een gebruiker met dit e-mailadres.")
        return email


@admin.register(User)
class UserAdmin(StaffAdmin):
    form = UserForm
    list_display = ("email", "full_name", "staff_role", "is_active", "last_login")
    list_filter = ("staff_role", "is_staff", "is_active", "is_demo")
    search_fields = ("email", "first_name", "last_name")
    readonly_fields = ("last_login", "created_at")
    actions = ("reset_second_factor",)

    @admin.display(description="naam")
    def full_name(self, user: User) -> str:
        """First and last name."""
        return user.full_name

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only a coordinator gives or takes the rights of a colleague."""
        rights = () if is_coordinator(request) else ("staff_role", "is_staff")
        return (*super().get_readonly_fields(request, obj), *rights)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a coordinator changes a colleague: who changes an address can sign in with it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (is_coordinator(request) or not getattr(obj, "is_staff", False))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Store the user; a new one has no password and signs in with a mailed code."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        actor = request.actor  # type: ignore[attr-defined]
        journal.record(actor=actor, verb="user_changed", subject=obj, fields=", ".join(form.changed_data))

    @row_action("Zet de tweede stap bij het aanmelden uit", coordinator=True)
    def reset_second_factor(self, request: HttpRequest, user: User) -> None:
        """For somebody who lost the phone with the app."""
        services.reset_second_factor(user=user)
        journal.record(actor=request.actor, verb="second_factor_reset", subject=user)  # type: ignore[attr-defined]


class MemberInline(StaffInline):
    model = PartnerMembership
    autocomplete_fields = ("user",)


@admin.register(PartnerOrganisation)
class PartnerOrganisationAdmin(StaffAdmin):
    list_display = ("name", "kind", "email", "phone", "is_active")
    list_filter = ("kind", "is_active", "subregions", "is_demo")
    search_fields = ("name", "email")
    formfield_overrides = {**StaffAdmin.formfield_overrides, ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    inlines = (MemberInline,)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "role", "organisation_name", "invited_by", "expires_at", "accepted_at")
    list_filter = ("role", ("accepted_at", admin.EmptyFieldListFilter))
    list_select_related = ("invited_by",)
    search_fields = ("email", "organisation_name")
    actions = ("renew",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A coordinator withdraws an invitation by deleting it: the link then leads nowhere."""
        return is_coordinator(request)

    @row_action("Mail een nieuwe link")
    def renew(self, request: HttpRequest, invitation: Invitation) -> None:
        """Give the invitation a new term and mail it again."""
        try:
            services.renew_invitation(actor=request.actor, invitation=invitation)  # type: ignore[attr-defined]
        except services.InvitationRefused as refused:
            raise ValidationError(str(refused)) from refused
