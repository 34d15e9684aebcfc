"""The matchmaking engine: numpy and the standard library only, no Django, no Celery, no clock, no database.

Rows, not objects. A learner, a site (establishment, owner of the capacity) and an offer (recognition: site x programme) are
rows of three tables; every function speaks in row numbers of those tables. Days are `date.toordinal()` numbers.

    problem = Problem(learners=LearnerTable.build(...), sites=SiteTable.build(...), offers=OfferTable.build(...),
                      as_of=day_number(today), decisions=Decisions.build(pins=[(learner_row, site_row)]),
                      weights=Weights.from_mapping({...}), policy=Policy(few_days_left=150), travel=ZoneMatrix(minutes), seed=42)
    packed = pack(problem)                          # once; raises EngineError naming the row and the fault

    shortlist(packed, learner_row, k=3)             # stage A: places for a learner, best first
    candidates(packed, site_row, k=10)              # stage A: learners for a site, best first
    why_not(packed, learner_row, site_row)          # reasons (Reason bits), minutes, mode; no reasons means feasible
    explain(packed, learner_row, offer_row)         # both scores in parts that sum exactly

    result = run_round(problem, progress=callback)  # stage B: pairs, level round, certificate, metrics
    result.assignment.site[learner_row]             # site row or -1; also .offer .level .level0_site .pinned .warnings
    result.certificate.clean                        # publish only when True
    result.fingerprint                              # sha256: the same input gives the same bytes

Dutch sentences are made outside, from Reason and the names of the criteria.
"""

from matchmaking.engine.assign import Assignment, Round, Warned, level_round, restore, resume
from matchmaking.engine.bits import FAR, birthday, birthdays, bit_set, bit_words, day_number
from matchmaking.engine.certify import Report, certify
from matchmaking.engine.columns import EngineError
from matchmaking.engine.packing import Packed, pack
from matchmaking.engine.pairs import Candidate, Pairs, build_pairs, candidates, shortlist, top_k
from matchmaking.engine.problem import LEARNER_CRITERIA, SITE_CRITERIA, Decisions, Policy, Problem, Weights
from matchmaking.engine.result import ENGINE_VERSION, Result, fingerprint, metrics, removed_sites, run_round
from matchmaking.engine.rules import Reason, WhyNot, reason_bits, reasons, why_not
from matchmaking.engine.score import Explanation, Part, explain
from matchmaking.engine.travel import StraightLine, Travel, ZoneMatrix
from matchmaking.engine.types import Kind, LearnerTable, Mode, OfferTable, SiteTable

__all__ = [
    "ENGINE_VERSION",
    "FAR",
    "LEARNER_CRITERIA",
    "SITE_CRITERIA",
    "Assignment",
    "Candidate",
    "Decisions",
    "EngineError",
    "Explanation",
    "Kind",
    "LearnerTable",
    "Mode",
    "OfferTable",
    "Packed",
    "Pairs",
    "Part",
    "Policy",
    "Problem",
    "Reason",
    "Report",
    "Result",
    "Round",
    "SiteTable",
    "StraightLine",
    "Travel",
    "Warned",
    "Weights",
    "WhyNot",
    "ZoneMatrix",
    "birthday",
    "birthdays",
    "bit_set",
    "bit_words",
    "build_pairs",
    "candidates",
    "certify",
    "day_number",
    "explain",
    "fingerprint",
    "level_round",
    "metrics",
    "pack",
    "reason_bits",
    "reasons",
    "removed_sites",
    "restore",
    "resume",
    "run_round",
    "shortlist",
    "top_k",
    "why_not",
]
