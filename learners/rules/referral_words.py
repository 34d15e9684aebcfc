"""What each of the three parties reads at a step of a hand-over, where no longer text of its own exists.

Every step and role has its own sentence; a test holds them side by side. Names of learners never go to a partner by mail.
"""

from django.utils.translation import gettext_lazy as _

from learners.rules.referral_words_desk import DESK_WORDS, PARTNER, SENDER

LEARNER = "learner"

LEARNER_WORDS = {
    ("seen", LEARNER): (
        _("%(partner)s las je vraag"),
        _("%(partner)s las je vraag. Je hoort van hen of van ons tegen %(day)s."),
    ),
    ("first_contact", LEARNER): (
        _("Je sprak met %(partner)s"),
        _("%(partner)s noteerde dat jullie elkaar spraken. Klopt dat niet? Bel of mail ons."),
    ),
    ("forwarded", LEARNER): (
        _("%(partner)s gaf je vraag door"),
        _("%(partner)s kon je niet zelf helpen en gaf je vraag door aan %(next)s, zoals jij goed vond. Zij laten iets horen tegen %(day)s."),
    ),
    ("withdrawn", LEARNER): (
        _("We stopten de doorverwijzing"),
        _("Je wilde niet meer dat %(partner)s je vraag heeft. We zeiden het hun. Het Steunpunt helpt je zelf verder."),
    ),
    ("reminded", LEARNER): (
        _("We vroegen %(partner)s om te antwoorden"),
        _("%(partner)s antwoordde nog niet op je vraag. Wij stuurden een herinnering. Bel ons gerust als je niet wilt wachten."),
    ),
    ("escalated", LEARNER): (
        _("Wij bellen %(partner)s voor jou"),
        _("Het duurt te lang. Een medewerker van het Steunpunt belt %(partner)s nu zelf over je vraag."),
    ),
}  # fmt: skip
WORDS = {**DESK_WORDS, **LEARNER_WORDS}
__all__ = ["LEARNER", "PARTNER", "SENDER", "WORDS"]
