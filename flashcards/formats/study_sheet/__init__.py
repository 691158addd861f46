"""Study sheets: notes on paper, question beside answer, as PDF."""
