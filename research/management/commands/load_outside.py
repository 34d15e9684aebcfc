"""Read in the tables from elsewhere that come with the portal; safe to run as often as you like."""

from typing import Any

from django.core.management.base import BaseCommand

from research.selectors.outside import counts_of
from research.services.outside_known import load_shortage_list


class Command(BaseCommand):
    help = "Leest de lijst met knelpuntberoepen in die bij het portaal hoort, als er nog geen is."

    def handle(self, **_options: Any) -> None:
        table = load_shortage_list()
        if table is None:
            self.stdout.write("Er is al een lijst met knelpuntberoepen.")
            return
        told = ", ".join(f"{number} {label}" for label, number in counts_of(table) if number)
        self.stdout.write(f"{table}: {told}.")
