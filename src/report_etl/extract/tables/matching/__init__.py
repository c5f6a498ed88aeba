"""What a table is, and what each of its columns holds."""
