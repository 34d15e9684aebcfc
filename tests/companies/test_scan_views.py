"""The quick scan from the first page to the call: what it says, who may read it, and that nobody's name leaks."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM
from catalogue.models import DatedRule, JointCommittee
from companies.enums import HelpKind, HelpState, ScanBand
from companies.models import Company, HelpRequest, QuickScan
from companies.scan.codes import qr_of
from companies.selectors.activities import ticked_codes
from companies.selectors.funnel import scan_funnel
from companies.selectors.scan import result_of, scan_with
from companies.services.scan import attach_scan
from core.states import MoveRefused
from privacy.journal import lines_about
from tests.companies.test_desk_views import sign_in
from tests.factories.catalogue import (
    ActivityFactory,
    DatedRuleFactory,
    JointCommitteeFactory,
    MunicipalityFactory,
    PartnershipFactory,
    PostalCodeFactory,
    ProgrammeActivityFactory,
    ProgrammeFactory,
    SectorFactory,
)
from tests.factories.companies import CompanyFactory, EstablishmentFactory, HelpRequestFactory, QuickScanFactory
from tests.privacy.sentinel import run_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "scan_terms")]
MONDAY = "2026-03-02 10:00+01:00"
BEST = {
    "mentor": {
        "age": "25",
        "years": "5",
        "diploma": "nee",
        "mentors": "1",
        "learners": "1",
        "time": "ja",
        "training": "gepland",
        "extract": "ja",
    },
    "plek": dict.fromkeys(("safe", "risks", "reach", "in_order"), "ja"),
    "team": {"hours": "drie-dagen", "talks": "ja", "team": "ja", "experience": "nee"},
}


@pytest.fixture
def scan_terms(terms):
    numbers = {
        ("mentor-min-age", ""): 25,
        ("mentor-min-experience", ""): 5,
        ("mentor-reduced-age", ""): 23,
        ("mentor-reduced-experience", "logos"): 3,
        ("mentor-training-deadline", ""): 12,
        ("mentor-max-learners", "constructiv"): 1,
        ("scan-coverage", "ready"): 50,
        ("scan-coverage", "almost"): 25,
        ("first-contact-hours", ""): 8,
        ("office-opening-hour", ""): 9,
        ("office-closing-hour", ""): 17,
    }
    for (key, scope), value in numbers.items():
        DatedRule.objects.filter(key=key, scope=scope).delete()
        DatedRuleFactory(key=key, scope=scope, value=value)
    DatedRuleFactory(key="recognition-extra-paper", scope="horeca-forma", value=1, label="RSZ-attest")


@pytest.fixture
def bakery(db):
    """A sector with one programme of four activities, and the postal code of its town."""
    sector = SectorFactory(slug="bakkerij", name="Bakkerij")
    programme = ProgrammeFactory(slug="bakker-duaal", name="Bakker duaal", sector=sector)
    for code in ("deeg", "oven", "winkel", "kuisen"):
        ProgrammeActivityFactory(programme=programme, activity=ActivityFactory(code=code, text=f"Doe {code}"))
    town = MunicipalityFactory(name="Tielt")
    PostalCodeFactory(code="8700", municipality=town)
    return programme


def step(client, slug, answers):
    return client.post(reverse("companies:scan_questions_step", args=[slug]), answers)


def do_scan(client, *, activities=("deeg", "oven", "winkel"), shop=None, **changes):
    """Walk through the five pages and finish; return the scan."""
    step(client, "zaak", {"sectors": ["bakkerij"], "postal_code": "8700", "joint_committee": "", **(shop or {})})
    step(client, "werk", {"activities": list(activities)})
    for slug, answers in BEST.items():
        step(client, slug, answers | {key: value for key, value in changes.items() if key in answers})
    response = client.post(reverse("companies:scan_questions_check"))
    assert response.status_code == 302, response.content.decode()[:3000]
    return scan_with(response["Location"].rstrip("/").rsplit("/", 1)[1])


def test_everything_in_order_is_ready(client, bakery):
    scan = do_scan(client)
    page = client.get(reverse("companies:scan", args=[scan.public_id])).content.decode()
    assert scan.band == ScanBand.READY
    assert "Je bent klaar om te starten" in page
    assert "Jullie doen 3 van de 4 activiteiten (75 procent)." in page
    assert "Doe kuisen" in page
    assert "Dit wordt jullie eerste lerende." not in page  # no experience is no obstacle


@pytest.mark.parametrize(
    ("changes", "band", "words"),
    [
        ({"team": "nee"}, ScanBand.ALMOST, "Wij komen het graag uitleggen op een werkoverleg."),
        ({"in_order": "nee"}, ScanBand.TALK, "Bel ons eerst."),
        ({"hours": "minder"}, ScanBand.ALMOST, "welke overeenkomst bij jullie dagen past"),
        ({"age": "23"}, ScanBand.TALK, "Er is nog geen mentor die voldoet. Een mentor is minstens 25 jaar"),
        ({"age": "weet-niet"}, ScanBand.ALMOST, "Het is nog niet zeker of de mentor voldoet."),
        ({"activities": ["deeg"]}, ScanBand.ALMOST, "Jullie doen nog minder dan 50 procent van de activiteiten."),
    ],
)
def test_what_is_not_so_yet_is_named_with_its_help(client, bakery, changes, band, words):
    scan = do_scan(client, **changes)
    assert scan.band == band
    assert words in client.get(reverse("companies:scan", args=[scan.public_id])).content.decode()


def test_the_joint_committee_decides_which_rules_hold(client, bakery):
    logos = JointCommitteeFactory(number="226", partnership=PartnershipFactory(slug="logos", name="Logos"))
    changes = {"age": "23", "years": "3", "diploma": "ja"}
    assert do_scan(client, **changes).band == ScanBand.ALMOST
    client.session.flush()
    scan = do_scan(type(client)(), shop={"joint_committee": logos.number}, **changes)
    assert scan.band == ScanBand.READY
    (row,) = result_of(scan).programmes
    assert row.partnership.name == "Logos"


def test_extra_papers_of_a_partnership_are_listed(client, bakery):
    JointCommitteeFactory(number="302", partnership=PartnershipFactory(slug="horeca-forma"))
    scan = do_scan(client, shop={"joint_committee": "302"})
    assert "RSZ-attest" in client.get(reverse("companies:scan", args=[scan.public_id])).content.decode()
    assert JointCommittee.objects.get(number="302") == scan.joint_committee


def test_the_same_answers_on_the_same_day_keep_their_result_when_rules_change(client, bakery):
    with time_machine.travel(MONDAY, tick=False):
        scan = do_scan(client)
    DatedRuleFactory(key="mentor-min-age", value=40, valid_from=dt.date(2026, 6, 1))
    with time_machine.travel("2026-09-01 10:00+02:00", tick=False):
        assert result_of(scan_with(scan.public_id)).band == ScanBand.READY
        assert do_scan(type(client)(), age="23").band == ScanBand.TALK


def test_finishing_twice_keeps_one_scan(client, bakery):
    do_scan(client)
    client.post(reverse("companies:scan_questions_check"))
    assert QuickScan.objects.count() == 1


def test_nothing_ticked_is_told_beside_the_list_and_kept(client, bakery):
    step(client, "zaak", {"sectors": ["bakkerij"], "postal_code": "8700", "joint_committee": ""})
    page = step(client, "werk", {"activities": []}).content.decode()
    assert "Vink minstens één activiteit aan." in page
    page = step(client, "zaak", {"sectors": ["bakkerij"], "postal_code": "9000"}).content.decode()
    assert "Deze postcode ligt niet in West-Vlaanderen." in page


def test_a_call_lands_on_the_list_with_a_promise_and_no_name_on_the_page(client, bakery):
    with time_machine.travel(MONDAY, tick=False):
        scan = do_scan(client)
        url = reverse("companies:scan_call", args=[scan.public_id])
        wrong = client.post(url, {"name": "Jan Bakker", "phone": "12", "moment": ""}).content.decode()
        assert "Dit telefoonnummer klopt niet." in wrong
        assert 'value="Jan Bakker"' in wrong
        client.post(url, {"name": "Jan Bakker", "phone": "0470 12 34 56", "moment": "na 14 uur"})
        client.post(url, {"name": "Jan Bakker", "phone": "0471 12 34 56", "moment": ""})
        page = client.get(reverse("companies:scan", args=[scan.public_id])).content.decode()
    request = HelpRequest.objects.get()
    assert request.kind == HelpKind.CALL
    assert request.phone.as_e164 == "+32471123456"
    assert timezone.localtime(request.promised_by) == dt.datetime(
        2026, 3, 3, 10, 0, tzinfo=timezone.get_default_timezone()
    )
    assert "dinsdag 3 maart, 10.00 uur" in page
    assert "Jan Bakker" not in page
    assert "0471" not in page


def test_a_stranger_reads_the_result_with_the_link_and_without_it_nothing(client, bakery):
    scan = do_scan(client)
    stranger = type(client)()
    assert stranger.get(reverse("companies:scan", args=[scan.public_id])).status_code == 200
    other = QuickScanFactory.build().public_id
    assert stranger.get(reverse("companies:scan", args=[other])).status_code == 404


def test_a_code_to_scan_scales_with_its_frame_and_is_never_cut():
    drawing = str(qr_of("companies:scan_start")["svg"])
    assert "viewBox=" in drawing
    assert "width=" not in drawing


def test_the_page_of_a_scan_changes_nothing_however_often_it_is_read(client, bakery):
    scan = do_scan(client)
    before = QuickScan.objects.values().get()
    for _each in range(20):
        client.get(reverse("companies:scan", args=[scan.public_id]))
    assert QuickScan.objects.values().get() == before
    assert not HelpRequest.objects.exists()


def test_a_member_keeps_the_scan_at_the_company_and_the_ticks_follow(client, bakery):
    scan = do_scan(client)
    place = EstablishmentFactory()
    sign_in(client, place.company)
    client.post(reverse("companies:scan_attach", args=[scan.public_id, place.company.public_id]))
    scan.refresh_from_db()
    assert scan.company == place.company
    assert ticked_codes(place) == ["deeg", "oven", "winkel"]
    assert [line.additional_data["verb"] for line in lines_about(scan)] == ["scan_attached"]
    desk = client.get(reverse("companies:desk")).content.decode()
    assert reverse("companies:scan", args=[scan.public_id]) in desk


def test_a_scan_stays_with_the_company_it_belongs_to(bakery):
    scan = QuickScanFactory()
    attach_scan(actor=SYSTEM, scan=scan, company=CompanyFactory())
    with pytest.raises(MoveRefused):
        attach_scan(actor=SYSTEM, scan=scan, company=CompanyFactory())


def test_a_stranger_cannot_hang_a_scan_on_a_company(client, bakery):
    scan, company = QuickScanFactory(), CompanyFactory()
    sign_in(client, CompanyFactory())
    url = reverse("companies:scan_attach", args=[scan.public_id, company.public_id])
    assert client.post(url).status_code == 404
    scan.refresh_from_db()
    assert scan.company is None


def test_registering_from_a_scan_has_the_sector_and_the_programmes_ticked(client, bakery):
    scan = do_scan(client)
    client.post(reverse("companies:scan_register", args=[scan.public_id]))
    from tests.factories.companies import enterprise_number, establishment_number

    def register(slug, answers):
        return client.post(reverse("companies:register_step", args=[slug]), answers)

    register("bedrijf", {"enterprise_number": enterprise_number(77), "company_name": "Bakkerij Zon"})
    answers = {"number_1": establishment_number(77), "place_name_1": "Winkel", "street_1": "Markt 1"}
    register("vestiging", answers | {"postal_code_1": "8700", "another_1": "no"})
    for slug in ("sector", "opleidingen"):
        page = client.get(reverse("companies:register_step", args=[slug])).content.decode()
        assert page.count(" checked") == 1, slug
    register("sector", {"word": "", "sectors": ["bakkerij"]})
    register("opleidingen", {"programmes": ["bakker-duaal"]})
    register("plaatsen", {"places_1_bakker-duaal": "1"})
    register("mentor", {"mentor": "yes"})
    register("wanneer", {"availability": "now"})
    register("werk", {"about": "Brood bakken", "days_per_week": "3", "languages": ["nl"]})
    contact = {"contact_name": "Jan", "contact_email": "jan@bakkerij.test", "contact_phone": "0470 12 34 56"}
    for slug, answers in (("uitrusting", {}), ("contact", contact), ("wie-doet-wat", {})):
        register(slug, answers)
    client.post(reverse("companies:register_check"))
    company = Company.objects.get()
    assert scan_with(scan.public_id).company == company
    assert ticked_codes(company.establishments.get()) == ["deeg", "oven", "winkel"]


def test_the_pdf_is_a_file_or_else_the_page(client, bakery, monkeypatch):
    scan = do_scan(client)
    url = reverse("companies:scan_pdf", args=[scan.public_id])
    monkeypatch.setattr("core.pdf._write", lambda text: b"%PDF-" + str(len(text)).encode())
    assert client.get(url)["Content-Type"] == "application/pdf"
    monkeypatch.setattr("core.pdf._write", lambda text: None)
    assert client.get(url)["Location"] == reverse("companies:scan", args=[scan.public_id])


def test_the_checklist_is_one_sheet(client, bakery, monkeypatch):
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        pytest.skip("Pango ontbreekt: geen pdf op deze machine")
    texts = []
    monkeypatch.setattr("core.pdf._write", lambda text: texts.append(text) or b"%PDF-")
    client.get(reverse("companies:checklist_pdf"))
    (sheet,) = HTML(string=texts[0]).render().pages
    assert (round(sheet.width), round(sheet.height)) == (794, 1123)  # A4 in CSS pixels


def test_the_checklist_asks_what_the_scan_asks(client, bakery):
    page = client.get(reverse("companies:checklist")).content.decode()
    assert page.count('<span class="box">') == 2 * 13
    assert "25 jaar met 5 jaar ervaring" in page
    assert "<svg" in page


def test_the_funnel_counts_each_scan_once(bakery):
    DatedRuleFactory(key="scan-funnel", value=12, unit="maanden")
    called, asked = QuickScanFactory(band=ScanBand.READY), QuickScanFactory(company=CompanyFactory())
    for scan, state in ((called, HelpState.HANDLED), (called, HelpState.WAITING), (asked, HelpState.WAITING)):
        moment = timezone.now() if state == HelpState.HANDLED else None
        HelpRequestFactory(scan=scan, state=state, handled_at=moment)
    QuickScanFactory(answered_on=timezone.localdate() - dt.timedelta(days=400))
    funnel = scan_funnel(timezone.localdate())
    assert (funnel.scans, funnel.ready, funnel.talk) == (2, 1, 1)
    assert (funnel.asked, funnel.called, funnel.attached) == (2, 1, 1)


@pytest.mark.parametrize(
    ("policy", "rule", "make"),
    [
        ("companies.scans", "retention-scan", QuickScanFactory),
        ("companies.help", "retention-enquiry", lambda: HelpRequestFactory(recognition=True)),
    ],
)
def test_scans_and_calls_go_after_a_year(policy, rule, make):
    DatedRuleFactory(key=rule, value=12, unit="maanden")
    with time_machine.travel(MONDAY, tick=False):
        row = make()
    assert run_policy(policy, dt.date(2027, 3, 2)) == 0
    assert run_policy(policy, dt.date(2027, 3, 3)) == 1
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_result_asks_the_same_number_of_queries(client, bakery, rows, django_assert_num_queries):
    for _each in range(rows):
        other = ProgrammeFactory(sector=bakery.sector)
        for link in bakery.activity_list.all():
            ProgrammeActivityFactory(programme=other, activity=link.activity)
    scan = do_scan(client)
    url = reverse("companies:scan", args=[scan.public_id])
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
