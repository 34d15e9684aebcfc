"""Milestones with decisions and documents, and the hand-over file without learners."""

import csv
import datetime as dt
import hashlib
import io
import itertools
import json
import zipfile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM
from actionplan.enums import MILESTONE_MOVES, MilestoneState
from actionplan.models import MilestoneRecord, PlanVersion
from actionplan.services import evidence
from actionplan.services import milestones as services
from actionplan.services.handover import make_handover
from catalogue.models import GlossaryTerm
from core.states import MoveRefused
from privacy.journal import lines_about
from tests.factories.accounts import UserFactory
from tests.factories.actionplan import (
    ActionFactory,
    CommitmentFactory,
    EvidenceFactory,
    FoundingItemFactory,
    MilestoneFactory,
    MilestoneLogFactory,
    MilestoneRecordFactory,
    PlanVersionFactory,
    ReadingFactory,
    SnapshotLineFactory,
    SuccessFactorFactory,
    TalkFactory,
    TalkScoreFactory,
)
from tests.factories.campaigns import AgendaItemFactory, CampaignFactory, MaterialFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import CompanyContactFactory, ProgrammeWishFactory, RecognitionFactory, WorkplaceFactory
from tests.factories.expertise import PolicySignalFactory
from tests.factories.knowledge import CourseFactory, ToolFactory
from tests.factories.knowledge_base import ArticleFactory
from tests.factories.learners import CaseFactory
from tests.factories.research import OutsideTableFactory, ProgrammeRequestFactory, RegionReportFactory
from tests.factories.schools import ProgrammeOfferFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
VERBS = {
    services.reach_milestone: MilestoneState.REACHED,
    services.drop_milestone: MilestoneState.DROPPED,
    services.plan_milestone_again: MilestoneState.PLANNED,
}
QUERIES = 46
GIVEN = {"receiver": "RTC West-Vlaanderen", "purpose": "verankering"}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(MilestoneState, VERBS)))
def test_every_verb_from_every_state(state, verb):
    row = MilestoneFactory(state=state)
    if VERBS[verb] in MILESTONE_MOVES[state]:
        assert verb(milestone=row, actor=SYSTEM).state == VERBS[verb]
        assert row.log.get().to_state == VERBS[verb]
    else:
        with pytest.raises(MoveRefused):
            verb(milestone=row, actor=SYSTEM)
        assert not row.log.exists()


def test_a_document_has_an_address():
    told = {"text": "Nota", "body": "", "on": dt.date(2020, 12, 1), "url": "", "is_public": True}
    with pytest.raises(ValidationError, match="heeft een adres"):
        services.add_record(actor=SYSTEM, milestone=MilestoneFactory(), kind="document", **told)
    assert not MilestoneRecord.objects.exists()


def test_the_street_reads_what_is_meant_for_everybody(client):
    row = MilestoneFactory()
    MilestoneRecordFactory(milestone=row, text="Principieel akkoord")
    MilestoneRecordFactory(milestone=row, text="Intern standpunt", hidden=True)
    url = reverse("actionplan:milestones")
    page = client.get(url).content.decode()
    assert "Principieel akkoord" in page
    assert "Intern standpunt" not in page
    client.force_login(UserFactory(staff=True))
    assert "Intern standpunt" in client.get(url).content.decode()


def test_a_colleague_notes_a_decision_and_moves_the_step(client):
    row = MilestoneFactory(number=4)
    client.force_login(UserFactory(staff=True))
    url = reverse("actionplan:record_add", args=[4])
    day = {"on_day": "1", "on_month": "12", "on_year": "2020"}
    assert "heeft een adres" in client.post(url, {"kind": "document", "text": "Nota", **day}).content.decode()
    page = client.post(url, {"kind": "decision", "text": "Akkoord van het POF", **day}, follow=True).content.decode()
    assert "Akkoord van het POF" in page
    client.post(reverse("actionplan:milestone_move", args=[4, "bereikt"]))
    again = client.post(reverse("actionplan:milestone_move", args=[4, "bereikt"]), follow=True)
    assert "kan niet naar" in again.content.decode()
    row.refresh_from_db()
    assert row.state == "reached"
    client.post(reverse("actionplan:record_drop", args=[MilestoneRecord.objects.get().public_id]))
    assert not MilestoneRecord.objects.exists()


