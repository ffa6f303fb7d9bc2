"""What a person types: one file per group of commands, which know how to ask and how to print."""


def main() -> None:
    """Run the command line with the arguments of the process, and end the process with its exit code."""
    import sys

    from graphkit.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show must not stop an answer.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    app(prog_name="graphkit")
