"""What is kept how long about companies and their people."""

import datetime as dt

from django.db.models import Q

from companies.enums import CompanyState, JoinState, WishState
from companies.models import (
    Company,
    CompanyContact,
    HelpRequest,
    ImportJob,
    JoinRequest,
    Mentor,
    PlaceReport,
    ProgrammeWish,
    QuickScan,
    RecognitionLog,
)
from companies.services.wishes import NOBODY
from core.retention import RetentionPolicy, Rows


def _never_confirmed(companies: Rows, before: dt.date) -> Rows:
    waiting = companies.filter(state=CompanyState.UNCONFIRMED, created_at__date__lt=before)
    return waiting.exclude(establishments__recognitions__isnull=False)


def _of_ceased(contacts: Rows, before: dt.date) -> Rows:
    return contacts.filter(company__state=CompanyState.CEASED, company__ceased_on__lt=before)


def _decided(questions: Rows, before: dt.date) -> Rows:
    return questions.exclude(state=JoinState.WAITING).filter(decided_at__date__lt=before)


def _unanswered(questions: Rows, before: dt.date) -> Rows:
    return questions.filter(state=JoinState.WAITING, created_at__date__lt=before)


def _made_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(created_at__date__lt=before)


def _left(mentors: Rows, before: dt.date) -> Rows:
    ceased = Q(company__state=CompanyState.CEASED, company__ceased_on__lt=before)
    return mentors.filter(ceased | Q(left_on__lt=before))


def _old_steps(steps: Rows, before: dt.date) -> Rows:
    return steps.filter(at__date__lt=before)


def _never_counted(wishes: Rows, before: dt.date) -> Rows:
    return wishes.filter(state=WishState.ASKED, created_at__date__lt=before)


def _over(wishes: Rows, before: dt.date) -> Rows:
    return wishes.filter(state__in=WishState.ENDED, ended_on__lt=before).exclude(email="")


def forget_askers(wishes: Rows) -> int:
    """Wipe who asked; the wish itself stays for the figures."""
    return wishes.update(**NOBODY)


POLICIES = (
    RetentionPolicy(
        key="companies.place-reports",
        model=PlaceReport,
        purpose="Om te kunnen uitleggen waarom een plek verborgen werd of bleef staan.",
        rule="retention-enquiry",
        due=_made_before,
    ),
    RetentionPolicy(
        key="companies.wishes",
        model=ProgrammeWish,
        purpose="Om een wens die voorbij is nog te kunnen vernieuwen of met de school te bespreken.",
        rule="retention-wish",
        due=_over,
        action=forget_askers,
    ),
    RetentionPolicy(
        key="companies.wishes-unconfirmed",
        model=ProgrammeWish,
        purpose="Om een wens te kunnen bevestigen als de mail niet meteen gelezen wordt.",
        rule="retention-company-unconfirmed",
        due=_never_counted,
    ),
    RetentionPolicy(
        key="companies.imports",
        model=ImportJob,
        purpose="Om de antwoorden per rij aan een partner te kunnen geven.",
        rule="retention-import",
        due=_made_before,
    ),
    RetentionPolicy(
        key="companies.scans",
        model=QuickScan,
        purpose="Om een scan te kunnen delen en later bij een bedrijf te zetten.",
        rule="retention-scan",
        due=_made_before,
    ),
    RetentionPolicy(
        key="companies.help",
        model=HelpRequest,
        purpose="Om een bedrijf te bellen en te weten dat het gebeurde.",
        rule="retention-enquiry",
        due=_made_before,
    ),
    RetentionPolicy(
        key="companies.mentors",
        model=Mentor,
        purpose="Om te weten wie begeleidt, zolang iemand mentor is en kort daarna.",
        rule="retention-mentor",
        due=_left,
    ),
    RetentionPolicy(
        key="companies.recognition-steps",
        model=RecognitionLog,
        purpose="Om te kunnen uitleggen hoe een erkenning verliep, tot na de termijn van vijf jaar.",
        rule="retention-recognition-steps",
        due=_old_steps,
    ),
    RetentionPolicy(
        key="companies.unconfirmed",
        model=Company,
        purpose="Om een aanmelding te kunnen afronden als de mail niet meteen gelezen wordt.",
        rule="retention-company-unconfirmed",
        due=_never_confirmed,
    ),
    RetentionPolicy(
        key="companies.contacts-ceased",
        model=CompanyContact,
        purpose="Om vragen over lopende overeenkomsten van een gestopt bedrijf te kunnen afhandelen.",
        rule="retention-company-ceased",
        due=_of_ceased,
    ),
    RetentionPolicy(
        key="companies.join-decided",
        model=JoinRequest,
        purpose="Om te kunnen uitleggen wie toegang kreeg en waarom.",
        rule="retention-join-request",
        due=_decided,
    ),
    RetentionPolicy(
        key="companies.join-waiting",
        model=JoinRequest,
        purpose="Om een vraag te kunnen beantwoorden zolang ze zin heeft.",
        rule="retention-join-request",
        due=_unanswered,
    ),
)
