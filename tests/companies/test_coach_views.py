"""The recognition coach on the screen: whose dossier, what it says, what its buttons note."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import SYSTEM
from catalogue.models import DatedRule, JointCommittee, Programme
from companies.enums import RecognitionState
from companies.models import Membership, Mentor, Recognition, RecognitionMentor, RecognitionPaper
from companies.services import recognitions
from tests.factories.accounts import UserFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    CompanyMembershipFactory,
    EstablishmentFactory,
    MentorFactory,
    RecognitionFactory,
    RecognitionLogFactory,
    RecognitionMentorFactory,
    WorkplaceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 27)
DAY = {"on_day": "27", "on_month": "11", "on_year": "2026"}


@pytest.fixture(autouse=True)
def reference():
    with open("/dev/null", "w") as quiet:
        call_command("load_reference", verbosity=0, stdout=quiet)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def company():
    return CompanyFactory(joint_committee=JointCommittee.objects.get(number="118"))


@pytest.fixture
def file(company):
    programme = Programme.objects.current().order_by("pk").first()
    site = EstablishmentFactory(company=company)
    WorkplaceFactory(establishment=site, programme=programme)
    return RecognitionFactory(preparing=True, establishment=site, programme=programme, state_on=TODAY)


def sign_in(client, company=None, role="admin", **traits):
    user = UserFactory(**traits)
    if company:
        CompanyMembershipFactory(company=company, user=user, role=role)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def url(name, *args):
    return reverse(f"companies:{name}", args=args)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_dossier_says_how_to_reach_who_decides(client, company, file):
    decides = company.joint_committee.partnership
    decides.phone, decides.email, decides.website = (
        "+32 2 528 89 40",
        "erkenning@sector.example",
        "https://sector.example",
    )
    decides.save(update_fields=["phone", "email", "website"])
    sign_in(client, company)
    page = text(client.get(url("dossier", file.public_id)))
    assert decides.name in page
    for way in ("tel:+32 2 528 89 40", "mailto:erkenning@sector.example", "https://sector.example"):
        assert f'href="{way}"' in page


class TestAccess:
    @pytest.mark.parametrize("name", ["dossier", "dossier_step", "dossier_people", "dossier_sheet", "dossier_pdf"])
    def test_owner_colleague_and_stranger(self, client, company, file, name):
        for _person in range(2):
            sign_in(client, company, role="contact")
            assert client.get(url(name, file.public_id)).status_code == 200
        sign_in(client, CompanyFactory())
        assert client.get(url(name, file.public_id)).status_code == 404

    def test_a_stranger_changes_nothing(self, client, file):
        sign_in(client, CompanyFactory())
        posts = ("dossier_checked", "dossier_step", "dossier_people")
        assert {client.post(url(name, file.public_id), DAY).status_code for name in posts} == {404}
        line = url("dossier_line", file.public_id, "equipment")
        assert client.post(line, {"is_right": "on"}).status_code == 404
        assert not RecognitionPaper.objects.exists()

    def test_a_mentor_of_another_company_is_no_choice_and_no_line(self, client, company, file):
        stranger = MentorFactory()
        sign_in(client, company)
        page = client.post(
            url("dossier_people", file.public_id), {"mentors": [stranger.public_id], "filed_by": "company"}
        )
        assert "Kies een mentor uit de lijst" in text(page)
        line = url("dossier_line", file.public_id, "extract")
        assert client.get(f"{line}?mentor={stranger.public_id}").status_code == 404
        assert client.get(f"{line}?mentor=onzin").status_code == 404

    def test_who_does_not_manage_the_company_gives_nobody_access(self, client, company):
        contact, user = CompanyContactFactory(company=company), sign_in(client, company, role="contact")
        assert client.get(url("people", company.public_id)).status_code == 200
        assert client.get(url("contact_add", company.public_id)).status_code == 404
        assert client.get(url("contact_edit", contact.public_id)).status_code == 404
        own = url("member_role", company.public_id, user.public_id)
        assert client.post(own, {"role": "admin"}).status_code == 404
        assert Membership.objects.get(user=user).role == "contact"


class TestDossier:
    def test_the_page_decides_nothing_and_says_so(self, client, company, file):
        sign_in(client, company)
        page = text(client.get(url("dossier", file.public_id)))
        assert "Beslissen doet het partnerschap" in page
        assert "Alimento" in page
        assert "In voorbereiding" in page
        assert "Bron:" in page
        assert "Bijgehouden door: Steunpunt" in page
        steps = text(client.get(url("dossier_step", file.public_id)))
        assert 'value="recognised"' not in steps
        assert 'value="refused"' not in steps

    def test_a_paper_is_a_date_and_can_be_taken_back(self, client, company, file):
        mentor = RecognitionMentorFactory(recognition=file).mentor
        sign_in(client, company)
        at = f"{url('dossier_line', file.public_id, 'extract')}?mentor={mentor.public_id}"
        wrong = client.post(at, {"dated_on_day": "1", "dated_on_month": "12", "dated_on_year": "2026"})
        assert "in de toekomst" in text(wrong)
        assert 'value="2026"' in text(wrong)
        client.post(at, {"dated_on_day": "1", "dated_on_month": "11", "dated_on_year": "2025"})
        assert "ouder dan 12 maanden" in text(client.get(url("dossier", file.public_id)))
        for _twice in range(2):
            client.post(at, {"dated_on_day": "1", "dated_on_month": "10", "dated_on_year": "2026"})
        paper = RecognitionPaper.objects.get()
        assert (paper.line, paper.mentor, paper.dated_on) == ("extract", mentor, dt.date(2026, 10, 1))
        assert "Document van 1 oktober 2026" in text(client.get(url("dossier", file.public_id)))
        client.post(f"{url('dossier_line_drop', file.public_id, 'extract')}?mentor={mentor.public_id}")
        assert not RecognitionPaper.objects.exists()

    def test_who_files_decides_about_the_mandate(self, client, company, file):
        sign_in(client, company)
        page, people = url("dossier", file.public_id), url("dossier_people", file.public_id)
        assert "machtiging" not in text(client.get(page))
        mentor = MentorFactory(company=company)
        client.post(people, {"mentors": [mentor.public_id], "filed_by": "coach"})
        assert "Getekende machtiging" in text(client.get(page))
        assert RecognitionMentor.objects.get().mentor == mentor

    def test_rules_that_change_during_a_dossier_are_told(self, client, company, file):
        sign_in(client, company)
        RecognitionMentorFactory(recognition=file)
        client.post(url("dossier_checked", file.public_id))
        page = url("dossier", file.public_id)
        assert "regels veranderden" not in text(client.get(page))
        DatedRule.objects.filter(key="mentor-min-age", scope="").update(value=27)
        told = text(client.get(page))
        assert "De regels veranderden" in told
        assert "minstens 25 jaar" in told
        assert "minstens 27 jaar" in told
        client.post(url("dossier_checked", file.public_id))
        assert "regels veranderden" not in text(client.get(page))

    def test_the_sheet_can_be_copied_and_is_a_pdf(self, client, company, file):
        sign_in(client, company)
        sheet = text(client.get(url("dossier_sheet", file.public_id)))
        assert file.programme.name in sheet
        assert file.establishment.street in sheet
        made = client.get(url("dossier_pdf", file.public_id))
        assert made.content.startswith(b"%PDF")
        assert "attachment" in made["Content-Disposition"]

    def test_a_machine_without_pdf_shows_the_page_to_print(self, client, company, file, monkeypatch):
        monkeypatch.setattr("core.pdf._write", lambda _text: None)
        sign_in(client, company)
        page = client.get(url("dossier_pdf", file.public_id), follow=True)
        assert "Druk deze pagina af" in text(page)
        assert "Kopieerblad" in text(page)


def test_from_workplace_to_recognised(client, company):
    """The company prepares and files; a colleague notes the decision; the page says until when."""
    site = EstablishmentFactory(company=company)
    programme = Programme.objects.current().order_by("pk").first()
    place = WorkplaceFactory(establishment=site, programme=programme)
    sign_in(client, company)
    desk = text(client.get(url("desk")))
    assert "Begin met de erkenning" in desk
    for _twice in range(2):
        client.post(url("dossier_start", place.public_id))
    file = Recognition.objects.get()
    assert (file.state, file.origin) == (RecognitionState.PREPARING, "Gemeld door het bedrijf")
    early = client.post(url("dossier_step", file.public_id), {"step": "submitted", **DAY, "on_year": "2027"})
    assert "moet nog komen" in text(early)
    client.post(url("dossier_step", file.public_id), {"step": "submitted", **DAY})
    page = text(client.get(url("dossier", file.public_id)))
    assert "De beslissing komt ten laatste op 11 december 2026" in page
    told = {"actor": SYSTEM, "on": TODAY, "origin": "Digitaal loket"}
    until = dt.date(2031, 11, 26)
    recognitions.recognise(recognition=file, valid_from=TODAY, valid_until=until, **told)
    page = text(client.get(url("dossier", file.public_id)))
    assert "van 27 november 2026 tot en met 26 november 2031" in page
    assert "bron: Digitaal loket" in page
    assert [step.to_state for step in file.log.all()] == ["preparing", "submitted", "recognised"]


class TestClocks:
    @pytest.mark.parametrize(
        ("last_day", "asked", "words"),
        [
            (dt.date(2027, 5, 28), None, ""),
            (dt.date(2027, 5, 27), None, "binnen 6 maanden"),
            (dt.date(2027, 1, 27), None, "binnen 2 maanden"),
            (dt.date(2027, 1, 27), TODAY, "De verlenging is gevraagd op 27 november 2026"),
        ],
    )
    def test_renewal(self, client, company, file, last_day, asked, words):
        Recognition.objects.filter(pk=file.pk).update(
            state="recognised", valid_from=dt.date(2022, 1, 1), valid_until=last_day, renewal_filed_on=asked
        )
        sign_in(client, company)
        page = text(client.get(url("dossier", file.public_id)))
        assert words in page
        assert ("Vraag de verlenging aan" in page) is bool(words and not asked)

    def test_an_appeal_is_for_the_company_within_ten_days(self, client, company, file):
        sign_in(client, company)
        Recognition.objects.filter(pk=file.pk).update(state="refused", state_on=dt.date(2026, 11, 17))
        page = text(client.get(url("dossier", file.public_id)))
        assert "tot en met 27 november 2026" in page
        assert "Alleen het bedrijf zelf" in page
        Recognition.objects.filter(pk=file.pk).update(state_on=dt.date(2026, 11, 16))
        late = client.post(url("dossier_step", file.public_id), {"step": "appeal", **DAY})
        assert "10 dagen om in beroep te gaan is voorbij" in text(late)


class TestMentors:
    DATA = {
        "name": "Noor Nieuw",
        "age": ":23",
        "years": "3",
        "has_diploma": "yes",
        "training": "no",
        "training_on_day": "",
        "training_on_month": "",
        "training_on_year": "",
    }

    @pytest.mark.parametrize(("diploma", "words"), [("yes", "Ook met een diploma"), ("no", "jonger dan 25 jaar")])
    def test_somebody_of_22_is_told_why_not(self, client, company, diploma, words):
        sign_in(client, company)
        at = url("mentor_add", company.public_id)
        assert client.post(at, {**self.DATA, "has_diploma": diploma}).status_code == 302
        assert words in text(client.get(url("people", company.public_id)))
        double = client.post(at, self.DATA)
        assert "staat al bij je bedrijf" in text(double)
        assert Mentor.objects.count() == 1

    def test_a_national_number_is_refused_and_kept_in_the_field_only(self, client, company):
        sign_in(client, company)
        page = client.post(url("mentor_add", company.public_id), {**self.DATA, "name": "Jan 85.07.30-033.28"})
        assert "geen rijksregisternummer" in text(page)
        assert not Mentor.objects.exists()

    def test_change_and_end(self, client, company, file):
        mentor = RecognitionMentorFactory(recognition=file).mentor
        sign_in(client, company)
        planned = {**self.DATA, "age": "25:", "training": "planned"}
        at = url("mentor_edit", mentor.public_id)
        assert "gepland is" in text(client.post(at, planned))
        client.post(at, {**planned, "training_on_day": "1", "training_on_month": "2", "training_on_year": "2027"})
        mentor.refresh_from_db()
        assert (mentor.age_at_least, mentor.age_below, mentor.training_on) == (25, None, dt.date(2027, 2, 1))
        for _twice in range(2):
            client.post(url("mentor_end", mentor.public_id))
        assert not RecognitionMentor.objects.exists()

    def test_somebody_has_to_manage_the_company(self, client, company):
        user = sign_in(client, company)
        at = url("member_role", company.public_id, user.public_id)
        assert "Iemand moet het bedrijf beheren" in text(client.post(at, {"role": "contact"}))
        CompanyMembershipFactory(company=company, user=UserFactory())
        client.post(at, {"role": "contact"})
        assert Membership.objects.get(user=user).role == "contact"


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_the_dossier_costs(client, company, file, rows):
    sign_in(client, company)
    for _each in range(rows):
        RecognitionMentorFactory(recognition=file)
        RecognitionLogFactory(recognition=file)
    with CaptureQueriesContext(connection) as queries:
        client.get(url("dossier", file.public_id))
    assert len(queries) == 13


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_the_people_cost(client, company, rows):
    sign_in(client, company)
    for _each in range(rows):
        MentorFactory(company=company)
        CompanyContactFactory(company=company)
        CompanyMembershipFactory(company=company, user=UserFactory())
    with CaptureQueriesContext(connection) as queries:
        client.get(url("people", company.public_id))
    assert len(queries) == 8
