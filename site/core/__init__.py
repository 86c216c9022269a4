"""The ground floor: base page, home, site-wide settings, navigation, work process, mail outbox."""
