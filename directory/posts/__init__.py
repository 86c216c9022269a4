"""What happens to a district's post: who holds it, whose name is shown, who stands in, and to whom it passes."""
