"""What people take along from the directory: contacts, dates, lists, a printed brochure, their own pinboard."""
