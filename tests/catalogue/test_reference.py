"""Loading files: twice is once, changes are told, one bad row stops its table."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q

from accounts.models import PartnerOrganisation
from actionplan.enums import ActionState
from actionplan.models import Action, Indicator, OperationalGoal, Strand, StrategicGoal, SuccessFactor
from catalogue import reference
from catalogue.models import (
    Activity,
    DatedRule,
    Holiday,
    JointCommittee,
    Municipality,
    PostalCode,
    Programme,
    ProgrammeActivity,
    Sector,
)
from catalogue.services.reference import TableRefused, load_table
from schools.models import Campus, ProgrammeOffer, School

pytestmark = pytest.mark.django_db


def run(**options):
    out, err = io.StringIO(), io.StringIO()
    failure = None
    try:
        call_command("load_reference", stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = error
    return out.getvalue().splitlines(), err.getvalue().splitlines(), failure


def table(name):
    return next(entry for entry in reference.registered() if entry.name == name)


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Replace the file of a registered table by an edited copy."""

    def edit(name, change):
        original = table(name)
        path = tmp_path / original.path.name
        path.write_text(change(original.path.read_text(encoding="utf-8")), encoding="utf-8")
        monkeypatch.setitem(reference._tables, name, replace(original, path=path))
        return table(name)

    return edit


class TestWholeLoad:
    def test_real_data_has_the_promised_sizes(self):
        _, errors, failure = run()
        assert (errors, failure) == ([], None)
        sizes = {Municipality: 62, PostalCode: 104, Programme: 176, Activity: 593, School: 60, Campus: 58}
        sizes |= {Strand: 4, StrategicGoal: 6, OperationalGoal: 29, SuccessFactor: 4, Action: 42, Indicator: 9}
        assert {model: model.objects.count() for model in sizes} == sizes
        assert ProgrammeActivity.objects.values("programme").distinct().count() == 134
        assert ProgrammeOffer.objects.filter(status="running", has_run_up=True).count() == 10

    def test_twice_changes_nothing(self):
        run()
        before = {model: list(model.objects.values().order_by("pk")) for model in (Programme, School, Action)}
        lines, errors, failure = run()
        assert (errors, failure) == ([], None)
        assert all("0 nieuw, 0 gewijzigd," in line and line.endswith("0 vervallen") for line in lines[:-1])
        assert lines[-1] == "reistijden: ongewijzigd"
        assert before == {model: list(model.objects.values().order_by("pk")) for model in (Programme, School, Action)}

    def test_traps_of_the_data(self):
        run()
        wervik = Municipality.objects.get(name="Wervik")
        assert (wervik.district, wervik.subregion.slug) == ("Ieper", "zuid-west-vlaanderen")
        assert PostalCode.objects.get(code="8760").municipality.name == "Tielt"
        assert PostalCode.objects.get(code="8755").municipality.name == "Wingene"
        assert not School.objects.filter(evidence_level="D", campuses__offers__isnull=False).exists()
        assert Programme.objects.get(slug="bandenmonteur-duaal").grade == "2"
        assert Programme.objects.get(slug="bandenmonteur-duaal-ov3").grade == "ov3"

    def test_search_finds_without_accents(self):
        run()
        assert Programme.objects.filter(search_text__contains="commerciele organisatie").exists()

    def test_partner_has_its_region(self):
        run()
        assert PartnerOrganisation.objects.get(name="CLB Brugge").subregions.get().slug == "brugge"


class TestChanges:
    def test_a_changed_row_is_told_and_stored(self, edited):
        load_table(table("sectoren"))
        changed = edited(
            "sectoren", lambda text: text.replace("zeevisserij,Zeevisserij", "zeevisserij,Visserij op zee")
        )
        report = load_table(changed)
        assert (report.added, report.changed, report.unchanged) == (0, 1, 24)
        assert Sector.objects.get(slug="zeevisserij").name == "Visserij op zee"

    def test_command_reports_in_dutch(self, edited):
        run()
        edited("sectoren", lambda text: text.replace(",Zeevisserij", ",Visserij op zee") + "vliegers,Vliegers\n")
        lines, _, _ = run()
        assert "sectoren: 1 nieuw, 1 gewijzigd, 24 ongewijzigd, 0 vervallen" in lines

    def test_a_programme_that_left_the_file_is_retired_once(self, edited):
        run()
        gone = "kok-duaal"
        without = edited(
            "opleidingen",
            lambda text: "".join(line for line in text.splitlines(keepends=True) if not line.startswith(gone + ",")),
        )
        assert load_table(without).retired == 1
        assert Programme.objects.get(slug=gone).retired_on is not None
        assert load_table(without).retired == 0

    def test_a_row_back_in_the_file_is_current_again(self, edited):
        run()
        Programme.objects.filter(slug="kok-duaal").update(retired_on="2026-01-01")
        assert load_table(table("opleidingen")).changed == 1
        assert Programme.objects.get(slug="kok-duaal").retired_on is None

    def test_what_staff_edited_stays_unless_told_otherwise(self):
        run()
        DatedRule.objects.filter(key="appeal-days").update(value=15)
        JointCommittee.objects.create(number="999", name="Nieuw comité")
        lines, _, _ = run()
        count = DatedRule.objects.count() - 1
        assert (
            f"gedateerde regels: 0 nieuw, 0 gewijzigd, {count} ongewijzigd, 0 vervallen, "
            "1 door medewerkers gewijzigd en zo gelaten" in lines
        )
        assert any(line.endswith("1 niet in het bestand en zo gelaten") for line in lines)
        assert DatedRule.objects.get(key="appeal-days").value == 15
        run(overwrite=True)
        assert DatedRule.objects.get(key="appeal-days").value == 10
        assert JointCommittee.objects.filter(number="999").exists()

    def test_state_of_an_action_is_never_touched(self):
        run()
        Action.objects.filter(number="1.1.1.1").update(state=ActionState.STARTED, progress="Bezig")
        run(overwrite=True)
        action = Action.objects.get(number="1.1.1.1")
        assert (action.state, action.progress) == (ActionState.STARTED, "Bezig")

    def test_two_tables_share_a_model_without_touching_each_other(self, edited):
        run()
        public = Holiday.objects.filter(kind="wettelijk").count()
        report = load_table(edited("schoolvakanties", lambda text: text.splitlines(keepends=True)[0]))
        assert (report.retired, report.extra) == (0, 31)
        assert Holiday.objects.filter(Q(kind="wettelijk")).count() == public == 40


