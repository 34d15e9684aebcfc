"""`manage.py import_gtfs`: what it stores, and what a wrong file, day or hour gets."""

import io

import pytest
from django.core.management import CommandError, call_command

from catalogue.enums import MatrixKind, TravelMode
from catalogue.models import TravelMatrix
from catalogue.services.travel import store_estimates
from tests.catalogue.gtfs_feeds import STOP_TIMES, files, zipped
from tests.factories.catalogue import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    made = [
        MunicipalityFactory(nis=f"3100{number}", latitude=51.0, longitude=3.0 + number / 10) for number in range(3)
    ]
    store_estimates()
    return made


@pytest.fixture
def feed(tmp_path):
    """Return a writer of a zip with some files changed."""

    def write(**changed):
        path = tmp_path / f"dienstregeling-{len(list(tmp_path.iterdir()))}.zip"
        path.write_bytes(zipped(files(**changed)).read())
        return path

    return write


def run(path, *options):
    out = io.StringIO()
    call_command("import_gtfs", str(path), *options, stdout=out)
    return out.getvalue()


def transit():
    return TravelMatrix.objects.get(mode=TravelMode.PUBLIC_TRANSPORT)


def test_a_timetable_replaces_the_estimate_and_says_so(towns, feed):
    assert transit().kind == MatrixKind.ESTIMATE
    said = run(feed(), "--date", "2026-11-24", "--arrive", "08:30", "--source", "De busmaatschappij")
    assert "dienstregeling van 24/11/2026, aankomst voor 08:30" in said
    stored = transit()
    assert (stored.kind, stored.source) == (MatrixKind.TIMETABLE, "De busmaatschappij")
    run(feed(), "--date", "2026-11-24")
    assert TravelMatrix.objects.filter(mode=TravelMode.PUBLIC_TRANSPORT).count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--date", "24/11/2026"), "'24/11/2026' is geen datum"),
        (("--date", "2026-02-30"), "'2026-02-30' is geen datum"),
        (("--arrive", "half negen"), "'half negen' is geen uur"),
        (("--arrive", "25:00"), "'25:00' is geen uur"),
    ],
)
def test_a_wrong_day_or_hour_gets_a_sentence(towns, feed, options, sentence):
    before = transit()
    with pytest.raises(CommandError, match=sentence):
        run(feed(), *options)
    assert transit() == before
    assert transit().kind == MatrixKind.ESTIMATE


def test_a_wrong_file_gets_a_sentence_and_keeps_the_old_minutes(towns, feed, tmp_path):
    plain = tmp_path / "tekst.zip"
    plain.write_text("Dit is geen zip.")
    for path, sentence in (
        (tmp_path / "weg.zip", "bestaat niet"),
        (plain, "geen zipbestand"),
        (feed(stops=None), "stops.txt"),
        (feed(stop_times=STOP_TIMES.replace("06:00:00", "zes uur")), "stop_times.txt, regel 2"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(path)
        assert transit().kind == MatrixKind.ESTIMATE


def test_without_municipalities_it_says_what_to_do_first(feed):
    with pytest.raises(CommandError, match="load_reference"):
        run(feed())
