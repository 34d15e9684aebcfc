"""Addresses of the matchmaking pages; the desk of the staff is in the admin."""

from django.urls import path

from matchmaking.views import by_link, company, learner, stopping

app_name = "matchmaking"
urlpatterns = [
    path("mijn-plekken/<uuid:learner>/", learner.my_matches, name="my_matches"),
    path("mijn-plekken/<uuid:learner>/waarom-niet/", learner.why_not, name="why_not"),
    path("mijn-plekken/<uuid:learner>/<str:proposal>/", learner.learner_proposal, name="learner_proposal"),
    path("plekken/<str:token>/", by_link.my_matches_by_link, name="my_matches_by_link"),
    path("voorstel/<str:token>/", by_link.learner_answer, name="learner_answer"),
    path("voorstel/<str:token>/nieuwe-link/", by_link.learner_new_link, name="learner_new_link"),
    path("lerende/<str:token>/", by_link.company_answer, name="company_answer"),
    path("lerende/<str:token>/nieuwe-link/", by_link.company_new_link, name="company_new_link"),
    path("lerende/<str:token>/gestopt/", stopping.break_off_by_link, name="break_off_by_link"),
    path("lerende/<str:token>/gestopt/terug/", stopping.break_off_undo_by_link, name="break_off_undo_by_link"),
    path("bedrijf/<str:proposal>/gestopt/", stopping.company_break_off, name="company_break_off"),
    path("bedrijf/<str:proposal>/gestopt/terug/", stopping.company_break_off_undo, name="company_break_off_undo"),
    path("bedrijf/<str:proposal>/", company.company_proposal, name="company_proposal"),
]
