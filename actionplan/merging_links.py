"""What moves along when two files of one person become one: the tables of this app."""

from learners.merging import Link

LINKS = (Link("actionplan.Evidence", "case", told="Beide dossiers waren bewijs bij dezelfde actie: één blijft"),)
