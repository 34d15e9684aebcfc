"""Factories of research."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core.lists import as_text
from research.models import ColumnMemory, OutsideAnswer, OutsideFigure, OutsideTable
from research.outside_enums import ImportState
from tests.factories.catalogue import ProgrammeFactory

NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
HEAD = ["Opleiding", "Gemeente", "Jaar", "Vacatures"]


class OutsideTableFactory(DjangoModelFactory):
    """A table of vacancies that waits for its columns; `done` and `undone` for what was read in."""

    class Meta:
        model = OutsideTable

    class Params:
        done = factory.Trait(state=ImportState.DONE, imported_at=NOON)
        undone = factory.Trait(state=ImportState.UNDONE, imported_at=NOON, undone_at=NOON)

    kind = "vacancies"
    source = "Voorbeeldbron, https://example.be"
    definition = "Vacatures op één dag."
    data_date = dt.date(2026, 10, 1)
    file_name = factory.Sequence(lambda n: f"vacatures-{n}.csv")
    content = as_text([HEAD, ["Kok duaal", "", "2026", "12"]])
    mapping = factory.LazyFunction(lambda: {"programme": 0, "place": 1, "period": 2, "vacancies": 3})
    total = 1


class OutsideFigureFactory(DjangoModelFactory):
    class Meta:
        model = OutsideFigure

    table = factory.SubFactory(OutsideTableFactory, done=True)
    measure = "vacancies"
    programme = factory.SubFactory(ProgrammeFactory)
    period = "2026"
    value = 12


class OutsideAnswerFactory(DjangoModelFactory):
    class Meta:
        model = OutsideAnswer

    table = factory.SubFactory(OutsideTableFactory, done=True)
    row = factory.Sequence(lambda n: n + 2)
    outcome = "bad"
    message = "De opleiding ‘Slager’ kennen we niet."


class ColumnMemoryFactory(DjangoModelFactory):
    class Meta:
        model = ColumnMemory

    kind = "vacancies"
    headings = factory.LazyFunction(lambda: {"programme": "Opleiding", "vacancies": "Vacatures"})
