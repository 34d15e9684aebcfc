"""Carry out the retention policies now, or show what they would do."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.retention import policies
from privacy import selectors, services


class Command(BaseCommand):
    """`manage.py retention [--dry-run]`."""

    help = "Ruim op wat te oud is. Met --dry-run tel je alleen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--dry-run`."""
        parser.add_argument("--dry-run", action="store_true", help="tel alleen, verwijder niets")

    def handle(self, *_args: Any, dry_run: bool = False, **_options: Any) -> None:
        """Run all policies and print a line for each: key, first day that is kept, number of rows."""
        today = clock.today()
        try:
            runs = services.run_all(today=today, dry_run=dry_run)
        except services.RetentionFailed as failure:
            raise CommandError(str(failure)) from failure
        known = {policy.key: policy for policy in policies()}
        for run in runs:
            before = selectors.first_kept_day(known[run.policy], today)
            self.stdout.write(f"{run.policy:<28} ouder dan {before:%d/%m/%Y} {run.affected:>7}")
        word = "zouden verdwijnen" if dry_run else "zijn verwerkt"
        self.stdout.write(f"{sum(run.affected for run in runs)} rijen {word}.")
