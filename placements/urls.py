"""Addresses of agreements."""

from django.urls import path

from placements.views import acts, agreement, signing

app_name = "placements"
urlpatterns = [
    path("link/<slug:party>/<str:token>/", signing.agreement_by_link, name="agreement_by_link"),
    path("link/<slug:party>/<str:token>/nieuw/", signing.agreement_new_link, name="agreement_new_link"),
    path("<uuid:agreement>/", agreement.agreement, name="agreement"),
    path("<uuid:agreement>/afdruk/", agreement.agreement_print, name="agreement_print"),
    path("<uuid:agreement>/bedrijf/", agreement.company_part, name="company_part"),
    path("<uuid:agreement>/school/", agreement.school_part, name="school_part"),
    path("<uuid:agreement>/plan/", agreement.training_plan, name="training_plan"),
    path("<uuid:agreement>/papier/", signing.sign_outside, name="sign_outside"),
    path("<uuid:agreement>/teken/<slug:party>/", signing.sign, name="sign"),
    path("<uuid:agreement>/teken/<slug:party>/code/", signing.sign_code, name="sign_code"),
    path("<uuid:agreement>/<slug:slug>/", acts.agreement_act, name="agreement_act"),
]
