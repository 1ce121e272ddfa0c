"""The offer in other forms: the lines of easy read, and the files that were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from alongside.offer.models import AreaPage, EasyReadLine, MadeFile, in_english
from alongside.offer.queries.languages import said
from alongside.shell import clock


@dataclass(frozen=True, slots=True)
class EasyLine:
    """A line of easy read: the name of its picture, and a short sentence."""

    picture: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the offer. ``state`` is "stopped" where whoever was making it has gone."""

    id: int
    edition: int
    language: str
    scope: str
    key: str
    kind: str
    state: str
    made_at: datetime | None
    size: int
    sha256: str
    error: str
    path: str

    @property
    def file(self) -> Path | None:
        """Where it lies, if it was ever made and is still there."""
        file = Path(settings.MEDIA_ROOT) / self.path
        return file if self.path and file.is_file() else None


def easy_read(*, language: str) -> dict[UUID, tuple[EasyLine, ...]]:
    """The lines that somebody wrote, by the id of the entitlement; nobody has written any but in English."""
    found: dict[UUID, tuple[EasyLine, ...]] = {}
    if language != settings.LANGUAGE_CODE:
        return found
    rows = EasyReadLine.objects.filter(page__locale__language_code=language).order_by("page_id", "sort_order", "pk")
    for row in rows.values_list("page__entitlement_id", "picture", "sentence"):
        found[row[0]] = (*found.get(row[0], ()), EasyLine(row[1], row[2]))
    return found


def area_summaries(*, language: str) -> dict[str, str]:
    """The one sentence of each area."""
    pages = list(in_english(AreaPage.objects.live()))
    words = said(pages, language)
    return {page.area: words[page.translation_key].words["summary"] for page in pages}


def languages_of_the_offer() -> tuple[str, ...]:
    """Every language in which an area is published."""
    found = AreaPage.objects.live().order_by("locale__language_code").values_list("locale__language_code", flat=True)
    return tuple(dict.fromkeys(found))


def made_files(*, edition: int | None = None) -> tuple[Made, ...]:
    """Every file, or those of an edition; 0 is the offer as it stands."""
    rows = MadeFile.objects.all() if edition is None else MadeFile.objects.filter(edition=edition)
    return tuple(_made(row) for row in rows)


def made_file(*, edition: int, language: str, key: str, kind: str) -> Made | None:
    """One file; None where it was never asked for."""
    row = MadeFile.objects.filter(edition=edition, language=language, key=key, kind=kind).first()
    return _made(row) if row else None


def _made(row: MadeFile) -> Made:
    lapsed = row.state == MadeFile.State.MAKING and row.lease_until is not None and row.lease_until < clock.now()
    return Made(
        id=row.pk,
        edition=row.edition,
        language=row.language,
        scope=row.scope,
        key=row.key,
        kind=row.kind,
        state="stopped" if lapsed else row.state,
        made_at=row.made_at,
        size=row.size,
        sha256=row.sha256,
        error=row.error,
        path=row.path,
    )
