"""Every page of every persona with axe (no rule switched off), at phone and desk width, light and dark.

Besides: nothing scrolls sideways at 320 px, every button can be hit with a thumb, and the content policy holds.
"""

from importlib.resources import files

import pytest

from tests.journeys.busy import busy_pages
from tests.journeys.conftest import DESK, FLAGS, PHONE  # noqa: F401
from tests.journeys.tour import make_tour, session_of, session_with_intake

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
NARROW = {"width": 320, "height": 640}
THUMB, LINK = 44, 24
SCHEMES = ("light", "dark")
# Sizes of what is pressed, in CSS pixels. A link inside a sentence may be as high as its line (WCAG 2.5.8).
MEASURE = """
([thumb, small]) => {
  const shown = node => node.checkVisibility({visibilityProperty: true}) && node.getClientRects().length > 0
    && !node.closest('.visually-hidden, .skip-link') && node.getBoundingClientRect().width > 1;
  const name = node => (node.innerText || node.value || node.getAttribute('aria-label') || '').trim().slice(0, 40);
  const high = node => Math.round(node.getBoundingClientRect().height * 10) / 10;
  const inSentence = link => {
    const block = link.closest('p, li, dd, td, th, figcaption, label, legend, small, span, div');
    return block && block.innerText.trim().length > link.innerText.trim().length;
  };
  const faults = [];
  for (const node of document.querySelectorAll('button, input[type=submit], a.button, .button, summary')) {
    if (shown(node) && high(node) < thumb - 0.5) faults.push(`knop ${high(node)} px: ${name(node)}`);
  }
  for (const node of document.querySelectorAll('a[href]:not(.button):not(svg a)')) {
    if (shown(node) && !inSentence(node) && high(node) < small - 0.5) faults.push(`link ${high(node)} px: ${name(node)}`);
  }
  return faults;
}
"""
RUN = """
async () => {
  await Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)));
  const found = await axe.run(document, {rules: {'target-size': {enabled: true}}, resultTypes: ['violations']});
  return found.violations.map(rule =>
    `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`);
}
"""


def look(page, turn=0):
    """Return what is wrong with the page as it stands: at 320 px, at phone width and at desk width.

    Phone or desk is dark, by turns: what many pages share is so seen in all four ways.
    """
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    faults = {f"schuift zijwaarts: {wide} px bij {NARROW['width']} px"} if wide > NARROW["width"] else set()
    page.evaluate(AXE)
    for width, scheme in ((PHONE, SCHEMES[turn % 2 - 1]), (DESK, SCHEMES[turn % 2])):
        page.set_viewport_size(width)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # nothing to wait for
        faults |= {f"{width['width']} {scheme} {fault}" for fault in page.evaluate(RUN)}
        if width is PHONE:
            faults |= set(page.evaluate(MEASURE, [THUMB, LINK]))
    return sorted(faults)


def enter(somebody, session):
    somebody.context.clear_cookies()
    if session:
        somebody.context.add_cookies([{"name": "sessionid", "value": session, "url": somebody.base}])


def sweep(somebody, pages):
    """Look at each page; return the faults by name."""
    faults = {}
    for turn, (name, address) in enumerate(pages.items()):
        response = somebody.go(address)
        refused = [*somebody.faults]  # what the content policy refused while loading; axe tries out styles of its own
        found = look(somebody.page, turn) if response.status == 200 else [f"{response.status} op {address}"]
        found += refused
        somebody.faults.clear()
        if found:
            faults[name] = found
    return faults


def pages_with_errors(somebody):
    """Send empty forms and look at what comes back."""
    enter(somebody, "")
    faults = {}
    for address in ("/lerenden/intake/wie/", "/lerenden/code/", "/stel-je-vraag/", "/bedrijven/meedoen/"):
        somebody.go(address)
        form = somebody.page.locator("main form:has(button[type=submit]):not(.language-choice)").first
        with somebody.page.expect_navigation():
            form.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
        assert somebody.page.locator(".error-summary").count() == 1, address
        faults |= {f"fouten op {address}": found for found in [look(somebody.page)] if found}
        somebody.faults.clear()
    return faults


@pytest.fixture
def tour(portal):
    return make_tour()


def test_every_page_of_every_persona(tour, visitor):
    somebody, faults = visitor(desk=True), {}
    for persona in ("outsider", "learner", "member", "director", "coach", "referrer", "staff", "coordinator"):
        enter(somebody, session_of(persona))
        faults |= {f"{persona} {name}": found for name, found in sweep(somebody, tour.pages_of(persona)).items()}
    session, asked = session_with_intake()
    enter(somebody, session)
    steps = {f"intake {slug}": f"/lerenden/intake/{slug}/" for slug in (*asked, "controle", "bewaren")}
    faults |= sweep(somebody, steps) | pages_with_errors(somebody)
    assert faults == {}, "\n".join(f"{name}: {line}" for name, lines in faults.items() for line in lines)


def test_the_desks_of_a_big_school_and_its_lists_in_every_state(portal, visitor):
    somebody = visitor(desk=True)
    session, pages = busy_pages()
    enter(somebody, session)
    faults = sweep(somebody, pages)
    assert faults == {}, "\n".join(f"{name}: {line}" for name, lines in faults.items() for line in lines)


def test_the_sweep_sees_planted_faults(chromium):
    page = chromium.new_page(viewport=DESK)
    page.set_content(
        '<html lang="nl"><title>x</title><main><h1>Dag</h1><img src="data:,"><p class="grey">Grijs</p>'
        "<style>.grey{color:#aaa}.wide{width:500px}@media(prefers-color-scheme:dark){h1{color:#fff}}"
        "button{height:20px}</style><div class=wide>breed</div><button>Klein</button></main>"
    )
    faults = {turn: "\n".join(look(page, turn)) for turn in (0, 1)}
    page.close()
    for fault in ("image-alt", "color-contrast", "dark color-contrast", "knop 20 px", "schuift zijwaarts"):
        assert all(fault in lines for lines in faults.values())
    assert "390 dark color-contrast" in faults[0]
    assert "1280 dark color-contrast" in faults[1]
