"""Addresses of training and sharing knowledge."""

from django.urls import path

from knowledge.views import articles, courses, mentors, pairs, surveys, tools

app_name = "knowledge"
TOOLS = [
    path("hulpmiddelen/", tools.shelf, name="tools"),
    path("hulpmiddelen/wat-wanneer/", tools.guide, name="guide"),
    path("hulpmiddelen/<slug:slug>/", tools.tool, name="tool"),
    path("hulpmiddelen/<slug:slug>/mening-weg/", tools.review_drop, name="review_drop"),
]
COURSES = [
    path("vormingen/", courses.offer, name="courses"),
    path("vormingen/<slug:slug>/", courses.course, name="course"),
    path("attest/<str:token>/", courses.certificate, name="certificate"),
    path("attest/<str:token>/attest.pdf", courses.certificate_pdf, name="certificate_pdf"),
]
MENTORS = [
    path("mentoren/", mentors.mentors, name="mentors"),
    path("mentoren/<uuid:mentor_id>/<slug:slug>/", mentors.mentor_enrol, name="mentor_enrol"),
]
PAIRS = [
    path("peterschap/", pairs.pairs, name="pairs"),
    path("peterschap/<uuid:pair_id>/", pairs.pair, name="pair"),
]
BASE = [
    path("kennisbank/", articles.base, name="base"),
    path("kennisbank/<slug:slug>/", articles.article, name="article"),
    path("kennisbank/<slug:slug>/bestand/", articles.article_file, name="article_file"),
    path("zoeken/", articles.search, name="search"),
    path("nuttig/", articles.useful, name="useful"),
]
SURVEYS = [
    path("bevraging/<str:token>/", surveys.survey, name="survey"),
    path("bevragingen/stop/<str:token>/", surveys.survey_stop, name="survey_stop"),
]
urlpatterns = [path("", courses.start, name="start"), *BASE, *COURSES, *MENTORS, *PAIRS, *SURVEYS, *TOOLS]
