"""Bring the catalogs up to date with the pages. Run after changing a page of learners or parents."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core import catalogs
from core.strings import strings_of


class Command(BaseCommand):
    help = "Zet nieuwe zinnen van de pagina's voor lerenden en ouders in de catalogi; wat verdween, gaat weg."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Write each catalog and say how many strings still lack words."""
        root = Path(settings.BASE_DIR)
        for language in catalogs.PLURALS:
            path = catalogs.po_path(root / "locale", language)
            known, entries = catalogs.read_po(path), strings_of(root)
            for key, entry in entries.items():
                if key in known and known[key].plural == entry.plural:
                    entry.texts, entry.fuzzy = known[key].texts, known[key].fuzzy
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(catalogs.po_text(entries.values(), language), encoding="utf-8")
            forms = catalogs.plural_forms(language)
            lacking = sum(not entry.is_done(forms) for entry in entries.values())
            self.stdout.write(f"{language}: {len(entries)} zinnen, {lacking} nog te vertalen.")
