"""Proof that nothing of a person stays behind: plant a word in every text column, look for it in every table."""

import datetime as dt
import json

from django.apps import apps
from django.db import connection, models

from core.retention import policies
from privacy.services import run_policy as run_one

SENTINEL = "Zonnedauwvlinder"
_TEXT = (models.CharField, models.TextField)


def plant(row):
    """Fill every free text, mail and phone column of a saved row with the sentinel; returns the names of the columns.

    Codes, choices, slugs and keys keep their value, so that the row stays valid.
    """
    planted = {}
    for field in row._meta.concrete_fields:
        if not isinstance(field, _TEXT) or field.choices or field.unique or isinstance(field, models.SlugField):
            continue
        word = f"{SENTINEL}@example.be" if isinstance(field, models.EmailField) else SENTINEL
        if field.max_length is None or len(word) <= field.max_length:
            planted[field.name] = word
    type(row)._base_manager.filter(pk=row.pk).update(**planted)
    row.refresh_from_db()
    return sorted(planted)


def traces():
    """Return "app.Model.field" for every column of every table that still holds the sentinel (any case)."""
    found = []
    needle = SENTINEL.lower()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        texts = [field for field in model._meta.concrete_fields if isinstance(field, (*_TEXT, models.JSONField))]
        found += [f"{model._meta.label}.{field.name}" for field in texts if _holds(model, field, needle)]
    return found


def _holds(model, field, needle):
    table, column = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(field.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return any(needle in _text(value) for (value,) in cursor.fetchall())


def _text(value):
    return (value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)).lower()


def run_policy(key: str, today: dt.date) -> int:
    """Carry out one registered policy as the nightly task would; returns how many rows it handled."""
    (policy,) = (policy for policy in policies() if policy.key == key)
    return run_one(policy=policy, today=today).affected
