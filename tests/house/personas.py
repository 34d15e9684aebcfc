"""Who gets what at which address: one literal table over every address of the portal.

A new address without a row fails the house tests. Add its name to the row with the right pattern, or write a new
pattern; give its arguments in `world.arguments`. 302 for a visitor is "sign in first", 404 is "not yours",
405 is "this address only takes a POST" (its access is in POSTS).
"""

from tests.house.world import PERSONAS

# The order of the columns: a visitor; somebody with the code of the first file; a parent with the code of another file;
# a member of the first company and of another; the director and the coach of the first school; the director of another
# school; a partner who refers; a colleague of the Steunpunt; a coordinator.
#  outsider learner parent  member other_member  director coach other_director  referrer  staff coordinator
TABLE = (
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        """health_live health_ready account_inactive
        catalogue:programme_list catalogue:glossary catalogue:programme_page catalogue:orientation catalogue:compare
        learners:start learners:intake_resume learners:intake_step learners:code_entry learners:referral_open
        learners:code_mail learners:code_mailed learners:parent_page learners:parent_agree learners:parent_call
        campaigns:agenda campaigns:agenda_calendar campaigns:agenda_item campaigns:agenda_item_calendar
        campaigns:registration actionplan:plan actionplan:goal actionplan:plan_version actionplan:goal_version
        actionplan:founding actionplan:actions actionplan:actions_csv actionplan:action accounts:partner_start
        actionplan:figures actionplan:figures_csv actionplan:measure actionplan:report actionplan:report_pdf
        actionplan:report_csv actionplan:milestones
        companies:start companies:register_resume companies:register_step companies:registered companies:confirmed
        companies:confirm companies:link_sent companies:join companies:join_sent companies:join_decide
        companies:availability_thanks companies:availability_by_mail
        companies:scan_start companies:scan companies:checklist companies:checklist_pdf companies:scan_pdf
        companies:wish_ask companies:wish_sent companies:wish
        companies:place companies:place_poster companies:place_poster_pdf companies:place_report companies:place_reported
        companies:scan_questions_resume companies:scan_questions_step
        schools:start schools:directory
        matchmaking:my_matches_by_link matchmaking:learner_answer matchmaking:company_answer
        matchmaking:break_off_by_link
        frontoffice:home frontoffice:door_learners frontoffice:door_companies frontoffice:door_schools
        frontoffice:door_partners frontoffice:accessibility frontoffice:privacy frontoffice:styleguide
        frontoffice:robots frontoffice:sitemap companies:mail_stop
        frontoffice:ask frontoffice:asked campaigns:kiosk_home campaigns:kiosk_open
        campaigns:newsletter campaigns:newsletter_asked campaigns:newsletter_archive campaigns:newsletter_read
        campaigns:newsletter_mine campaigns:newsletter_stop campaigns:audience_calendar campaigns:audience_feed
        campaigns:entrance campaigns:evaluate campaigns:testimonials campaigns:testimonial_photo
        campaigns:testimonial_mine campaigns:posts campaigns:post campaigns:materials campaigns:material_order
        campaigns:material_ordered campaigns:material_download""",
    ),
    (
        "302 302 302  404 404  404 404 404  404  404 200",
        "actionplan:plan_next actionplan:measure_target actionplan:measure_formula actionplan:snapshot_take actionplan:handover",
    ),
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        """actionplan:action_add actionplan:action_edit actionplan:evidence_add actionplan:measure_enter
        actionplan:measure_doubt actionplan:record_add actionplan:talks actionplan:talk actionplan:talk_pdf
        actionplan:talk_plan actionplan:talk_hold actionplan:talk_replan actionplan:commitment_add
        actionplan:commitment_follow""",
    ),
    (
        "302 302 302  405 405  405 405 405  405  405 405",
        """actionplan:plan_adopt actionplan:action_move actionplan:evidence_drop actionplan:measure_trust
        actionplan:figures_refresh actionplan:milestone_move actionplan:record_drop
        actionplan:talk_cancel actionplan:commitment_move""",
    ),
    (  # links of a learner, and how well we keep our promises
        "200 200 200  200 200  200 200 200  200  200 200",
        """learners:interest_stop learners:referral_withdraw frontoffice:quality schools:digest_stop
        learners:hand_in learners:hand_in_mailed learners:hand_in_confirm""",
    ),
    ("405 405 405  405 405  405 405 405  405  405 405", "learners:referral_contact learners:hand_in_again"),
    ("200 200 200  200 200  200 200 200  200  200 200", "expertise:start expertise:satisfaction"),
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        """knowledge:tools knowledge:guide knowledge:tool knowledge:start knowledge:courses knowledge:course
        knowledge:certificate knowledge:certificate_pdf
        knowledge:base knowledge:article knowledge:article_file knowledge:search
        knowledge:survey knowledge:survey_stop""",
    ),
    ("302 302 302  200 200  404 404 404  404  200 200", "knowledge:mentors"),
    ("302 302 302  200 404  404 404 404  404  200 200", "knowledge:mentor_enrol"),
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        "admin:knowledge_course_desk admin:knowledge_pair_finish admin:knowledge_topics",
    ),
    ("302 302 302  200 200  200 200 200  404  200 200", "knowledge:pairs"),
    ("302 302 302  200 404  404 404 404  404  200 200", "knowledge:pair"),
    ("404 404 404  404 404  404 404 404  404  404 404", "knowledge:useful"),  # only about a page
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        """admin:knowledge_article_preview admin:knowledge_webday_report
        admin:knowledge_webday_csv admin:knowledge_survey_page admin:knowledge_survey_preview admin:knowledge_survey_csv
        admin:knowledge_survey_named""",
    ),
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        "research:reports research:report research:report_pdf research:report_figures",
    ),
    ("302 302 302  200 200  200 200 200  200  200 200", "research:requests"),  # each what they may read
    (  # schools and partners without small numbers
        "302 302 302  404 404  200 200 200  200  200 200",
        """research:market research:market_export research:flows research:flows_export research:quadrant
        research:quadrant_export research:radar research:radar_export""",
    ),
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        "research:spots research:spots_export research:follow_up research:trial",
    ),
    ("302 302 302  404 404  404 404 404  404  404 404", "research:spot_follow"),  # only of a white spot
    (
        "302 302 302  404 404  200 200 404  404  200 200",
        """research:request research:request_step research:paper_progress research:paper research:school_requests
        research:request_new""",
    ),
    (
        "302 302 302  405 405  405 405 405  405  405 405",
        "research:request_submit research:request_count research:request_count_one research:paper_ask",
    ),
    (
        "302 302 302  404 404  404 404 404  404  405 405",
        "admin:knowledge_survey_act admin:knowledge_survey_about",
    ),
    ("302 302 302  405 405  405 405 405  405  405 405", "knowledge:review_drop"),
    ("302 302 302  200 200  200 200 200  200  200 200", "expertise:directory"),
    ("302 302 302  200 200  200 200 200  404  404 404", "expertise:ask"),  # for the own school or company
    ("302 302 302  200 200  200 200 200  404  200 200", "expertise:requests"),
    ("302 302 302  404 404  200 200 404  404  200 200", "expertise:request"),
    ("302 302 302  405 405  405 405 405  405  405 405", "expertise:request_withdraw"),
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        """admin:expertise_expertiserequest_act admin:expertise_policysignal_act admin:expertise_signal_report
        admin:expertise_signal_pdf admin:expertise_contacts_import""",
    ),
    ("302 302 302  404 404  404 404 404  404  302 302", "admin:expertise_signal_group"),  # first choose signals
    ("302 302 302  200 200  200 200 200  200  200 200", "learners:my_hand_ins"),  # each the own
    (  # goes on to a step, to the sign-in or to the own desk
        "302 302 302  302 302  302 302 302  302  302 302",
        """learners:intake_start learners:intake_save learners:intake_check
        companies:register_start companies:register_save companies:register_check
        companies:scan_questions_start companies:scan_questions_save companies:scan_questions_check
        account_confirm_login_code mfa_authenticate frontoffice:my_desk campaigns:short_link""",
    ),
    (  # an agreement that everybody may sign now: its parties, and colleagues of the Steunpunt
        "404 200 404  200 404  200 200 404  404  200 200",
        """placements:agreement placements:agreement_print placements:agreement_pdf placements:meeting placements:meeting_calendar
        placements:message_write placements:follow placements:evaluation""",
    ),
    (
        "404 404 404  200 404  200 200 404  404  200 200",
        "placements:meeting_propose placements:meeting_move placements:meeting_cancel",
    ),
    (
        "404 404 404  200 404  404 404 404  404  200 200",
        "placements:meeting_tick",
    ),  # the company ticks, or staff for it
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        "placements:meeting_calendar_by_link placements:pulse placements:pulse_stop placements:try_out_by_link",
    ),
    ("404 200 404  200 404  200 200 404  404  200 200", "placements:try_out"),
    (
        "404 404 404  404 404  200 200 404  404  200 200",
        "placements:visit_plan placements:visit placements:evaluation_ask placements:evaluation_fill",
    ),  # the school visits and asks; the coach fills in the own side
    ("404 404 404  200 404  404 404 404  404  200 200", "placements:proofs"),  # the mentor confirms
    (  # the learner alone, or a colleague on the phone
        "404 200 404  404 404  404 404 404  404  200 200",
        """placements:portfolio placements:portfolio_cv placements:portfolio_letter placements:portfolio_europass""",
    ),
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        "placements:evaluation_by_link placements:proofs_by_link placements:portfolio_shared",
    ),
    (
        "404 200 404  200 404  200 200 404  404  200 200",
        "placements:try_out_ask",
    ),  # own school too
    ("302 302 302  404 404  200 200 404  404  200 200", "placements:pulse_task"),  # never the company or the learner
    ("404 404 404  200 404  200 200 404  404  200 200", "placements:agreement_act"),
    ("404 404 404  404 404  200 200 404  404  200 200", "placements:sign_outside"),
    ("404 404 404  200 404  404 404 404  404  404 404", "placements:sign"),  # nobody signs for somebody else
    ("404 404 404  200 404  404 404 404  404  200 200", "placements:company_part"),
    ("404 404 404  200 404  302 302 404  404  200 200", "placements:training_plan"),  # a party not in turn goes back
    ("404 404 404  404 404  302 302 404  404  302 302", "placements:school_part"),  # not yet the turn of the school
    ("404 404 404  200 404  200 200 404  404  200 200", "placements:sharing placements:sharing_member"),
    ("302 302 302  200 404  200 200 404  404  200 200", "placements:sharing_add"),
    ("302 302 302  404 404  200 200 404  404  200 200", "placements:sharing_school placements:sharing_finish"),
    ("302 302 302  405 405  405 405 405  405  405 405", "placements:sharing_start placements:sharing_drop"),
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        "placements:agreement_by_link placements:sharing_by_link",
    ),
    (
        "405 405 405  405 405  405 405 405  405  405 405",
        """placements:sign_code placements:agreement_new_link placements:meeting_choose
        placements:sharing_member_drop placements:sharing_new_link""",
    ),
    (  # takes a POST only, and everybody who holds the address may
        "405 405 405  405 405  405 405 405  405  405 405",
        """learners:intake_restart learners:stop_confirm learners:end_referral learners:referral_seen
        learners:referral_new_link campaigns:kiosk_alive campaigns:kiosk_stop campaigns:newsletter_bounce learners:coview_revoke frontoffice:language
        learners:intake_carry
        learners:break_off_undo matchmaking:break_off_undo_by_link
        campaigns:registration_cancel accounts:invitation_renew companies:register_restart companies:registered_again
        companies:confirm_again companies:join_decide_again companies:availability_again
        companies:scan_questions_restart companies:scan_call companies:scan_register companies:wish_again companies:wish_act
        matchmaking:learner_new_link matchmaking:company_new_link frontoffice:demo_enter""",
    ),
    (  # exists in the demonstration only
        "404 404 404  404 404  404 404 404  404  404 404",
        "mailing:mailbox mailing:mail_detail mailing:mail_html frontoffice:demo",
    ),
    (  # signing in: who is in goes to the own desk
        "200 200 200  302 302  302 302 302  302  302 302",
        "account_login account_request_login_code account_signup",
    ),
    (
        "200 200 200  403 403  403 403 403  403  403 403",  # an invitation for another address says so
        "accounts:invitation",
    ),
    (
        "302 302 302  200 200  200 200 200  200  200 200",
        """account_logout mfa_index mfa_activate_totp mfa_generate_recovery_codes
        companies:desk schools:dashboard""",
    ),
    (  # nothing to repeat, to switch off or to show before the second step was switched on
        "302 302 302  403 403  403 403 403  403  403 403",
        "mfa_reauthenticate",
    ),
    (
        "302 302 302  404 404  404 404 404  404  404 404",
        "mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes admin:view_on_site",
    ),
    (
        "404 200 404  404 404  200 200 404  404  200 200",
        """learners:received learners:take_along learners:my_page learners:report_mistake
        learners:sheet learners:appointments_ics learners:appointment_ics
        learners:interview_note
        matchmaking:my_matches matchmaking:why_not matchmaking:learner_proposal""",
    ),
    (  # stopping is for the family, or for a colleague who hears it on the phone; not for a school
        "404 200 404  404 404  404 404 404  404  200 200",
        "learners:stop learners:complete learners:my_data learners:coviews learners:break_off",
    ),
    (
        "302 302 302  200 404  404 404 404  404  200 200",
        """companies:company_edit companies:establishment_add companies:establishment_edit companies:workplace_add
        companies:workplace_edit companies:light companies:workplace_withdraw companies:activities companies:max_dual companies:candidates
        companies:dossier companies:dossier_step companies:dossier_people companies:dossier_line
        companies:dossier_sheet companies:dossier_pdf companies:people companies:mentor_add companies:mentor_edit
        companies:contact_add companies:contact_edit companies:member_role companies:attachments
        companies:place_publish
        companies:attachment companies:transfer_ask""",
    ),
    (
        "302 302 302  405 405  405 405 405  405  405 405",
        """companies:light_keep companies:workplace_open companies:scan_attach companies:max_dual_ask companies:max_dual_show
        companies:place_unpublish
        schools:colleague_remove companies:dossier_start
        companies:dossier_checked companies:dossier_line_drop companies:mentor_end companies:attachment_drop
        schools:break_off_undo matchmaking:company_break_off_undo schools:scan_ask schools:digest""",
    ),
    (  # a colleague answers for a company on the staff site
        "302 302 302  200 404  404 404 404  404  404 404",
        "matchmaking:company_proposal matchmaking:company_break_off",
    ),
    (
        "302 302 302  404 404  200 200 404  404  200 200",
        """schools:school_dashboard schools:learners_csv schools:wishes schools:colleagues schools:learner schools:break_off
        schools:interview_add schools:week schools:agreement_start schools:school_list schools:list_csv
        schools:report schools:trajectory schools:school_scan schools:scan_fill""",
    ),
    (  # the offer is read by everybody of the school; a director changes it
        "302 302 302  404 404  200 200 404  404  200 200",
        """schools:offers schools:offers_csv schools:learner_new schools:link_ask schools:list_page schools:list_answers
        schools:list_progress""",
    ),
    (
        "302 302 302  404 404  200 404 404  404  200 200",
        """schools:offer_new schools:roll_over schools:campus_new schools:campus schools:list_new schools:offer
        schools:offer_year""",
    ),
    ("302 302 302  200 200  200 200 200  200  200 200", "schools:list_template"),  # a file without anybody in it
    ("302 302 302  404 404  404 404 404  404  200 200", "schools:offer_file"),  # of the whole province
    ("200 200 200  200 200  200 200 200  200  200 200", "learners:school_link"),
    (
        "302 302 302  405 405  405 405 405  405  405 405",
        "schools:offer_move schools:list_drop schools:list_stop schools:list_repeat",
    ),
    ("302 302 302  404 404  404 404 404  200  404 404", "accounts:partner_desk actionplan:our_talks"),
    ("302 302 302  200 200  200 404 200  200  200 200", "accounts:invite"),  # each for the own organisation
    (
        "302 302 302  404 404  404 404 404  404  200 200",
        """admin:index admin:search admin:work_list admin:app_list admin:jsi18n
        admin:learners_case_act admin:learners_appointment_act admin:frontoffice_question_answer
        admin:campaigns_agendaitem_kiosk admin:campaigns_newsletter_page admin:campaigns_newsletter_progress
        admin:campaigns_newsletter_preview admin:campaigns_campaign_page admin:campaigns_agendaitem_day admin:campaigns_post_preview
        campaigns:check_in admin:learners_duplicates admin:learners_merge admin:learners_handover
        admin:placements_tryout_figures admin:matchmaking_proposal_page admin:matchmaking_pair admin:matchmaking_candidates
        admin:companies_importjob_new admin:companies_importjob_page admin:companies_importjob_progress
        admin:companies_importjob_answers admin:research_outsidetable_new admin:research_outsidetable_page
        admin:research_outsidetable_answers
        admin:companies_wake_list admin:companies_wake_call admin:companies_wake_report
        admin:matchmaking_matchround_start admin:matchmaking_matchround_result
        admin:matchmaking_matchround_progress admin:matchmaking_matchround_what_if
        admin:matchmaking_matchround_speeddates
        admin:matchmaking_policycomparison_start admin:matchmaking_policycomparison_result
        admin:matchmaking_policycomparison_progress""",
    ),
    ("302 302 302  404 404  404 404 404  404  403 200", "admin:matchmaking_policycomparison_adopt"),
    ("302 302 302  404 404  404 404 404  404  302 302", "admin:login"),
    ("302 302 302  404 404  404 404 404  404  403 403", "admin:autocomplete"),  # names no field
    (
        "302 302 302  404 404  404 404 404  404  405 405",
        """admin:logout admin:matchmaking_matchround_approve admin:matchmaking_matchround_act
        admin:learners_two_people admin:matchmaking_policycomparison_act
        admin:companies_importjob_act admin:research_outsidetable_act admin:campaigns_newsletter_act admin:campaigns_campaign_act""",
    ),
)

