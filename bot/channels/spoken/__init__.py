"""What channels that speak have in common: breaths, moves such as "say that again", words of their own."""
