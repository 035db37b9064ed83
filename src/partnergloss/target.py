"""Which term file to write, and which layers lie below it."""

import os
from typing import NamedTuple

from partnergloss.errors import TermFileError, UsageError
from partnergloss.layers import PROJECT_FILE, Layer, absolute, every, home, user_folder
from partnergloss.termbase import Entry, dispensable, read_layer, settled, warning
from partnergloss.termfile import TermFile
from partnergloss.visible import argument, one_line


class Target(NamedTuple):
    """A term file to write.

    Attributes:
        path: the file, there or not.
        folders: whether the folders that lead to it are made where they are missing.
        option: how to name it to ``edit``; empty where that finds it by itself.
    """

    path: str
    folders: bool = False
    option: str = ""


def target(to: str | None, layers: list[Layer]) -> Target:
    """Find the file that is meant.

    Args:
        to: ``user``, ``project`` or a file; None for the project's where there is one, else the user's.
        layers: every place looked at for terms.

    Raises:
        UsageError: there is no such place, or a project's file that leads elsewhere.
    """
    option = f" --to {argument(to)}" if to else ""
    project = next((layer for layer in layers if layer.origin == "project" and layer.found), None)
    if to == "project" or (to is None and project):
        path = project.path if project else os.path.join(_root(), PROJECT_FILE)
        folder = os.path.join(os.path.realpath(os.path.dirname(path)), "")
        barred = next((layer.reason for layer in layers if layer.barred and layer.path == path), None)
        if barred:
            raise UsageError(
                f"{one_line(path)} is {barred}", ("Nothing was changed. To write another file: --to FILE",)
            )
        if not os.path.realpath(path).startswith(folder):
            message = f"{one_line(path)} is a link that leads out of its folder"
            raise UsageError(message, ("Nothing was changed. To write another file: --to FILE",))
        return Target(path, option=option)
    if to is None or to == "user":
        config = user_folder("config")
        if not config:
            raise UsageError("there is no home folder for a term file of your own", ("Name a file: --to FILE",))
        return Target(os.path.join(config, "terms.toml"), folders=True, option=option)
    if not to:
        raise UsageError("--to takes user, project or the name of a file")
    return Target(to, option=option)


def _root() -> str:
    """Give the folder of the repository around the working folder, not past home; else the working folder."""
    try:
        folder = start = os.getcwd()
    except OSError as error:
        raise UsageError("this folder is gone") from error
    top = os.path.realpath(home() or os.sep)
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder in (top, os.path.dirname(folder)):
            return start
        folder = os.path.dirname(folder)
    return folder


def in_effect(terms: tuple[str, ...]) -> list[Layer]:
    """List the layers in effect here, lowest first; ``terms`` are the files of ``--terms``."""
    return [layer for layer in every(terms) if layer.expected]


def is_among(layers: list[Layer], path: str) -> bool:
    """Say whether a file is one of some layers."""
    return any(_same(layer.path, path) for layer in layers)


def read_below(path: str, layers: list[Layer], warnings: list[str]) -> list[TermFile]:
    """Read the layers below a file, all of them where it is none; those that loading skips are left out.

    Args:
        path: the file.
        layers: the layers in effect, lowest first.
        warnings: where to add one for each layer that is left out.

    Raises:
        TermFileError: a layer cannot be used that the user named.
    """
    rank = next((place for place, layer in enumerate(layers) if _same(layer.path, path)), len(layers))
    merger, problems = settled(read_layers(layers[:rank], warnings), warnings)
    if problems:
        raise TermFileError(problems)
    return merger.files


def read_layers(layers: list[Layer], warnings: list[str]) -> list[Entry]:
    """Read layers; those that can be done without and cannot be read are left out, with a warning each."""
    entries: list[Entry] = []
    for layer in layers:
        try:
            entries.append((layer, read_layer(layer)))
        except TermFileError as error:
            if not dispensable(layer):
                raise
            warnings.append(warning(layer, error.problems))
    return entries


def _same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:  # one of them is not there yet
        return absolute(path) == absolute(other)
