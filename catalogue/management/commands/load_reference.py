"""Load the reference data of every app from its files; safe to run as often as you like."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue import reference
from catalogue.enums import TravelMode
from catalogue.services.reference import TableRefused, TableReport, load_table
from catalogue.services.travel import store_estimates

SHOWN = 20


class Command(BaseCommand):
    help = "Laadt de referentiegegevens uit de bestanden en meldt wat nieuw, gewijzigd, ongewijzigd of vervallen is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Laat de bestanden ook winnen van wat medewerkers in het beheer wijzigden.",
        )

    def handle(self, **options: Any) -> None:
        refused = 0
        for table in reference.registered():
            try:
                report = load_table(table, overwrite=options["overwrite"])
            except TableRefused as error:
                refused += 1
                self._refuse(table.name, error.problems)
            else:
                self.stdout.write(f"{table.name}: {_sentence(report)}")
        if refused:
            tables = "tabel is" if refused == 1 else "tabellen zijn"
            raise CommandError(f"{refused} {tables} niet geladen. Verbeter de rijen hierboven en probeer opnieuw.")
        modes = [str(TravelMode(mode).label).lower() for mode in store_estimates()]
        self.stdout.write(
            f"reistijden: schatting opgeslagen ({', '.join(modes)})" if modes else "reistijden: ongewijzigd"
        )

    def _refuse(self, name: str, problems: list[str]) -> None:
        self.stderr.write(f"{name}: niets geladen, {len(problems)} {'fout' if len(problems) == 1 else 'fouten'}.")
        for problem in problems[:SHOWN]:
            self.stderr.write(f"  {problem}")
        if len(problems) > SHOWN:
            self.stderr.write(f"  … en nog {len(problems) - SHOWN}.")


def _sentence(report: TableReport) -> str:
    parts = [
        f"{report.added} nieuw",
        f"{report.changed} gewijzigd",
        f"{report.unchanged} ongewijzigd",
        f"{report.retired} vervallen",
    ]
    if report.kept:
        parts.append(f"{report.kept} door medewerkers gewijzigd en zo gelaten")
    if report.extra:
        parts.append(f"{report.extra} niet in het bestand en zo gelaten")
    return ", ".join(parts)