# What an empty POST gets, at the addresses that change something without a page of their own in TABLE.
#  outsider learner parent  member other_member  director coach other_director  referrer  staff coordinator
POSTS = (
    (
        "302 302 302  404 404  404 404 404  404  302 302",
        """actionplan:action_move actionplan:evidence_drop actionplan:measure_trust actionplan:figures_refresh
        actionplan:milestone_move actionplan:record_drop
        actionplan:talk_cancel actionplan:commitment_move""",
    ),
    ("302 302 302  404 404  404 404 404  404  404 302", "actionplan:plan_adopt"),
    (
        "302 302 302  404 404  302 302 404  404  302 302",
        "research:request_submit research:request_count research:request_count_one research:paper_ask",
    ),
    ("302 302 302  302 302  302 302 302  302  302 302", "knowledge:review_drop"),
    ("302 302 302  404 404  302 302 404  404  302 302", "expertise:request_withdraw"),
    ("404 404 404  302 404  404 404 404  404  302 302", "placements:sign_code"),
    ("302 302 302  302 404  302 302 404  404  302 302", "placements:sharing_start"),
    ("404 404 404  200 404  302 302 404  404  302 302", "placements:sharing_member_drop"),  # who leaves, has no page
    ("302 302 302  404 404  302 302 404  404  302 302", "placements:sharing_drop"),
    ("404 404 404  404 404  302 302 404  404  302 302", "placements:meeting_choose"),  # the school proposed
    ("200 200 200  200 200  200 200 200  200  200 200", "placements:agreement_new_link placements:sharing_new_link"),
    ("302 302 302  302 302  302 302 302  302  302 302", "learners:referral_contact"),
    (  # who holds the link, holds the right
        "302 302 302  302 302  302 302 302  302  302 302",
        """learners:intake_restart learners:referral_seen frontoffice:language campaigns:registration_cancel companies:register_restart
        companies:registered_again companies:confirm_again companies:join_decide_again
        companies:availability_again companies:scan_questions_restart companies:scan_register
        companies:wish_again companies:wish_act
        campaigns:kiosk_stop learners:intake_carry""",
    ),
    ("204 204 204  204 204  204 204 204  204  204 204", "campaigns:kiosk_alive"),
    (
        "200 200 200  200 200  200 200 200  200  200 200",
        """learners:referral_new_link learners:hand_in_again accounts:invitation_renew matchmaking:learner_new_link
        matchmaking:company_new_link companies:scan_call""",
    ),
    ("404 404 404  404 404  404 404 404  404  404 404", "frontoffice:demo_enter campaigns:newsletter_bounce"),
    ("404 200 404  404 404  404 404 404  404  200 200", "learners:stop_confirm"),
    (
        "404 302 404  404 404  404 404 404  404  302 302",
        "learners:end_referral learners:coview_revoke learners:break_off_undo",
    ),
    ("302 302 302  302 302  302 302 302  302  302 302", "matchmaking:break_off_undo_by_link"),
    ("302 302 302  302 404  404 404 404  404  404 404", "matchmaking:company_break_off_undo"),
    ("302 302 302  404 404  302 302 404  404  302 302", "schools:break_off_undo schools:scan_ask schools:digest"),
    ("404 200 404  404 404  404 404 404  404  200 200", "matchmaking:learner_proposal"),
    (
        "302 302 302  302 404  404 404 404  404  302 302",
        """companies:light_keep companies:workplace_open companies:scan_attach companies:max_dual_ask companies:max_dual_show
        companies:place_unpublish
        companies:dossier_start companies:dossier_checked
        companies:dossier_line_drop companies:mentor_end companies:attachment_drop""",
    ),
    ("302 302 302  404 404  200 404 404  404  200 200", "schools:colleagues"),
    ("302 302 302  404 404  302 404 404  404  302 302", "schools:colleague_remove"),
    ("302 302 302  404 404  200 404 404  404  200 200", "schools:offer_move"),  # a bare POST shows what is missing
    ("302 302 302  404 404  302 302 404  404  302 302", "schools:list_drop schools:list_stop schools:list_repeat"),
    ("302 302 302  404 404  404 404 404  404  200 200", "admin:matchmaking_matchround_approve"),
    (
        "302 302 302  404 404  404 404 404  404  302 302",
        """admin:matchmaking_matchround_act admin:logout admin:learners_two_people
        admin:matchmaking_policycomparison_act admin:companies_importjob_act admin:research_outsidetable_act admin:campaigns_newsletter_act
        admin:campaigns_campaign_act admin:knowledge_survey_act admin:knowledge_survey_about""",
    ),
)

