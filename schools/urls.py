"""Addresses for schools."""

from django.urls import path

from schools.views import colleagues, dashboard, learner, public

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
    path("lerende/<uuid:learner>/", learner.learner, name="learner"),
]
