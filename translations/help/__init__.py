"""What helps while translating: checks, glossary, memory."""
