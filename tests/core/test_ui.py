"""The component tags: strict properties, escaping, and the markup that carries the meaning."""

import datetime as dt

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory, override_settings
from lxml import html

from core.ui.widgets import DatePartsField, TileRadioSelect

NASTY = '<script>alert("x")</script>'


def render(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request)


def tree(source, request=None, **context):
    return html.fragment_fromstring(render(source, request, **context), create_parent="div")


class SmallForm(forms.Form):
    name = forms.CharField(label="Voornaam", help_text="Zoals op je <kaart>.")
    route = forms.ChoiceField(
        label="Hoe?", choices=[("fiets", "Fiets"), ("bus", "Bus")], widget=TileRadioSelect(hints={"bus": "Of trein"})
    )
    born = DatePartsField(label="Geboren")
    agree = forms.BooleanField(label="Ja, bel mij")
    note = forms.CharField(label="Nog iets?", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


STRICT = (
    '{% button "Ja" colour="red" %}',
    '{% tag "x" kind="ok" %}',
    '{% card heading="x" %}{% endcard %}',
    '{% notice level="x" %}{% endnotice %}',
    '{% door title="x" href="/" %}x{% enddoor %}',
    '{% empty title="x" %}{% endempty %}',
    "{% field form.name size=3 %}",
    '{% table title="x" %}{% endtable %}',
    '{% bar_chart rows heading="x" %}',
    '{% places_map rows heading="x" %}',
    "{% clock 3 days=3 %}",
    '{% sort_head "x" %}',
    "{% slot title %}",
)


@pytest.mark.parametrize("source", STRICT)
def test_an_unknown_or_missing_property_fails_when_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string(source)


@pytest.mark.parametrize(
    "source",
    (
        '{% button "Ja" kind="purple" %}',
        '{% tag "x" tone="red" %}',
        "{% card level=7 %}{% endcard %}",
        '{% icon "unicorn" %}',
        '{% door title="x" href="/" go="x" tone="pink" %}x{% enddoor %}',
    ),
)
def test_an_unknown_value_fails_when_rendered(source):
    with pytest.raises(TemplateSyntaxError, match="must be one of"):
        render(source)


@pytest.mark.parametrize(
    "source",
    (
        "{% button nasty href=nasty context=nasty %}",
        "{% tag nasty %}",
        "{% card title=nasty kicker=nasty href=nasty %}{{ nasty }}{% endcard %}",
        "{% notice title=nasty %}{{ nasty }}{% endnotice %}",
        "{% person nasty role=nasty phone=nasty email=nasty hours=nasty %}",
        "{% tally %}{% tally_item 3 nasty href=nasty %}{% endtally %}",
        "{% table caption=nasty %}<tbody><tr><td>{{ nasty }}</td></tr></tbody>{% endtable %}",
        "{% bar_chart rows title=nasty series=nasty note=nasty %}",
        "{% places_map places title=nasty unit=nasty %}",
        "{% timeline items label=nasty %}",
        "{% score 40 label=nasty parts=parts %}",
        "{% answers answers title=nasty %}",
        "{% crumb nasty nasty %}",
        "{% help nasty %}",
        "{% choice nasty name='a' value=nasty hint=nasty %}",
    ),
)
def test_what_people_typed_is_escaped(source):
    item = {"title": NASTY, "detail": NASTY, "when": NASTY, "label": NASTY, "text": NASTY, "value": 3, "name": NASTY}
    text = render(
        source,
        nasty=NASTY,
        rows=[(NASTY, 3)],
        items=[item],
        parts=[item],
        answers=[item | {"value": NASTY}],
        places=[item | {"latitude": 51.0, "longitude": 3.0, "href": NASTY}],
    )
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_button_is_a_link_with_an_address_and_a_button_without():
    assert tree('{% button "Ja" href="/x/" %}').xpath("a[@href='/x/'][@class='button primary']")
    button = tree('{% button "Ja" name="answer" value="yes" context="bij Elektro" %}').xpath("button[@type='submit']")[
        0
    ]
    assert (button.get("name"), button.get("value")) == ("answer", "yes")
    assert button.text_content() == "Ja bij Elektro"


def test_post_button_carries_the_token_of_the_request():
    request = RequestFactory().get("/")
    form = tree('{% post_button "Ja" action="/x/" %}', request).xpath("form[@method='post'][@action='/x/']")[0]
    assert form.xpath("input[@name='csrfmiddlewaretoken']")[0].get("value")


def test_menu_link_leaves_out_a_page_that_does_not_exist_and_marks_where_we_are():
    request = RequestFactory().get("/privacy/")
    assert render('{% menu_link "nowhere:page" "Weg" %}', request) == ""
    link = tree('{% menu_link "frontoffice:privacy" "Privacy" %}', request).xpath("li/a")[0]
    assert link.get("aria-current") == "page"
    other = tree('{% menu_link "frontoffice:accessibility" "Toegankelijkheid" %}', request).xpath("li/a")[0]
    assert other.get("aria-current") is None


def test_portal_url_is_empty_for_an_unknown_page():
    assert render('{% portal_url "nowhere:page" as url %}[{{ url }}]') == "[]"
    assert render('{% portal_url "frontoffice:home" %}') == "/"


def test_field_has_label_hint_and_error_tied_to_the_control():
    page = tree("{% field form.name %}", form=SmallForm({}))
    control = page.xpath(".//input[@name='name']")[0]
    described = control.get("aria-describedby").split()
    assert [page.xpath(f".//*[@id='{name}']") != [] for name in described] == [True, True]
    assert page.xpath(f".//label[@for='{control.get('id')}']")[0].text_content() == "Voornaam"
    assert control.get("aria-invalid") == "true"
    assert "Fout: Dit veld is verplicht." in " ".join(page.text_content().split())
    assert "&lt;kaart&gt;" in render("{% field form.name %}", form=SmallForm())


def test_choices_are_tiles_in_a_fieldset_with_their_hint():
    page = tree("{% field form.route %}", form=SmallForm({"route": "bus"}))
    assert page.xpath(".//fieldset/legend")[0].text_content().strip() == "Hoe?"
    tiles = page.xpath(".//label[@class='choice']")
    assert [tile.xpath("string(span/strong)") for tile in tiles] == ["Fiets", "Bus"]
    assert tiles[1].xpath("string(span/span)") == "Of trein"
    assert [bool(tile.xpath("input[@checked]")) for tile in tiles] == [False, True]


def test_only_optional_fields_say_so():
    text = tree("{{ form }}", form=SmallForm())
    labels = [" ".join(label.text_content().split()) for label in text.xpath(".//label | .//legend")]
    assert "Nog iets? (mag leeg)" in labels
    assert "Voornaam" in labels


def test_error_summary_links_to_the_first_control_of_each_wrong_field():
    form = SmallForm({"name": "", "born_day": "31", "born_month": "2", "born_year": "2009"})
    form.add_error(None, "Er klopt iets niet.")
    page = tree("{% error_summary form %}{{ form }}", form=form)
    targets = [link.get("href")[1:] for link in page.xpath(".//*[@role='alert']//a")]
    assert targets == ["id_name", "id_route_0", "id_born_0", "id_agree"]
    assert all(page.xpath(f".//input[@id='{target}']") for target in targets)
    assert "Er klopt iets niet." in page.xpath("string(.//*[@role='alert'])")


def test_error_summary_names_the_field_when_more_fields_get_the_same_words():
    good = {"route": "bus", "born_day": "7", "born_month": "3", "born_year": "2009", "agree": "on"}
    for data, words in (({}, "Voornaam: Dit veld is verplicht."), (good, "Dit veld is verplicht.")):
        page = tree("{% error_summary form %}", form=SmallForm({"name": "", **data}))
        assert page.xpath(".//*[@role='alert']//a")[0].text_content() == words


def test_error_summary_is_absent_when_nothing_is_wrong():
    good = {"name": "Y", "route": "bus", "born_day": "7", "born_month": "3", "born_year": "2009", "agree": "on"}
    assert render("{% error_summary form other %}", form=SmallForm(good), other=SmallForm()) == ""


@pytest.mark.parametrize(
    ("day", "month", "year", "answer"),
    (
        ("7", "3", "2009", dt.date(2009, 3, 7)),
        (" 07 ", "03", "2009", dt.date(2009, 3, 7)),
        ("29", "2", "2008", dt.date(2008, 2, 29)),
        ("29", "2", "2009", "bestaat niet"),
        ("31", "4", "2009", "bestaat niet"),
        ("0", "4", "2009", "bestaat niet"),
        ("7", "13", "2009", "van 1 tot 12"),
        ("7", "3", "09", "vier cijfers"),
        ("7", "maart", "2009", "alleen cijfers"),
        ("²", "3", "2009", "alleen cijfers"),
        ("7", "", "2009", "alle vakjes"),
        ("", "", "", "Vul de datum in"),
    ),
)
def test_date_in_parts(day, month, year, answer):
    form = SmallForm({"born_day": day, "born_month": month, "born_year": year})
    form.full_clean()
    if isinstance(answer, dt.date):
        assert form.cleaned_data["born"] == answer
    else:
        assert answer in form.errors["born"][0]
        assert tree("{% field form.born %}", form=form).xpath(".//input[@name='born_day']")[0].get("value") in {
            day,
            None,
        }


def test_month_without_a_day_is_the_first_of_that_month():
    class MonthForm(forms.Form):
        start = DatePartsField(label="Vanaf", day=False, required=False)

    form = MonthForm({"start_month": "9", "start_year": "2026"})
    assert form.is_valid()
    assert form.cleaned_data["start"] == dt.date(2026, 9, 1)
    empty = MonthForm({})
    assert empty.is_valid()
    assert empty.cleaned_data["start"] is None


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    (
        (17, "Nog 17 lesdagen", "ok"),
        (11, "Nog 11 lesdagen", "ok"),
        (10, "Nog 10 lesdagen", "warn"),
        (6, "Nog 6 lesdagen", "warn"),
        (5, "Nog 5 lesdagen", "alarm"),
        (1, "Nog 1 lesdag", "alarm"),
        (0, "De lesdagen zijn op", "alarm"),
        (None, "Er loopt geen termijn", "plain"),
    ),
)
def test_clock_says_days_in_words(days, text, tone):
    box = tree("{% clock days %}", days=days)[0]
    assert box.xpath("string(.//strong)") == text
    assert box.get("class") == f"clock {tone}"


