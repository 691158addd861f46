"""Practice exams: drawing a paper, sitting it, scoring it. Pure; a seed fixes the paper."""
