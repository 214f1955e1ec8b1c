"""Views as SVG drawn on the server, with a table twin: boxes, text, lines and the generated domain map."""
