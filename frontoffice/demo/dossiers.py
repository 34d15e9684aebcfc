"""The recognition coach in the demonstration: files on their way, mentors, a take-over that waits and a list of a partner."""

import datetime as dt

from accounts.actor import Actor
from accounts.models import User
from catalogue.models import JointCommittee, Programme
from companies.models import Company, CompanyContact, Establishment, ImportJob, Recognition
from companies.rules_import import guess_columns
from companies.selectors.coach import line_named
from companies.selectors.imports import look_ups, table_of
from companies.services import dossier, imports, mentors
from companies.services import recognition_steps as steps
from companies.services.recognitions import refuse_recognition, start_recognition, submit_recognition
from companies.services.transfers import ask_transfer
from core import clock
from frontoffice.demo.companies import PERSONA_EMAIL, checked

COUNTER, TOLD = "Digitaal loket", "Gemeld door het bedrijf"
FIRST_LISTED = 1_900_000
HEAD = [
    "KBO nummer",
    "Naam bedrijf",
    "Vestigingsnummer",
    "Adres",
    "Postcode",
    "Opleiding",
    "Erkend vanaf",
    "Erkend tot",
]
LISTED = 12
PARTNER = "Voorbeeldpartner"


def build_dossiers(staff: User) -> int:
    """Give the company that one can sign in to two files and two mentors, and the staff something to decide.

    Returns how many files were made.
    """
    contact = (
        CompanyContact.objects.filter(email=PERSONA_EMAIL, company__is_demo=True).select_related("company").first()
    )
    if contact is None:
        return 0
    actor = Actor(user_id=staff.pk, name=str(staff), organisation="Steunpunt", is_staff=True)
    company = contact.company
    CompanyContact.objects.filter(pk=contact.pk).update(signs=True, is_first_contact=True)
    company.joint_committee = JointCommittee.objects.filter(partnership__programmes__sector=company.sector_id).first()
    company.save(update_fields=["joint_committee", "updated_at"])
    made = _own_files(actor, company)
    _waiting_for_staff(actor, company)
    _partner_list(actor)
    return made


def _own_files(actor: Actor, company: Company) -> int:
    site = company.establishments.order_by("pk").first()
    if site is None:
        return 0
    today = clock.today()
    guide = mentors.MentorAnswers("Mieke Meesters", 25, None, 12, has_diploma=True, training="done")
    older = mentors.add_mentor(actor=actor, company=company, answers=guide)
    young = mentors.MentorAnswers("Jonas Jonkers", None, 23, 3, has_diploma=True)
    mentors.add_mentor(actor=actor, company=company, answers=young)
    known = site.recognitions.values("programme")
    programmes = (
        Programme.objects.current().filter(sector=company.sector_id).exclude(pk__in=known).order_by("name")[:2]
    )
    files = [
        start_recognition(
            actor=actor,
            establishment=site,
            programme=programme,
            on=today - dt.timedelta(days=9 * (number + 1)),
            origin=TOLD,
        )
        for number, programme in enumerate(programmes)
    ]
    for file in files:
        dossier.choose_mentors(actor=actor, recognition=file, mentors=[older])
        for key, mentor in (("extract", older), ("equipment", None)):
            line = line_named(key).get()
            day = today - dt.timedelta(days=40)
            dossier.note_paper(actor=actor, recognition=file, line=line, mentor=mentor, dated_on=day)
    if files:
        day = today - dt.timedelta(days=5)
        submit_recognition(actor=actor, recognition=files[-1], on=day, origin=TOLD)
    return len(files)


def _waiting_for_staff(actor: Actor, company: Company) -> None:
    """A file over its term, a refusal that can still be appealed, and a take-over to decide."""
    today = clock.today()
    submitted = Recognition.objects.filter(state="submitted", establishment__company__is_demo=True).order_by("pk")
    late, refused = [*submitted.exclude(establishment__company=company)[:2], None, None][:2]
    if late is not None:
        steps.note_review(actor=actor, recognition=late, on=today - dt.timedelta(days=30), origin=COUNTER)
    if refused is not None:
        day = today - dt.timedelta(days=4)
        refuse_recognition(actor=actor, recognition=refused, on=day, origin=COUNTER)
    other = Establishment.objects.filter(company__is_demo=True).exclude(company=company).order_by("pk").first()
    if other is not None:
        ask_transfer(actor=actor, establishment=other, to_company=company, taken_over_on=today - dt.timedelta(days=20))


def _partner_list(actor: Actor) -> ImportJob:
    """A short list of a partner, read already, with two rows that came back."""
    today = clock.today()
    name = Programme.objects.current().order_by("name").values_list("name", flat=True).first() or ""
    until = f"{today.replace(year=today.year + 4, day=1):%d/%m/%Y}"
    rows = [
        [
            checked(FIRST_LISTED + number),
            f"Voorbeeldlijst Bedrijf {number}",
            checked(89_000_000 + number),
            f"Markt {number + 1}",
            "9000" if number == LISTED - 1 else "8800",
            "Onbekende opleiding" if number == 1 else name,
            f"{today.replace(day=1):%d/%m/%Y}",
            until,
        ]
        for number in range(LISTED)
    ]
    job = imports.make_import(
        actor=actor,
        origin=PARTNER,
        file_name="voorbeeldlijst.csv",
        list_date=today,
        rows=[HEAD, *rows],
    )
    imports.start_import(actor=actor, job=job, mapping=guess_columns(HEAD))
    claim = imports.claim_import(job_id=job.pk)
    if claim is not None:
        imports.run_piece(actor=actor, job_id=job.pk, claim=claim, table=table_of(job), known=look_ups())
    Company.objects.filter(name__startswith="Voorbeeldlijst Bedrijf").update(is_demo=True)
    return job
