"""How much graphkit understands, measured on notes that were labelled by reading: see GUIDE.md."""
