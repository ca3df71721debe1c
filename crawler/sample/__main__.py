"""`python -m crawler.sample [--port N]`: serves the sample site until it is interrupted."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from crawler.sample.server import serve


def main(arguments: list[str] | None = None) -> int:
    """0 when interrupted, 1 where the port cannot be had."""
    parser = argparse.ArgumentParser(
        prog="python -m crawler.sample", description="Serves the bundled sample site on loopback."
    )
    parser.add_argument(
        "--port", type=int, default=8421, help="port to listen on (default: %(default)s; 0 takes a free one)"
    )
    options = parser.parse_args(arguments)
    try:
        with serve(options.port) as site:
            print(f"The Docket Lantern is at {site.url}/ (end it with Ctrl-C)", flush=True)  # noqa: T201  # a command's output
            Event().wait()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        sys.stderr.write(
            f"sample site: cannot listen on port {options.port}: {error.strerror}; choose another with --port\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
