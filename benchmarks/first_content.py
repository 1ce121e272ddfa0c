"""How soon a cheap phone shows something: `python -m benchmarks first_content`.

Chromium at 360 px, nothing kept from before, 400 kbit/s with 400 ms of latency and a processor four times slower than
this one, as its own developer tools imitate them. The goal is 1.2 s to the first content. Printed is the median of
five visits. This machine has no name to look up and no TLS to agree on: in the field add three times the latency once.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys import council

PAGES = {
    "home": "/",
    "an area": "/home/",
    "an entitlement": "/home/setting-up-home/",
    "a sensitive entitlement": "/home/homeless/",
    "a search": "/search/?q=got+kicked+out",
    "A to Z": "/a-to-z/",
    "my list": "/my-list/",
    "the checker": "/what-can-i-get/",
    "feedback": "/feedback/",
    "how complete": "/how-complete/",
    "how the law works": "/how-the-law-works/",
    "home in Arabic": "/ar/",
    "an entitlement in Arabic": "/ar/home/setting-up-home/",
}
VISITS = 5
GOAL = 1_200
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER_BY = 4
FIRST_CONTENT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
RECEIVED = (
    """performance.getEntries().filter(one => one.transferSize).reduce((sum, one) => sum + one.transferSize, 0)"""
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        environment = council.build(Path(folder), "--children-in-care", "10", "--care-leavers", "10")
        with council.served(environment, worker=False) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=council.chromium(), args=council.CHROMIUM_ARGUMENTS)
            measure(browser, address)


def measure(browser: Browser, address: str) -> None:
    """Print a line for each page."""
    print(f"{'page':28}{'first content':>15}{'received':>11}")
    for name, path in PAGES.items():
        visits = [_visit(browser, address + path) for _ in range(VISITS)]
        first = statistics.median(shown for shown, _ in visits)
        said = "" if first <= GOAL else f"  more than {GOAL / 1000:.1f} s"
        print(f"{name:28}{first / 1000:>13.2f} s{visits[0][1] / 1000:>8.1f} kB{said}")


def _visit(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds to the first content, and bytes received, for somebody who was never here."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
        page.goto(address, wait_until="load")
        page.wait_for_function(f"() => {FIRST_CONTENT.removesuffix('.startTime')}")
        return float(page.evaluate(FIRST_CONTENT)), float(page.evaluate(RECEIVED))
    finally:
        context.close()


if __name__ == "__main__":
    main()
