"""One search box for colleagues: names without accents, codes, numbers as people write them, phones and mails."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from accounts.models import PartnerOrganisation, User
from companies.models import Company, Establishment
from companies.rules import show_enterprise_number
from core.codes import tidy_code
from core.db import fold
from frontoffice.models import Question
from learners.models import Case, FormerFile
from matchmaking.models import Proposal
from schools.models import School

M = TypeVar("M", bound=Model)
PER_GROUP = 20
SHORTEST = 2
FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found."""

    row: Model
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `more` when there is more than we show."""

    label: str
    hits: list[Hit]
    more: bool


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody typed: as words without accents, as a code, and as digits."""

    words: tuple[str, ...]
    code: str
    digits: str
    raw: str

    @classmethod
    def of(cls, typed: str) -> "Term":
        """Read what was typed. Digits count from four on; the leading zeros of a phone number do not."""
        digits = re.sub(r"\D", "", typed)
        letters = re.sub(r"[\d\s./+()-]|^be", "", typed.strip(), flags=re.IGNORECASE)
        numeric = len(digits) >= FEWEST_DIGITS and not letters
        return cls(tuple(fold(typed).split()), tidy_code(typed), digits if numeric else "", typed.strip())

    @property
    def phone(self) -> str:
        """The digits as they stand in a stored phone number (+32…)."""
        return self.digits.lstrip("0") if len(self.digits.lstrip("0")) >= FEWEST_DIGITS else ""

    def in_column(self, column: str) -> Q:
        """Every word stands in a folded column."""
        found = Q()
        for word in self.words:
            found &= Q(**{f"{column}__contains": word})
        return found

    def matches(self, *texts: str) -> bool:
        """Tell whether every word stands in these texts, accents aside."""
        folded = fold(*texts)
        return all(word in folded for word in self.words)

    def is_phone(self, number: object) -> bool:
        """Tell whether the digits stand in a phone number."""
        return bool(self.phone) and self.phone in re.sub(r"\D", "", str(number or ""))


def search(typed: str) -> list[Group]:
    """Return what a colleague's search finds, in groups, empty groups left out. Fewer than two characters: nothing."""
    if len(typed.strip()) < SHORTEST:
        return []
    term = Term.of(typed)
    groups = [
        _group("Lerenden", _learners(term)),
        _group("Bedrijven", _companies(term)),
        _group("Vestigingen", _establishments(term)),
        _group("Scholen", _schools(term)),
        _group("Partners", _partners(term)),
        _group("Gebruikers", _users(term)),
        _group("Vragen", _questions(term)),
        _group("Voorstellen", _proposals(term)),
    ]
    return [group for group in groups if group.hits]


def _group(label: str, hits: list[Hit]) -> Group:
    return Group(label, hits[:PER_GROUP], len(hits) > PER_GROUP)


def _first(rows: QuerySet[M]) -> Iterable[M]:
    return rows[: PER_GROUP + 1]


def _learners(term: Term) -> list[Hit]:
    found = term.in_column("learner__contact__search_text")
    found |= Q(learner__contact__email__icontains=term.raw) | Q(learner__contact__helper_email__icontains=term.raw)
    if term.code:
        found |= Q(learner__code=term.code) | Q(
            learner__in=FormerFile.objects.filter(code=term.code).values("learner")
        )
    if term.phone:
        found |= Q(learner__contact__phone__contains=term.phone)
        found |= Q(learner__contact__helper_phone__contains=term.phone)
    rows = Case.objects.filter(found).select_related("learner__contact", "learner__programme")
    return [_learner_hit(case) for case in _first(rows.order_by("learner__contact__search_text", "pk"))]


def _learner_hit(case: Case) -> Hit:
    contact = getattr(case.learner, "contact", None)
    programme = case.learner.programme
    parts = [case.learner.code, case.get_state_display(), programme.name if programme else ""]
    return Hit(case, contact.full_name if contact else case.learner.code, ", ".join(part for part in parts if part))


def _companies(term: Term) -> list[Hit]:
    found = term.in_column("search_text") | Q(contacts__email__icontains=term.raw)
    if term.digits:
        found |= Q(enterprise_number__contains=term.digits)
    if term.phone:
        found |= Q(contacts__phone__contains=term.phone)
    rows = Company.objects.filter(found).distinct().order_by("search_text", "pk")
    return [
        Hit(row, row.name, f"{show_enterprise_number(row.enterprise_number)}, {row.get_state_display()}")
        for row in _first(rows)
    ]


def _establishments(term: Term) -> list[Hit]:
    if not term.digits:
        return []
    rows = Establishment.objects.filter(establishment_number__contains=term.digits).select_related("company")
    return [Hit(row, row.name, f"{row.establishment_number}, {row.company.name}") for row in _first(rows)]


def _schools(term: Term) -> list[Hit]:
    found = term.in_column("search_text")
    if term.digits:
        found |= Q(institution_number__contains=term.digits)
    rows = School.objects.filter(found).order_by("search_text", "pk")
    return [Hit(row, row.name, row.institution_number or "zonder instellingsnummer") for row in _first(rows)]


def _partners(term: Term) -> list[Hit]:
    rows = PartnerOrganisation.objects.order_by("name", "pk")
    return [
        Hit(row, row.name, row.get_kind_display())
        for row in rows
        if term.matches(row.name, row.email) or term.is_phone(row.phone)
    ]


def _users(term: Term) -> list[Hit]:
    rows = User.objects.only("email", "first_name", "last_name", "phone", "is_staff").order_by("email", "pk")
    return [
        Hit(row, row.full_name or row.email, row.email)
        for row in rows.iterator(chunk_size=2000)
        if term.matches(row.full_name, row.email) or term.is_phone(row.phone)
    ]


def _questions(term: Term) -> list[Hit]:
    found = Q(name__icontains=term.raw) | Q(email__icontains=term.raw)
    if term.code:
        found |= Q(code=term.code)
    if term.phone:
        found |= Q(phone__contains=term.phone)
    rows = Question.objects.filter(found).order_by("-created_at", "pk")
    return [Hit(row, f"{row.name}: {row.get_topic_display()}", row.get_state_display()) for row in _first(rows)]


def _proposals(term: Term) -> list[Hit]:
    if not term.code:
        return []
    rows = Proposal.objects.filter(code=term.code).with_pair()
    return [Hit(row, str(row), row.get_state_display()) for row in rows]
