"""``export``: a format, a category and wishes → a file, or a folder of pages."""

import os
from collections.abc import Callable

from partnergloss import errors
from partnergloss.cache import silent
from partnergloss.export import FORMATS, Folder, writer
from partnergloss.export.extract import Extract
from partnergloss.glossary import Glossary, files_of
from partnergloss.output import Output
from partnergloss.publishing import publish, publish_folder
from partnergloss.request import Request

_MANY = 2000
"""Terms that take about a second."""


def answer(request: Request, output: Output, glossary: Glossary) -> int:
    """Write the terms, say what the format cannot hold, and give the exit code."""
    said_in = files_of(request.layer, request.terms)
    extract = Extract(glossary.index, glossary.select(request.category, request.where, said_in=said_in, whole=True))
    if not extract.ids:
        output.note("No term is in that category with those values.")
        return errors.NOT_FOUND
    _write(request, output, extract)
    lost = _lost(request.words[0], extract)
    if lost:
        output.note(lost)
    return errors.ANSWERED


def _write(request: Request, output: Output, extract: Extract) -> None:
    """Send the file where the request says: to a folder where one is there, or the path ends as one's does."""
    name, to = request.words[0], "-" if request.to is None else request.to
    module = writer(name)
    if to == "-":
        output.stream(module.write(extract))
        return
    extract.told = _telling(output, len(extract))
    try:
        if isinstance(module, Folder) and (to.endswith(("/", os.sep)) or os.path.isdir(to)):
            publish_folder(to, module.pages(extract), force=request.force)
        else:
            publish(to, module.write(extract), force=request.force)
    finally:
        extract.told(1)


def _telling(output: Output, terms: int) -> Callable[[float], None]:
    """Give what shows how far the writing is, where that takes longer than about a second."""
    return (lambda share: output.progress(share, "Writing")) if terms > _MANY else silent


def _lost(name: str, extract: Extract) -> str:
    """Say in one line what the file does not hold of the glossary; nothing where it holds all."""
    said = [FORMATS[name].lost] if FORMATS[name].lost else []
    outside = len(extract.outside) if FORMATS[name].links else 0
    if outside:
        said.append(f"links to {outside} {'term' if outside == 1 else 'terms'} that are not exported are left out")
    return f"gloss: {name}: {'; '.join(said)}." if said else ""
