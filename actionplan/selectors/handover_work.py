"""What the daily work rests on, as tables of the hand-over file: rules, research, knowledge, campaigns, signals."""

from actionplan.selectors.handover_parts import Table, c
from campaigns.models import Campaign, Material
from catalogue.models import DatedRule, GlossaryTerm
from catalogue.rules import RuleMissing
from companies.models import Company
from companies.selectors.wishes import wish_counts
from core import clock
from expertise.models import PolicySignal
from knowledge.models import Article, Course, Tool
from research.models import OutsideTable, ProgrammeRequest, RegionReport


def _rules() -> Table:
    return Table(
        "regels",
        "Gedateerde regels: elk bedrag, elke termijn en elke drempel waarmee het portaal werkt.",
        (
            c("sleutel", "key", "vaste naam van de regel"),
            c("voor", "scope", "waarvoor ze geldt, leeg is voor iedereen"),
            c("wat", "label", "uitleg"),
            c("waarde", "value", "waarde"),
            c("eenheid", "unit", "eenheid"),
            c("geldt vanaf", "valid_from", "leeg is altijd al"),
            c("geldt tot", "valid_until", "leeg is tot nader order"),
            c("bron", "source", "waar ze vandaan komt"),
            c("nagekeken op", "last_checked", "dag"),
        ),
        DatedRule.objects.order_by("key", "scope", "valid_from", "pk"),
    )


def _words() -> Table:
    return Table(
        "woordenlijst",
        "De woorden van duaal leren met hun uitleg.",
        (c("woord", "term", "woord"), c("uitleg", "definition", "uitleg")),
        GlossaryTerm.objects.order_by("term", "pk"),
    )


def _companies() -> Table:
    return Table(
        "bedrijven",
        "Bedrijven die het Steunpunt kent, ook zonder leerwerkplek. Contactpersonen zitten er niet bij.",
        (
            c("ondernemingsnummer", "enterprise_number", "nummer van het bedrijf"),
            c("naam", "name", "naam"),
            c("sector", "sector.name", "sector"),
            c("status", "get_state_display", "status"),
            c("website", "website", "website"),
        ),
        Company.objects.select_related("sector").order_by("pk"),
    )


def _wishes() -> Table:
    try:
        rows = wish_counts(clock.today())
    except RuleMissing:  # how few companies may be told is not filled in: none are
        rows = []
    return Table(
        "wensen",
        "Hoeveel bedrijven een opleiding vragen, per subregio. Leeg is: te weinig bedrijven om te tonen.",
        (
            c("opleiding", "programme.name", "opleiding"),
            c("subregio", "subregion.name", "subregio"),
            c("bedrijven", "companies", "aantal bedrijven"),
            c("lerenden", "learners", "hoeveel lerenden ze samen vragen"),
        ),
        rows,
    )


def _requests() -> Table:
    return Table(
        "programmatieaanvragen",
        "Aanvragen van scholen met hun stand.",
        (
            c("school", "campus.school.name", "naam"),
            c("vestigingsplaats", "campus.name", "plaats"),
            c("opleiding", "programme.name", "opleiding"),
            c("soort", "get_kind_display", "nieuw, extra, omzetten of stoppen"),
            c("schooljaar", "start_year", "eerste schooljaar"),
            c("status", "get_state_display", "status"),
            c("verzonden op", "sent_on", "dag"),
            c("beslissing", "get_decision_display", "beslissing"),
        ),
        ProgrammeRequest.objects.select_related("campus__school", "programme").order_by("start_year", "pk"),
    )


def _region_reports() -> Table:
    return Table(
        "streekrapporten",
        "Rapporten per subregio en per sector. De cijfers staan op de pagina van elk rapport, met hun vingerafdruk.",
        (
            c("waarover", "scope_name", "subregio of sector"),
            c("schooljaar", "school_year", "schooljaar"),
            c("status", "get_state_display", "status"),
            c("verschenen op", "published_at", "dag en uur"),
            c("vingerafdruk", "fingerprint", "SHA-256 van de cijfers"),
        ),
        RegionReport.objects.select_related("subregion", "sector").defer("figures").order_by("school_year", "pk"),
    )


