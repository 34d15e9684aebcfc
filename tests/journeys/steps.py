"""Steps that several journeys share: pressing on, reading mail, signing in, and finding a place nobody wants yet."""

import csv
import datetime as dt
import io
import re

from catalogue.enums import StudyDomain
from companies.models import Recognition, Workplace
from companies.selectors.terms import availability_days
from core import clock
from core.db import fold
from learners.models import Learner
from mailing.models import OutboxMail
from matchmaking.models import Proposal
from tests.factories.learners import CaseFactory, IntakeFactory, LearnerFactory
from tests.factories.matchmaking import make_workplace

CODE = re.compile(r"\b[2-9B-Z]{4}-[2-9B-Z]{4}\b")
ADDRESS = re.compile(r"https?://[^\s<>]+")


def next_page(page):
    """Press the first button of the form and wait."""
    page.locator("main form:not(.language-choice) button[type=submit]").first.click()
    page.wait_for_load_state()


def press(page, name, **kwargs):
    """Press a button with these words and wait."""
    page.get_by_role("button", name=name, **kwargs).click()
    page.wait_for_load_state()


def follow(page, name, **kwargs):
    """Follow the link with these words and wait for its page."""
    page.get_by_role("link", name=name, **kwargs).click()
    page.wait_for_load_state()


def code_mailed_to(email):
    """Return the newest code to sign in that was mailed to an address."""
    return re.search(r"aan te melden: (\S+)", mails(email, "sign_in_code").first().text).group(1)


def mails(to, verb):
    """Return the mails of a kind to an address, newest first."""
    return OutboxMail.objects.filter(to=to, verb__endswith=verb).order_by("-pk")


def link_in(mail):
    """Return the first address in the text of a mail."""
    return ADDRESS.search(mail.text).group(0)


def sign_in(somebody, email):
    """Sign in with the code that was mailed, read from the outbox."""
    page = somebody.page
    somebody.go("/aanmelden/")
    page.get_by_label("E-mailadres").fill(email)
    press(page, "Mail me een code")
    page.locator("input[name=code]").fill(code_mailed_to(email))
    press(page, "Meld me aan")


def free_place():
    """Return a workplace that can be proposed today, of a programme in which nobody searches.

    Who lives in the same town and takes that programme gets it, whatever else the round has to divide.
    """
    today = clock.today()
    since = clock.now() - dt.timedelta(days=availability_days(today))
    busy = Proposal.objects.live().values("workplace__establishment")
    recognised = Recognition.objects.valid_on(today)
    found = Workplace.objects.proposable(since).with_place()
    found = found.filter(availability="now", mentor="yes", minimum_age=None, required_licences=[])
    found = found.exclude(programme__in=Learner.objects.exclude(programme=None).values("programme"))
    found = found.exclude(establishment__in=busy).exclude(programme__study_domain="")
    for place in found.order_by("pk"):
        if recognised.filter(establishment=place.establishment_id, programme=place.programme_id).exists():
            return place
    raise AssertionError("the small province has no free place nobody searches for")


def do_intake(somebody, place, *, name, email, school=None):
    """Fill in the whole intake for the programme and the town of a workplace; return the learner that was made."""
    page, year = somebody.page, clock.today().year - 17
    somebody.go("/")
    follow(page, "Zoek mijn leerwerkplek")
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    page.get_by_label("Je geboortejaar").fill(str(year))
    page.locator("select[name=birth_month]").select_option("1")
    page.get_by_label("Postcode of gemeente").fill(place.establishment.municipality.name)
    next_page(page)
    if school:
        page.get_by_label("Ik zit op school").check()
        page.get_by_label("Je school").select_option(label=school.name)
        page.get_by_label("Arbeidsbereid en arbeidsrijp").check()
    else:
        page.get_by_label("Ik zoek werk").check()
    next_page(page)
    page.get_by_label(StudyDomain(place.programme.study_domain).label).check()
    next_page(page)
    page.get_by_label("Opleiding").select_option(label=str(place.programme))
    next_page(page)
    if "/leren/" in page.url:
        next_page(page)  # nothing special to learn
    page.get_by_label("Met de fiets").check()
    page.get_by_label("Met de bus of de trein").check()
    page.get_by_label("Geen van deze").check()
    next_page(page)
    next_page(page)  # nothing to take into account
    page.get_by_label("Je voornaam").fill(name)
    page.get_by_label("Je naam").fill("Journee")
    page.get_by_label("Nederlands").check()
    page.get_by_label("Je e-mailadres").fill(email)
    page.locator("input[name=prefer][value=email]").check()
    next_page(page)
    assert place.programme.name in somebody.text()
    page.locator("input[name=consent_contact]").check()
    page.locator("input[name=consent_share]").check()
    press(page, "Dit klopt, help me verder")
    page.wait_for_url("**/ontvangen/**")
    return Learner.objects.get(contact__email=email)


def board_rows(page):
    """Return the text of each learner's row in the table of a school's desk, in the order of the screen."""
    return [" ".join(row.inner_text().split()) for row in page.locator(".board tbody tr").all()]


def all_rows(page):
    """Return the rows of that table over all its pages, and go back to where we were."""
    here, rows = page.url, board_rows(page)
    while page.get_by_role("link", name="Volgende").count():
        follow(page, "Volgende")
        rows += board_rows(page)
    page.goto(here)
    return rows


def exported(page):
    """Download the file of a school's desk and return its lines as dicts."""
    with page.expect_download() as wait:
        page.get_by_role("link", name="Uitvoer (CSV)").click()
    text = wait.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def assert_file_is_screen(page):
    """The file has the rows of the screen, in the same order and in the same words."""
    rows, lines = all_rows(page), exported(page)
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        for column in ("Lerende", "Dossiercode", "Nog", "Opleiding", "Status", "Trajectbegeleider", "Steunpunt"):
            assert " ".join(line[column].split()) in row
        for words in (*line["Voorstellen"].split(", "), *line["Dichtste plekken"].split("; ")):
            assert words in row


def someone_searching(place, name, email):
    """Make a learner who searches in the programme and the town of a workplace, and said yes to sharing."""
    learner = LearnerFactory(
        programme=place.programme,
        municipality=place.establishment.municipality,
        postal_code=place.establishment.postal_code,
        start_on=clock.today(),
    )
    details = {"first_name": name, "last_name": "Baert", "email": email, "search_text": fold(name, "Baert", email)}
    CaseFactory(learner=learner, matching=True, **{f"contact__{key}": value for key, value in details.items()})
    IntakeFactory(learner=learner, consent_share=True)
    return learner


def second_place_beside(place):
    """Open the same programme at another company in the same town; return that workplace."""
    return make_workplace(place.programme, municipality=place.establishment.municipality)
