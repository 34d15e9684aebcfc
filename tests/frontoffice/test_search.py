"""The search of colleagues: what people type, and who may not search."""

import pytest

from accounts.models import User
from core.db import fold
from frontoffice.search import PER_GROUP, Term, search
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.companies import CompanyContactFactory, CompanyFactory, EstablishmentFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def found(typed):
    return {(group.label, hit.row.pk) for group in search(typed) for hit in group.hits}


@pytest.fixture
def case():
    case = CaseFactory(
        contact__first_name="Zoë",
        contact__last_name="D'Haené",
        contact__search_text=fold("Zoë D'Haené"),
        contact__phone="+32470998877",
        contact__email="zoe@example.be",
    )
    CaseFactory(contact__first_name="Iemand", contact__last_name="Anders", contact__phone="+32470112233")
    return case


@pytest.mark.parametrize(
    "typed",
    [
        "zoe",
        "ZOË",
        "haene zoe",
        "d'haené",
        "0470 99 88 77",
        "0470/99.88.77",
        "+32 470 99 88 77",
        "0032470998877",
        "99 88 77",
        "zoe@example.be",
    ],
)
def test_a_learner_by_name_phone_or_mail(case, typed):
    assert found(typed) == {("Lerenden", case.pk)}


def test_a_learner_by_code_however_typed(case):
    code = case.learner.code
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert found(typed) == {("Lerenden", case.pk)}


@pytest.mark.parametrize(
    "shape", ["{}", "BE {}", "be{}", "{0[0]}{0[1]}{0[2]}{0[3]}.{0[4]}{0[5]}{0[6]}.{0[7]}{0[8]}{0[9]}"]
)
def test_a_company_by_enterprise_number_as_people_write_it(shape):
    company = CompanyFactory()
    CompanyFactory()
    assert found(shape.format(company.enterprise_number)) == {("Bedrijven", company.pk)}


def test_a_company_by_folded_name_contact_mail_and_phone():
    company = CompanyFactory(name="Crème & Café", search_text=fold("Crème & Café"))
    CompanyContactFactory(company=company, email="baas@creme.example", phone="+3251223344")
    CompanyContactFactory(company=company, email="baas2@creme.example", phone="+3251223355")
    for typed in ("creme cafe", "baas@creme.example", "creme.example", "051 22 33 44", "051 22 33"):
        assert found(typed) == {("Bedrijven", company.pk)}, typed


def test_an_establishment_by_number_with_dots():
    place = EstablishmentFactory()
    number = place.establishment_number
    assert found(f"{number[0]}.{number[1:4]}.{number[4:7]}.{number[7:]}") == {("Vestigingen", place.pk)}


def test_a_school_by_institution_number_and_name():
    school = SchoolFactory(name="Sint-Ludgardis", search_text=fold("Sint-Ludgardis"), institution_number="38745")
    assert found("38745") == found("ludgardis") == {("Scholen", school.pk)}


def test_people_partners_and_questions_by_folded_name():
    user = UserFactory(first_name="Aurélie", last_name="Bossuyt", email="ab@example.be")
    partner = PartnerOrganisationFactory(name="CLB Préfontaine", email="clb@example.be")
    question = QuestionFactory(name="Robin Vrager", email="rv@example.be")
    assert found("aurelie bossuyt") == {("Gebruikers", user.pk)}
    assert found("prefontaine") == {("Partners", partner.pk)}
    assert found("robin vrager") == found(question.code.lower()) == {("Vragen", question.pk)}


def test_a_proposal_by_its_code():
    proposal = ProposalFactory()
    assert found(proposal.code) == {("Voorstellen", proposal.pk)}


@pytest.mark.parametrize("typed", ["", " ", "z", "%", "__", "onvindbaar"])
def test_nothing_short_or_unknown_and_no_wildcards(case, typed):
    assert found(typed) == set()


def test_a_long_group_says_that_there_is_more():
    for n in range(PER_GROUP + 1):
        CompanyFactory(name=f"Molen {n}", search_text=f"molen {n}")
    (group,) = search("molen")
    assert len(group.hits) == PER_GROUP
    assert group.more


def test_digits_count_only_when_there_are_no_letters():
    assert Term.of("Straat 1234").digits == ""
    assert Term.of("123").digits == ""
    assert Term.of("BE 0400.000.123").digits == "0400000123"


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_budget(client, rows, django_assert_max_num_queries):
    for n in range(rows):
        CaseFactory(contact__search_text=f"molen {n}")
        CompanyFactory(search_text=f"molen {n}")
        SchoolFactory(search_text=f"molen {n}")
        PartnerOrganisationFactory(name=f"Molen {n}")
        UserFactory(last_name="Molen")
        QuestionFactory(name="Molen")
    client.force_login(User.objects.create_user("ilse@example.be", is_staff=True))
    with django_assert_max_num_queries(12):
        client.get("/beheer/zoeken/?q=molen")


def test_the_page_links_to_the_rows_and_escapes_what_was_typed(client, colleague, case):
    client.force_login(colleague)
    page = client.get("/beheer/zoeken/?q=zoe").content.decode()
    assert f'href="/beheer/learners/case/{case.pk}/change/"' in page
    page = client.get("/beheer/zoeken/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page


def test_others_learn_nothing(client, case):
    answer = client.get("/beheer/zoeken/?q=zoe", follow=True)
    assert "Zoë" not in answer.content.decode()
    client.force_login(UserFactory())
    answer = client.get("/beheer/zoeken/?q=zoe")
    assert answer.status_code == 404
    assert "Zoë" not in answer.content.decode()
