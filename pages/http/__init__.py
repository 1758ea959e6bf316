"""What a script cannot do: cookies, the join link, downloads, health, headers."""
