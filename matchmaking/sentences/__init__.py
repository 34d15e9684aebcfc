"""Every sentence about matches: parts of a score, reasons why not, lines of logs and timelines. Dutch, in words of use."""

from matchmaking.sentences.lines import (
    AFTER_LOSS,
    INTRODUCTION_ENDED,
    NEXT_BEST,
    NO_ANSWER,
    OTHER_STEP,
    PLACE_GONE,
    PLACE_KEPT,
    PLACE_LOST,
    ROUND_OVER,
    SEARCH_OVER,
    company_line,
    held_line,
    learner_line,
    proposed_line,
    start_of,
)
from matchmaking.sentences.parts import PartInWords, TravelNote, journey, parts_in_words, parts_of
from matchmaking.sentences.why import Obstacle, Pair, obstacles, rule_label, rules_in_words

__all__ = [
    "AFTER_LOSS",
    "INTRODUCTION_ENDED",
    "NEXT_BEST",
    "NO_ANSWER",
    "OTHER_STEP",
    "PLACE_GONE",
    "PLACE_KEPT",
    "PLACE_LOST",
    "ROUND_OVER",
    "SEARCH_OVER",
    "Obstacle",
    "Pair",
    "PartInWords",
    "TravelNote",
    "company_line",
    "held_line",
    "journey",
    "learner_line",
    "obstacles",
    "parts_in_words",
    "parts_of",
    "proposed_line",
    "rule_label",
    "rules_in_words",
    "start_of",
]
