"""What every admin class of the staff desk shares. Rights come from `is_staff`; deleting is for coordinators."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, QuerySet, URLField
from django.db.models.expressions import OrderBy
from django.forms import Media
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from core.db import StateLog
from core.states import MoveRefused

COORDINATOR = "coordinator"
NAMELESS = "–"
ENDS = ("pk", "-pk", OrderBy(F("pk")), OrderBy(F("pk"), descending=True))


def is_colleague(request: HttpRequest) -> bool:
    """Tell whether an active member of staff is behind the request."""
    user = request.user
    return user.is_authenticated and user.is_active and user.is_staff


def is_coordinator(request: HttpRequest) -> bool:
    """Tell whether a coordinator is behind the request."""
    role = getattr(request.user, "staff_role", "")
    return is_colleague(request) and (role == COORDINATOR or getattr(request.user, "is_superuser", False))


def nameless(row: Model) -> str:
    """Return what a log may say of a row: its kind and its public id, never a name."""
    return f"{row._meta.verbose_name} {getattr(row, 'public_id', row.pk)}"[:200]


class NamedAutocomplete(AutocompleteSelect):
    """A list to search in that a screen reader knows by the label of its field."""

    @property
    def media(self) -> Media:
        """Add our script after those of Django, which leave the list without a name."""
        return super().media + Media(js=["js/named-autocomplete.js"])


class DeskRights:
    """Rights without permission rows: colleagues see, add and change; coordinators also delete."""

    def formfield_for_foreignkey(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give a list to search in its name."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", NamedAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_colleague(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return is_colleague(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return is_colleague(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return is_colleague(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return is_coordinator(request)


class StaffAdmin(DeskRights, admin.ModelAdmin):  # type: ignore[type-arg]
    """Base of every admin class: 25 rows, a stable order, states moved by actions only."""

    list_per_page = 25
    show_full_result_count = False
    save_on_top = False
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    state_fields: Sequence[str] = ("state",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Add the state fields of the model: a state moves through a service, never through a form."""
        own = tuple(super().get_readonly_fields(request, obj))
        return own + tuple(name for name in self.state_fields if name not in own and self._has_field(name))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose who adds a row as its owner."""
        known: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"owner": request.user.pk, **known} if self._has_field("owner") else known

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """End every order in `pk`."""
        keys = tuple(super().get_ordering(request) or self.model._meta.ordering)
        return keys if keys and keys[-1] in ENDS else (*keys, "pk")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Name a list by what is in it, not by what Django can do with it."""
        title = capfirst(str(self.model._meta.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say why a service refuses a step, such as one that somebody else took first; nothing of it is kept."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except MoveRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Say which fields changed; rows of other tables are not named."""
        parts: list[dict[str, dict[str, Any]]] = super().construct_change_message(request, form, formsets, add)
        for facts in (facts for part in parts for facts in part.values() if "object" in facts):
            facts["object"] = NAMELESS
        return parts

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Note that a row was added."""
        return self._log(request, [obj], ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Note that a row was changed."""
        return self._log(request, [obj], CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        """Note that rows will be deleted."""
        return self._log(request, queryset, DELETION, [])

    def _log(self, request: HttpRequest, rows: Iterable[Model], flag: int, message: Any) -> list[LogEntry]:
        """Write lines without names: a line outlives the person it is about."""
        text = message if isinstance(message, str) else json.dumps(message)
        author = cast("int", request.user.pk)
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        lines = [
            LogEntry(
                user_id=author,
                content_type=kind,
                object_id=str(row.pk),
                object_repr=nameless(row),
                action_flag=flag,
                change_message=text,
            )
            for row in rows
        ]
        return LogEntry.objects.bulk_create(lines)

    def _has_field(self, name: str) -> bool:
        try:
            return bool(self.model._meta.get_field(name))
        except FieldDoesNotExist:
            return False


class MovesInWords:
    """A step from one state to another, with the words of the states instead of their names in the code."""

    SAID: ClassVar[dict[str, str]] = {"from_state": "from_words", "to_state": "to_words"}

    @admin.display(description="van")
    def from_words(self, row: Any) -> str:
        """Show where a row came from."""
        return str(row.from_words or NAMELESS)

    @admin.display(description="naar")
    def to_words(self, row: Any) -> str:
        """Show where it went."""
        return str(row.to_words)

    def said(self: Any, names: Iterable[Any]) -> list[Any]:
        """Return the columns of a table, with the words of a state in place of its name."""
        if not issubclass(self.model, StateLog):
            return list(names)
        return list(dict.fromkeys(self.SAID.get(name, name) for name in names))

    def get_fields(self: Any, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.said(super().get_fields(request, obj))  # type: ignore[misc,no-any-return]

    def get_readonly_fields(self: Any, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        own = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return tuple(self.said([*own, *self.SAID.values()] if issubclass(self.model, StateLog) else own))


class ReadOnlyAdmin(MovesInWords, StaffAdmin):
    """Rows that only services make and change."""

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return self.said(super().get_list_display(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class StaffInline(DeskRights, admin.StackedInline):  # type: ignore[type-arg]
    """Rows of another table on the page of one row, each field under its label."""

    extra = 0
    show_change_link = True


class ReadOnlyInline(MovesInWords, StaffInline):
    """History on the page of one row: a table in which nothing can be typed."""

    template = "admin/history_inline.html"

    can_delete = False
    max_num = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


Verb = Callable[[Any, HttpRequest, Any], object]


def row_action(label: str, *, coordinator: bool = False) -> Callable[[Verb], Any]:
    """Turn a method `(self, request, row)` that calls one service into an admin action over the chosen rows.

    Each row is tried on its own. A `MoveRefused` or `ValidationError` is shown with the row it is about, and the
    other rows go on. With `coordinator` only coordinators may run it.
    """

    def decorate(verb: Verb) -> Any:
        @admin.action(description=label)
        def run(self: Any, request: HttpRequest, rows: QuerySet[Any]) -> None:
            if coordinator and not is_coordinator(request):
                messages.error(request, "Dit kan alleen een coördinator.")
                return
            done = 0
            for row in rows.order_by("pk"):
                try:
                    verb(self, request, row)
                except MoveRefused as refusal:
                    messages.error(request, f"{row}: {refusal}")
                except ValidationError as error:
                    messages.error(request, f"{row}: {' '.join(error.messages)}")
                else:
                    done += 1
            if done:
                messages.success(request, f"{label}: gelukt voor {done}.")

        run.__name__ = verb.__name__
        return run

    return decorate


def desk_url(row: Model) -> str:
    """Return the address of a row on the staff desk."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def desk_link(row: Model | None, text: str = "") -> SafeString | str:
    """Return a link to a row on the staff desk, or a dash when there is none."""
    return format_html('<a href="{}">{}</a>', desk_url(row), text or str(row)) if row else "–"
