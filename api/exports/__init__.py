"""What is handed out: one document made of a read model, written as XLSX, PDF, DOCX, JSON or Turtle."""
