"""Drafts: found by code, bound to their journey, gone after seven days."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command

from core import drafts

pytestmark = pytest.mark.django_db


def filled(kind="intake"):
    return drafts.save_step(drafts.start_draft(kind), "naam", {"name": ["Éva", ""]})


def test_a_draft_is_found_by_its_code_however_it_is_typed():
    draft = filled()
    for typed in (draft.code, draft.code.lower(), f" {draft.code.replace('-', ' ')} ", draft.code.replace("-", "")):
        assert drafts.open_draft("intake", typed) == draft


def test_a_draft_opens_only_in_its_own_journey():
    assert drafts.open_draft("company", filled().code) is None


@pytest.mark.parametrize("typed", ["", "x", "7KQ4-M2XR", "0000-0000", "<script>", "é" * 8])
def test_unknown_codes_open_nothing(typed):
    filled()
    assert drafts.open_draft("intake", typed) is None


def test_the_table_betrays_neither_code_nor_answers_by_its_key():
    draft = filled()
    key = Session.objects.get().session_key
    assert draft.code not in key
    assert draft.code.replace("-", "").lower() not in key
    assert draft.once_key[:20] not in key


def test_a_draft_lives_seven_days_after_its_last_change():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False) as clock:
        draft = filled()
        clock.shift(dt.timedelta(days=6))
        draft = drafts.save_step(draft, "plaats", {"town": ["Ieper"]})
        clock.shift(dt.timedelta(days=7) - dt.timedelta(seconds=1))
        assert drafts.open_draft("intake", draft.code).answers["naam"] == {"name": ["Éva", ""]}
        clock.shift(dt.timedelta(seconds=1))
        assert drafts.open_draft("intake", draft.code) is None
        clock.shift(dt.timedelta(seconds=1))
        call_command("clearsessions")
        assert not Session.objects.exists()


def test_two_tabs_lose_nothing_of_each_other():
    draft = filled()
    stale = drafts.open_draft("intake", draft.code)
    drafts.save_step(draft, "plaats", {"town": ["Ieper"]})
    drafts.save_step(stale, "auto", {"car": ["ja"]})
    assert set(drafts.open_draft("intake", draft.code).answers) == {"naam", "plaats", "auto"}


def test_a_closed_draft_keeps_its_result_and_no_answers():
    draft = filled()
    drafts.close_draft(draft, "/klaar/")
    again = drafts.open_draft("intake", draft.code)
    assert (again.result, again.answers) == ("/klaar/", {})


def test_a_stale_tab_cannot_put_answers_back_in_a_closed_draft():
    draft = filled()
    stale = drafts.open_draft("intake", draft.code)
    drafts.close_draft(draft, "/klaar/")
    assert drafts.save_step(stale, "naam", {"name": ["Éva"]}).answers == {}
    assert drafts.open_draft("intake", draft.code).answers == {}


def test_too_big_is_refused_and_the_old_answers_stay():
    draft = filled()
    with pytest.raises(drafts.DraftTooBig):
        drafts.save_step(draft, "brief", {"text": ["x" * drafts.MAX_CHARACTERS]})
    assert set(drafts.open_draft("intake", draft.code).answers) == {"naam"}


def test_the_once_key_is_stable_and_its_own():
    one, two = filled(), filled()
    assert one.once_key == drafts.open_draft("intake", one.code).once_key
    assert one.once_key != two.once_key
    assert len(one.once_key) == 40


def test_a_session_remembers_one_draft_per_kind():
    session = {}
    intake, company = filled("intake"), filled("company")
    drafts.remember(session, intake)
    drafts.remember(session, company)
    assert drafts.remembered(session, "intake") == intake
    assert drafts.forget(session, "intake") is True
    assert drafts.forget(session, "intake") is False
    assert drafts.remembered(session, "intake") is None
    assert drafts.remembered(session, "company") == company


def test_dropping_removes_the_row():
    draft = filled()
    drafts.drop_draft(draft)
    assert not Session.objects.exists()


def test_a_row_written_under_an_older_secret_opens_nothing(settings):
    draft = filled()
    Session.objects.update(session_data="kapot")
    assert drafts.open_draft("intake", draft.code) is None
    settings.SECRET_KEY = "een andere sleutel"
    assert drafts.open_draft("intake", draft.code) is None
