"""What can be seen of a page by a machine: accessibility, width, sizes of targets."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Streamlit's own, not ours to mend: rule → where it may occur. Everything else fails.
OF_THE_FRAMEWORK: dict[str, str] = {}

AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def barriers(page: Page) -> list[str]:
    """Serious and critical findings of axe-core that are not the framework's own: rule, impact, first place."""
    if not page.evaluate("'axe' in window"):  # half a megabyte of code: once a document, not once a look
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE_RUN)
    return [
        f"{one['id']} ({one['impact']}): {place['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for place in one["nodes"]
        if not (one["id"] in OF_THE_FRAMEWORK and OF_THE_FRAMEWORK[one["id"]] in place["html"])
    ]


def overflows(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def small_targets(page: Page, least: int) -> list[str]:
    """Buttons and cards of a child's screen that are lower or narrower than `least` pixels."""
    return page.evaluate(
        """least => [...document.querySelectorAll(
             '.st-key-child button, .st-key-child label[data-testid=stRadioOption], .st-key-child .stCheckbox label')]
           .filter(node => node.offsetParent && !node.closest('[data-testid=stNumberInput]'))
           .map(node => [node.innerText.trim(), node.getBoundingClientRect()])
           .filter(([, box]) => box.height < least || box.width < least)
           .map(([text, box]) => `${text}: ${Math.round(box.width)}x${Math.round(box.height)}`)""",
        least,
    )


def place_of(page: Page, key: str) -> tuple[int, int]:
    """Where the right upper corner of an element stands."""
    box = page.locator(f".st-key-{key}").first.bounding_box()
    assert box
    return round(box["x"] + box["width"]), round(box["y"])


RING = """() => {
  let one = document.activeElement;
  while (one && parseFloat(getComputedStyle(one).outlineWidth) < 4) one = one.parentElement;
  if (!one || getComputedStyle(one).outlineStyle === "none") return "nothing around it";
  const ring = one.getBoundingClientRect(), reach = 2 + parseFloat(getComputedStyle(one).outlineOffset);
  for (let over = one.parentElement; over && over.dataset.testid !== "stMain"; over = over.parentElement) {
    const frame = over.getBoundingClientRect();
    const cut = ring.left - reach < frame.left || ring.top - reach < frame.top
      || ring.right + reach > frame.right || ring.bottom + reach > frame.bottom;
    if (cut && getComputedStyle(over).overflow !== "visible") return `cut off by ${over.className}`;
  }
  return "whole";
}"""


def ring(page: Page) -> str:
    """What stands around that which has the focus: a whole ring, or what is wrong with it."""
    return str(page.evaluate(RING))
