"""What partner and sender read at a step of a hand-over; Dutch only, as everything at a desk."""

from django.utils.translation import gettext_lazy as _

PARTNER, SENDER = "partner", "sender"

DESK_WORDS = {
    ("sent", SENDER): (
        _("Doorgegeven aan %(partner)s"),
        _("Je gaf dossier %(code)s door aan %(partner)s. We verwachten hun antwoord tegen %(day)s. Tot zij het opnemen, blijft het dossier bij jou."),
    ),
    ("seen", PARTNER): (
        _("Jullie openden een vraag"),
        _("Jullie openden de vraag van een jongere. Neem je ze op, of niet? Antwoorden kan tot %(day)s en duurt één minuut."),
    ),
    ("seen", SENDER): (
        _("%(partner)s las de vraag"),
        _("%(partner)s opende de doorverwijzing van dossier %(code)s, maar antwoordde nog niet."),
    ),
    ("accepted", PARTNER): (
        _("Bedankt, jullie nemen dit op"),
        _("Jullie hebben dit dossier nu. Neem contact op tegen %(day)s, en zeg het ons daarna met één knop."),
    ),
    ("first_contact", PARTNER): (
        _("Genoteerd: eerste gesprek"),
        _("Fijn dat jullie elkaar spraken. Laat ons tegen %(day)s weten wat eruit kwam."),
    ),
    ("first_contact", SENDER): (
        _("%(partner)s sprak met de jongere"),
        _("Er was een eerste gesprek over dossier %(code)s. Het resultaat verwachten we tegen %(day)s."),
    ),
    ("outcome", PARTNER): (
        _("Bedankt voor jullie antwoord"),
        _("We noteerden: %(answer)s. Het Steunpunt volgt de jongere weer op. Wis wat jullie niet meer nodig hebben."),
    ),
    ("forwarded", PARTNER): (
        _("Jullie gaven een vraag door"),
        _("De vraag ligt nu bij %(next)s. Jullie hoeven niets meer te doen. Wis wat jullie over deze jongere noteerden."),
    ),
    ("forwarded", SENDER): (
        _("%(partner)s gaf door aan %(next)s"),
        _("%(partner)s gaf dossier %(code)s door aan %(next)s. Hun antwoord verwachten we tegen %(day)s."),
    ),
    ("withdrawn", SENDER): (
        _("De jongere trok de vraag aan %(partner)s in"),
        _("De jongere wil niet meer dat %(partner)s dossier %(code)s heeft. We zeiden het hun. Het dossier ligt weer bij jou: bel de jongere."),
    ),
    ("reminded", SENDER): (
        _("Herinnering verstuurd naar %(partner)s"),
        _("%(partner)s antwoordde nog niet over dossier %(code)s. Er vertrok een herinnering; jij hoeft nog niets te doen."),
    ),
    ("escalated", PARTNER): (
        _("We bellen jullie over een vraag"),
        _("We kregen nog geen antwoord over een jongere. Een collega belt jullie. Liever nu antwoorden? Dat kan met de knop."),
    ),
}  # fmt: skip