REFUSED = [
    ("gemeenten", "31004,Blankenberge", "3100,Blankenberge", "municipalities.csv, regel 3: NIS-code '3100'"),
    ("gemeenten", "Brugge,51.31651,", "Brugge,3.12,", "municipalities.csv, regel 3: de breedtegraad 3.12 ligt niet"),
    ("gemeenten", "Brugge,51.31651,", "Brugge,vijftig,", "municipalities.csv, regel 3: de breedtegraad 'vijftig' is"),
    ("gemeenten", "31004,Blankenberge,Brugge,brugge", "31004,Blankenberge,Brugge,gent", "regel 3: de subregio 'gent'"),
    ("gemeenten", "31004,Blankenberge", "31003,Blankenberge", "regel 3: deze rij staat ook op regel 2."),
    ("gemeenten", "31004,Blankenberge,", "31004,Blankenberge", "regel 3: het aantal kolommen klopt niet."),
    ("gemeenten", "nis,name", "nis,naam", "municipalities.csv, regel 1: de kolom name ontbreekt."),
    ("postcodes", "8020,", "802,", "postal_codes.csv, regel 3: postcode '802' heeft geen vier cijfers."),
    ("opleidingen", ",stem,", ",techniek,", "studiedomein: "),
    ("schooljaren", "2026-06-30", "2024-06-30", "school_years.csv, regel 2: de laatste dag ligt voor de eerste dag."),
    ("schoolvakanties", "2025-10-27", "27/10/2025", "school_holidays.csv, regel 2: '27/10/2025' of"),
    ("gedateerde regels", "appeal-days,,10,", "appeal-days,,tien,", "waarde: "),
]


@pytest.mark.parametrize(("name", "old", "new", "sentence"), REFUSED, ids=[case[3] for case in REFUSED])
def test_a_bad_row_is_refused_with_its_line(edited, name, old, new, sentence):
    run()
    model = table(name).model
    before = list(model._default_manager.values().order_by("pk"))
    bad = edited(name, lambda text: text.replace(old, new, 1))
    with pytest.raises(TableRefused) as caught:
        load_table(bad)
    assert sentence in str(caught.value)
    assert bad.path.name in str(caught.value)
    assert "regel" in str(caught.value)
    assert before == list(model._default_manager.values().order_by("pk"))


class TestRefusal:
    def test_nothing_of_the_table_and_exit_code_one(self, edited):
        edited("sectoren", lambda text: text.replace("bouw,Bouw\n", "bouw,\n"))
        lines, errors, failure = run()
        assert failure.returncode == 1
        assert "tabel" in str(failure)
        assert errors[0] == "sectoren: niets geladen, 1 fout."
        assert errors[1].startswith("  sectors.csv, regel 5: naam: ")
        assert Sector.objects.count() == 0
        assert any(line.startswith("gemeenten: 62 nieuw") for line in lines)

    def test_all_bad_rows_are_named(self, edited):
        bad = edited("postcodes", lambda text: text.replace(",3", ",9"))
        run()
        with pytest.raises(TableRefused) as caught:
            load_table(bad)
        assert len(caught.value.problems) == 104

    def test_a_missing_file(self, tmp_path):
        gone = replace(table("sectoren"), path=tmp_path / "weg.csv")
        with pytest.raises(TableRefused, match="weg.csv ontbreekt"):
            load_table(gone)

    def test_not_utf8(self, tmp_path):
        path = tmp_path / "sectors.csv"
        path.write_bytes("slug,name\ncafe,Café\n".encode("latin-1"))
        with pytest.raises(TableRefused, match="geen tekst in UTF-8"):
            load_table(replace(table("sectoren"), path=path))

    def test_the_database_has_the_last_word(self, edited):
        clash = edited("subregio's", lambda text: text + "dubbel,Brugge\n")
        with pytest.raises(TableRefused, match="subregions.csv: de databank weigert"):
            load_table(clash)
        assert table("subregio's").model.objects.count() == 0
