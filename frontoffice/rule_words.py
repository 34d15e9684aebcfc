"""The words of the dated rules that learners read on their door, so that the catalogs know them; a test compares."""

from django.utils.translation import gettext_noop

LEARNER_LABELS = (
    gettext_noop("Leeftijd waarop je mag starten met duaal leren"),
    gettext_noop("Leeftijd waarop je mag starten als je de eerste graad hebt afgewerkt"),
    gettext_noop("Je kunt starten tot en met het schooljaar waarin je deze leeftijd bereikt"),
    gettext_noop("Termijn om een overeenkomst te vinden na de start of na een stopzetting"),
    gettext_noop("Premie voor de lerende per schooljaar"),
    gettext_noop("Hoe vaak een lerende de premie krijgt"),
)
LEARNER_UNITS = (gettext_noop("jaar"), gettext_noop("lesdagen"), gettext_noop("euro"), gettext_noop("keer"))
