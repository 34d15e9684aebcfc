"""Join the style sheets, make the small typeface file and compile the translations.

Run at set-up and after changing CSS or a catalog, before collectstatic.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core import catalogs
from core.ui import bundle


class Command(BaseCommand):
    help = "Maak site.css, het lettertype en de vertalingen (veilig om opnieuw te doen)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Allow another target folder and making the typeface again."""
        parser.add_argument("--target", type=Path, default=settings.BUILT_STATIC)
        parser.add_argument("--font", action="store_true", help="maak het lettertype opnieuw")

    def handle(self, *args: Any, target: Path, font: bool, **options: Any) -> None:  # noqa: ARG002
        """Write what changed and say so."""
        with_font = self._font(target / bundle.FONT_PATH, again=font)
        css = bundle.joined(Path(settings.BASE_DIR) / "static" / "css", with_font=with_font)
        changed = bundle.write_if_changed(target / "css" / "site.css", css)
        bundle.write_if_changed(
            target / "css" / "font.css", bundle.FONT_FACE + "\n" if with_font else "/* geen lettertype */\n"
        )
        size = len(css.encode()) / 1000
        compiled = catalogs.compile_all(Path(settings.BASE_DIR) / "locale")
        self.stdout.write(f"Vertalingen: {', '.join(compiled) or 'ongewijzigd'}.")
        self.stdout.write(f"site.css: {size:.1f} kB, {'geschreven' if changed else 'ongewijzigd'}.")

    def _font(self, target: Path, *, again: bool) -> bool:
        if target.is_file() and not again:
            self.stdout.write("Lettertype: bestaat al.")
            return True
        source = bundle.font_file()
        if source is None:
            self.stdout.write(
                "Lettertype: het pakket font-manrope ontbreekt; de letter van het toestel wordt gebruikt."
            )
            return False
        bundle.subset_font(source, target)
        self.stdout.write(f"Lettertype: {target.stat().st_size / 1000:.1f} kB geschreven.")
        return True
