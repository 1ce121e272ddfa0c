"""What came of a consultation: counts in which nobody stands alone, and the quotes that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from alongside.shell import disclosure
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Count
from alongside.shell.refusals import NotYours
from alongside.voice import naming, texts
from alongside.voice.access import consultation_for, is_own_work
from alongside.voice.models import Consultation, Drawing, Group, Question, Said

ANSWERED = 0
OPENED = (Consultation.State.COUNTED, Consultation.State.WAITING, Consultation.State.PUBLISHED)
"""The states in which the answers have been counted."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How many chose an answer; ``percent`` of those who answered is None where a number is hidden."""

    words: str
    count: Count
    percent: int | None


@dataclass(frozen=True, slots=True)
class Quotes:
    """What was said about one theme."""

    theme: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that everybody may see."""

    id: UUID
    shows: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one question."""

    number: int
    kind: str
    text: str
    answered: Count
    rows: tuple[AnswerRow, ...]
    quotes: tuple[Quotes, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those invited answered; ``words`` is empty where nobody said which. None where a number is hidden."""

    words: str
    invited: Count
    answered: Count
    percent: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a consultation, in the words of one language."""

    id: UUID
    slug: str
    title: str
    language: str
    state: str
    opens_on: date | None
    closes_on: date | None
    published_on: date | None
    found: str
    next_steps: str
    said_in: str
    """The language of ``found`` and ``next_steps``."""
    answers: Count
    typed: Count
    set_aside: int
    questions: tuple[Answered, ...]
    by_age: tuple[Rate, ...]
    by_district: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A text as whoever chooses quotes reads it."""

    id: UUID
    version: int
    text: str
    theme: str
    quote: str
    may_name: tuple[str, ...]
    """What in it may point at a person: names, places, numbers. A guess; a person decides."""


@dataclass(frozen=True, slots=True)
class DrawingRow:
    """A picture as whoever chooses reads it."""

    id: UUID
    version: int
    shows: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ToChoose:
    """What was written and drawn to one question."""

    number: int
    text: str
    said: tuple[SaidRow, ...]
    drawings: tuple[DrawingRow, ...]


@dataclass(frozen=True, slots=True)
class ResultsDesk:
    """Results being written."""

    results: Results
    version: int
    to_choose: tuple[ToChoose, ...]
    themes: tuple[str, ...]
    is_own_work: bool
    """Whether this person had a hand in them, so that somebody else publishes them."""


def results(slug: str, *, language: str) -> Results | None:
    """The results of a consultation, once they are published."""
    found = Consultation.objects.filter(slug=slug, state=Consultation.State.PUBLISHED).first()
    return _results(found, language) if found else None


def results_desk(actor: Actor, consultation_id: UUID, *, language: str = "") -> ResultsDesk:
    """The same while they are being written, with all that was written and drawn. Raises NotYours before the count."""
    row = consultation_for(actor, consultation_id)
    if row.state not in OPENED:
        raise NotYours("results")
    open_ended = row.questions.filter(kind__in=(Question.Kind.WORDS, Question.Kind.PICTURE))
    to_choose = tuple(_to_choose(one) for one in open_ended)
    themes = {said.theme for one in to_choose for said in one.said if said.theme}
    return ResultsDesk(
        results=_results(row, language or settings.LANGUAGE_CODE),
        version=row.version,
        to_choose=to_choose,
        themes=tuple(sorted(themes)),
        is_own_work=is_own_work(actor, row),
    )


def drawing(drawing_id: UUID, *, actor: Actor | None = None) -> bytes | None:
    """A picture that is shown to everybody; any for those who may read the consultation."""
    found = Drawing.objects.select_related("question__consultation").filter(pk=drawing_id).first()
    if found is None:
        return None
    published = found.question.consultation.state == Consultation.State.PUBLISHED
    if not (found.is_shown and published):
        if actor is None:
            return None
        consultation_for(actor, found.question.consultation_id)
    return bytes(found.picture)


def one_text(actor: Actor, said_id: UUID) -> tuple[SaidRow, UUID]:
    """A text, and its consultation."""
    found = Said.objects.select_related("question").filter(pk=said_id).first()
    if found is None:
        raise NotYours("text")
    consultation_for(actor, found.question.consultation_id)
    return _said(found), found.question.consultation_id


def one_drawing(actor: Actor, drawing_id: UUID) -> tuple[DrawingRow, UUID]:
    """A picture's row, and its consultation."""
    found = Drawing.objects.select_related("question").filter(pk=drawing_id).first()
    if found is None:
        raise NotYours("drawing")
    consultation_for(actor, found.question.consultation_id)
    row = DrawingRow(found.pk, found.version, found.shows, found.is_shown)
    return row, found.question.consultation_id


def results_table(found: Results) -> Iterator[tuple[str, ...]]:
    """Every number of the results, for a spreadsheet: a row of headings first."""
    yield ("Question", "Answer", "How many", "Per cent of those who answered")
    for one in found.questions:
        for row in one.rows:
            yield (one.text, row.words, _plain(row.count), "" if row.percent is None else str(row.percent))
        if not one.rows:
            yield (one.text, "answered in words or pictures", _plain(one.answered), "")


def rates_of(consultation_id: UUID) -> tuple[tuple[Rate, ...], tuple[Rate, ...]]:
    """How many of those invited answered, by age and by district. Answers are not looked at for it."""
    groups = list(Group.objects.filter(consultation=consultation_id))
    return _rates(groups, "band"), _rates(groups, "area")


# ---------------------------------------------------------------------------------------------------------------------


def _results(row: Consultation, language: str) -> Results:
    title = texts.told(row.words, language)
    told = texts.told(row.results, language)
    by_age, by_district = rates_of(row.pk)
    return Results(
        id=row.pk,
        slug=row.slug,
        title=title["title"],
        language=title.language,
        state=row.state,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        published_on=row.published_on,
        found=told["found"],
        next_steps=told["next"],
        said_in=told.language,
        answers=disclosure.count(row.answers),
        typed=disclosure.breakdown({"typed": row.typed, "other": row.answers - row.typed}).parts["typed"],
        set_aside=row.set_aside,
        questions=tuple(_answered(one, title.language) for one in row.questions.all()),
        by_age=by_age,
        by_district=by_district,
    )


def _answered(question: Question, language: str) -> Answered:
    told = texts.told(question.words, language)
    counts = {one.choice: one.number for one in question.tallies.all()}
    total = counts.get(ANSWERED, 0)
    quotes: dict[str, list[str]] = {}
    for said in question.said.exclude(quote=""):
        quotes.setdefault(said.theme, []).append(said.quote)
    return Answered(
        number=question.number,
        kind=question.kind,
        text=told["text"],
        answered=disclosure.count(total),
        rows=tuple(_rows(question.kind, list(told["choices"] or []), counts, total)),
        quotes=tuple(Quotes(theme, tuple(those)) for theme, those in quotes.items()),
        pictures=tuple(Picture(one.pk, one.shows) for one in question.drawings.filter(is_shown=True)),
    )


def _rows(kind: str, choices: list[str], counts: dict[int, int], total: int) -> Iterator[AnswerRow]:
    """Of one answer each, a small number hides another beside it; of several answers each stands for itself."""
    numbers = {str(place): counts.get(place, 0) for place in range(1, len(choices) + 1)}
    if kind == Question.Kind.SEVERAL:
        safe = {
            name: disclosure.breakdown({"yes": times, "no": total - times}).parts["yes"]
            for name, times in numbers.items()
        }
    else:
        safe = dict(disclosure.breakdown(numbers).parts)
    for place, words in enumerate(choices, start=1):
        count = safe[str(place)]
        yield AnswerRow(words, count, _percent(count.value, total))


def _rates(groups: Iterable[Group], name: str) -> tuple[Rate, ...]:
    """Who answered and who did not, of every group, are parts of one whole: none of them can be worked out."""
    invited: dict[str, int] = {}
    answered: dict[str, int] = {}
    for group in groups:
        words = getattr(group, name)
        invited[words] = invited.get(words, 0) + group.invited
        answered[words] = answered.get(words, 0) + group.answered
    if not invited or set(invited) == {""}:
        return ()
    yes = {f"yes {words}": answered[words] for words in invited}
    parts = disclosure.breakdown(yes | {f"no {words}": invited[words] - answered[words] for words in invited}).parts
    rates = []
    for words in sorted(invited):
        here, others = parts[f"yes {words}"], parts[f"no {words}"]
        is_plain = here.value is not None and others.value is not None
        whole = disclosure.count(invited[words]) if is_plain else disclosure.HIDDEN
        rates.append(Rate(words, whole, here, _percent(here.value, invited[words]) if is_plain else None))
    return tuple(rates)


def _percent(part: int | None, whole: int) -> int | None:
    return None if part is None or not whole else round(100 * part / whole)


def _to_choose(question: Question) -> ToChoose:
    said = tuple(_said(one) for one in question.said.all())
    drawings = tuple(DrawingRow(one.pk, one.version, one.shows, one.is_shown) for one in question.drawings.all())
    return ToChoose(question.number, texts.told(question.words)["text"], said, drawings)


def _said(one: Said) -> SaidRow:
    return SaidRow(one.pk, one.version, one.text, one.theme, one.quote, naming.may_name(one.text))


def _plain(count: Count) -> str:
    return count.in_place_of_value if count.value is None else str(count.value)
