"""The people of a company: who signs, who guides, who is called first, who has access."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from companies import rules_mentor
from companies.models import Company, CompanyContact, Membership, Mentor
from companies.selectors.check_list import mentor_facts
from companies.selectors.coach_terms import rule_book


@dataclass(frozen=True, slots=True)
class MentorLine:
    """A mentor and whether the rules of the company's partnership fit."""

    mentor: Mentor
    fit: rules_mentor.Fit


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody of one company, and whom the labels still miss."""

    company: Company
    contacts: list[CompanyContact]
    mentors: list[MentorLine]
    members: list[Membership]
    may_manage: bool

    @property
    def missing(self) -> list[str]:
        """The labels that nobody has yet."""
        found = {
            "tekent": any(one.signs for one in self.contacts),
            "eerste contact": any(one.is_first_contact for one in self.contacts),
            "begeleidt": bool(self.mentors),
        }
        return [label for label, there in found.items() if not there]


def people_of(company: Company, actor: Actor, today: dt.date) -> PeoplePage:
    """Return the people of a company in a fixed number of queries. Raises `RuleMissing`."""
    terms, book = mentor_terms(company, today), Mentor.objects.filter(company=company, left_on=None)
    lines = [MentorLine(one, rules_mentor.mentor_fits(mentor_facts(one), terms, today)) for one in book]
    return PeoplePage(
        company=company,
        contacts=list(CompanyContact.objects.filter(company=company)),
        mentors=lines,
        members=list(Membership.objects.filter(company=company).select_related("user").order_by("user", "pk")),
        may_manage=actor.is_staff or company.pk in actor.company_admin_of,
    )


def mentor_terms(company: Company, today: dt.date) -> rules_mentor.MentorTerms:
    """Return what the partnership of a company asks of a mentor. Raises `RuleMissing`."""
    committee = company.joint_committee
    partnership = committee.partnership if committee else None
    return rule_book(today).mentor_terms(partnership.slug if partnership else "")


def companies_with_partnership(actor: Actor) -> QuerySet[Company]:
    """Return the companies an actor may manage, with their partnership."""
    return Company.objects.visible_to(actor).select_related("joint_committee__partnership")


def mentors(actor: Actor) -> QuerySet[Mentor]:
    """Return the mentors an actor may manage."""
    seen = Mentor.objects.visible_to(actor).filter(left_on=None)
    return seen.select_related("company__joint_committee__partnership")


def managed_companies(actor: Actor) -> QuerySet[Company]:
    """Return the companies whose people an actor may change: a contact who confirms its address gets access."""
    return Company.objects.all() if actor.is_staff else Company.objects.filter(pk__in=actor.company_admin_of)


def contacts(actor: Actor) -> QuerySet[CompanyContact]:
    """Return the contacts an actor may change."""
    return CompanyContact.objects.filter(company__in=managed_companies(actor)).select_related("company")


def managed_members(actor: Actor) -> QuerySet[Membership]:
    """Return the colleagues whose role an actor may change: of the companies the actor manages."""
    rows = Membership.objects.select_related("company", "user")
    return rows if actor.is_staff else rows.filter(company__in=actor.company_admin_of)
