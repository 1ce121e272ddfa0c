"""What young people of Brightwater are asked and what they said. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from alongside.demo.people import POSTS
from alongside.demo.portal import AGES, email_of
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from alongside.voice import queries
from alongside.voice.models import Consultation

HOME = {
    "title": "Where do you feel at home?",
    "purpose": "We want more places that feel like home. Tell us what makes one.",
    "can": "How rooms look. Who may visit. What happens in the first week. We have £40,000 for it this year.",
    "cannot": "How many homes there are in all. Building takes longer than a year.",
}
HOME_ARABIC = {
    "title": "أين تشعر أنك في بيتك؟",
    "purpose": "نريد أماكن أكثر تشعر فيها أنك في بيتك. قل لنا ما الذي يجعلها كذلك.",
    "can": "شكل الغرف. من يمكنه أن يزور. ما يحدث في الأسبوع الأول. لدينا 40,000 جنيه لذلك هذا العام.",
    "cannot": "عدد البيوت كلها. البناء يأخذ أكثر من سنة.",
}
HOME_EASY = {
    "title": "Your home",
    "purpose": "Tell us what makes a good home.",
    "can": "We can change rooms. We can change rules about visits.",
    "cannot": "We cannot build more homes this year.",
}
HOME_QUESTIONS = (
    ("scale", "How does your home feel?", "", ()),
    ("several", "What matters most to you?", "Tick as many as you like",
     ("Quiet", "My own key", "Friends can visit", "A garden", "Near to college or work")),
    ("one", "Who chose the place?", "", ("I did", "We did, together", "Others did")),
    ("words", "What should we change first?", "One thing is enough", ()),
    ("picture", "Draw your home, or take a photo of a drawing", "No faces, please", ()),
)  # fmt: skip
IN_ARABIC = (
    {"text": "كيف تشعر في بيتك؟", "choices": ["سيئ جداً", "سيئ", "بين بين", "جيد", "جيد جداً"]},
    {"text": "ما أهم شيء لك؟", "hint": "اختر ما تشاء",
     "choices": ["الهدوء", "مفتاح لي", "زيارة الأصدقاء", "حديقة", "القرب من الكلية أو العمل"]},
    {"text": "من اختار المكان؟", "choices": ["أنا", "نحن معاً", "آخرون"]},
    {"text": "ما أول شيء يجب أن نغيره؟", "hint": "يكفي شيء واحد"},
    {"text": "ارسم بيتك، أو صوّر رسماً", "hint": "من دون وجوه من فضلك"},
)  # fmt: skip
IN_EASY_WORDS = (
    {"text": "Is your home good?", "choices": ["Very bad", "Bad", "So-so", "Good", "Very good"]},
    {"text": "What do you need at home?", "hint": "Tick what you like",
     "choices": ["Quiet", "A key", "Friends", "A garden", "To be near my work"]},
    {"text": "Who chose your home?", "choices": ["Me", "All of us", "Other people"]},
    {"text": "What is not good?", "hint": "Tell us one thing"},
    {"text": "Draw your home", "hint": "Do not draw faces"},
)  # fmt: skip
OF_HOME = (
    "A lock on my door that only I can open.",
    "Let my brother stay the night at weekends.",
    "Paint. It looks like an office.",
    "Tell me a week before when somebody moves in.",
    "The bus stops at six. I cannot work late.",
    "Nothing, it is good here.",
    "أريد أن أطبخ طعامي بنفسي.",
)

MONEY = {
    "title": "Is the money in our offer fair?",
    "purpose": "The offer is written anew. We want to know what of the money helps and what does not.",
    "can": "When money is paid and how you ask for it. What we choose to pay on top of the law.",
    "cannot": "Sums that the law sets. We can only pass on what you say.",
}
MONEY_QUESTIONS = (
    ("scale", "How easy is it to ask for money?", "", ()),
    ("one", "How did you find out what you can get?", "",
     ("My adviser told me", "I read the offer", "A friend told me", "I still do not know")),
    ("several", "What did you get help with?", "",
     ("Setting up home", "Travel", "A phone", "Clothes for work", "Nothing")),
    ("words", "What should be different?", "", ()),
)  # fmt: skip
OF_MONEY = (
    ("I had moved in for three weeks before the money came.", "When it comes", True),
    ("Pay the setting-up money before we move, not after.", "When it comes", True),
    ("You have to ask three people. One is enough.", "How to ask", True),
    ("I was ashamed to ask. It felt like begging.", "How to ask", True),
    ("Ms Okafor helped me with it, she is great.", "How to ask", False),
    ("I did not know about the travel money until my friend told me.", "Knowing about it", True),
    ("Put the sums on one page.", "Knowing about it", False),
    ("It is fine.", "", False),
)
FOUND = (
    "You told us that the money comes too late, and that asking for it is hard. Many did not know what they can get. "
    "Those whose adviser told them had an easier time."
)
NEXT = (
    "From January the setting-up money is there two weeks before you move. One person decides, not three. All sums "
    "stand on one page of the offer. We cannot make the sums of the law bigger. We told the minister what you said."
)
FOUND_ARABIC = "قلتم لنا إن المال يأتي متأخراً، وإن طلبه صعب. كثيرون لم يعرفوا ما يمكنهم الحصول عليه."
NEXT_ARABIC = "من يناير يأتي المال قبل أسبوعين من انتقالك. يقرر شخص واحد لا ثلاثة. وكل المبالغ في صفحة واحدة."

ADVISER = {
    "title": "How good is the help from your adviser?",
    "purpose": "We want advisers who are there when you need them.",
    "can": "How and how often you are in touch. When they can be reached.",
    "cannot": "Who your adviser is cannot change through this. Ask for that in your messages.",
}
ADVISER_QUESTIONS = (
    ("scale", "How good is the help?", "", ()),
    ("one", "How often are you in touch?", "", ("Enough", "Too seldom", "Too often")),
    ("words", "What would make it better?", "", ()),
)
INVITED = {("16–17", "Kingsmere"): 14, ("18–20", "Kingsmere"): 18, ("18–20", "Saltby"): 16,
           ("21–25", "Saltby"): 9, ("21–25", ""): 3}  # fmt: skip
"""Codes made for each age and district."""
ANSWERED = {("16–17", "Kingsmere"): 8, ("18–20", "Kingsmere"): 9, ("18–20", "Saltby"): 7,
            ("21–25", "Saltby"): 3, ("21–25", ""): 1}  # fmt: skip
ON_PAPER = 6


def add_consultations(workers: dict[str, User], *, on: date, seed: int) -> None:
    """One that is over, with its results; one under way for everybody; one for those with a place of their own."""
    actors = {post.role: shell.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    by, chance = actors[Role.PARTICIPATION_WORKER], Random(seed + 29)
    asked = _ask_about_money(by, chance, on)
    voice.publish_results(consultation_id=asked, on=on, by=actors[Role.HEAD_OF_SERVICE])
    _ask_about_home(by, chance, on)
    if any(shell.account_named(email_of(age)) for age in AGES):  # a smaller council may have nobody of these ages
        _ask_about_advisers(by, on)


def _ask_about_money(by: Actor, chance: Random, on: date) -> UUID:
    first, last = on - timedelta(days=40), on - timedelta(days=5)
    made = _written(MONEY, MONEY_QUESTIONS, by, answering="code", about_offer=True)
    voice.open_consultation(consultation_id=made.pk, opens_on=first, closes_on=last, on=first, by=by)
    texts = [text for text, _, _ in OF_MONEY]
    for (band, area), number in INVITED.items():
        codes = voice.make_codes(consultation_id=made.pk, number=number, band=band, area=area, by=by)
        for code in codes[: ANSWERED[band, area]]:
            _answer(made.pk, MONEY_QUESTIONS, chance, last, words=texts.pop() if texts else "", code=code)
    _type_in(made.pk, MONEY_QUESTIONS, chance, last, by)
    voice.close_consultation(consultation_id=made.pk, on=last, by=by)
    voice.count_answers(consultation_id=made.pk, on=on - timedelta(days=4), by=by)
    _write_results(made.pk, by)
    voice.put_results_forward(consultation_id=made.pk, by=by)
    return made.pk


def _write_results(consultation_id: UUID, by: Actor) -> None:
    """Themes for all texts, quotes where nobody is named, and what happens next in two languages."""
    chosen = {text: (theme, shown) for text, theme, shown in OF_MONEY}
    for question in queries.results_desk(by, consultation_id).to_choose:
        for said in question.said:
            theme, shown = chosen[said.text]
            quote = said.text if shown else ""
            voice.choose_quote(
                said_id=said.id, version=said.version, theme=theme, quote=quote, names_nobody=shown, by=by
            )
    for language, found, next_steps in (("en-gb", FOUND, NEXT), ("ar", FOUND_ARABIC, NEXT_ARABIC)):
        version = queries.results_desk(by, consultation_id).version
        voice.write_results(
            consultation_id=consultation_id, version=version, found=found, next_steps=next_steps, language=language,
            by=by,
        )  # fmt: skip


def _ask_about_home(by: Actor, chance: Random, on: date) -> None:
    made = _written(HOME, HOME_QUESTIONS, by, answering="open")
    asked = queries.desk(by, made.pk, on=on).shown.questions
    for language, words, questions in (("ar", HOME_ARABIC, IN_ARABIC), ("easy", HOME_EASY, IN_EASY_WORDS)):
        said = {one.id: {"hint": "", "choices": [], **there} for one, there in zip(asked, questions, strict=True)}
        voice.translate_consultation(consultation_id=made.pk, language=language, words=words, questions=said, by=by)
    first, last = on - timedelta(days=6), on + timedelta(days=15)
    voice.open_consultation(consultation_id=made.pk, opens_on=first, closes_on=last, on=first, by=by)
    for number in range(19):
        _answer(made.pk, HOME_QUESTIONS, chance, on, words=OF_HOME[number] if number < len(OF_HOME) else "")


def _ask_about_advisers(by: Actor, on: date) -> None:
    made = _written(ADVISER, ADVISER_QUESTIONS, by, answering="portal")
    last = on + timedelta(days=21)
    voice.open_consultation(consultation_id=made.pk, opens_on=on, closes_on=last, on=on, by=by)
    voice.invite_accounts(consultation_id=made.pk, youngest=16, oldest=25, on=on, by=by)


def _written(
    words: dict[str, str], questions: Any, by: Actor, *, answering: str, about_offer: bool = False
) -> Consultation:
    made = voice.write_consultation(**words, answering=answering, about_offer=about_offer, by=by)
    for kind, text, hint, choices in questions:
        voice.add_question(consultation_id=made.pk, kind=kind, text=text, hint=hint, choices=list(choices), by=by)
    return made


def _type_in(consultation_id: UUID, questions: Any, chance: Random, on: date, by: Actor) -> None:
    batch = voice.begin_typing(consultation_id=consultation_id, on=on, by=by)
    for _ in range(ON_PAPER):
        _answer(consultation_id, questions, chance, on, words="", batch_id=batch.pk)
    voice.finish_typing(batch_id=batch.pk, by=by)


def _answer(consultation_id: UUID, questions: Any, chance: Random, on: date, *, words: str, **how: Any) -> None:
    """One answer: most are content, some are not, some leave a question out."""
    answers: dict[str, Any] = {}
    for number, (kind, _, _, choices) in enumerate(questions, start=1):
        if kind == "scale":
            answers[str(number)] = chance.choice((1, 2, 2, 3, 4, 4, 4, 5))
        elif kind == "one":
            answers[str(number)] = min(chance.randint(1, len(choices)), chance.randint(1, len(choices)))
        elif kind == "several":
            answers[str(number)] = sorted(chance.sample(range(1, len(choices) + 1), chance.randint(1, 3)))
        elif kind == "words" and words:
            answers[str(number)] = words
    voice.cast_answer(consultation_id=consultation_id, answers=answers, form=uuid4(), on=on, **how)
