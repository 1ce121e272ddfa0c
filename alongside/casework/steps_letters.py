"""Which step of a letter, and of its text, may follow which. Pairs: ``check_…`` raises, ``can_…`` asks."""

from __future__ import annotations

from alongside.casework.models import Letter, LetterText, LetterTranslation
from alongside.shell.refusals import WrongState

State = Letter.State
TextState = LetterText.State
TranslationState = LetterTranslation.State

STEPS: dict[tuple[str | None, str], State] = {
    (None, "draft"): State.DRAFTED,
    (State.DRAFTED, "approve"): State.APPROVED,
    (State.DRAFTED, "queue"): State.QUEUED,
    (State.APPROVED, "queue"): State.QUEUED,
    (State.STOPPED, "queue"): State.QUEUED,
    (State.QUEUED, "send"): State.SENT,
    (State.DRAFTED, "stop"): State.STOPPED,
    (State.APPROVED, "stop"): State.STOPPED,
    (State.QUEUED, "stop"): State.STOPPED,
    (State.SENT, "return"): State.RETURNED,
    (State.SENT, "acknowledge"): State.ACKNOWLEDGED,
}
"""State × step → the state after it. A pair that is not here is refused."""

REFUSED_STEP = {
    "draft": "This letter is there already.",
    "approve": "There is nothing to approve: someone decided already, or the letter was taken back.",
    "queue": "This letter cannot be sent: it is on its way or was sent already.",
    "send": "This letter does not wait to be sent.",
    "stop": "This letter has left already.",
    "return": "Only a letter that was sent can come back.",
    "acknowledge": "Only a letter that was sent can be answered.",
}

TEXT_STEPS: dict[tuple[str | None, str], TextState] = {
    (None, "propose"): TextState.PROPOSED,
    (TextState.APPROVED, "propose"): TextState.PROPOSED,
    (TextState.SENT_BACK, "propose"): TextState.PROPOSED,
    (TextState.PROPOSED, "approve"): TextState.APPROVED,
    (TextState.PROPOSED, "send_back"): TextState.SENT_BACK,
}
"""The same for a text of a letter."""

REFUSED_TEXT_STEP = {
    "propose": "A proposal is already waiting for somebody to decide on it.",
    "approve": "There is no proposal to approve.",
    "send_back": "There is no proposal to send back.",
}

TRANSLATION_STEPS: dict[tuple[str | None, str], TranslationState] = {
    (None, "write"): TranslationState.WRITTEN,
    (None, "check"): TranslationState.CHECKED,
    (TranslationState.CHECKED, "write"): TranslationState.WRITTEN,
    (TranslationState.SENT_BACK, "write"): TranslationState.WRITTEN,
    (TranslationState.WRITTEN, "check"): TranslationState.CHECKED,
    (TranslationState.WRITTEN, "send_back"): TranslationState.SENT_BACK,
}
"""The same for its words in another language; None: a draft as delivered, which has nobody to go back to."""

REFUSED_TRANSLATION_STEP = {
    "write": "A translation is already waiting for somebody to check it.",
    "check": "There is no translation to check.",
    "send_back": "There is no translation to send back.",
}


def check_step(letter: Letter | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step, or the letter waits for a yes."""
    state = State(letter.state) if letter else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    if letter is not None and step == "queue" and letter.decides and letter.approved_at is None:
        raise WrongState("This letter tells a decision. Somebody else has to approve it first.")
    return STEPS[state, step]


def can_step(letter: Letter | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(letter, step)
    except WrongState:
        return False
    return True


def check_text_step(latest: LetterText | None, step: str) -> TextState:
    """The state of a text after ``step``. Raises WrongState where the table has no such step."""
    state = TextState(latest.state) if latest else None
    if (state, step) not in TEXT_STEPS:
        raise WrongState(REFUSED_TEXT_STEP[step])
    return TEXT_STEPS[state, step]


def can_text_step(latest: LetterText | None, step: str) -> bool:
    """Whether ``check_text_step`` would let it pass."""
    try:
        check_text_step(latest, step)
    except WrongState:
        return False
    return True


def check_translation_step(latest: LetterTranslation | None, step: str) -> TranslationState:
    """The state of a translation after ``step``. Raises WrongState where the table has no such step."""
    state = TranslationState(latest.state) if latest else None
    if (state, step) not in TRANSLATION_STEPS:
        raise WrongState(REFUSED_TRANSLATION_STEP[step])
    return TRANSLATION_STEPS[state, step]
