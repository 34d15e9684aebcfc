"""A director starts a programme request, checks what the portal filled in, hands it in and downloads the dossier."""

import re

import pytest

from frontoffice.demo.schools import DIRECTOR_EMAIL
from research.models import ProgrammeRequest
from schools.models import ProgrammeOffer, School
from tests.journeys.steps import follow, press
from tests.pdf import read

pytestmark = pytest.mark.browser


@pytest.fixture(params=(True, False), ids=("script", "no-script"))
def director(request, visitor):
    """The director of the busiest school, with and without JavaScript."""
    somebody = visitor(desk=True, script=request.param)
    somebody.enter_as("directeur")
    return somebody


def elsewhere(school):
    """A programme that another school gives and this one does not."""
    own = ProgrammeOffer.objects.filter(campus__school=school).values("programme")
    return ProgrammeOffer.objects.public().exclude(programme__in=own).order_by("programme__name").first().programme


def test_from_the_desk_to_the_dossier_as_a_pdf(director, visitor):
    page, school = director.page, School.objects.get(memberships__user__email=DIRECTOR_EMAIL)
    director.go("/scholen/bureau/")
    follow(page, "Naar de aanvragen")
    page.get_by_role("link", name="Start een aanvraag").first.click()
    page.wait_for_load_state()
    press(page, "Start de aanvraag")
    assert page.locator(".error-summary").count() == 1
    page.locator("select[name=campus]").select_option(index=1)
    programme = elsewhere(school)
    page.locator("select[name=programme]").select_option(label=programme.name)
    page.locator("input[name=kind][value=new]").check()
    page.locator("select[name=start_year]").select_option(index=1)
    press(page, "Start de aanvraag")
    row = ProgrammeRequest.objects.order_by("-pk").first()
    assert row.campus.school == school
    done, total, percent = map(
        int, re.search(r"vulde (\d+) van de (\d+) velden in \((\d+) %\)", director.text()).groups()
    )
    assert percent == done * 100 // total
    assert percent >= 60  # the small province has a tenth of the people; tests of the dossier ask for 70
    assert page.locator("tbody tr", has_text="School, net en instellingsnummer").inner_text().count(school.name) == 1
    before = row.figures.get(key="active").counted_at
    page.get_by_role("button", name=re.compile("Tel opnieuw.*die actief zijn")).click()
    page.wait_for_load_state()
    assert "Opnieuw geteld." in director.text()
    assert row.figures.get(key="active").counted_at > before

    follow(page, "Vul aan")
    draft = page.locator("textarea[name=complementarity]").input_value()
    assert draft.startswith("Andere scholen met dezelfde opleiding:")
    assert "Dit is een voorstel uit de cijfers van het dossier." in director.text()
    for year, number in ((1, 4), (2, 6), (3, 8)):
        page.locator(f"input[name=expected_{year}]").fill(str(number))
    page.locator("textarea[name=teacher_needs]").fill("Eén leraar praktijk is er al.")
    page.locator("textarea[name=complementarity]").fill(f"{draft} We overleggen in januari.")
    press(page, "Bewaar")
    assert "Onder de norm" in director.text()
    assert "We overleggen in januari." in director.text()
    press(page, "Bezorg aan het POF")
    assert "De aanvraag is bezorgd. Het POF geeft advies." in director.text()

    press(page, "Maak de pdf")
    assert "Het dossier is klaar." in director.text()
    with page.expect_download() as wait:
        follow(page, "Download de pdf")
    paper = read(wait.value.path().read_bytes())
    for words in (programme.name, "We overleggen in januari.", "Telling in het portaal", school.name):
        assert "".join(words.split()) in paper.text
    assert {"H1", "Table", "TH"} <= paper.tags

    stranger = visitor(desk=True)
    assert stranger.go(page.url).status == 200
    assert "Meld je aan" in stranger.page.locator("h1").inner_text()
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
