"""Every service that writes tells the journal, or stands here with the reason why not."""

import ast

from tests.house.calls import JOURNAL, functions_of, house, silent_services
from tests.house.law import ROOT

# The news of these is told above them on the ladder: `frontoffice.receivers` writes the line.
TOLD_ABOVE = "accounts.services.accept_invitation accounts.services.invite accounts.services.renew_invitation"
# The staff site writes the line itself: `accounts` stands below `privacy` and the verb has no news.
TOLD_BY_DESK = "accounts.services.reset_second_factor"
# Reference data that everybody may read, with its source and date in the row; no person is touched.
REFERENCE = """catalogue.services.reference.load_table catalogue.services.travel.import_timetable
    catalogue.services.travel.store_estimates"""
# Only a mail: the row in the outbox is the record of what was sent to whom and when.
ONLY_MAIL = """research.services.late_requests.warn_requests research.services.late_requests.tell_late
    knowledge.services.surveys.remind_invitation
    knowledge.services.articles.warn_owners knowledge.services.mentors.remind_mentor knowledge.services.mentors.remind_mentors knowledge.services.links.report_dead_links actionplan.services.warnings.tell_late actionplan.services.warnings.warn_late_actions
    campaigns.services.storytelling.warn_owner campaigns.services.attendance.ask_evaluation campaigns.services.attendance.remind_registration
    placements.services.school_digest.send_digests placements.services.school_digest.send_digest
    companies.services.recognition_mails.remind_dossier
    companies.services.recognition_mails.remind_renewal companies.services.joining.send_decide_links companies.services.registration.send_confirm_link
    companies.services.reminders.remind_company companies.services.reminders.send_availability_link
    companies.services.wishes.ask_wish_renewal companies.services.wishes.send_wish_link
    learners.services.referral_mails.escalate learners.services.referral_mails.remind
    learners.services.referral_mails.send_new_link learners.services.referral_mails.tell_answered
    learners.services.referral_mails.tell_over learners.services.referral_mails.tell_forwarded
    learners.services.hand_ins.send_confirm_link learners.services.hand_ins.send_new_link learners.services.hand_ins.tell_referrers
    learners.services.referral_mails.tell_step learners.services.referral_mails.tell_sent
    learners.services.referral_mails.tell_unanswered learners.services.referral_mails.tell_withdrawn
    learners.services.interest.send_yearly_mail
    learners.services.deadlines.note_due_case learners.services.deadlines.note_running_clock
    matchmaking.services.deadlines.remind matchmaking.services.mails.ask_company
    matchmaking.services.mails.ask_learner matchmaking.services.mails.introduce
    matchmaking.services.mails.remind_company matchmaking.services.mails.remind_learner
    matchmaking.services.asking.ask_company matchmaking.services.asking.remind_company
    matchmaking.services.mails.tell_company_no matchmaking.services.mails.tell_learner_no
    learners.services.staff_mails.mail_staff learners.services.staff_mails.tell_break_off
    learners.services.staff_mails.tell_searched learners.services.staff_mails.tell_undone
    matchmaking.services.mails.tell_held matchmaking.services.mails.tell_restored
    matchmaking.services.mails.tell_withdrawn matchmaking.services.relinking.send_new_link
    placements.services.inviting.ask_signatures placements.services.inviting.send_new_link
    placements.services.inviting.tell_cancelled placements.services.inviting.tell_signed
    placements.services.inviting.tell_turn placements.services.planner_mails.tell_proposed
    placements.services.planner_mails.tell_answered placements.services.planner_mails.tell_set
    placements.services.planner_mails.tell_moved placements.services.planner_mails.tell_cancelled
    placements.services.planner_mails.tell_reminded placements.services.planner_mails.tell_message
    placements.services.pulse_mails.ask placements.services.pulse_mails.tell_task
    placements.services.follow_mails.ask placements.services.follow_mails.ask_proofs
    placements.services.follow_mails.remind_visit placements.services.follow_mails.tell_confirmed
    placements.services.follow_mails.tell_learner
    placements.services.tryout_mails.tell
    placements.services.sharing_mails.invite placements.services.sharing_mails.send_new_link
    mailing.services.claim_mail mailing.services.mail_draft_code mailing.services.mark_failed
    mailing.services.mark_sent mailing.services.queue_mail mailing.services.release_stuck_mails
    mailing.services_sms.queue_sms mailing.services_sms.claim_sms
    mailing.services_sms.mark_sms_sent mailing.services_sms.mark_sms_failed mailing.services_sms.release_stuck_sms
    learners.services.appointment_mails.tell
    learners.services.coview_mails.ask_to_call learners.services.sign_in.mail_sign_in_code"""
