"""Every verb that the code writes in the journal reads as Dutch on the staff site."""

import re
from pathlib import Path

from privacy.words import VERBS, said

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "accounts",
    "campaigns",
    "companies",
    "frontoffice",
    "learners",
    "mailing",
    "matchmaking",
    "placements",
    "schools",
    "actionplan",
)
VERB = re.compile(r'verb="([a-z_]+)"')


def written() -> set[str]:
    return {verb for app in APPS for path in (ROOT / app).rglob("*.py") for verb in VERB.findall(path.read_text())}


def test_every_verb_in_the_code_has_a_word():
    verbs = written()
    assert len(verbs) > 40
    assert not verbs - set(VERBS)


def test_an_unknown_verb_stays_readable():
    assert said("case_moved") == "status van het dossier gewijzigd"
    assert said("something_new") == "something new"
