"""The kinds of personal data, and what stands in a text in the place of each."""

from __future__ import annotations

PLACEHOLDERS = {
    "card": "[card number]",
    "ssn": "[social security number]",
    "bank_routing": "[routing number]",
    "bank_account": "[account number]",
    "license": "[license number]",
    "passport": "[passport number]",
    "medicaid": "[member number]",
    "case": "[case number]",
    "birth_date": "[date of birth]",
    "email": "[e-mail]",
    "address": "[street address]",
    "phone": "[phone number]",
    "name": "[name]",
    "pin": "[secret number]",
    "number": "[number]",
}
"""By kind; of two kinds found in one place, the one named first counts."""
KINDS = tuple(PLACEHOLDERS)
