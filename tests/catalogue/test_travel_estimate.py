"""The estimate: plausible, ordered, never zero, and honest about what is not reasonable."""

import csv

import numpy as np
import pytest

from catalogue.enums import TravelMode
from catalogue.travel_estimate import PROFILES, UNREASONABLE, distances_km, estimate_minutes


@pytest.fixture(scope="module")
def towns():
    with open("catalogue/data/municipalities.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def matrices(towns):
    latitudes, longitudes = [float(row["lat"]) for row in towns], [float(row["lon"]) for row in towns]
    return {mode: estimate_minutes(latitudes, longitudes, mode) for mode in PROFILES}


def test_every_mode_has_a_profile():
    assert set(PROFILES) == set(TravelMode.values) == set(TravelMode.ORDER)


def test_shape_type_and_symmetry(matrices):
    for minutes in matrices.values():
        assert minutes.shape == (62, 62)
        assert minutes.dtype == np.uint8
        assert (minutes == minutes.T).all()
        assert (minutes > 0).all()


def test_inside_a_municipality_takes_a_few_minutes(matrices):
    for mode, most in (("walk", 50), ("bicycle", 20), ("car", 15), ("moped", 15), ("public_transport", 35)):
        own = np.diag(matrices[mode])
        assert 1 <= own.min() <= own.max() <= most


def test_known_trips_are_plausible(towns, matrices):
    index = {row["name"]: place for place, row in enumerate(towns)}

    def minutes(origin, target, mode):
        return int(matrices[mode][index[origin], index[target]])

    assert 14 <= minutes("Kortrijk", "Kuurne", "bicycle") <= 30
    assert 25 <= minutes("Kortrijk", "Roeselare", "car") <= 40
    assert 60 <= minutes("Brugge", "Kortrijk", "public_transport") <= 120
    assert minutes("De Panne", "Spiere-Helkijn", "walk") == UNREASONABLE
    assert minutes("De Panne", "Spiere-Helkijn", "bicycle") == UNREASONABLE
    assert minutes("De Panne", "Spiere-Helkijn", "car") < 120


def test_faster_modes_are_faster_and_further_is_longer(towns, matrices):
    assert (matrices["car"] <= matrices["moped"]).mean() > 0.95
    assert (matrices["bicycle"] <= matrices["walk"]).all()
    latitudes, longitudes = [float(row["lat"]) for row in towns], [float(row["lon"]) for row in towns]
    distance = distances_km(latitudes, longitudes)
    for minutes in matrices.values():
        row = minutes[0][np.argsort(distance[0])][1:]
        assert (np.diff(row.astype(int)) >= 0).all()


def test_distance_is_the_great_circle():
    assert distances_km([51.0, 52.0], [3.0, 3.0])[0, 1] == pytest.approx(111.195, abs=0.01)


def test_one_place_alone_and_an_unknown_mode():
    assert estimate_minutes([51.0], [3.0], "bicycle")[0, 0] > 0
    with pytest.raises(KeyError):
        estimate_minutes([51.0], [3.0], "teleport")
