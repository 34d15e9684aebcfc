"""The page of one dossier: where it stands, by when, what is in order and what changed."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from catalogue.models import Activity, Partnership
from companies import rules, rules_coach, rules_mentor
from companies.enums import LineKind, RecognitionState
from companies.models import (
    Establishment,
    Mentor,
    Recognition,
    RecognitionLine,
    RecognitionLog,
    RecognitionMentor,
    RecognitionPaper,
    Workplace,
)
from companies.selectors.check_list import Dossier, LineRow, mentor_facts, rows_of, text_of
from companies.selectors.coach_terms import RuleBook, rule_book

TONES = {
    RecognitionState.RECOGNISED: "ok",
    RecognitionState.REFUSED: "alarm",
    RecognitionState.LIFTED: "alarm",
    RecognitionState.EXCLUDED: "alarm",
    RecognitionState.EXPIRED: "alarm",
    RecognitionState.INCOMPLETE: "warn",
    RecognitionState.WITHDRAWN: "plain",
}
DECIDED_AGAINST = (RecognitionState.LIFTED, RecognitionState.EXCLUDED)


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor of the company: in this dossier or not, and whether the rules of the partnership fit."""

    mentor: Mentor
    chosen: bool
    fit: rules_mentor.Fit


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind."""

    title: str
    rows: list[LineRow]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The terms that run: days to the next step, the last day of an appeal, the renewal task (months before the end)."""

    days_left: int | None
    appeal_until: dt.date | None
    may_appeal: bool
    renewal_months: int | None


@dataclass(frozen=True, slots=True)
class DossierPage:
    """What the page of a dossier shows."""

    recognition: Recognition
    partnership: Partnership | None
    partnership_why: str
    certainty: str
    enterprise_number: str
    establishment_number: str
    tone: str
    sections: list[Section]
    mentors: list[MentorRow]
    steps: list[RecognitionLog]
    changes: list[str]
    rules_now: dict[str, str]
    clocks: Clocks
    workplace: Workplace | None

    @property
    def open_lines(self) -> int:
        """How many lines still have to be put in order."""
        return sum(row.is_open for section in self.sections for row in section.rows)

    @property
    def overdue_lines(self) -> int:
        """How many lines were not checked again in time by their owner."""
        return len({row.line.key for section in self.sections for row in section.rows if row.is_overdue})


def dossiers(actor: Actor) -> QuerySet[Recognition]:
    """Return the recognition files this actor may open, with everything the page names."""
    return Recognition.objects.visible_to(actor).select_related(
        "programme__partnership", "establishment__company__joint_committee__partnership", "establishment__municipality"
    )


def line_named(key: str) -> QuerySet[RecognitionLine]:
    """Return the line with this key (zero or one row)."""
    return RecognitionLine.objects.filter(key=key)


def mentors_of(recognition: Recognition) -> QuerySet[Mentor]:
    """Return the people who may be chosen as mentor for a dossier."""
    return Mentor.objects.filter(company=recognition.establishment.company_id, left_on=None)


def mentor_in(recognition: Recognition, public_id: UUID | None) -> Mentor | None:
    """Return the mentor of this dossier with a public id, None for no id. Raises `Mentor.DoesNotExist`."""
    if public_id is None:
        return None
    return Mentor.objects.get(recognition_links__recognition=recognition, public_id=public_id)


def partnership_of(recognition: Recognition) -> tuple[Partnership | None, str, str]:
    """Return who decides (None: not known), why, and how certain that is: the joint committee goes first."""
    committee = recognition.establishment.company.joint_committee
    if committee is not None and committee.partnership is not None:
        return committee.partnership, f"volgens {committee}", committee.certainty
    programme = recognition.programme
    if programme.partnership is not None:
        return (
            programme.partnership,
            "volgens de opleiding, want het paritair comité kennen we niet",
            (programme.partnership_certainty),
        )
    return None, "Vul het paritair comité van het bedrijf in: dat bepaalt wie beslist.", ""


