"""What leaves Tenfold in formats that others read: so far, calendars."""
