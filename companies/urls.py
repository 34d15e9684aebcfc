"""Addresses for companies."""

from django.urls import path

from companies.scan_wizard import SCAN
from companies.views import activities, coach, desk, joining, lights, people, places, public, scan
from companies.wizard import WIZARD
from core.wizard_views import wizard_urls

app_name = "companies"
urlpatterns = [
    path("", public.start, name="start"),
    *wizard_urls("aanmelden/", WIZARD),
    path("scan/", scan.scan_start, name="scan_start"),
    *wizard_urls("scan/vragen/", SCAN),
    path("scan/checklist/", scan.checklist, name="checklist"),
    path("scan/checklist/pdf/", scan.checklist_pdf, name="checklist_pdf"),
    path("scan/<uuid:public_id>/", scan.scan, name="scan"),
    path("scan/<uuid:public_id>/bel-me/", scan.scan_call, name="scan_call"),
    path("scan/<uuid:public_id>/pdf/", scan.scan_pdf, name="scan_pdf"),
    path("scan/<uuid:public_id>/aanmelden/", scan.scan_register, name="scan_register"),
    path("scan/<uuid:public_id>/bewaar/<uuid:company_id>/", scan.scan_attach, name="scan_attach"),
    path("aangemeld/<uuid:public_id>/", public.registered, name="registered"),
    path("aangemeld/<uuid:public_id>/opnieuw/", public.registered_again, name="registered_again"),
    path("bevestigd/", public.confirmed, name="confirmed"),
    path("bevestigen/<str:token>/", public.confirm, name="confirm"),
    path("bevestigen/<str:token>/nieuw/", public.confirm_again, name="confirm_again"),
    path("link-verstuurd/", public.link_sent, name="link_sent"),
    path("meedoen/", joining.join, name="join"),
    path("meedoen/verstuurd/", joining.join_sent, name="join_sent"),
    path("meedoen/<str:token>/", joining.join_decide, name="join_decide"),
    path("meedoen/<str:token>/nieuw/", joining.join_decide_again, name="join_decide_again"),
    path("plaats/bedankt/", lights.availability_thanks, name="availability_thanks"),
    path("plaats/<str:token>/", lights.availability_by_mail, name="availability_by_mail"),
    path("plaats/<str:token>/nieuw/", lights.availability_again, name="availability_again"),
    path("bureau/", desk.desk, name="desk"),
    path("bureau/<uuid:public_id>/gegevens/", places.company_edit, name="company_edit"),
    path("bureau/<uuid:public_id>/vestiging/", places.establishment_add, name="establishment_add"),
    path("vestiging/<uuid:public_id>/", places.establishment_edit, name="establishment_edit"),
    path("vestiging/<uuid:public_id>/activiteiten/", activities.establishment_activities, name="activities"),
    path("vestiging/<uuid:public_id>/leerwerkplek/", places.workplace_add, name="workplace_add"),
    path("leerwerkplek/<uuid:public_id>/", places.workplace_edit, name="workplace_edit"),
    path("leerwerkplek/<uuid:public_id>/licht/", desk.light, name="light"),
    path("leerwerkplek/<uuid:public_id>/klopt/", desk.light_keep, name="light_keep"),
    path("leerwerkplek/<uuid:public_id>/intrekken/", places.workplace_withdraw, name="workplace_withdraw"),
    path("leerwerkplek/<uuid:public_id>/openen/", places.workplace_open, name="workplace_open"),
    path("leerwerkplek/<uuid:public_id>/dossier/", coach.dossier_start, name="dossier_start"),
    path("dossier/<uuid:public_id>/", coach.dossier, name="dossier"),
    path("dossier/<uuid:public_id>/stap/", coach.dossier_step, name="dossier_step"),
    path("dossier/<uuid:public_id>/mensen/", coach.dossier_people, name="dossier_people"),
    path("dossier/<uuid:public_id>/nagekeken/", coach.dossier_checked, name="dossier_checked"),
    path("dossier/<uuid:public_id>/kopieerblad/", coach.dossier_sheet, name="dossier_sheet"),
    path("dossier/<uuid:public_id>/kopieerblad.pdf", coach.dossier_pdf, name="dossier_pdf"),
    path("dossier/<uuid:public_id>/regel/<slug:key>/", coach.dossier_line, name="dossier_line"),
    path("dossier/<uuid:public_id>/regel/<slug:key>/weg/", coach.dossier_line_drop, name="dossier_line_drop"),
    path("bureau/<uuid:public_id>/mensen/", people.people, name="people"),
    path("bureau/<uuid:public_id>/mensen/<uuid:user_id>/rol/", people.member_role, name="member_role"),
    path("bureau/<uuid:public_id>/mentor/", people.mentor_add, name="mentor_add"),
    path("bureau/<uuid:public_id>/contact/", people.contact_add, name="contact_add"),
    path("mentor/<uuid:public_id>/", people.mentor_edit, name="mentor_edit"),
    path("mentor/<uuid:public_id>/stop/", people.mentor_end, name="mentor_end"),
    path("contact/<uuid:public_id>/", people.contact_edit, name="contact_edit"),
]
