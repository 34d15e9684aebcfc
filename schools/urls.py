"""Addresses for schools."""

from django.urls import path

from schools.views import (
    agreement,
    break_off,
    clock,
    colleagues,
    dashboard,
    digest,
    learner,
    lists,
    public,
    scan,
    trajectory,
    wishes,
)

app_name = "schools"
urlpatterns = [
    path("", public.start, name="start"),
    path("lijst/", public.directory, name="directory"),
    path("bureau/", dashboard.dashboard, name="dashboard"),
    path("bureau/<uuid:school>/", dashboard.school_dashboard, name="school_dashboard"),
    path("bureau/<uuid:school>/lerenden.csv", dashboard.learners_csv, name="learners_csv"),
    path("bureau/<uuid:school>/lijst/<slug:listing>/", lists.school_list, name="school_list"),
    path("bureau/<uuid:school>/lijst/<slug:listing>/bestand.csv", lists.list_csv, name="list_csv"),
    path("bureau/<uuid:school>/verslag.pdf", lists.report, name="report"),
    path("bureau/<uuid:school>/traject/", trajectory.trajectory, name="trajectory"),
    path("bureau/<uuid:school>/scan/", scan.school_scan, name="school_scan"),
    path("bureau/<uuid:school>/scan/vragen/", scan.scan_fill, name="scan_fill"),
    path("bureau/<uuid:school>/scan/<slug:question>/hulp/", scan.scan_ask, name="scan_ask"),
    path("bureau/<uuid:school>/weekoverzicht/", digest.digest, name="digest"),
    path("weekoverzicht/<str:token>/", digest.digest_stop, name="digest_stop"),
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
    path("lerende/<uuid:learner>/overeenkomst/", agreement.agreement_start, name="agreement_start"),
    path("lerende/<uuid:learner>/week/", clock.week, name="week"),
]
