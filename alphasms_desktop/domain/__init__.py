"""What a campaign is, in plain values: no input, no output, no clock, no threads."""
