"""Who may enter the console: accounts, passwords, codes, single sign-on, sessions, lock-out."""
