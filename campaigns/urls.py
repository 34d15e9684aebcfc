"""Addresses of campaigns, the agenda and newsletters."""

from django.urls import path

from campaigns.views import agenda, attendance, channels, kiosk, materials, newsletters, storytelling

app_name = "campaigns"
AGENDA = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/agenda.ics", agenda.agenda_calendar, name="agenda_calendar"),
    path("agenda/voor/<slug:audience>.ics", agenda.audience_feed, {"form": "ics"}, name="audience_calendar"),
    path("agenda/voor/<slug:audience>.rss", agenda.audience_feed, {"form": "rss"}, name="audience_feed"),
    path("agenda/aanwezig/<str:registration>/", attendance.check_in, name="check_in"),
    path("agenda/mening/<str:token>/", attendance.evaluate, name="evaluate"),
    path("agenda/<slug:slug>/ingang/", attendance.entrance, name="entrance"),
    path("agenda/inschrijving/<str:code>/", agenda.registration, name="registration"),
    path("agenda/inschrijving/<str:code>/uitschrijven/", agenda.registration_cancel, name="registration_cancel"),
    path("agenda/kiosk/", kiosk.kiosk_home, name="kiosk_home"),
    path("agenda/kiosk/nog-bezig/", kiosk.kiosk_alive, name="kiosk_alive"),
    path("agenda/kiosk/stop/", kiosk.kiosk_stop, name="kiosk_stop"),
    path("agenda/kiosk/start/<str:token>/", kiosk.kiosk_open, name="kiosk_open"),
    path("agenda/<slug:slug>/", agenda.agenda_item, name="agenda_item"),
    path("agenda/<slug:slug>.ics", agenda.agenda_item_calendar, name="agenda_item_calendar"),
]
NEWSLETTERS = [
    path("nieuwsbrief/", newsletters.subscribe, name="newsletter"),
    path("nieuwsbrief/gevraagd/", newsletters.asked, name="newsletter_asked"),
    path("nieuwsbrief/archief/", newsletters.archive, name="newsletter_archive"),
    path("nieuwsbrief/archief/<slug:slug>/", newsletters.read, name="newsletter_read"),
    path("nieuwsbrief/mijn/<str:token>/", newsletters.mine, name="newsletter_mine"),
    path("nieuwsbrief/uitschrijven/<str:token>/", newsletters.stop, name="newsletter_stop"),
    path("nieuwsbrief/onbestelbaar/", newsletters.bounce, name="newsletter_bounce"),
]
CHANNELS = [path("k/<slug:short>/", channels.short_link, name="short_link")]
STORIES = [
    path("getuigenissen/", storytelling.testimonials, name="testimonials"),
    path("getuigenissen/foto/<uuid:public_id>/", storytelling.photo, name="testimonial_photo"),
    path("getuigenissen/mijn/<str:token>/", storytelling.mine, name="testimonial_mine"),
    path("nieuws/", storytelling.posts, name="posts"),
    path("nieuws/<slug:slug>/", storytelling.post, name="post"),
]
MATERIALS = [
    path("materiaal/", materials.shelf, name="materials"),
    path("materiaal/besteld/", materials.ordered, name="material_ordered"),
    path("materiaal/<uuid:public_id>/bestand/", materials.download, name="material_download"),
    path("materiaal/<uuid:public_id>/bestellen/", materials.order, name="material_order"),
]
urlpatterns = [*AGENDA, *CHANNELS, *STORIES, *MATERIALS, *NEWSLETTERS]
