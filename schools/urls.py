"""Addresses for schools."""

from django.urls import path

from schools.views import break_off, clock, colleagues, dashboard, learner, public, wishes

app_name = "schools"
urlpatterns = [
    path("", public.start, name="start"),
    path("lijst/", public.directory, name="directory"),
    path("bureau/", dashboard.dashboard, name="dashboard"),
    path("bureau/<uuid:school>/", dashboard.school_dashboard, name="school_dashboard"),
    path("bureau/<uuid:school>/lerenden.csv", dashboard.learners_csv, name="learners_csv"),
    path("bureau/<uuid:school>/collegas/", colleagues.colleagues, name="colleagues"),
    path(
        "bureau/<uuid:school>/collegas/<uuid:user>/<slug:role>/weg/",
        colleagues.colleague_remove,
        name="colleague_remove",
    ),
    path("bureau/<uuid:school>/wensen/", wishes.wishes, name="wishes"),
    path("lerende/<uuid:learner>/", learner.learner, name="learner"),
    path("lerende/<uuid:learner>/plek-kwijt/", break_off.break_off, name="break_off"),
    path("lerende/<uuid:learner>/plek-kwijt/terug/", break_off.break_off_undo, name="break_off_undo"),
    path("lerende/<uuid:learner>/gesprek/", clock.interview_add, name="interview_add"),
    path("lerende/<uuid:learner>/week/", clock.week, name="week"),
]
