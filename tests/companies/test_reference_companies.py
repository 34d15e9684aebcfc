"""Twelve companies in six sectors: the list of the portal is the list an adviser draws up for them."""

import datetime as dt

import pytest
from django.core.management import call_command

from accounts.actor import Actor
from catalogue.models import JointCommittee, Programme
from companies.models import RecognitionLine
from companies.selectors.coach import dossier_page, dossiers
from tests.factories.companies import (
    CompanyFactory,
    EstablishmentFactory,
    MentorFactory,
    RecognitionFactory,
    RecognitionMentorFactory,
)

pytestmark = pytest.mark.django_db
COLLEAGUE = Actor(user_id=None, name="Stien", organisation="Steunpunt", is_staff=True)
TODAY = dt.date(2026, 11, 27)
FIRST, AGAIN = ["first-login"], ["delegated-rights"]
NUMBERS = ["official-name", "numbers"]
PERSON = ["mentor-names", "mentor-age", "mentor-experience", "mentor-reduced", "mentor-training"]
COMPANY = ["activities", "equipment", "finances", "no-convictions"]
AFTER = ["decision", "no-agreement", "validity"]
COACH = ["mandate", "declaration"]
EVERYBODY = [*NUMBERS, *PERSON, "extract", *COMPANY, *AFTER]

# name, joint committee, programme, partnership, how it is filed, earlier recognition, addresses, what comes on top
COMPANIES = [
    ("slager in Roeselare, starter", "118", "slager-duaal", "alimento", "company", False, 1, FIRST),
    ("bakker met twee winkels", "118", "bakker-duaal", "alimento", "company", True, 2, [*AGAIN, "each-address"]),
    ("restaurant, starter", "302", "keuken", "horeca-forma", "company", False, 1,
     [*FIRST, "rsz-certificate"]),
    ("hotel via de school", "302", "restaurant", "horeca-forma", "coach", False, 1,
     [*FIRST, *COACH, "rsz-certificate"]),
    ("aannemer, starter", "124", "bouw", "constructiv", "company", False, 1,
     [*FIRST, "mentor-training-plan", "one-learner"]),
    ("dakwerker met werven en erkenning", "124", "dak", "constructiv", "company", True, 1,
     [*AGAIN, "mentor-training-plan", "one-learner"]),
    ("elektricien, starter", "149.01", "elektr", "volta", "company", False, 1, [*FIRST, "activity-list"]),
    ("installateur via de school", "149.01", "elektr", "volta", "coach", True, 1, [*AGAIN, *COACH, "activity-list"]),
    ("lasbedrijf", "111", "las", "mtech", "company", False, 1, [*FIRST, "adviser-visit"]),
    ("woonzorgcentrum met twee huizen", "330", "zorg", "vivo", "company", True, 2, [*AGAIN, "each-address"]),
    ("magazijn met bedienden", "226", "magazijn", "logos", "company", False, 1, [*FIRST, "advised-learners"]),
    ("kapper, paritair comité onbekend", None, "kapper", "pc-314", "company", False, 1, FIRST),
]  # fmt: skip


@pytest.fixture
def reference(db):
    with open("/dev/null", "w") as quiet:
        call_command("load_reference", verbosity=0, stdout=quiet)


def programme_like(word):
    return Programme.objects.filter(slug__contains=word.removesuffix("-duaal"), retired_on=None).order_by("pk").first()


def dossier_of(number, word, filed_by, earlier, addresses):
    committee = JointCommittee.objects.get(number=number) if number else None
    company = CompanyFactory(joint_committee=committee)
    places = [EstablishmentFactory(company=company) for _each in range(addresses)]
    if earlier:
        RecognitionFactory(establishment=places[-1])
    file = RecognitionFactory(
        preparing=True, establishment=places[0], programme=programme_like(word), filed_by=filed_by
    )
    RecognitionMentorFactory(recognition=file, mentor=MentorFactory(company=company))
    return dossiers(COLLEAGUE).get(pk=file.pk)


@pytest.mark.parametrize(
    ("name", "number", "word", "partnership", "filed_by", "earlier", "addresses", "extra"),
    COMPANIES,
    ids=[row[0] for row in COMPANIES],
)
def test_the_list_of_a_reference_company(
    reference, name, number, word, partnership, filed_by, earlier, addresses, extra
):
    page = dossier_page(dossier_of(number, word, filed_by, earlier, addresses), TODAY)
    assert page.partnership.slug == partnership
    shown = [row.line.key for section in page.sections for row in section.rows]
    assert sorted(shown) == sorted([*EVERYBODY, *extra])


def test_there_are_twelve_in_six_sectors():
    partnerships = {row[3] for row in COMPANIES}
    assert len(COMPANIES) == 12
    assert len(partnerships) >= 6


def test_every_line_says_its_source_owner_and_days_and_its_text_is_whole(reference):
    for line in RecognitionLine.objects.all():
        assert all((line.source, line.owner, line.review_on > line.last_checked)), line.key
    for row in COMPANIES:
        page = dossier_page(dossier_of(*row[1:3], *row[4:7]), TODAY)
        texts = [one.text for section in page.sections for one in section.rows]
        assert not [text for text in texts if "{" in text]


def test_a_line_older_than_its_review_day_is_flagged(reference):
    file = dossier_of("302", "keuken", "company", False, 1)

    def flagged(today):
        page = dossier_page(file, today)
        return {one.line.key for section in page.sections for one in section.rows if one.is_overdue}

    assert flagged(dt.date(2026, 11, 24)) == set()
    assert flagged(dt.date(2026, 11, 25)) == {"rsz-certificate"}
    assert dossier_page(file, dt.date(2026, 11, 25)).overdue_lines == 1
    assert len(flagged(dt.date(2027, 5, 24))) == len({*EVERYBODY, "first-login", "rsz-certificate"})
