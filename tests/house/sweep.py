"""Walking every address of the portal, and a database that refuses to be written to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import admin
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

WRITE = re.compile(r"^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE)\s+[\"`]?(\w+)", re.IGNORECASE)
# Reading may touch the session (messages, sign-in), the cache (throttle), the journal (who looked at whom) and the counts of
# visits and downloads, which know nobody.
FREE_TABLES = {
    "django_session", "core_cache", "auditlog_logentry", "campaigns_channelday", "campaigns_materialversion",
    "knowledge_webday", "knowledge_unansweredsearch",
}  # fmt: skip
GENERATED = ("add", "change", "changelist", "delete", "history")


class WroteOnRead(AssertionError):
    """A page that only shows something changed a row."""


def url_names(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[str]:
    """Yield the full name of each address of the portal; one without a name gives its prefix and `?`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from url_names(pattern.url_patterns, inside)
        else:
            yield f"{prefix}{pattern.name or '?'}"


def generated_names() -> set[str]:
    """Return the addresses that the staff site makes for each registered model."""
    return {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in GENERATED
    }


def _refuse_writes(execute, sql, params, many, context):
    wrote = WRITE.match(sql)
    if wrote and wrote.group(2).lower() not in FREE_TABLES:
        raise WroteOnRead(sql[:200])
    return execute(sql, params, many, context)


@contextmanager
def read_only():
    """Refuse every write to the tables of the portal."""
    with connection.execute_wrapper(_refuse_writes):
        yield
