"""The gallery of questions: pages and JSON over named questions, and the editor for one's own."""
