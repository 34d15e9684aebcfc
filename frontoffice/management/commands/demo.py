"""Run the portal with real reference data and a made-up province."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from frontoffice.demo import build, personas
from frontoffice.demo.plan import Sizes

MINIMUM_SCHOOLS = 1


class Command(BaseCommand):
    help = "Zet een voorbeeldprovincie klaar (één keer) en start de portaalsite."

    def add_arguments(self, parser: ArgumentParser) -> None:
        defaults = Sizes()
        parser.add_argument("--no-serve", action="store_true", help="Alles klaarzetten, maar niet starten.")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--seed", type=int, default=2026, help="Ander getal, andere provincie.")
        parser.add_argument("--fresh", action="store_true", help="De voorbeeldprovincie wissen en opnieuw maken.")
        parser.add_argument("--learners", type=int, default=defaults.learners)
        parser.add_argument("--companies", type=int, default=defaults.companies)
        parser.add_argument("--active-companies", type=int, default=defaults.active_companies)
        parser.add_argument("--recognitions", type=int, default=defaults.recognitions)
        parser.add_argument("--schools", type=int, default=defaults.schools)

    def handle(self, **options: Any) -> None:
        sizes = self._sizes(options)
        self.stdout.write("→ Database klaarzetten")
        call_command("migrate", verbosity=0, interactive=False)
        if not str(settings.CACHES["default"]["BACKEND"]).endswith("RedisCache"):
            call_command("createcachetable", verbosity=0)
        self.stdout.write("→ Referentiegegevens laden")
        call_command("load_reference", stdout=self.stdout)
        call_command("load_outside", stdout=self.stdout)
        if options["fresh"]:
            self.stdout.write("→ De oude voorbeeldprovincie wissen")
            build.wipe()
        if build.exists():
            self.stdout.write("→ De voorbeeldprovincie staat er al (opnieuw maken: manage.py demo --fresh)")
        else:
            self.stdout.write("→ Voorbeeldprovincie maken")
            build.build(seed=options["seed"], sizes=sizes, say=self.stdout.write)
        if options["no_serve"]:
            self.stdout.write(personas.sheet(settings.PUBLIC_URL))
            return
        call_command("portal", port=options["port"], stdout=self.stdout)

    def _sizes(self, options: dict[str, Any]) -> Sizes:
        names = ("learners", "companies", "active_companies", "recognitions", "schools")
        sizes = Sizes(**{name: options[name] for name in names})
        if min(sizes.learners, sizes.companies, sizes.active_companies, sizes.recognitions) < 0:
            raise CommandError("Een aantal kan niet kleiner zijn dan 0.")
        if sizes.schools < MINIMUM_SCHOOLS:
            raise CommandError("Er is minstens één school nodig.")
        if sizes.active_companies > sizes.companies:
            raise CommandError("Er kunnen niet meer actieve bedrijven zijn dan bedrijven.")
        return sizes
