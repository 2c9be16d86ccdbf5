"""Drawing: the page for readers, and the files that other drawing programs open."""

from kg.render.page import page, render

__all__ = ["page", "render"]