# Everything a visitor without account or code may read. A page that appears here without being meant for the street
# is a leak: this list is the one place that says so.
PUBLIC = {
    "health_live", "health_ready",
    "account_login", "account_request_login_code", "account_signup", "account_inactive",
    "catalogue:programme_list", "catalogue:glossary", "catalogue:programme_page", "catalogue:orientation",
    "catalogue:compare",
    "learners:start", "learners:intake_resume", "learners:intake_step", "learners:code_entry",
    "learners:code_mail", "learners:code_mailed",
    "campaigns:agenda", "campaigns:agenda_calendar", "campaigns:agenda_item", "campaigns:agenda_item_calendar",
    "actionplan:plan", "actionplan:goal", "actionplan:plan_version", "actionplan:goal_version", "actionplan:founding",
    "actionplan:actions", "actionplan:actions_csv", "actionplan:action", "actionplan:figures", "actionplan:figures_csv",
    "actionplan:measure", "actionplan:report", "actionplan:report_pdf", "actionplan:report_csv",
    "actionplan:milestones",
    "accounts:partner_start",
    "campaigns:audience_calendar", "campaigns:audience_feed", "campaigns:entrance",
    "campaigns:testimonials", "campaigns:posts", "campaigns:post", "campaigns:materials", "campaigns:material_ordered",
    "campaigns:newsletter", "campaigns:newsletter_asked", "campaigns:newsletter_archive", "campaigns:newsletter_read",
    "companies:start", "companies:register_resume", "companies:register_step", "companies:confirmed",
    "companies:link_sent", "companies:scan_start", "companies:scan_questions_resume", "companies:scan_questions_step",
    "companies:checklist", "companies:checklist_pdf", "companies:wish_ask", "companies:wish_sent", "companies:wish",
    "companies:place", "companies:place_poster", "companies:place_poster_pdf", "companies:place_report", "companies:place_reported",
    "companies:mail_stop", "frontoffice:robots", "frontoffice:sitemap",
    "companies:join", "companies:join_sent", "companies:availability_thanks",
    "schools:start", "schools:directory",
    "frontoffice:home", "frontoffice:door_learners", "frontoffice:door_companies", "frontoffice:door_schools",
    "frontoffice:door_partners", "frontoffice:accessibility", "frontoffice:privacy", "frontoffice:styleguide",
    "frontoffice:ask", "campaigns:kiosk_home", "expertise:start",
    "research:reports", "research:report", "research:report_pdf", "research:report_figures",
    "knowledge:tools", "knowledge:guide", "knowledge:tool", "knowledge:start", "knowledge:courses", "knowledge:course",
    "knowledge:certificate", "knowledge:certificate_pdf", "knowledge:base", "knowledge:article", "knowledge:article_file",
    "knowledge:search", "knowledge:survey", "knowledge:survey_stop",
    "frontoffice:quality", "learners:interest_stop", "learners:referral_withdraw",
    "learners:hand_in", "learners:hand_in_mailed", "learners:hand_in_confirm",
    # only with an address that cannot be guessed: a signed token, a random code or a UUID
    "schools:digest_stop", "learners:school_link", "expertise:satisfaction",
    "placements:agreement_by_link", "placements:meeting_calendar_by_link", "placements:sharing_by_link",
    "campaigns:newsletter_mine", "campaigns:newsletter_stop", "campaigns:evaluate",
    "campaigns:testimonial_photo", "campaigns:testimonial_mine", "campaigns:material_order", "campaigns:material_download",
    "placements:pulse", "placements:pulse_stop", "placements:try_out_by_link",
    "placements:evaluation_by_link", "placements:proofs_by_link", "placements:portfolio_shared",
    "learners:referral_open", "learners:parent_page", "learners:parent_agree", "learners:parent_call",
    "accounts:invitation", "campaigns:kiosk_open", "campaigns:registration", "companies:registered",
    "companies:scan", "companies:scan_pdf", "companies:confirm", "companies:join_decide", "companies:availability_by_mail",
    "matchmaking:my_matches_by_link", "matchmaking:learner_answer", "matchmaking:company_answer", "frontoffice:asked",
    "matchmaking:break_off_by_link",
}  # fmt: skip
IN_DEMO = {"mailing:mailbox", "mailing:mail_detail", "mailing:mail_html", "frontoffice:demo"}

# The pages the staff site makes for every model: 200, a redirect to a page of our own, or 403 for what nobody does by
# hand there. Everybody else: a visitor is sent to the sign-in, who is signed in sees no such page.
STAFF_MODEL_PAGES = {200, 302, 403}


def statuses(table: tuple[tuple[str, str], ...]) -> dict[str, dict[str, int]]:
    """Return the expected status by name and persona. Raises ValueError for a doubled name or a short pattern."""
    found: dict[str, dict[str, int]] = {}
    for pattern, names in table:
        codes = [int(code) for code in pattern.split()]
        for name in names.split():
            if name in found:
                raise ValueError(f"{name} staat twee keer in de tabel")
            found[name] = dict(zip(PERSONAS, codes, strict=True))
    return found
