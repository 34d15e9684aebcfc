"""Catalogs survive being written, read and compiled."""

import gettext
import io
import re
from pathlib import Path

from django import conf
from django.contrib import admin

from core.catalogs import Entry, compile_all, dates_path, mo_bytes, po_path, po_text, read_po

ENTRIES = [
    Entry('Zeg "ja"\nof nee', texts=['Dis « oui »\nou "non"'], files=["a.html"]),
    Entry("%(n)s dag", "%(n)s dagen", texts=["%(n)s jour", "%(n)s jours"]),
    Entry("Mei", context="maand", texts=["mai"]),
    Entry("Nog niet", texts=[""]),
    Entry("Twijfel", texts=["Doute"], fuzzy=True),
]


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(po_text(ENTRIES, "fr"), encoding="utf-8")
    again = list(read_po(path).values())
    assert again == ENTRIES
    assert po_text(again, "fr") == po_text(ENTRIES, "fr")


def test_gettext_reads_what_is_compiled_and_leaves_doubt_in_dutch():
    catalog = gettext.GNUTranslations(io.BytesIO(mo_bytes(ENTRIES, "fr")))
    assert catalog.gettext('Zeg "ja"\nof nee') == 'Dis « oui »\nou "non"'
    assert [catalog.ngettext("%(n)s dag", "%(n)s dagen", n) for n in (0, 1, 2)] == [
        "%(n)s jour",
        "%(n)s jour",
        "%(n)s jours",
    ]
    assert catalog.pgettext("maand", "Mei") == "mai"
    assert (catalog.gettext("Nog niet"), catalog.gettext("Twijfel")) == ("Nog niet", "Twijfel")


def test_compiling_twice_does_the_work_once(tmp_path):
    path = po_path(tmp_path, "fr")
    path.parent.mkdir(parents=True)
    path.write_text(po_text(ENTRIES, "fr"), encoding="utf-8")
    assert compile_all(tmp_path) == ["fr"]
    assert compile_all(tmp_path) == []
    path.write_text(po_text(ENTRIES[:1], "fr"), encoding="utf-8")
    assert compile_all(tmp_path) == ["fr"]


def test_words_of_dates_are_compiled_along_and_seen_when_they_change(tmp_path):
    path = po_path(tmp_path, "uk")
    path.parent.mkdir(parents=True)
    path.write_text(po_text([Entry("Ja", texts=["Так"])], "uk"), encoding="utf-8")
    assert compile_all(tmp_path) == ["uk"]
    dates_path(path).write_text(po_text([Entry("May", texts=["травня"])], "uk"), encoding="utf-8")
    assert compile_all(tmp_path) == ["uk"]
    catalog = gettext.GNUTranslations(io.BytesIO(path.with_suffix(".mo").read_bytes()))
    assert (catalog.gettext("Ja"), catalog.gettext("May")) == ("Так", "травня")


def test_the_staff_site_says_je():
    """Every sentence of our Dutch catalog replaces one that Django still has, and none says "u"."""
    ours = read_po(po_path(Path(__file__).parents[2] / "locale", "nl"))
    folders = (Path(admin.__file__).parent / "locale", Path(conf.__file__).parent / "locale")
    theirs = {key for folder in folders for key in read_po(po_path(folder, "nl"))}
    for key, entry in ours.items():
        assert key in theirs
        assert not re.search(r"\b[Uu]w?\b", entry.texts[0])
    compiled = gettext.GNUTranslations(io.BytesIO(mo_bytes(ours.values(), "nl")))
    assert compiled.gettext("Are you sure?") == "Weet je het zeker?"
