"""Questions of schools to follow a file: only to read, the learner decides."""

from django.contrib import admin

from core.desk import ReadOnlyAdmin
from learners.models import SchoolLink


@admin.register(SchoolLink)
class SchoolLinkAdmin(ReadOnlyAdmin):
    list_display = ("school", "created_at", "state", "state_due_on", "decided_at")
    list_filter = ("state",)
    list_select_related = ("school",)
    search_fields = ("school__search_text",)
    search_help_text = "Zoek op naam van de school"
    fields = readonly_fields = ("school", "asked_by", "state", "state_due_on", "decided_at", "created_at")
