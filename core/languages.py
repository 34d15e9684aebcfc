"""The languages of the pages for learners and parents: what is offered, and whether a translator looked at it.

The table is `locale/languages.csv`. A language is offered once its catalog is complete (a test finds what lacks).
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

DUTCH = "nl"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name; `reviewed_on` is the day a translator went through all of it."""

    code: str
    name: str
    complete: bool
    reviewed_on: dt.date | None

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self.code in settings.LANGUAGES_BIDI

    def review_sentence(self) -> str:
        """Say, in the language of the page, whether a translator looked at it; empty for Dutch, the source."""
        if self.code == DUTCH:
            return ""
        if self.reviewed_on is None:
            return _("Deze vertaling is nog niet nagekeken door een vertaler. Bij twijfel telt de Nederlandse tekst.")
        return _("Nagekeken door een vertaler op %(day)s.") % {"day": date_format(self.reviewed_on, "j F Y")}


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages of the table, Dutch first."""
    with (Path(settings.BASE_DIR) / "locale" / "languages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Language(
            code=row["code"],
            name=row["name"],
            complete=row["complete"] == "yes",
            reviewed_on=dt.date.fromisoformat(row["reviewed_on"]) if row["reviewed_on"] else None,
        )
        for row in rows
    )


def offered() -> tuple[Language, ...]:
    """Return the languages a visitor can choose."""
    return tuple(language for language in languages() if language.complete)


def offered_code(value: str | None) -> str:
    """Return a code that is offered; anything else means Dutch."""
    return value if value in {language.code for language in offered()} else DUTCH  # type: ignore[return-value]


def current() -> Language:
    """Return the language of the page that is being made."""
    code = translation.get_language()
    return next((language for language in languages() if language.code == code), languages()[0])


def speaking(code: str) -> translation.override:
    """Return a context manager within which words and dates come in this language."""
    return translation.override(code)


def listed(words: Iterable[object]) -> str:
    """Return words in a row, with the comma of the language."""
    return _(", ").join(str(word) for word in words)


def in_dutch(service: Callable[P, T]) -> Callable[P, T]:
    """Run a service in Dutch: what it stores is read by colleagues, whatever the language of the visitor is."""

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with translation.override(DUTCH):
            return service(*args, **kwargs)

    return run
