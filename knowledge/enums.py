"""Closed lists of training and sharing knowledge."""

from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class ToolKind(SpokenChoices):
    TOOL = "instrument", _("Digitaal hulpmiddel")
    TEMPLATE = "sjabloon", _("Sjabloon of lijst")
    METHOD = "methode", _("Methode of gids")


class ToolMoment(SpokenChoices):
    """When somebody needs a tool: the steps of dual learning, in order."""

    ORIENT = "kiezen", _("Kiezen voor duaal leren")
    RECOGNISE = "erkennen", _("Een werkplek laten erkennen")
    MATCH = "zoeken", _("Elkaar vinden")
    PLAN = "plannen", _("Het opleidingsplan maken")
    GUIDE = "begeleiden", _("Begeleiden en evalueren")
    LOOK = "vooruitkijken", _("Vraag en aanbod bekijken")


class ToolStatus(SpokenChoices):
    """What we honestly know about a tool."""

    WORKS = "werkt", _("Je kunt het gebruiken")
    UNSURE = "onzeker", _("We weten niet of het nog werkt")
    GONE = "weg", _("Bestaat niet meer")


class ToolCost(SpokenChoices):
    FREE = "gratis", _("Gratis")
    PAID = "betalend", _("Betalend")
    UNKNOWN = "onbekend", _("Kostprijs niet gekend")


class LinkHealth(SpokenChoices):
    """What the last look at a link gave."""

    UNSEEN = "nieuw", _("Nog niet nagekeken")
    ALIVE = "werkt", _("Link werkt")
    SHY = "twijfel", _("Link gaf geen duidelijk antwoord")
    DEAD = "dood", _("Link werkt niet")


class ArticleKind(SpokenChoices):
    STEPS = "stappenplan", _("Stappenplan")
    QUESTION = "vraag", _("Vraag en antwoord")
    PRACTICE = "praktijk", _("Goede praktijk")
    STUDY = "studie", _("Studie of onderzoek")


class ArticleState(SpokenChoices):
    DRAFT = "draft", _("Ontwerp")
    PUBLISHED = "published", _("Op het web")


ARTICLE_MOVES: dict[str, frozenset[str]] = {
    ArticleState.DRAFT: frozenset({ArticleState.PUBLISHED}),
    ArticleState.PUBLISHED: frozenset({ArticleState.DRAFT}),
}


class FoundKind(SpokenChoices):
    """What a search of visitors finds."""

    ARTICLE = "kennis", _("Kennisbank")
    PROGRAMME = "opleiding", _("Opleiding")
    TERM = "woord", _("Woordenlijst")
    POST = "bericht", _("Nieuws en verhalen")
    TOOL = "hulpmiddel", _("Hulpmiddel")
    COURSE = "vorming", _("Vorming")
    AGENDA = "agenda", _("Agenda")
