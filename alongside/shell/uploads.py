"""A limit to what anybody may send, looked at before the first byte is kept. Forms have lower limits of their own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """Stands first among the handlers and refuses (400) what says of itself that it is too large."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Raise RequestDataTooBig over ``LARGEST_UPLOAD`` bytes. A server gives us no more than was announced."""
        if content_length > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("The upload is larger than this site takes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the data to the handlers that follow."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The same."""
