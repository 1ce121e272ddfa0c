"""The indicators that a statutory return alone gives: one function each, in plain counts.

``INDICATORS["I1"].of(Facts(given), Span(from_on, to_on))`` answers ``Share(found=…, of=…)``; ``definition`` says what
exactly is counted. Nothing here hides small numbers: whoever hands a count out does.
"""

from alongside.returns.indicators import care, leaving, safety
from alongside.returns.indicators.facts import Facts
from alongside.returns.indicators.register import INDICATORS, Average, Found, Indicator, Number, Parts, Share, Span

__all__ = [
    "INDICATORS",
    "Average",
    "Facts",
    "Found",
    "Indicator",
    "Number",
    "Parts",
    "Share",
    "Span",
    "care",
    "leaving",
    "safety",
]
