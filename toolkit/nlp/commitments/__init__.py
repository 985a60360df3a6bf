"""Who undertakes, refuses or threatens what: frames, parties, deadlines and conditions."""
