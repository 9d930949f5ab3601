"""Twilio: text messages (SMS), and phone calls."""