@pytest.mark.parametrize(
    ("days", "tone", "shade"), [(8, "green", "ok"), (8, "red", "alarm"), (18, "amber", "warn"), (0, "green", "alarm")]
)
def test_the_tone_of_the_dated_rules_goes_before_the_share(days, tone, shade):
    box = tree("{% clock days tone=tone until=day %}", days=days, tone=tone, day=dt.date(2026, 12, 15))[0]
    assert box.get("class") == f"clock {shade}"
    assert ("december" in box.text_content()) is bool(days), "what is over has no last day any more"


def test_paused_clock_has_no_alarm():
    box = tree("{% clock 2 paused=True %}")[0]
    assert box.get("class") == "clock plain"
    assert "De klok staat stil." in box.text_content()


def test_score_draws_the_share_and_names_each_part():
    box = tree("{% score 87.4 parts=parts %}", parts=[{"label": "Fiets", "value": 82, "text": "18 minuten"}])
    assert box.xpath(".//*[@stroke-dasharray]")[0].get("stroke-dasharray") == "87 13"
    assert box.xpath(".//svg")[0].get("aria-label") == "87 op 100"
    assert box.xpath("string(.//li/strong)") == "18 minuten"
    assert box.xpath(".//meter")[0].get("value") == "82"


def test_timeline_says_the_state_in_words_too():
    items = [{"title": "Aangemeld", "state": "done"}, {"title": "Kiezen", "state": "now"}, {"title": "Tekenen"}]
    page = tree("{% timeline items %}", items=items)
    assert [item.xpath("string(div)") for item in page.xpath(".//li")] == [
        "Aangemeld (gedaan)",
        "Kiezen (nu bezig)",
        "Tekenen (komt nog)",
    ]
    assert [item.get("aria-current") for item in page.xpath(".//li")] == [None, "step", None]