# The timeline of the case tells it, with who and when; the learner reads it.
TIMELINE = """companies.services.recognition_moves.log_step learners.services.deadlines.note_broken_promise
    learners.services.handovers.move_referral learners.services.referrals.mark_seen
    learners.services.interest.open_interest_case learners.services.timeline.add_event"""
# The row itself is the record, or the run of the retention policy is.
ROW_ITSELF = """knowledge.services.survey_answers.give_answers knowledge.services.survey_answers.decline_survey
    research.services.wiping.forget_steps research.services.wiping.forget_signers campaigns.services.attendance.give_evaluation actionplan.services.wiping.forget_steps actionplan.services.wiping.forget_typists
    actionplan.services.wiping.forget_doubters actionplan.services.wiping.forget_takers actionplan.services.wiping.forget_present
    companies.services.help.ask_call companies.services.place_pages.report_place
    mailing.services.stop_mails mailing.services.allow_mails companies.services.scan.keep_scan
    frontoffice.services.questions.ask_question matchmaking.services.rounds.note_progress
    matchmaking.services.comparisons.note_comparison
    matchmaking.services.snapshots.keep_snapshot matchmaking.services.wiping.forget_reasons
    matchmaking.services.wiping.forget_decisions matchmaking.services.wiping.drop_rounds
    privacy.services.run_all privacy.services.run_policy"""
# A part of a verb: the verb that calls it tells the journal.
PART = """placements.services.watching.tick_registration placements.services.places.settle_place
    matchmaking.services.taken_places.hold_place matchmaking.services.taken_places.free_place
    matchmaking.services.taken_places.forget_place matchmaking.services.taken_places.free_places_of
    matchmaking.services.taken_places.hold_places_again matchmaking.services.merging.settle_taken_place
    learners.services.intake.make_contact learners.services.intake.make_learner
    learners.services.doubles.suggest_merge learners.services.doubles.look_again
    learners.services.clock.keep_pauses learners.services.clock.set_clock learners.services.settling.settle_break_off"""
# Only a count that is made again from other rows; nobody decided anything.
COUNTED = """knowledge.services.surveys.ask_piece research.services.market.refresh_supply_demand knowledge.services.search.fill_index knowledge.services.search.note_unanswered
    campaigns.services.campaigns.count campaigns.services.materials.count_download
    matchmaking.services.prospects.count_programme matchmaking.services.prospects.mark_round_seen
    matchmaking.services.prospects.touch_all matchmaking.services.prospects.touch_learner
    matchmaking.services.prospects.touch_place"""
SILENT = {
    name
    for names in (TOLD_ABOVE, TOLD_BY_DESK, REFERENCE, ONLY_MAIL, TIMELINE, ROW_ITSELF, PART, COUNTED)
    for name in names.split()
}


def test_every_write_tells_the_journal():
    found = set(silent_services(house()))
    assert sorted(f"{name}: schrijf een regel in het logboek, of de reden hier" for name in found - SILENT) == []
    assert sorted(SILENT - found) == [], "staat hier met een reden, maar hoeft niet meer"


def test_a_service_that_forgets_the_journal_is_seen():
    text = (ROOT / "companies" / "services" / "contacts.py").read_text()
    path = ROOT / "companies" / "services" / "contacts.py"
    loud = {function.name: function for function in functions_of(path, text)}
    assert "companies.services.contacts.add_contact" not in silent_services(house() | loud)
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [line for line in node.body if "journal.record" not in ast.unparse(line)] or [ast.Pass()]
    mute = {function.name: function for function in functions_of(path, ast.unparse(tree))}
    graph = {name: function for name, function in house().items() if name not in loud} | mute
    assert "companies.services.contacts.add_contact" in silent_services(graph)


def test_the_journal_is_there_to_be_reached():
    assert set(house()) >= JOURNAL
