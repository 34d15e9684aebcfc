"""Journeys of steps: what is kept, what is asked, and that finishing happens once."""

import datetime as dt
import re

import pytest
import time_machine

from core import drafts, wizard_views
from core.testing import PortalClient
from core.wizard import Step, Wizard
from tests.core import demo_wizard
from tests.core.demo_wizard import AgeForm, GuardianForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.demo_wizard")]


@pytest.fixture(autouse=True)
def _empty():
    demo_wizard.finished.clear()
    demo_wizard.mailed.clear()


def answer(client, **steps):
    """Post steps in order and return the last response."""
    for slug, data in steps.items():
        response = client.post(f"/proef/{slug}/", data)
    return response


def complete(client, age="20"):
    answer(client, leeftijd={"age": age})
    if int(age) < 18:
        answer(client, ouder={"guardian": "Ann"})
    return answer(
        client,
        vervoer={"modes": ["bike", "train"]},
        begin={"begin_day": "1", "begin_month": "9", "begin_year": "2027", "remark": "graag <b>hout</b>"},
    )


def test_start_opens_the_first_step_without_making_a_draft(client):
    response = client.get("/proef/", follow=True)
    assert response.redirect_chain[-1][0] == "/proef/leeftijd/"
    assert "Stap 1 van" in response.content.decode()
    assert "Zo weten we wat kan." in response.content.decode()
    assert "drafts" not in client.session


def test_a_later_step_sends_to_the_first_that_is_not_valid(client):
    assert client.get("/proef/begin/").url == "/proef/leeftijd/"
    assert client.get("/proef/controle/").url == "/proef/leeftijd/"
    answer(client, leeftijd={"age": "17"})
    assert client.get("/proef/begin/").url == "/proef/ouder/"
    assert client.post("/proef/begin/", {"remark": "x"}).url == "/proef/ouder/"


def test_a_step_that_does_not_apply_is_skipped(client):
    assert answer(client, leeftijd={"age": "20"}).url == "/proef/vervoer/"
    assert client.get("/proef/ouder/").url == "/proef/vervoer/"
    assert answer(client, leeftijd={"age": "17"}).url == "/proef/ouder/"


def test_an_unknown_step_is_not_found(client):
    assert client.get("/proef/niets/").status_code == 404


def test_invalid_post_says_what_is_wrong_and_keeps_what_was_typed(client):
    answer(client, leeftijd={"age": "17"}, ouder={"guardian": "Ann"})
    response = answer(client, ouder={"guardian": "A" * 41})
    page = response.content.decode()
    assert response.status_code == 200
    assert "A" * 41 in page
    assert "error-summary" in page
    assert "A" * 41 in client.get("/proef/ouder/").content.decode()
    assert client.get("/proef/controle/").url == "/proef/ouder/"


def test_nonsense_on_the_first_step_makes_no_draft(client):
    response = answer(client, leeftijd={"age": "honderd"})
    assert 'value="honderd"' in response.content.decode()
    assert "drafts" not in client.session


def test_form_arguments_and_title_follow_earlier_answers(client):
    answer(client, leeftijd={"age": "20"})
    page = client.get("/proef/vervoer/").content.decode()
    assert "Heb je een auto?" in page
    assert "Met de auto" in page
    answer(client, vervoer={"modes": ["car"]}, leeftijd={"age": "17"}, ouder={"guardian": "Ann"})
    assert "Met de auto" not in client.get("/proef/vervoer/").content.decode()
    assert client.get("/proef/begin/").url == "/proef/vervoer/", "a car is no answer any more"


def test_an_empty_tick_box_page_counts_as_answered(client):
    answer(client, leeftijd={"age": "20"})
    assert answer(client, vervoer={}).url == "/proef/begin/"


def test_check_page_shows_answers_in_words_with_links_to_change(client):
    assert complete(client).url == "/proef/controle/"
    page = client.get("/proef/controle/").content.decode()
    for words in ("Met de fiets, Met de trein", "1 september 2027", "Nee", "Je zei: graag &lt;b&gt;hout&lt;/b&gt;"):
        assert words in page
    links = set(re.findall(r'href="(/proef/[a-z]+/\?naar=controle)#(\w+)"', page))
    assert {address for address, _anchor in links} == {
        "/proef/leeftijd/?naar=controle",
        "/proef/vervoer/?naar=controle",
        "/proef/begin/?naar=controle",
    }
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).content.decode()


