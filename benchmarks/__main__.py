"""Every benchmark, one after the other: `make bench`. One of them: `python -m benchmarks cohort`."""

from __future__ import annotations

import platform
import subprocess
import sys

BENCHMARKS = ("cohort", "statutory_return", "web", "first_content", "casework", "letters", "forecast", "many_councils")


def main() -> int:
    """Run the benchmarks named on the command line, or all; each in a process of its own."""
    chosen = sys.argv[1:] or BENCHMARKS
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 1
    print(f"{platform.machine()}, Python {platform.python_version()}. Shared machines are noisy: read the ratios.")
    failed = [name for name in chosen if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
