"""A page opened in the browser, and what it asked for and said."""

import re
from pathlib import Path
from typing import Any


class Looked:
    """Opens a page and listens."""

    def __init__(self, browser: Any, path: Path, width: int) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri())

    def open_everything(self) -> None:
        """Open every part that is folded away."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    def violations(self) -> list[Any]:
        """Return what axe finds, with everything open."""
        from axe_playwright_python.sync_playwright import Axe

        self.open_everything()
        return list(Axe().run(self.page).response["violations"])

    def sheets(self, paper: Path) -> list[tuple[float, float]]:
        """Print as the page asks for it, and return width and height of every sheet in points."""
        self.page.pdf(path=str(paper), prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper.read_bytes())
        return [(round(float(width)), round(float(height))) for width, height in boxes]