def test_a_change_returns_to_the_check_page(client):
    complete(client)
    assert client.post("/proef/leeftijd/?naar=controle", {"age": "30"}).url == "/proef/controle/"
    assert ">30<" in client.get("/proef/controle/").content.decode()


def test_a_change_that_opens_a_new_step_asks_it(client):
    complete(client)
    client.post("/proef/leeftijd/?naar=controle", {"age": "16"})
    assert client.get("/proef/controle/").url == "/proef/ouder/"
    assert client.post("/proef/controle/").url == "/proef/ouder/"
    assert demo_wizard.finished == []


def test_answers_of_a_step_come_back_when_it_applies_again(client):
    complete(client, age="17")
    answer(client, leeftijd={"age": "20"})
    assert "Ann" not in client.get("/proef/controle/").content.decode()
    answer(client, leeftijd={"age": "16"})
    assert "Ann" in client.get("/proef/controle/").content.decode()


def test_finishing_hands_over_clean_answers_of_the_steps_that_apply(client):
    complete(client, age="17")
    answer(client, leeftijd={"age": "20"})
    assert client.post("/proef/controle/").url == "/klaar/1/"
    done = demo_wizard.finished[0]
    assert done["age"] == 20
    assert done["modes"] == ["bike", "train"]
    assert done["begin"] == dt.date(2027, 9, 1)
    assert "guardian" not in done
    assert len(done["once_key"]) == 40


def test_a_second_post_goes_to_the_first_result(client):
    complete(client)
    first = client.post("/proef/controle/")
    assert client.post("/proef/controle/").url == first.url
    assert client.get("/proef/leeftijd/").url == first.url
    assert len(demo_wizard.finished) == 1


def test_a_click_that_waited_for_the_first_goes_to_its_result(client, rf):
    complete(client)
    stale = drafts.open_draft("proef", client.session["drafts"]["proef"])
    client.post("/proef/controle/")
    assert wizard_views._finish(rf.post("/"), demo_wizard.WIZARD, stale).url == "/klaar/1/"
    assert len(demo_wizard.finished) == 1


def test_after_finishing_the_answers_are_gone_and_start_begins_anew(client):
    complete(client)
    code = client.session["drafts"]["proef"]
    client.post("/proef/controle/")
    assert drafts.open_draft("proef", code).answers == {}
    assert client.get("/proef/").url == "/proef/leeftijd/"
    assert 'value="20"' not in client.get("/proef/leeftijd/").content.decode()


def test_a_refusal_of_the_service_is_shown_and_nothing_is_lost(client):
    complete(client, age="66")
    response = client.post("/proef/controle/")
    assert response.status_code == 422
    assert "Op je 66ste kan dit niet." in response.content.decode()
    client.post("/proef/leeftijd/", {"age": "65"})
    assert client.post("/proef/controle/").url == "/klaar/1/"


def test_pages_are_never_stored(client):
    complete(client)
    for address in ("leeftijd", "controle", "bewaren", "verder"):
        assert "no-store" in client.get(f"/proef/{address}/")["Cache-Control"]


def test_the_code_goes_on_in_another_browser(client):
    complete(client)
    code = client.session["drafts"]["proef"]
    assert code in client.get("/proef/bewaren/").content.decode()
    elsewhere = PortalClient()
    assert elsewhere.get(f"/proef/verder/?code={code}").status_code == 200
    assert "drafts" not in elsewhere.session, "a link alone opens nothing"
    response = elsewhere.post("/proef/verder/", {"code": code.lower().replace("-", " ")}, follow=True)
    assert response.redirect_chain[-1][0] == "/proef/controle/"
    assert "hout" in response.content.decode()


@pytest.mark.parametrize("typed", ["", "XXXX-XXXX", "22222222", "niet", "7KQ4-M2XR" * 9])
def test_a_wrong_code_gives_a_sentence_and_keeps_what_was_typed(client, typed):
    page = client.post("/proef/verder/", {"code": typed}).content.decode()
    assert "error-summary" in page
    assert typed in page