def dossier_page(recognition: Recognition, today: dt.date) -> DossierPage:
    """Return the page of a dossier (from `dossiers`) in a fixed number of queries. Raises `RuleMissing`."""
    book = rule_book(today)
    partnership, why, certainty = partnership_of(recognition)
    slug = partnership.slug if partnership else ""
    linked = RecognitionMentor.objects.filter(recognition=recognition, mentor=OuterRef("pk"))
    people = list(mentors_of(recognition).annotate(is_chosen=Exists(linked)))
    chosen = {one.pk for one in people if one.is_chosen}
    dossier = _dossier(recognition, slug, [one for one in people if one.pk in chosen], today, book)
    rows = rows_of(RecognitionLine.objects.all(), dossier, _facts(recognition, slug))
    rules_now = {row.line.key: f"{row.text} (bron: {row.source})"[:400] for row in rows}
    return DossierPage(
        recognition=recognition,
        partnership=partnership,
        partnership_why=why,
        certainty=certainty,
        enterprise_number=rules.show_enterprise_number(recognition.establishment.company.enterprise_number),
        establishment_number=rules.show_establishment_number(recognition.establishment.establishment_number),
        tone=TONES.get(RecognitionState(recognition.state), "info"),
        sections=_sections(rows),
        mentors=[_mentor_row(one, one.pk in chosen, book, slug, today) for one in people],
        steps=list(recognition.log.all()),
        changes=rules_coach.what_changed(recognition.checked_rules, rules_now) if recognition.checked_on else [],
        rules_now=rules_now,
        clocks=_clocks(recognition, today, book.coach_terms()),
        workplace=dossier.workplace,
    )


def _mentor_row(mentor: Mentor, chosen: bool, book: RuleBook, slug: str, today: dt.date) -> MentorRow:
    return MentorRow(mentor, chosen, rules_mentor.mentor_fits(mentor_facts(mentor), book.mentor_terms(slug), today))


def _clocks(recognition: Recognition, today: dt.date, terms: rules_coach.CoachTerms) -> Clocks:
    decided = recognition.state in (RecognitionState.REFUSED, *DECIDED_AGAINST) and recognition.state_on
    return Clocks(
        days_left=(recognition.due_on - today).days if recognition.due_on else None,
        appeal_until=rules_coach.appeal_until(decided, terms) if decided else None,
        may_appeal=rules_coach.may_appeal(recognition.state, recognition.state_on, today, terms),
        renewal_months=_renewal(recognition, today, terms),
    )


def _renewal(recognition: Recognition, today: dt.date, terms: rules_coach.CoachTerms) -> int | None:
    if recognition.state != RecognitionState.RECOGNISED:
        return None
    return rules_coach.renewal_stage(
        recognition.valid_until, today, terms, renewal_filed_on=recognition.renewal_filed_on
    )


def _dossier(
    recognition: Recognition, partnership: str, mentors: list[Mentor], today: dt.date, book: RuleBook
) -> Dossier:
    papers = RecognitionPaper.objects.filter(recognition=recognition)
    same = Workplace.objects.filter(establishment=recognition.establishment_id, programme=recognition.programme_id)
    ticked = Activity.objects.filter(establishments=recognition.establishment_id, programmes=recognition.programme_id)
    return Dossier(
        recognition=recognition,
        partnership=partnership,
        mentors=mentors,
        papers={(paper.line, paper.mentor_id): paper for paper in papers},
        workplace=same.first(),
        activities=ticked.count(),
        today=today,
        book=book,
    )


def _facts(recognition: Recognition, partnership: str) -> rules_coach.DossierFacts:
    company_id = recognition.establishment.company_id
    known = Recognition.objects.filter(establishment__company=company_id, valid_from__isnull=False)
    return rules_coach.DossierFacts(
        partnership=partnership,
        filed_by_coach=recognition.filed_by == "coach",
        has_recognition=known.exclude(pk=recognition.pk).exists() or recognition.valid_from is not None,
        establishments=Establishment.objects.filter(company=company_id, closed_on=None).count(),
    )


def _sections(rows: list[LineRow]) -> list[Section]:
    found = [Section(str(kind.label), [row for row in rows if row.line.kind == kind]) for kind in LineKind]
    return [section for section in found if section.rows]


def line_text(line: RecognitionLine, recognition: Recognition, today: dt.date) -> str:
    """Return the sentence of a line for this dossier, with the values of its rules. Raises `RuleMissing`."""
    partnership, _why, _certainty = partnership_of(recognition)
    return text_of(line, rule_book(today), partnership.slug if partnership else "")
