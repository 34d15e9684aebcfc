"""Which mails about agreements a company can stop (see `mailing.stopping`).

A reminder can be stopped: a term that costs money, an appointment nobody answered, an invitation to share a learner.
When it is stopped, nothing is lost: the term and the invitation stand on the work list, and a colleague calls.
A mail that carries out the own agreement always comes, because somebody could not sign or know what was agreed without
it: whose turn it is, the request and the code to sign, signed, cancelled, a new link, the moment of an appointment, a
message of another party, the days of a try-out, what the own learner showed. Those have no link to stop. The question how it goes has its own way
to stop, for one agreement.
"""

_MAILS = "placements/email/"
NUDGES = tuple(
    _MAILS + name
    for name in "meeting_reminder_company sharing_asked_company term_passed_company term_soon_company".split()
)
ALWAYS = tuple(
    _MAILS + name
    for name in """all_signed cancelled evaluation new_link planner please_sign proof_ask sign_code thread_message try_out
    your_turn""".split()
)