def test_sort_head_turns_round_keeps_filters_and_goes_back_to_the_first_page():
    request = RequestFactory().get("/?q=brood&page=3&sort=name")
    head = tree('<table><tr>{% sort_head "Naam" key="name" %}</tr></table>', request).xpath(".//th")[0]
    assert head.get("aria-sort") == "ascending"
    assert head.xpath("a")[0].get("href") == "?q=brood&sort=-name"
    other = tree('<table><tr>{% sort_head "Plaats" key="place" %}</tr></table>', request).xpath(".//th")[0]
    assert other.get("aria-sort") is None
    assert other.xpath("a")[0].get("href") == "?q=brood&sort=place"


def test_pager_keeps_filters_and_is_absent_on_one_page():
    request = RequestFactory().get("/?q=brood&page=2")
    page = tree("{% pager page %}", request, page=Paginator(range(180), 25).get_page(2))
    assert page.xpath(".//a[@rel='prev']")[0].get("href") == "?q=brood&page=1"
    assert page.xpath(".//a[@rel='next']")[0].get("href") == "?q=brood&page=3"
    assert page.xpath(".//*[@aria-current='page']")[0].text_content() == "Pagina 2"
    assert "26 tot 50 van 180" in page.text_content()
    assert render("{% pager page %}", request, page=Paginator(range(25), 25).get_page(1)) == ""


