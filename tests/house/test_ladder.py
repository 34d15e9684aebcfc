"""The ladder of apps: by imports, by foreign keys, by templates, by signals."""

import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import models

from tests.house.law import APPS, ROOT, RUNG

TEMPLATES = ROOT / "templates"
INCLUDE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
LENDERS = {"components", "layouts", "admin", "django"}
LIBRARY = {"account", "mfa", "admin", "socialaccount", "allauth"}


def climbing_keys(found):
    """Return the foreign keys that point from an app to one above it (or beside it on the same rung)."""
    faults = []
    for model in found:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if here in RUNG and there in RUNG and here != there and RUNG[there] >= RUNG[here]:
                faults.append(f"{model._meta.label}.{field.name} -> {there}")
    return faults


def test_imports_follow_the_contracts():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_no_foreign_key_climbs():
    assert climbing_keys(apps.get_models()) == []


def test_the_key_guard_sees_a_planted_fault():
    class Meta:
        app_label = "catalogue"
        managed = False

    planted = type(
        "Planted",
        (models.Model,),
        {
            "__module__": "catalogue.models",
            "Meta": Meta,
            "learner": models.ForeignKey("learners.Learner", models.CASCADE, related_name="+"),
        },
    )
    try:
        assert climbing_keys([planted]) == ["catalogue.Planted.learner -> learners"]
    finally:
        del apps.all_models["catalogue"]["planted"]
        apps.clear_cache()


def foreign_parts(template, text):
    """Return what a template takes from another app's folder."""
    owner = template.relative_to(TEMPLATES).parts[0]
    allowed = LENDERS | {owner} | (LIBRARY if owner in LIBRARY else set())
    return [part for part in INCLUDE.findall(text) if part.split("/")[0] not in allowed]


def test_templates_take_only_from_their_own_app():
    faults = {
        str(path.relative_to(TEMPLATES)): parts
        for path in TEMPLATES.rglob("*")
        if path.is_file() and (parts := foreign_parts(path, path.read_text()))
    }
    assert faults == {}


def test_the_template_guard_sees_a_planted_fault():
    planted = TEMPLATES / "schools" / "planted.html"
    assert foreign_parts(planted, '{% include "learners/_card.html" %}') == ["learners/_card.html"]


@pytest.mark.parametrize("app", APPS)
def test_each_app_is_installed(app):
    assert apps.is_installed(app)
