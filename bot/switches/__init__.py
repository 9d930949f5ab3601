"""What is switched off, and the notices that lead every answer; every change is in the audit log."""
