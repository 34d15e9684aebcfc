"""The words of `placements/data/attitudes.csv`, so that the catalogs know them; a test compares them with the data."""

from django.utils.translation import gettext_noop

ATTITUDES = (
    gettext_noop("Komt op tijd en houdt zich aan afspraken"),
    gettext_noop("Werkt veilig en draagt de juiste kledij"),
    gettext_noop("Werkt samen met collega's"),
    gettext_noop("Is beleefd tegen klanten en collega's"),
    gettext_noop("Stelt vragen en doet iets met feedback"),
    gettext_noop("Ziet werk en begint eraan"),
    gettext_noop("Draagt zorg voor materiaal en werkplek"),
    gettext_noop("Zet door als het moeilijk is"),
)
