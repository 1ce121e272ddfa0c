"""What letters say: the texts as delivered, what can be filled in, and the check that a text is whole.

``{name}`` is filled in. Some of it we know (who, their adviser, the council); the rest the writer types for the letter
at hand. A text with something unknown, or a brace that is not closed, is refused when it is saved, by its name: a
letter never goes out with ``{nmae}`` in it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alongside.shell.refusals import FactRefused

FILE = Path(__file__).parent / "content" / "letters.toml"
DELIVERED = 0
"""The version number of a text as it came with the product."""

GROUPS = {
    "hello": "Hello, and who is who",
    "status": "What help the law gives",
    "plan": "Assessment, plan and review",
    "birthdays": "Birthdays",
    "touch": "Keeping in touch",
    "home": "Home",
    "money": "Money",
    "learning": "Learning and work",
    "health": "Health, law and custody",
    "sharing": "Sharing",
    "meetings": "Meetings",
    "rights": "Rights",
    "ending": "Ending",
}
"""The headings under which texts are offered, in this order."""

KNOWN = {
    "name": "the name that they use",
    "full_name": "their whole name",
    "born": "their date of birth",
    "worker": "the worker who helps them",
    "role": "what that worker is, like “personal adviser”",
    "worker_phone": "that worker's phone",
    "duty_phone": "our phone in the day",
    "night_phone": "our phone at night",
    "council": "the council's name",
    "age": "how old they are, or become",
    "category": "their category in the law's words",
    "reasons": "why the law gives them this, as it was decided",
}
"""What is filled in by itself."""

ASKED = {
    "date": "On what day?",
    "time": "At what time?",
    "place": "Where?",
    "who": "Who?",
    "what": "What is it about?",
    "why": "What are the reasons?",
    "amount": "How much?",
    "deadline": "By what day?",
}
"""What the writer types for the letter at hand → how it is asked."""

ISOLATE, END = "\u2068", "\u2069"
"""What stands between these keeps its own direction, whatever is around it."""
_MARK = re.compile(r"\{([^{}\n]*)\}")
_SENTENCE = re.compile(r"(?<=[.!?؟።])\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one version. ``number`` 0 is the text as delivered."""

    key: str
    group: str
    title: str
    body: str
    number: int = DELIVERED
    to_other: bool = False
    decides: bool = False
    by_director: bool = False
    encloses: bool = False
    slip: bool = False
    after_death: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """What its writer types, in the order in which the questions make sense."""
        used = marks_in(f"{self.title}\n{self.body}")
        return tuple(name for name in ASKED if name in used)

    @property
    def words(self) -> str:
        """Title and text as one, by which a translation knows what it translates."""
        return whole(self.title, self.body)

    @property
    def blocks(self) -> list[tuple[str, list[str]]]:
        """The body in paragraphs and lists, nothing filled in."""
        return blocks_of(self.body)

    @property
    def is_standard(self) -> bool:
        """Whether it can go to many people at once: to themselves, nothing to type, nothing decided in it."""
        return not (self.to_other or self.decides or self.asked or self.group == "birthdays")


@cache
def delivered() -> dict[str, Text]:
    """Every text as delivered, by key, group by group."""
    rows = tomllib.loads(FILE.read_text("utf-8"))
    found = {key: _text(key, row) for key, row in rows.items()}
    order = list(GROUPS)
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[1].group)))


def whole(title: str, body: str) -> str:
    """Title and text as one."""
    return f"{title.strip()}\n\n{plain(body)}"


def plain(body: str) -> str:
    """A text as it is kept, whatever a browser made of the ends of its lines."""
    return body.replace("\r\n", "\n").strip()


def fingerprint(words: str) -> str:
    """The hash by which a delivered translation names the English that it translates."""
    return hashlib.sha256(words.encode()).hexdigest()


def marks_in(text: str) -> set[str]:
    """The names between braces."""
    return {name.strip() for name in _MARK.findall(text)}


def check_text(title: str, body: str) -> None:
    """Raise FactRefused, by its name, for what cannot be filled in, and for a brace that stands alone."""
    if not title.strip() or not body.strip():
        raise FactRefused("Write a title and a text.")
    for text in (title, body):
        if left := re.search(r"[{}][^{}\n]{0,20}", _MARK.sub("", text)):
            raise FactRefused(f"A brace is not closed, or not opened, at “{left[0].strip()}”. Write {{name}}.")
    for name in sorted(marks_in(f"{title}\n{body}")):
        if name not in KNOWN and name not in ASKED:
            known = ", ".join(f"{{{one}}}" for one in (*KNOWN, *ASKED))
            raise FactRefused(f"There is no {{{name}}}. What can be filled in: {known}.")


def check_translation(title: str, body: str, *, english: str) -> None:
    """As ``check_text``; and a translation fills in what the English fills in, no more and no less."""
    check_text(title, body)
    wanted, there = marks_in(english), marks_in(whole(title, body))
    for name in sorted(wanted ^ there):
        told = "is missing: the English has it" if name in wanted else "does not stand in the English"
        raise FactRefused(f"{{{name}}} {told}.")


def filled(text: str, given: Mapping[str, str]) -> str:
    """The text with everything filled in. Raises FactRefused, by its name, where something is missing."""

    def word(match: re.Match[str]) -> str:
        name = match[1].strip()
        said = given.get(name, "").strip()
        if not said:
            raise FactRefused(f"{{{name}}} is not known for this letter: {KNOWN.get(name) or ASKED.get(name, name)}")
        return said

    return _MARK.sub(word, text)


def one_to_a_line(body: str) -> str:
    """The text with each sentence as a paragraph of its own. Nothing is filled in yet: a full stop in a name would
    end no sentence.
    """
    return "\n".join(line if line.startswith("- ") else _SENTENCE.sub("\n\n", line) for line in body.splitlines())


def isolated(said: str) -> str:
    """What is filled into words of another language, so that each line keeps its own direction among them."""
    lines = []
    for line in said.replace("\r\n", "\n").split("\n"):
        mark, words = ("- ", line[2:]) if line.startswith("- ") else ("", line)
        lines.append(f"{mark}{ISOLATE}{words}{END}" if words.strip() else line)
    return "\n".join(lines)


def blocks_of(body: str) -> list[tuple[str, list[str]]]:
    """Paragraphs (``p``, one text) and lists (``ul``, many), in order."""
    found: list[tuple[str, list[str]]] = []
    for part in re.split(r"\n\s*\n", body.strip().replace("\r\n", "\n")):
        words: list[str] = []
        items: list[str] = []
        for line in part.splitlines():
            if line.startswith("- "):
                items.append(line[2:].strip())
            elif items:
                items[-1] += f" {line.strip()}"
            else:
                words.append(line.strip())
        if words:
            found.append(("p", [" ".join(words)]))
        if items:
            found.append(("ul", items))
    return found


def _text(key: str, row: Mapping[str, object]) -> Text:
    return Text(
        key=key,
        group=str(row["group"]),
        title=str(row["title"]),
        body=str(row["body"]).strip(),
        to_other=row.get("to") == "other",
        decides=bool(row.get("decides")),
        by_director=bool(row.get("director")),
        encloses=bool(row.get("encloses")),
        slip=bool(row.get("slip")),
        after_death=bool(row.get("after_death")),
    )