def test_a_code_of_another_journey_is_unknown(client):
    complete(client)
    code = client.session["drafts"]["proef"]
    response = client.post("/anders/verder/", {"code": code})
    assert "Bij deze code vinden we geen antwoorden." in response.content.decode()
    assert client.get("/anders/controle/").url == "/anders/leeftijd/"


def test_two_journeys_keep_their_own_answers(client):
    complete(client)
    client.post("/anders/leeftijd/", {"age": "44"})
    assert 'value="20"' in client.get("/proef/leeftijd/").content.decode()
    assert 'value="44"' in client.get("/anders/leeftijd/").content.decode()


def test_after_seven_days_one_begins_anew_and_is_told_why(client):
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False) as clock:
        complete(client)
        code = client.session["drafts"]["proef"]
        clock.shift(dt.timedelta(days=7, seconds=1))
        response = client.post("/proef/begin/", {"remark": "te laat"}, follow=True)
        assert response.redirect_chain[-1][0] == "/proef/leeftijd/"
        assert "na 7 dagen wissen we je antwoorden" in response.content.decode()
        assert "Na 7 dagen" in client.post("/proef/verder/", {"code": code}).content.decode()


def test_mailing_the_code(client):
    complete(client)
    code = client.session["drafts"]["proef"]
    response = client.post("/proef/bewaren/", {"email": "jan@example.be"}, follow=True)
    assert "We stuurden de code naar jan@example.be." in response.content.decode()
    assert demo_wizard.mailed == [
        {"to": "jan@example.be", "code": code, "link": f"http://127.0.0.1:8000/proef/verder/?code={code}"}
    ]


def test_a_wrong_address_for_the_code_gives_a_sentence(client):
    complete(client)
    response = client.post("/proef/bewaren/", {"email": "jan@"})
    assert "Dit is geen e-mailadres." in response.content.decode()
    assert demo_wizard.mailed == []


def test_a_wizard_without_mail_offers_none(client):
    client.post("/anders/leeftijd/", {"age": "44"})
    assert 'name="email"' not in client.get("/anders/bewaren/").content.decode()
    client.post("/anders/bewaren/", {"email": "jan@example.be"})
    assert demo_wizard.mailed == []


def test_save_page_without_answers_goes_to_the_first_step(client):
    assert client.get("/proef/bewaren/").url == "/proef/leeftijd/"


def test_beginning_anew_wipes_the_draft_and_stopping_keeps_it(client):
    complete(client)
    code = client.session["drafts"]["proef"]
    client.post("/proef/opnieuw/", {"keep": "1"})
    assert client.get("/proef/controle/").url == "/proef/leeftijd/"
    assert drafts.open_draft("proef", code)
    client.post("/proef/verder/", {"code": code})
    client.post("/proef/opnieuw/")
    assert drafts.open_draft("proef", code) is None
    assert client.get("/proef/opnieuw/").status_code == 405


def test_a_draft_survives_signing_in(client, django_user_model):
    complete(client)
    client.force_login(django_user_model.objects.create_user("ann@example.be"))
    assert "hout" in client.get("/proef/controle/").content.decode()


def test_a_closed_wizard_asks_to_sign_in(client, settings):
    settings.LOGIN_URL = "/aanmelden/"
    assert client.get("/gesloten/leeftijd/").url.startswith("/aanmelden/")


def test_too_much_text_is_refused_with_a_sentence(client):
    answer(client, leeftijd={"age": "20"}, vervoer={})
    response = answer(client, begin={"remark": "x" * 50_000})
    assert "te lang om te bewaren" in response.content.decode()
    assert 'value="20"' in client.get("/proef/leeftijd/").content.decode()


def test_posted_names_that_are_no_field_are_not_kept(client):
    answer(client, leeftijd={"age": "20", "is_staff": "1"})
    assert drafts.open_draft("proef", client.session["drafts"]["proef"]).answers == {"leeftijd": {"age": ["20"]}}


