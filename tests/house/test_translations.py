"""No string on the journeys of learners and parents is left in Dutch once a language is called complete."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

from core import catalogs
from core.languages import DUTCH, languages
from core.strings import in_python, in_template, sources, strings_of
from learners.forms.intake_you import AgeForm
from tests.house.law import ROOT

FINISHED = [language.code for language in languages() if language.complete and language.code != DUTCH]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}|<[^>]+>")


def lacking(language):
    """Return what a language lacks: a string without words, or with other placeholders than the Dutch one."""
    known, forms = catalogs.read_po(catalogs.po_path(ROOT / "locale", language)), catalogs.plural_forms(language)
    faults = []
    for key, wanted in strings_of(ROOT).items():
        entry = known.get(key)
        if entry is None or not entry.is_done(forms) or entry.plural != wanted.plural:
            faults.append(f"{wanted.files[0]}: {wanted.msgid}")
            continue
        holders = set(PLACEHOLDER.findall(wanted.plural or wanted.msgid))
        faults += [
            f"andere plaatshouders: {text}" for text in entry.texts[-1:] if set(PLACEHOLDER.findall(text)) != holders
        ]
    return faults


@pytest.mark.parametrize("language", FINISHED)
def test_a_finished_language_has_every_string(language):
    assert lacking(language) == []


def test_french_is_finished():
    assert "fr" in FINISHED


def test_a_french_mark_never_begins_a_line():
    """French sets a space before ? ! : ; and inside « »: a breaking one leaves the mark alone on the next line."""
    known = catalogs.read_po(catalogs.po_path(ROOT / "locale", "fr")).values()
    assert [text for entry in known for text in entry.texts if re.search(r" [?!:;»]|« ", text)] == []


def test_a_string_without_translation_is_seen(monkeypatch):
    before, known = lacking("ar"), catalogs.read_po(catalogs.po_path(ROOT / "locale", "ar"))
    lost = known.pop(("", "Begin met de vragen"))
    monkeypatch.setattr(catalogs, "read_po", lambda path: known)
    assert set(lacking("ar")) - set(before) == {f"{lost.files[0]}: {lost.msgid}"}


@pytest.mark.parametrize("language", sorted(catalogs.PLURALS))
def test_a_language_counts_as_django_does(language):
    """Another formula would make gettext keep two catalogs apart and lose Django's own messages."""
    path = Path(translation.__file__).parent.parent.parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    header = path.read_text(encoding="utf-8").partition("\n\n")[0].replace('"\n"', "")
    ours = catalogs.PLURALS[language].replace(" ", "")
    assert ours in header.replace(" ", "").replace("\\n", "\n")


def test_the_list_of_sources_names_files_that_exist():
    lines = (ROOT / "locale" / "sources.txt").read_text().splitlines()
    globs = [line.lstrip("!") for line in lines if line and not line.startswith("#")]
    assert [line for line in globs if not list(ROOT.glob(line))] == []
    assert len(sources(ROOT)) > 100


def test_strings_are_found_in_templates_and_python():
    found = [
        (entry.msgid, entry.plural)
        for entry in in_template(
            "{% load i18n %}{% translate 'Eén' %}{% button _(\"Twee\") href=x %}"
            "{% blocktranslate trimmed count n=n %}\n drie {{ n }}\n{% plural %} vier {{ n }}{% endblocktranslate %}"
            "{{ x|default:_('Vijf') }}100% zes"
        )
    ]
    assert found == [("Eén", ""), ("Twee", ""), ("drie %(n)s", "vier %(n)s"), ("Vijf", "")]
    code = 'a = _("Een" " twee")\nb = ngettext("een", "veel", n)\nc = other("niet")\nd = _lazy_thing("niet")'
    assert [(entry.msgid, entry.plural) for entry in in_python(code)] == [("Een twee", ""), ("een", "veel")]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("nl", "maandag 30 november 2026"),
        ("fr", "lundi 30 novembre 2026"),
        ("uk", "понеділок 30 листопада 2026"),
    ],
)
def test_a_date_reads_as_people_say_it(language, spoken):
    with translation.override(language):
        assert date_format(dt.date(2026, 11, 30), "l j F Y") == spoken


def test_a_month_to_choose_stands_by_itself():
    with translation.override("uk"):
        assert dict(AgeForm.base_fields["birth_month"].choices)["11"] == "листопад"
