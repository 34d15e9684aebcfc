"""Which programmes fit what attracts somebody: pure, and the same for every order of the input."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.enums import Grade
from catalogue.orientation import Facts, Link, days_at_work, domains_of, first_amount, listed, suggest

WELDER = Facts("lasser", "Lasser", "stem", "metaal", schools=1, places=2)
GARDENER = Facts("tuin", "Tuinaanlegger", "land-en-tuinbouw", "groen", schools=2, places=0)
MECHANIC = Facts("tuinmachines", "Mecanicien tuinmachines", "land-en-tuinbouw", "groen")
ALL = (WELDER, GARDENER, MECHANIC)
LINKS = (
    Link("buiten", "sector", "groen", 3),
    Link("buiten", "domain", "land-en-tuinbouw", 1),
    Link("machines", "sector", "metaal", 2),
    Link("machines", "programme", "tuinmachines", 3),
)


def test_who_fits_most_interests_comes_first_and_says_why():
    found = suggest(["buiten", "machines"], LINKS, ALL)
    assert [one.facts.slug for one in found] == ["tuinmachines", "tuin", "lasser"]
    assert found[0].because == ("buiten", "machines")
    assert found[0].weight == 6, "of an interest only the strongest link counts"
    assert found[1].because == ("buiten",)
    assert domains_of(found) == ["land-en-tuinbouw", "stem"]


def test_what_a_school_offers_and_has_places_goes_before_what_nobody_offers():
    twin = Facts("ander", "Aaa", "land-en-tuinbouw", "groen")
    assert [one.facts.slug for one in suggest(["buiten"], LINKS, [twin, GARDENER])] == ["tuin", "ander"]


def test_nothing_chosen_or_nothing_linked_suggests_nothing():
    assert suggest([], LINKS, ALL) == []
    assert suggest(["zee"], LINKS, ALL) == []


@given(
    st.lists(st.sampled_from(["buiten", "machines", "zee"]), max_size=3, unique=True),
    st.permutations(LINKS),
    st.permutations(ALL),
)
def test_the_order_of_the_input_changes_nothing_and_every_reason_was_chosen(chosen, links, programmes):
    found = suggest(chosen, links, programmes)
    assert found == suggest(chosen, LINKS, ALL)
    for one in found:
        assert one.because
        assert set(one.because) <= set(chosen)
        assert len(one.because) <= one.weight <= 3 * len(one.because)
    assert len({one.facts.slug for one in found}) == len(found)


def test_words_and_numbers_of_a_comparison():
    assert listed(["buiten werken"], "en") == "buiten werken"
    assert listed(["a", "b", "c"], "en") == "a, b en c"
    assert [days_at_work(share) for share in (60, 50, 80)] == [3, 2, 4]
    amounts = {"tier-1": "612,50", "tier-2": "675,90"}
    assert first_amount(Grade.SECOND, amounts) == "612,50"
    assert first_amount(Grade.THIRD, amounts) == "675,90"
    assert first_amount(Grade.SEVENTH_YEAR, amounts) == "", "no amount known"
    assert first_amount(Grade.HIGHER, amounts) == ""