def test_a_step_whose_day_is_over_says_that_nobody_wrote_how_it_ended(client):
    day = timezone.localdate()
    MilestoneFactory(due_on=day - dt.timedelta(days=1), state="reached")
    MilestoneFactory(due_on=day)
    MilestoneFactory(due_on=None)
    sentence = "Niemand schreef nog hoe deze stap afliep."
    assert sentence not in client.get(reverse("actionplan:milestones")).content.decode()
    MilestoneFactory(due_on=day - dt.timedelta(days=1))
    assert client.get(reverse("actionplan:milestones")).content.decode().count(sentence) == 1


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_milestones_cost_the_same_for_any_number(client, django_assert_max_num_queries, rows):
    for _each in range(rows):
        MilestoneRecordFactory()
    with django_assert_max_num_queries(4):
        client.get(reverse("actionplan:milestones"))


def unzip(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def filled():
    action = ActionFactory(title="Beurs")
    ReadingFactory(value=None, missing="no_rows", numerator=None)
    place = WorkplaceFactory()
    contact = CompanyContactFactory(company=place.establishment.company, name="Greet Contact")
    many, few = ProgrammeFactory(name="Bakker duaal"), ProgrammeFactory(name="Slager duaal")
    cases = [CaseFactory(learner__programme=many) for _each in range(6)] + [CaseFactory(learner__programme=few)]
    return action, contact, cases


def test_the_file_holds_what_an_organisation_needs_and_says_what_it_means(filled):
    action, _contact, _cases = filled
    version = action.operational_goal.strategic_goal.version
    made = make_handover(actor=SYSTEM, with_contacts=False, **GIVEN)
    files = unzip(made.content)
    about = json.loads(files["inhoud.json"])
    assert {part["file"] for part in about["files"]} == {name for name in files if name.endswith(".csv")}
    for part in about["files"]:
        rows = rows_of(files, part["file"].removesuffix(".csv"))
        assert len(rows) == part["rows"], part["file"]
        assert all(list(row) == list(part["columns"]) for row in rows)
        assert all(part["columns"].values())
        assert hashlib.sha256(files[part["file"]]).hexdigest() == part["sha256"]
        assert part["file"] in files["LEESMIJ.txt"].decode()
    assert {row["titel"] for row in rows_of(files, "acties")} == {"Beurs"}
    (figure,) = rows_of(files, "cijfers")
    assert (figure["waarde"], bool(figure["wat ontbreekt"])) == ("", True)  # unknown, not nought
    assert len(rows_of(files, "leerwerkplekken")) == 1
    assert lines_about(version).filter(additional_data__verb="handover_made").count() == 1
    assert "RTC West-Vlaanderen" in files["LEESMIJ.txt"].decode()


def one_of_everything():
    """Make a row for every table of the file, also of what must not be in it."""
    factor, action = SuccessFactorFactory(), ActionFactory(title="Beurs", follows=ActionFactory())
    action.factors.add(factor)
    EvidenceFactory(action=action, kind="report", label="Verslag", url="https://voorbeeld.be/verslag.pdf")
    evidence.add_case(actor=SYSTEM, action=action, case=CaseFactory())
    MilestoneRecordFactory()
    ReadingFactory()
    SnapshotLineFactory()
    line = FoundingItemFactory()
    talk = TalkFactory(state="held", held_on=dt.date(2026, 6, 1), present="Greet Aanwezig")
    TalkScoreFactory(talk=talk, factor=line)
    CommitmentFactory(talk=talk, action=action)
    RecognitionFactory()
    ProgrammeOfferFactory()
    AgendaItemFactory()
    DatedRuleFactory(key="wish-min-companies", value=1)
    ProgrammeWishFactory(contact_name="Greet Wenst")
    GlossaryTerm.objects.create(slug="duaal", term="duaal", definition="Leren en werken.")
    ProgrammeRequestFactory()
    RegionReportFactory()
    OutsideTableFactory()
    ArticleFactory()
    ToolFactory()
    CourseFactory()
    CampaignFactory()
    MaterialFactory()
    PolicySignalFactory()
    return action, factor, talk


def test_every_table_has_its_rows_and_nobody_who_was_there(filled):
    action, factor, talk = one_of_everything()
    files = unzip(make_handover(actor=SYSTEM, with_contacts=True, **GIVEN).content)
    empty = [part["file"] for part in json.loads(files["inhoud.json"])["files"] if not part["rows"]]
    assert empty == []
    (proof,) = rows_of(files, "bewijzen")  # the case beside the action is not one of them
    assert (proof["actie"], proof["titel"]) == (str(action.public_id), "Verslag")
    row = next(row for row in rows_of(files, "acties") if row["code"] == str(action.public_id))
    assert (row["succesfactoren"], row["volgt op"]) == (factor.title, str(action.follows.public_id))
    (agreed,) = rows_of(files, "afspraken")
    assert (agreed["partner"], agreed["actie"]) == (talk.partner.name, str(action.public_id))
    text = b"\n".join(files.values()).decode()
    assert "Greet Aanwezig" not in text
    assert "Greet Wenst" not in text


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_file_costs_the_same_for_any_number(filled, django_assert_num_queries, rows):
    one_of_everything()
    for _each in range(rows - 1):
        ActionFactory(follows=ActionFactory()).factors.add(SuccessFactorFactory())
        CommitmentFactory()
        RegionReportFactory()
        WorkplaceFactory()
    ContentType.objects.get_for_model(PlanVersion)  # the journal looks it up once for a process
    with django_assert_num_queries(QUERIES):
        make_handover(actor=SYSTEM, with_contacts=True, **GIVEN)


def test_no_learner_is_in_it_and_small_groups_are_not_counted(filled):
    DatedRuleFactory(key="quality-min-group", value=5)
    _action, contact, cases = filled
    files = unzip(make_handover(actor=SYSTEM, with_contacts=False, **GIVEN).content)
    text = b"\n".join(files.values()).decode()
    for case in cases:
        person = case.learner.contact
        for secret in (case.learner.code, person.last_name, str(person.phone), person.email, str(case.public_id)):
            assert not secret or secret not in text
    assert contact.name not in text
    counted = {row["opleiding"]: row["aantal"] for row in rows_of(files, "dossiers")}
    assert counted == {"Bakker duaal": "6", "Slager duaal": "minder dan 5"}


def test_contacts_of_companies_come_along_only_when_asked(filled):
    files = unzip(make_handover(actor=SYSTEM, with_contacts=True, **GIVEN).content)
    assert [row["naam"] for row in rows_of(files, "contactpersonen")] == ["Greet Contact"]


def test_only_a_coordinator_makes_it_and_says_why(client, filled):
    url = reverse("actionplan:handover")
    client.force_login(UserFactory(staff=True))
    assert client.get(url).status_code == 404
    assert client.post(url, GIVEN).status_code == 404
    client.force_login(UserFactory(coordinator=True))
    page = client.post(url, {"receiver": "RTC"}).content.decode()
    assert "Zeg waarom je het bestand geeft" in page
    made = client.post(url, GIVEN)
    assert made["Content-Type"] == "application/zip"
    assert "LEESMIJ.txt" in unzip(made.content)


def test_without_a_plan_there_is_nothing_to_hand_over(client):
    client.force_login(UserFactory(coordinator=True))
    page = client.post(reverse("actionplan:handover"), GIVEN).content.decode()
    assert "niets om over te dragen" in page
    PlanVersionFactory()
    assert client.post(reverse("actionplan:handover"), GIVEN)["Content-Type"] == "application/zip"


def test_names_in_the_steps_of_milestones_go():
    DatedRuleFactory(key="retention-journal", value=2, unit="jaar")
    line = MilestoneLogFactory(reason="omdat")
    day = timezone.localdate() + dt.timedelta(days=2 * 366)
    assert run_policy("actionplan.milestone_steps", timezone.localdate()) == 0
    assert run_policy("actionplan.milestone_steps", day) == 1
    assert run_policy("actionplan.milestone_steps", day) == 0
    line.refresh_from_db()
    assert (line.actor_label, line.reason) == ("", "")
