"""What somebody who brought a learner in reads at each step: how far it is, never what was said."""

from django.utils.translation import gettext_lazy as _

from learners.enums import CaseState

STEPS = {
    "received": _("We kregen je vraag en openden een dossier. We nemen contact op met de jongere voor %(promise)s."),
    CaseState.CONTACTED: _("We spraken met de jongere. Wij volgen verder op."),
    CaseState.MATCHING: _("We zoeken een leerwerkplek voor de jongere."),
    CaseState.INTRODUCED: _("De jongere maakt kennis met een bedrijf."),
    CaseState.PLACED: _("De jongere heeft een leerwerkplek. Bedankt dat je ons samenbracht."),
    CaseState.REFERRED: _("We vroegen een partner om de jongere te helpen. We volgen mee op."),
    "back": _("De partner antwoordde ons. Het Steunpunt volgt de jongere weer zelf op."),
    CaseState.PARKED: _("We wachten even, zoals afgesproken met de jongere."),
    CaseState.CLOSED: _("We sloten het dossier af. Is er iets nieuws? Breng de jongere gerust opnieuw aan."),
}
