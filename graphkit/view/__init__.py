"""The HTML page: its data, its layout computed ahead, its parts in one file."""

from graphkit.view.render import page_data, render

__all__ = ["page_data", "render"]
