"""Addresses of research."""

from django.urls import path

from research.views import files, market, reports, requests, spots, trial

REPORT = "onderzoek/rapporten/<uuid:report_id>/"
REQUEST = "onderzoek/aanvragen/<uuid:request_id>/"

app_name = "research"
urlpatterns = [
    path("onderzoek/vraag-en-aanbod/", market.market, name="market"),
    path("onderzoek/vraag-en-aanbod/cijfers.<slug:kind>", files.market_export, name="market_export"),
    path("onderzoek/stromen/", market.flows, name="flows"),
    path("onderzoek/stromen/cijfers.<slug:kind>", files.flows_export, name="flows_export"),
    path("onderzoek/kwadrant/", market.quadrant, name="quadrant"),
    path("onderzoek/kwadrant/cijfers.<slug:kind>", files.quadrant_export, name="quadrant_export"),
    path("onderzoek/radar/", market.radar, name="radar"),
    path("onderzoek/radar/cijfers.<slug:kind>", files.radar_export, name="radar_export"),
    path("onderzoek/wat-als/", trial.trial, name="trial"),
    path("onderzoek/witte-vlekken/", spots.spots, name="spots"),
    path("onderzoek/witte-vlekken/lijst.<slug:kind>", files.spots_export, name="spots_export"),
    path("onderzoek/witte-vlekken/volg/", spots.spot_follow, name="spot_follow"),
    path("onderzoek/opvolging/<uuid:follow_up>/", spots.follow_up, name="follow_up"),
    path("onderzoek/rapporten/", reports.reports, name="reports"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}rapport.pdf", reports.report_pdf, name="report_pdf"),
    path(f"{REPORT}cijfers.json", reports.report_figures, name="report_figures"),
    path("onderzoek/aanvragen/", requests.requests, name="requests"),
    path(REQUEST, requests.request, name="request"),
    path(f"{REQUEST}bezorgen/", requests.request_submit, name="request_submit"),
    path(f"{REQUEST}tel/", requests.request_count, name="request_count"),
    path(f"{REQUEST}tel/<slug:key>/", requests.request_count, name="request_count_one"),
    path(f"{REQUEST}dossier/", requests.paper_ask, name="paper_ask"),
    path(f"{REQUEST}dossier/stand/", requests.paper_progress, name="paper_progress"),
    path(f"{REQUEST}dossier.pdf", requests.paper, name="paper"),
    path(f"{REQUEST}stap/<slug:step>/", requests.request_step, name="request_step"),
    path("scholen/bureau/<uuid:school>/aanvragen/", requests.school_requests, name="school_requests"),
    path("scholen/bureau/<uuid:school>/aanvragen/nieuw/", requests.request_new, name="request_new"),
]
