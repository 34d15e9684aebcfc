"""Any sequence of posts: nothing valid is lost, nothing invalid is finished, nothing is finished twice."""

import pytest
from django.core.cache import cache
from django.urls import clear_url_caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import drafts
from core.testing import PortalClient
from tests.core import demo_wizard

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.demo_wizard")]

POSTS = st.one_of(
    st.tuples(st.just("leeftijd"), st.fixed_dictionaries({"age": st.sampled_from(["", "11", "16", "20", "66", "x"])})),
    st.tuples(st.just("ouder"), st.fixed_dictionaries({"guardian": st.sampled_from(["", "Ann", "Bo", "A" * 41])})),
    st.tuples(st.just("vervoer"), st.fixed_dictionaries({"modes": st.lists(st.sampled_from(["bike", "car", "?"]))})),
    st.tuples(
        st.just("begin"),
        st.fixed_dictionaries(
            {"remark": st.sampled_from(["", "hout"]), "begin_day": st.sampled_from(["", "1", "31"])},
            optional={"begin_month": st.just("2"), "begin_year": st.just("2027")},
        ),
    ),
    st.tuples(st.just("controle"), st.just({})),
)


def texts(data):
    return [text for text in data.values() if isinstance(text, str) and text]


def expected_finish(kept):
    """Return whether the answers that were kept make a whole, valid journey (written apart from the wizard)."""
    age = kept.get("leeftijd", {}).get("age")
    if age not in {"16", "20"} or "vervoer" not in kept or "begin" not in kept:
        return False
    if age == "16" and kept.get("ouder", {}).get("guardian") not in {"Ann", "Bo"}:
        return False
    modes = set(kept["vervoer"]["modes"])
    parts = [kept["begin"].get(f"begin_{part}", "") for part in ("day", "month", "year")]
    return modes <= ({"bike"} if age == "16" else {"bike", "car"}) and parts in (
        ["", "", ""],
        ["1", "2", "2027"],
    )


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(POSTS, max_size=9))
def test_any_sequence_of_posts(db, posts):
    clear_url_caches()
    cache.clear()
    demo_wizard.finished.clear()
    client, kept = PortalClient(), {}
    for slug, data in posts:
        shown = client.get(f"/proef/{slug}/")
        response = client.post(f"/proef/{slug}/", data)
        if slug == "controle":
            assert (response.status_code == 302 and response.url == "/klaar/1/") is expected_finish(kept)
            if expected_finish(kept):
                break
            assert demo_wizard.finished == []
        elif shown.status_code == 200:  # the step may be answered now
            if kept or response.status_code == 302:
                kept[slug] = data
            if response.status_code == 200:  # refused: what was typed is on the page
                page = response.content.decode()
                assert all(f'"{text}"' in page or f">{text}<" in page.replace("\n", "") for text in texts(data))
        else:
            assert response.url == shown.url
        draft = drafts.remembered(client.session, "proef")
        stored = draft.answers if draft else {}
        assert {slug: {name: v for name, v in raw.items() if v} for slug, raw in stored.items()} == {
            slug: {name: v if isinstance(v, list) else [v] for name, v in typed.items() if v != []}
            for slug, typed in kept.items()
        }
    else:
        return
    assert client.post("/proef/controle/").url == "/klaar/1/"
    assert len(demo_wizard.finished) == 1
