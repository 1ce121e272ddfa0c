"""E-mail to those who work here: that something waits, and where to read it. Never what it says or whom it is about."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from alongside.shell import design
from alongside.shell.queries import Worker

log = logging.getLogger(__name__)


def tell(workers: Iterable[Worker], *, subject: str, words: str, url_name: str) -> int:
    """Write to each of them, one message each. Answers how many left; one that cannot be sent keeps no other back."""
    body = f"{words}\n\nSign in: {settings.SITE_URL}{reverse(url_name)}\n"
    sender = design.council().email
    told = 0
    with get_connection() as connection:
        for worker in workers:
            message = EmailMessage(subject, body, sender, [worker.email], connection=connection)
            try:
                told += message.send()
            except (SMTPException, OSError):
                log.exception("An e-mail to somebody who works here could not be sent.")
    return told
