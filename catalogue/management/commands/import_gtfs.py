"""Replace the public-transport minutes by those of a timetable."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.gtfs import GtfsError
from catalogue.models import Municipality
from catalogue.services.travel import import_timetable, reachable_share


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2026-11-24.") from None


def _time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is geen uur. Schrijf uren en minuten, zoals 08:30.") from None


class Command(BaseCommand):
    help = "Vervangt de reistijden met bus en trein door die van een dienstregeling (een zip in GTFS-vorm)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="de zip met de dienstregeling")
        parser.add_argument("--date", type=_date, help="de dag (jaar-maand-dag); anders de eerste dinsdag in de zip")
        parser.add_argument("--arrive", type=_time, default=dt.time(8, 30), help="aankomen voor dit uur (08:30)")
        parser.add_argument("--source", default="", help="waar de zip vandaan komt; anders de naam van het bestand")

    def handle(self, **options: Any) -> None:
        if not Municipality.objects.exists():
            raise CommandError("Er zijn nog geen gemeenten. Draai eerst load_reference.")
        try:
            matrix = import_timetable(
                path=options["file"],
                source=options["source"],
                day=options["date"],
                arrive_before=options["arrive"],
            )
        except GtfsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Reistijden met bus en trein vervangen: dienstregeling van {matrix.data_date:%d/%m/%Y}, "
            f"aankomst voor {options['arrive']:%H:%M}. "
            f"{reachable_share(matrix):.0%} van de verbindingen tussen gemeenten is haalbaar."
        )