def _outside() -> Table:
    return Table(
        "tabellen-van-elders",
        "Tabellen van anderen die ingelezen zijn: wat, van wie en van wanneer.",
        (
            c("soort", "get_kind_display", "soort tabel"),
            c("bestand", "file_name", "naam van het bestand"),
            c("bron", "source", "van wie"),
            c("definitie", "definition", "wat de cijfers betekenen"),
            c("gegevens van", "data_date", "dag"),
            c("status", "get_state_display", "ingelezen, teruggedraaid of weggegooid"),
        ),
        OutsideTable.objects.defer("content").order_by("created_at", "pk"),
    )


def _articles() -> Table:
    return Table(
        "kennisbank",
        "Stappenplannen, vragen en antwoorden, goede praktijken en studies.",
        (
            c("titel", "title", "titel"),
            c("soort", "get_kind_display", "soort"),
            c("voor wie", "get_audience_display", "doelgroep"),
            c("samenvatting", "summary", "samenvatting"),
            c("tekst", "body", "tekst met eenvoudige opmaak"),
            c("bron", "source", "bron"),
            c("opnieuw nakijken", "review_by", "dag"),
            c("status", "get_state_display", "status"),
        ),
        Article.objects.order_by("kind", "title", "pk"),
    )


def _tools() -> Table:
    return Table(
        "hulpmiddelen",
        "De inventaris van tools.",
        (
            c("naam", "name", "naam"),
            c("soort", "get_kind_display", "soort"),
            c("voor wie", "get_audience_display", "doelgroep"),
            c("wat het doet", "what", "uitleg"),
            c("grenzen", "limits", "wat het niet doet"),
            c("van wie", "owner", "organisatie"),
            c("adres", "website", "website"),
            c("bron", "source", "bron"),
            c("nagekeken op", "last_checked", "dag"),
        ),
        Tool.objects.order_by("name", "pk"),
    )


def _courses() -> Table:
    return Table(
        "vormingen",
        "Vormingen en netwerken. Wie meedeed, staat er niet in.",
        (
            c("titel", "title", "titel"),
            c("soort", "get_kind_display", "soort"),
            c("voor wie", "get_audience_display", "doelgroep"),
            c("samenvatting", "summary", "samenvatting"),
            c("status", "get_state_display", "status"),
        ),
        Course.objects.order_by("title", "pk"),
    )


def _campaigns() -> Table:
    return Table(
        "campagnes",
        "Campagnes met hun doel en periode.",
        (
            c("titel", "title", "titel"),
            c("doel", "goal", "wat we willen bereiken"),
            c("voor wie", "get_audience_display", "doelgroep"),
            c("begint op", "starts_on", "eerste dag"),
            c("eindigt op", "ends_on", "laatste dag"),
            c("status", "get_state_display", "status"),
        ),
        Campaign.objects.order_by("starts_on", "pk"),
    )


def _materials() -> Table:
    return Table(
        "materiaal",
        "Flyers, affiches en ander materiaal.",
        (
            c("titel", "title", "titel"),
            c("soort", "get_kind_display", "soort"),
            c("voor wie", "get_audience_display", "doelgroep"),
            c("uitleg", "about", "waarover het gaat"),
            c("op papier", "on_paper", "ja of nee"),
        ),
        Material.objects.order_by("title", "pk"),
    )


def _signals() -> Table:
    return Table(
        "beleidssignalen",
        "Wat het Steunpunt aan het beleid liet weten, en het antwoord.",
        (
            c("titel", "title", "titel"),
            c("onderwerp", "get_topic_display", "onderwerp"),
            c("wat er misloopt", "what_is_wrong", "uitleg"),
            c("voorstel", "proposal", "voorstel"),
            c("aan wie", "get_addressee_display", "wie het kreeg"),
            c("verzonden op", "sent_on", "dag"),
            c("antwoord", "answer", "antwoord"),
            c("status", "get_state_display", "status"),
        ),
        PolicySignal.objects.order_by("sent_on", "pk"),
    )


TABLES = (
    *(_rules, _words, _companies, _wishes, _requests, _region_reports, _outside),
    *(_articles, _tools, _courses, _campaigns, _materials, _signals),
)
