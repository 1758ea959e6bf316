"""Protection: consent, screening, concerns, release, disclosure, erasure, audit."""
