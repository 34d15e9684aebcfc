"""Addresses of agreements."""

from django.urls import path

from placements.views import acts, agreement, planner, pulse, sharing, sharing_link, signing, tryout

app_name = "placements"
urlpatterns = [
    path("link/<slug:party>/<str:token>/", signing.agreement_by_link, name="agreement_by_link"),
    path("link/<slug:party>/<str:token>/nieuw/", signing.agreement_new_link, name="agreement_new_link"),
    path("samen/link/<str:token>/", sharing_link.sharing_by_link, name="sharing_by_link"),
    path("samen/link/<str:token>/nieuw/", sharing_link.sharing_new_link, name="sharing_new_link"),
    path("samen/<uuid:sharing>/", sharing.sharing, name="sharing"),
    path("samen/<uuid:sharing>/bedrijf/", sharing.sharing_add, name="sharing_add"),
    path("samen/<uuid:sharing>/bedrijf/<uuid:member>/", sharing.sharing_member, name="sharing_member"),
    path("samen/<uuid:sharing>/bedrijf/<uuid:member>/weg/", sharing.sharing_member_drop, name="sharing_member_drop"),
    path("samen/<uuid:sharing>/school/", sharing.sharing_school, name="sharing_school"),
    path("samen/<uuid:sharing>/afwerken/", sharing.sharing_finish, name="sharing_finish"),
    path("samen/<uuid:sharing>/stop/", sharing.sharing_drop, name="sharing_drop"),
    path("<uuid:agreement>/samen/", sharing.sharing_start, name="sharing_start"),
    path("<uuid:agreement>/", agreement.agreement, name="agreement"),
    path("<uuid:agreement>/afdruk/", agreement.agreement_print, name="agreement_print"),
    path("<uuid:agreement>/bedrijf/", agreement.company_part, name="company_part"),
    path("<uuid:agreement>/school/", agreement.school_part, name="school_part"),
    path("<uuid:agreement>/plan/", agreement.training_plan, name="training_plan"),
    path("<uuid:agreement>/papier/", signing.sign_outside, name="sign_outside"),
    path("<uuid:agreement>/teken/<slug:party>/", signing.sign, name="sign"),
    path("<uuid:agreement>/teken/<slug:party>/code/", signing.sign_code, name="sign_code"),
    path("hoe-gaat-het/<str:token>/", pulse.pulse, name="pulse"),
    path("hoe-gaat-het/<str:token>/stop/", pulse.pulse_stop, name="pulse_stop"),
    path("bellen/<uuid:task>/", pulse.pulse_task, name="pulse_task"),
    path("snuffelen/vraag/<str:proposal>/", tryout.try_out_ask, name="try_out_ask"),
    path("snuffelen/<uuid:try_out>/", tryout.try_out, name="try_out"),
    path("snuffelen/<slug:side>/<str:token>/", tryout.try_out_by_link, name="try_out_by_link"),
    path("kalender/<str:token>/afspraak.ics", planner.meeting_calendar_by_link, name="meeting_calendar_by_link"),
    path("<uuid:agreement>/bericht/", planner.message_write, name="message_write"),
    path("<uuid:agreement>/momenten/", planner.meeting_propose, name="meeting_propose"),
    path("<uuid:agreement>/moment/<uuid:meeting>/", planner.meeting, name="meeting"),
    path("<uuid:agreement>/moment/<uuid:meeting>/past/<slug:party>/", planner.meeting_tick, name="meeting_tick"),
    path("<uuid:agreement>/moment/<uuid:meeting>/kies/", planner.meeting_choose, name="meeting_choose"),
    path("<uuid:agreement>/moment/<uuid:meeting>/verzet/", planner.meeting_move, name="meeting_move"),
    path("<uuid:agreement>/moment/<uuid:meeting>/zeg-af/", planner.meeting_cancel, name="meeting_cancel"),
    path("<uuid:agreement>/moment/<uuid:meeting>/afspraak.ics", planner.meeting_calendar, name="meeting_calendar"),
    path("<uuid:agreement>/<slug:slug>/", acts.agreement_act, name="agreement_act"),
]
