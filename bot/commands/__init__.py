"""What people type in Discord: slash commands and components."""