def test_bar_chart_has_a_table_with_the_same_numbers():
    rows = [("Elektro", 20, 9), ("Lassen", 0, None)]
    page = tree('{% bar_chart rows title="Vraag" series="plekken,wachtend" %}', rows=rows)
    assert [
        bar.get("width") for bar in page.xpath(".//*[local-name()='svg'][@role='img']/*[local-name()='rect']")
    ] == [
        "72.00%",
        "32.40%",
        "0.00%",
        "0.00%",
    ]
    name = "Polyvalent mecanicien personenwagens en lichte bedrijfsvoertuigen duaal"
    long = tree('{% bar_chart rows title="Vraag" %}', rows=[(name, 3)])
    (label,) = [text.text_content() for text in long.xpath(".//*[@class='chart-label']")]
    assert (len(label) <= 46, label.endswith("…"), name in long.text_content()) == (True, True, True)
    beside = [text.text_content() for text in page.xpath(".//*[@class='chart-value']")]
    assert beside == ["A: 20", "B: 9", "A: 0", "B: ?"]  # short, so that it fits on a phone, and without colour
    assert [one.text_content() for one in page.xpath(".//*[@class='chart-key']/span")] == ["A: plekken", "B: wachtend"]
    cells = [[cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath(".//tbody/tr")]
    assert cells == [["Elektro", "20", "9"], ["Lassen", "0", "onbekend"]]


def test_a_number_of_a_chart_leads_to_its_rows():
    rows, links = [("Elektro", 20, 9), ("Lassen", 0, None)], [("/plekken/", "?zoekt"), ("", "")]
    page = tree('{% bar_chart rows title="Vraag" series="plekken,wachtend" links=links %}', rows=rows, links=links)
    found = [(link.get("href"), link.text_content()) for link in page.xpath(".//tbody//a")]
    assert found == [("/plekken/", "20 plekken, Elektro"), ("?zoekt", "9 wachtend, Elektro")]


def test_map_draws_every_place_and_lists_those_with_a_value():
    rows = [
        {"name": "Brugge", "latitude": 51.2147, "longitude": 3.2074, "value": 12, "href": "/brugge/"},
        {"name": "Ieper", "latitude": 50.8518, "longitude": 2.8915, "value": 3},
        {"name": "Kortrijk", "latitude": 50.8179, "longitude": 3.2784, "value": 0},
    ]
    page = tree('{% places_map rows title="Plekken" unit="plekken" %}', rows=rows)
    levels = [path.get("class") for path in page.xpath(".//*[local-name()='path'][contains(@class, 'cell')]")]
    assert levels == ["cell level-4", "cell level-1", "cell level-0"]
    cells = [[cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath(".//tbody/tr")]
    assert cells == [["Brugge", "12"], ["Ieper", "3"]]
    assert page.xpath(".//tbody//a")[0].get("href") == "/brugge/"


def test_empty_map_says_so():
    assert "Er is nog niets om te tonen." in render('{% places_map rows title="Plekken" %}', rows=[])


def test_job_progress_polls_while_it_runs_and_stops_when_done():
    running = tree('{% job_progress 180 600 label="Ronde" poll_url="/stand/" %}')[0]
    assert running.get("data-poll") == "/stand/"
    assert "nog 420" in running.text_content()
    done = tree('{% job_progress 600 600 label="Ronde" poll_url="/stand/" finished=True %}')[0]
    assert done.get("data-poll") is None


def test_layout_uses_one_title_for_the_head_and_the_page_and_leaves_no_empty_parts():
    source = '{% extends "layouts/page.html" %}{% block title %}Dag <em>{{ name }}</em>{% endblock %}'
    request = RequestFactory().get("/")
    page = html.document_fromstring(render(source, request, name="Jo & Co"))
    assert page.xpath("string(//title)").startswith("Dag Jo & Co · ")
    assert page.xpath("string(//h1)") == "Dag Jo & Co"
    assert not page.xpath("//aside | //nav[@class='crumbs'] | //*[@class='lead']")


def test_layout_shows_the_error_summary_and_says_so_in_the_title():
    source = '{% extends "layouts/form.html" %}{% block title %}Vraag{% endblock %}{% block content %}{{ form }}{% endblock %}'
    page = html.document_fromstring(render(source, RequestFactory().get("/"), form=SmallForm({})))
    assert page.xpath("string(//title)").startswith("Fout: Vraag")
    assert len(page.xpath("//*[@role='alert']")) == 1


@pytest.mark.parametrize(("demo", "shown"), ((True, True), (False, False)))
def test_demo_ribbon_only_on_a_demo_site(demo, shown):
    with override_settings(DEMO=demo):
        assert ("verzonnen" in render("{% demo_ribbon %}")) is shown


@time_machine.travel(dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC), tick=False)
@pytest.mark.parametrize(
    ("moment", "words"),
    (
        (dt.datetime(2026, 11, 23, 8, 5, tzinfo=dt.UTC), "vandaag om 9.05 uur"),
        (dt.date(2026, 11, 23), "vandaag"),
        (dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC), "vandaag om 0.30 uur"),
        (dt.date(2026, 11, 22), "gisteren"),
        (dt.date(2026, 11, 17), "6 dagen geleden"),
        (dt.date(2026, 8, 1), "3 maanden geleden"),
        (dt.date(2024, 8, 1), "2 jaar geleden"),
        (dt.date(2026, 12, 1), "1 december 2026"),
        (None, "nog niet"),
    ),
)
def test_age_in_words(moment, words):
    assert render("{{ moment|age }}", moment=moment) == words
