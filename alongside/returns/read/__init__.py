"""Reading a statutory return: files or uploads in, a Return or one sentence of refusal out."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.returns.findings import ReturnRefused

from .assemble import assemble, recognise, year_sets
from .result import Return, columns_of, joined_episodes
from .sheets import sheets_in
from .sources import Given, Limits, Upload, sources_of
from .xml import is_return_xml, sheets_in_xml

__all__ = ["Given", "Limits", "Return", "Upload", "columns_of", "joined_episodes", "read_return"]

_USUAL = Limits()


def read_return(given: Given | Sequence[Given], *, year: int | None = None, limits: Limits = _USUAL) -> Return:
    """Read a return: a folder, a zip, single files, or open files with a name; several of them for several years.

    Tables are known by their headings, whatever the files are called. Each folder (or zip, or XML file) holds one
    collection year, which its dates tell; ``year`` overrules them for the newest (2026: April 2025 to March 2026).

    Raises ReturnRefused, with one sentence to show, where anything cannot be read as a return. Nothing is half-read:
    either every row of every table is in the result or nothing is.
    """
    sources = sources_of(given, limits)
    tabs = []
    notes = []
    for source in sources:
        from_xml = is_return_xml(source)
        found = [recognise(sheet) for sheet in (sheets_in_xml(source) if from_xml else sheets_in(source, limits))]
        for tab in found:
            if tab is not None:
                tab.from_xml = from_xml
                tabs.append(tab)
        if not any(found):
            notes.append(f"{source.name}: is not a table of the return and was left out.")
    if not tabs:
        raise ReturnRefused(_nothing_found([source.name for source in sources]))
    return assemble(year_sets(tabs), year, notes)


def _nothing_found(names: list[str]) -> str:
    if not names:
        return "There is nothing in it: give the folder, zip or files of a return (CSV, XLSX or XML)."
    what = f"{names[0]} is not" if len(names) == 1 else f"None of the {len(names)} files is"
    return f"{what} a table of the return: give its CSV, XLSX or XML files."
