"""Letters: those of one person, writing one, and every step until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import letters as forms
from alongside.casework.views.about import FormAbout
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.LETTERS, Verb.READ)
@require_safe
def letters(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every letter to and about one person, and what may be written."""
    by, on = request.actor, clock.today()
    header = queries.person_header(by, person_id, Record.LETTERS, on=on, place="casework:letters")
    told = queries.letters_of(by, person_id, on=on)
    return render(request, "casework/letters.html", {"header": header, "letters": told})


@permission(Record.LETTERS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def write_letter(request: HttpRequest, person_id: UUID, slug: str) -> HttpResponse:
    """Write a letter from a text. It is shown before it goes."""
    write = queries.text_to_write(request.actor, person_id, slug, on=clock.today())
    told = queries.letters_of(request.actor, person_id, on=clock.today())
    about = FormAbout(
        title=write.text.title,
        place="casework:letters",
        act=partial(actions.draft_letter, key=slug),
        done="The letter is written. Open it below and read it: from there it goes on.",
        template="casework/write_letter.html",
        more={"write": write, "text": write.text, "letters": told},
    )
    other = "own_place" if told.has_account else "by_hand"
    form = {"language": write.language, "large_print": write.large_print, "easy_read": write.easy_read}
    initial = {**form, "channel": other if told.why_no_post else "post"}
    make = partial(forms.WriteLetter, text=write.text, initial=initial)
    return about.open(request, person_id, Record.LETTERS, Verb.CREATE, lambda _, data: make(data))


@permission(Record.LETTERS, Verb.READ)
@require_safe
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter as it reads, where it stands, and the next steps."""
    return _letter(request, letter_id)


@permission(Record.LETTERS, Verb.READ)
@require_safe
def letter_file(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter on paper."""
    return pdf_answer(queries.letter_paper(request.actor, letter_id, on=clock.today()), "letter.pdf")


@permission(Record.LETTERS, Verb.CREATE)
@require_POST
def send_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Put a letter in the queue."""
    return _step(request, letter_id, forms.SendLetter, actions.queue_letter, "The letter is on its way.")


@permission(Record.LETTERS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Approve a letter that tells a decision, or stop it."""
    return _step(request, letter_id, forms.DecideLetter, actions.decide_letter, "Your decision is recorded.")


@permission(Record.LETTERS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def withdraw_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Take a letter back."""
    return _step(request, letter_id, forms.WithdrawLetter, actions.withdraw_letter, "The letter is taken back.")


@permission(Record.LETTERS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def settle_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Record what became of a letter."""
    return _step(request, letter_id, forms.SettleLetter, actions.settle_letter, "It is recorded.")


@permission(Record.LETTERS, Verb.APPROVE)
@require_safe
def letters_to_approve(request: HttpRequest) -> HttpResponse:
    """Letters that wait for somebody else's yes."""
    rows = queries.letters_to_approve(request.actor, on=clock.today())
    return render(request, "casework/letters_to_approve.html", {"rows": rows})


@permission(Record.LETTERS, Verb.READ)
@require_http_methods(GET_OR_POST)
def letter_batches(request: HttpRequest) -> HttpResponse:
    """Letters to many people at once, and how far they are."""
    by, on = request.actor, clock.today()
    may = by.can_at_work(Record.LETTERS, Verb.CREATE)
    form = forms.MakeBatch(request.POST or None, texts=queries.standard_texts(by)) if may else None
    if form and (made := sent(request, form, actions.make_batch)):
        return redirect("casework:letter_batches") if made is True else redirect("casework:letter_batch", made.pk)
    told = {"rows": queries.letter_batches(by, on=on), "form": form, "once": sending.mark_of(request)}
    return render(request, "casework/letter_batches.html", told)


@permission(Record.LETTERS, Verb.READ)
@require_safe
def letter_batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """How far a batch is. Opened again, it shows how far it is then."""
    batch = queries.letter_batch(request.actor, batch_id, on=clock.today())
    return render(request, "casework/letter_batch.html", {"batch": batch})


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF that no browser runs, under a name that says nothing."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer


# ---------------------------------------------------------------------------------------------------------------------


def _letter(request: HttpRequest, letter_id: UUID, wrong: Form | None = None) -> HttpResponse:
    by, on = request.actor, clock.today()  # type: ignore[attr-defined]
    one = queries.one_letter(by, letter_id, on=on)
    header = queries.person_header(by, one.person, Record.LETTERS, on=on, place="casework:letters")
    told = {"header": header, "letter": one, "form": wrong, "once": sending.mark_of(request)}
    made = {"decide": forms.DecideLetter, "withdraw": forms.WithdrawLetter, "settle": forms.SettleLetter}
    forms_by_name = {name: wrong if isinstance(wrong, of) else of() for name, of in made.items()}
    return render(request, "casework/letter.html", {**told, "steps": forms_by_name})


def _step(
    request: HttpRequest, letter_id: UUID, form_of: Callable[..., Form], act: Callable[..., Any], done: str
) -> HttpResponse:
    """Take one step of a letter; what is refused is said on its page."""
    form = form_of(request.POST or None)
    if not request.POST:
        return _letter(request, letter_id)
    if sent(request, form, partial(act, letter_id=letter_id)):
        return said(request, done, "casework:letter", letter_id)
    return _letter(request, letter_id, form)
