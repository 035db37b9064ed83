"""``gloss completion``: a script that completes verbs, options and terms in a shell."""

from typing import Annotated, Literal

import typer

from partnergloss.request import Request


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> Request:
    """Print a completion script for a shell.

    \b
    eval "$(gloss completion bash)"      in ~/.bashrc
    eval "$(gloss completion zsh)"       at the end of ~/.zshrc
    gloss completion fish | source       in ~/.config/fish/config.fish
    """
    return Request("completion", (shell,))
