"""What people take along from practices: PDF, citation, feeds, tables, and what programs read on the page."""
