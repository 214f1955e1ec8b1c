"""What people are reminded of: the daily digest and the calendar of due dates, over every room below."""
