"""What the offer refuses in the words of a pledge, told to whoever writes them before it is passed on."""

from __future__ import annotations

from alongside.offer import plain_english
from alongside.shell import wording

MOST_WORDS = 60


def faults(title: str, answer: str, how: str) -> list[str]:
    """What has to be mended in the title, the answer and how to get it, a sentence each."""
    found = []
    if not answer.startswith("You can get"):
        found.append("The answer begins with “You can get”.")
    if len(answer.split()) > MOST_WORDS:
        found.append(f"The answer has {len(answer.split())} words; {MOST_WORDS} at most.")
    reading = plain_english.read("\n".join((title, answer, how)))
    if reading.is_too_hard:
        age, most = wording.number(reading.age), plain_english.HIGHEST_AGE
        found.append(f"This reads at age {age}; the offer takes {most} at most. Use shorter sentences and words.")
    return found
