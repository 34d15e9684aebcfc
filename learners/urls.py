"""Addresses of the learners' desk."""

from django.urls import path

from core.wizard_views import wizard_urls
from learners.views import (
    break_off,
    carry,
    code,
    complete,
    coview,
    hand_in,
    interest,
    interview,
    learner,
    mine,
    referral,
    school_link,
    withdraw,
)
from learners.wizard import WIZARD

app_name = "learners"
urlpatterns = [
    path("", learner.start, name="start"),
    path("intake/meegebracht/", carry.carry, name="intake_carry"),
    *wizard_urls("intake/", WIZARD),
    path("ontvangen/<uuid:intake>/", learner.received, name="received"),
    path("ontvangen/<uuid:intake>/meenemen/", learner.take_along, name="take_along"),
    path("code/", learner.code_entry, name="code_entry"),
    path("code/mail/", code.code_mail, name="code_mail"),
    path("code/cijfers/", code.code_mailed, name="code_mailed"),
    path("meekijken/<str:token>/", coview.parent_page, name="parent_page"),
    path("meekijken/<str:token>/akkoord/", coview.parent_agree, name="parent_agree"),
    path("meekijken/<str:token>/bel-mij/", coview.parent_call, name="parent_call"),
    path("dossier/<uuid:learner>/blad/", mine.sheet, name="sheet"),
    path("dossier/<uuid:learner>/afspraken.ics", mine.appointments_ics, name="appointments_ics"),
    path("dossier/<uuid:learner>/afspraak/<uuid:appointment>.ics", mine.appointment_ics, name="appointment_ics"),
    path("dossier/<uuid:learner>/gegevens/", mine.my_data, name="my_data"),
    path("dossier/<uuid:learner>/meekijken/", coview.coviews, name="coviews"),
    path("dossier/<uuid:learner>/meekijken/<uuid:coview>/intrekken/", coview.coview_revoke, name="coview_revoke"),
    path("dossier/<uuid:learner>/", learner.my_page, name="my_page"),
    path("dossier/<uuid:learner>/klopt-niet/", learner.report, name="report_mistake"),
    path("dossier/<uuid:learner>/doorverwijzing/<uuid:referral>/stoppen/", learner.end_referral, name="end_referral"),
    path("dossier/<uuid:learner>/aanvullen/", complete.answers, name="complete"),
    path("dossier/<uuid:learner>/plek-kwijt/", break_off.break_off, name="break_off"),
    path("dossier/<uuid:learner>/plek-kwijt/terug/", break_off.break_off_undo, name="break_off_undo"),
    path("gesprek/<uuid:interview>/", interview.interview_note, name="interview_note"),
    path("dossier/<uuid:learner>/stoppen/", learner.stop, name="stop"),
    path("dossier/<uuid:learner>/gestopt/", learner.stop_confirm, name="stop_confirm"),
    path("doorverwijzing/<str:token>/", referral.referral_open, name="referral_open"),
    path("doorverwijzing/<str:token>/gelezen/", referral.referral_seen, name="referral_seen"),
    path("doorverwijzing/<str:token>/gesproken/", referral.referral_contact, name="referral_contact"),
    path("toestemming/<str:token>/", withdraw.referral_withdraw, name="referral_withdraw"),
    path("doorverwijzing/<str:token>/nieuwe-link/", referral.referral_new_link, name="referral_new_link"),
    path("aanbrengen/", hand_in.hand_in, name="hand_in"),
    path("aanbrengen/mail/", hand_in.hand_in_mailed, name="hand_in_mailed"),
    path("aanbrengen/mijn/", hand_in.my_hand_ins, name="my_hand_ins"),
    path("aanbrengen/<str:token>/", hand_in.hand_in_confirm, name="hand_in_confirm"),
    path("aanbrengen/<str:token>/nieuwe-link/", hand_in.hand_in_again, name="hand_in_again"),
    path("school/<str:token>/", school_link.school_link, name="school_link"),
    path("interesselijst/<str:token>/", interest.interest_stop, name="interest_stop"),
]
