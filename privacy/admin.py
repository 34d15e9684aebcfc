"""The journal and the retention runs on the staff desk: to read only."""

from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.desk import ReadOnlyAdmin
from privacy.models import RetentionRun
from privacy.words import said

if admin.site.is_registered(LogEntry):  # the library registers a page of its own
    admin.site.unregister(LogEntry)


@admin.register(LogEntry)
class JournalAdmin(ReadOnlyAdmin):
    list_display = ("moment", "by", "verb", "kind", "mark")
    list_filter = (("content_type", RelatedOnlyFieldListFilter),)
    list_select_related = ("content_type",)
    search_fields = ("object_repr", "cid")
    date_hierarchy = "timestamp"
    fields = ("moment", "by", "verb", "kind", "mark", "facts", "cid")
    readonly_fields = fields

    @admin.display(description="wanneer", ordering="timestamp")
    def moment(self, line: Any) -> Any:
        """When it was done."""
        return line.timestamp

    @admin.display(description="soort", ordering="content_type")
    def kind(self, line: Any) -> str:
        """What kind of row it is about."""
        return str(line.content_type.name if line.content_type else "–")

    @admin.display(description="kenmerk")
    def mark(self, line: Any) -> str:
        """The public id of the row; never a name."""
        return str(line.object_repr)

    @admin.display(description="wie")
    def by(self, line: Any) -> str:
        """Who did it, as known then."""
        return str((line.additional_data or {}).get("by", ""))

    @admin.display(description="wat")
    def verb(self, line: Any) -> str:
        """What was done."""
        return said(str((line.additional_data or {}).get("verb", "")))

    @admin.display(description="gegevens")
    def facts(self, line: Any) -> SafeString | str:
        """The other facts: names of fields and codes."""
        facts = {key: value for key, value in (line.additional_data or {}).items() if key not in {"by", "verb"}}
        return format_html_join(", ", "{}: {}", facts.items()) or "–"


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    list_display = ("ran_at", "policy", "affected", "dry_run")
    list_filter = ("policy", "dry_run")
    date_hierarchy = "ran_at"
