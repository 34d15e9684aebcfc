"""Print the input of a round, so that anybody can calculate it again."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError

from matchmaking.selectors.rounds import round_page
from matchmaking.selectors.snapshots import NoSnapshot, document_of


class Command(BaseCommand):
    help = (
        "Schrijf de invoer van een ronde als JSON. Reken ze na met: python -m matchmaking.engine replay BESTAND. "
        "De vingerafdruk van het resultaat is die van de ronde."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which round."""
        parser.add_argument(
            "id", type=UUID, help="het publieke nummer van de ronde (staat in het adres van de pagina)"
        )

    def handle(self, **options: Any) -> None:
        """Print the document, byte for byte as it was kept."""
        round_ = round_page(options["id"])
        if round_ is None:
            raise CommandError(f"Er is geen ronde met het nummer {options['id']}.")
        try:
            self.stdout.write(document_of(round_), ending="")
        except NoSnapshot as missing:
            raise CommandError(str(missing)) from missing
