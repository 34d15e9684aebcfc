"""Addresses of the learners' desk."""

from django.urls import path

from core.wizard_views import wizard_urls
from learners.views import complete, learner, referral
from learners.wizard import WIZARD

app_name = "learners"
urlpatterns = [
    path("", learner.start, name="start"),
    *wizard_urls("intake/", WIZARD),
    path("ontvangen/<uuid:intake>/", learner.received, name="received"),
    path("ontvangen/<uuid:intake>/meenemen/", learner.take_along, name="take_along"),
    path("code/", learner.code_entry, name="code_entry"),
    path("dossier/<uuid:learner>/", learner.my_page, name="my_page"),
    path("dossier/<uuid:learner>/klopt-niet/", learner.report, name="report_mistake"),
    path("dossier/<uuid:learner>/doorverwijzing/<uuid:referral>/stoppen/", learner.end_referral, name="end_referral"),
    path("dossier/<uuid:learner>/aanvullen/", complete.answers, name="complete"),
    path("dossier/<uuid:learner>/stoppen/", learner.stop, name="stop"),
    path("dossier/<uuid:learner>/gestopt/", learner.stop_confirm, name="stop_confirm"),
    path("doorverwijzing/<str:token>/", referral.referral_open, name="referral_open"),
    path("doorverwijzing/<str:token>/gelezen/", referral.referral_seen, name="referral_seen"),
    path("doorverwijzing/<str:token>/nieuwe-link/", referral.referral_new_link, name="referral_new_link"),
]
