"""``python -m bot`` is ``pincite``."""

import sys

INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def run() -> int:
    """Run the command line; Ctrl-C before it has begun is as quiet as later."""
    try:
        from bot.cli.app import main
    except KeyboardInterrupt:
        return INTERRUPTED
    return main()


if __name__ == "__main__":
    sys.exit(run())
