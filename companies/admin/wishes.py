"""Wishes for programmes, as companies asked them."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from companies.models import ProgrammeWish
from companies.services import wishes as services
from core.desk import ReadOnlyAdmin, desk_link, row_action


@admin.register(ProgrammeWish)
class ProgrammeWishAdmin(ReadOnlyAdmin):
    """Read who asks for what; confirm or stop by phone."""

    list_display = (
        "programme", "municipality", "learners", "from_on", "state", "company_name", "expires_on", "shares_contact",
    )  # fmt: skip
    list_filter = (
        "state",
        "municipality__subregion",
        "programme__sector",
        ("contact_shared_at", admin.EmptyFieldListFilter),
        ("created_at", admin.DateFieldListFilter),
        "is_demo",
    )
    list_select_related = ("programme", "municipality")
    search_fields = ("company_name", "programme__search_text", "municipality__search_text")
    search_help_text = "Bedrijf, opleiding of gemeente."
    fields = (
        "state", "programme", "municipality", "learners", "from_on", "company_name", "contact_name", "email", "phone",
        "company_link", "contact_shared_at", "confirmed_at", "expires_on", "ended_on", "created_at",
    )  # fmt: skip
    readonly_fields = fields
    actions = ("confirm", "renew", "stop")

    @admin.display(description="scholen mogen contact nemen", boolean=True)
    def shares_contact(self, wish: ProgrammeWish) -> bool:
        """Whether schools see whom to call."""
        return wish.contact_shared_at is not None

    @admin.display(description="bedrijf in het portaal")
    def company_link(self, wish: ProgrammeWish) -> SafeString | str:
        """The company on the staff desk, when it asked while signed in."""
        return desk_link(wish.company)

    @row_action("Per telefoon bevestigd: telt mee")
    def confirm(self, request: HttpRequest, row: ProgrammeWish) -> None:
        services.confirm_wish(actor=request.actor, wish=row)  # type: ignore[attr-defined]

    @row_action("Klopt nog: telt weer een termijn mee")
    def renew(self, request: HttpRequest, row: ProgrammeWish) -> None:
        services.renew_wish(actor=request.actor, wish=row)  # type: ignore[attr-defined]

    @row_action("Stop op vraag van het bedrijf")
    def stop(self, request: HttpRequest, row: ProgrammeWish) -> None:
        services.stop_wish(actor=request.actor, wish=row)  # type: ignore[attr-defined]