def test_finishing_too_often_is_throttled(client, monkeypatch):
    from core import throttle

    monkeypatch.setitem(throttle.LIMITS, "intake_submit", throttle.Limit(1, 3600))
    complete(client)
    client.post("/proef/controle/")
    client.get("/proef/")
    complete(client)
    assert client.post("/proef/controle/").status_code == 429
    assert len(demo_wizard.finished) == 1
    assert "hout" in client.get("/proef/controle/").content.decode()


def test_one_address_cannot_fill_the_table_with_drafts(client, monkeypatch):
    from core import throttle

    monkeypatch.setitem(throttle.LIMITS, "draft_start", throttle.Limit(1, 3600))
    assert answer(client, leeftijd={"age": "20"}).status_code == 302
    other = PortalClient()
    assert answer(other, leeftijd={"age": "20"}).status_code == 429
    assert "drafts" not in other.session
    assert answer(client, leeftijd={"age": "21"}).status_code == 302


def end(client, age="20", **ticks):
    """Answer everything of the journey that asks something on its check page, and press the button."""
    for slug, data in {"leeftijd": {"age": age}, "ouder": {"guardian": "Ann"}, "vervoer": {}, "begin": {}}.items():
        client.post(f"/slot/{slug}/", data)
    return client.post("/slot/controle/", ticks)


def test_the_last_form_stands_on_the_check_page_and_has_no_page_of_its_own(client):
    end(client)
    page = client.get("/slot/controle/").content.decode()
    assert "Ga je akkoord?" in page
    assert "Anders kan het niet." in page
    assert "Stap 4 van 4" in page
    assert client.get("/slot/akkoord/").status_code == 404


def test_without_a_valid_last_form_nothing_is_finished_and_its_answers_are_kept(client):
    page = end(client, news="on").content.decode()
    assert page.count("Vink dit aan.") == 2, "on top and beside the field"
    assert demo_wizard.finished == []
    code = client.session["drafts"]["slot"]
    assert drafts.open_draft("slot", code).answers["akkoord"] == {"news": ["on"]}
    assert re.search(r'name="news"[^>]* checked', client.get("/slot/controle/").content.decode())


def test_the_last_form_is_part_of_the_answers_and_follows_them(client):
    assert end(client, agree="on", news="on").url == "/klaar/1/"
    assert (demo_wizard.finished[0]["agree"], demo_wizard.finished[0]["news"]) == (True, True)
    younger = PortalClient()
    assert end(younger, age="17", agree="on", news="on").url == "/klaar/2/"
    assert "news" not in demo_wizard.finished[1]


def test_a_last_form_that_became_invalid_meanwhile_finishes_nothing(client, rf):
    end(client)
    stale = drafts.open_draft("slot", client.session["drafts"]["slot"])
    assert wizard_views._finish(rf.post("/"), demo_wizard.ENDING, stale).url == "/slot/controle/"
    assert demo_wizard.finished == []


def test_a_forgotten_tick_does_not_count_as_sending_too_often(client, monkeypatch):
    from core import throttle

    monkeypatch.setitem(throttle.LIMITS, "intake_submit", throttle.Limit(1, 3600))
    for _time in range(3):
        assert end(client).status_code == 200
    assert end(client, agree="on").url == "/klaar/1/"


def test_a_last_form_may_not_repeat_a_field():
    with pytest.raises(ValueError, match="age"):
        demo_wizard.make("x", "x", last=Step("slot", "Slot", AgeForm))


@pytest.mark.parametrize(
    "steps",
    [
        (Step("a", "A", AgeForm), Step("a", "B", GuardianForm)),
        (Step("a", "A", AgeForm), Step("b", "B", AgeForm)),
        (Step("controle", "A", AgeForm),),
    ],
)
def test_a_faulty_wizard_fails_at_import(steps):
    with pytest.raises(ValueError):
        Wizard(kind="x", title="", url="x:y", steps=steps, finish=demo_wizard.finish, button="", purpose="ask")


@pytest.mark.budget
@pytest.mark.parametrize("address", ["leeftijd", "begin", "controle", "bewaren"])
def test_a_page_reads_the_session_and_the_draft_and_nothing_else(client, address, django_assert_num_queries):
    complete(client)
    with django_assert_num_queries(2):
        client.get(f"/proef/{address}/")
