"""Storing one row of a school's list of learners: through the verb of the form, and safe to repeat."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from catalogue.models import Programme
from catalogue.rules import PostalKind
from catalogue.selectors import PostalAnswer, municipality_of
from core import clock
from core.db import fold
from core.lists import RowAnswer, RowOutcome, RowRefused
from core.states import MoveRefused
from learners.rules.answers import IntakeAnswers
from learners.rules.school_list import SchoolRow, read_school_row
from learners.selectors.school_rows import LearnerLookUps
from learners.services.school_learners import BringTerms, bring_learner, bring_terms, school_answers
from schools.models import School

KNOWN = "Staat al bij jullie: dossier {code}."


class LearnerStore:
    """Stores rows of one list of one school. A coach gets the learners, unless the list names another coach."""

    def __init__(self, *, actor: Actor, school: School, look_ups: LearnerLookUps) -> None:
        self.actor, self.school, self.known = actor, school, look_ups
        self._terms: BringTerms | None = None
        self._towns: dict[str, PostalAnswer] = {}

    def __call__(self, cells: Sequence[str], mapping: Mapping[str, int]) -> RowAnswer:
        """Store a row. Raises `RowRefused`."""
        row = read_school_row(cells, mapping, clock.today())
        programme = self.known.programmes.get(fold(row.programme))
        if programme is None:
            raise RowRefused(f"We kennen geen opleiding ‘{row.programme[:60]}’. Gebruik de officiële naam.")
        self._terms = self._terms or bring_terms()
        try:
            brought = bring_learner(
                actor=self.actor,
                school=self.school,
                answers=self._answers(row, programme),
                coach_id=self._coach(row),
                advice=row.advice,
                terms=self._terms,
            )
        except MoveRefused as refusal:
            raise RowRefused(str(refusal)) from refusal
        except ValidationError as refusal:
            raise RowRefused(" ".join(refusal.messages)) from refusal
        if brought.is_new:
            return RowAnswer(RowOutcome.NEW, f"Dossiercode {brought.learner.code}.")
        outcome = RowOutcome.CHANGED if brought.is_changed else RowOutcome.SAME
        return RowAnswer(outcome, KNOWN.format(code=brought.learner.code))

    def _answers(self, row: SchoolRow, programme: Programme) -> IntakeAnswers:
        town = self._town(row.postal_code)
        return school_answers(
            first_name=row.first_name,
            last_name=row.last_name,
            birth_year=row.birth_year,
            birth_month=row.birth_month,
            email=row.email,
            phone=row.phone,
            postal_code=row.postal_code[:10],
            municipality_id=town.municipality.pk if town and town.municipality else None,
            school_id=self.school.pk,
            programme_id=programme.pk,
            clock_started_on=row.started_on,
        )

    def _town(self, typed: str) -> PostalAnswer | None:
        if not typed:
            return None
        if typed not in self._towns:
            self._towns[typed] = municipality_of(typed)
        if self._towns[typed].kind is PostalKind.NONSENSE:
            raise RowRefused(f"De postcode ‘{typed[:10]}’ bestaat niet.")
        return self._towns[typed]

    def _coach(self, row: SchoolRow) -> int | None:
        if row.coach:
            if row.coach.lower() not in self.known.coaches:
                raise RowRefused(f"‘{row.coach[:60]}’ werkt in het portaal niet bij jullie school.")
            return self.known.coaches[row.coach.lower()]
        return self.actor.user_id if self.school.pk in self.actor.coach_of - self.actor.director_of else None
